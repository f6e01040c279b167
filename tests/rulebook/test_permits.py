"""The data on permits loads whole, says where it comes from, and refuses what is wrong."""

from __future__ import annotations

import re
import shutil
from collections import Counter

import pytest

from portal.basics.errors import DataError
from portal.basics.source import Confidence
from portal.basics.toml import read_toml
from portal.rulebook.permits import FOLDER, HEAVIEST, permit_book, read_permit_book, town_key
from portal.rulebook.steps import steps
from portal.rulebook.timeline import timeline

DIMENSIONS, SCORED = 22, 19  # three are shown and never scored
WAYS_IN_A_TOWN = ("home", "outcall", "window", "club", "street")  # online is the same in all towns
CONTEXT = read_toml(FOLDER / "context.toml")
# what a small copy keeps: one trade, and a town with the two records that it names
KEPT = {
    "trades": ("lawyer.toml", "sex-worker-home-amsterdam.toml", "sex-worker-window.toml"),
    "towns": ("GM0363_amsterdam.toml", "GM1680_aa_en_hunze.toml"),
}
LAWYER, AMSTERDAM, AA = (
    "trades/lawyer.toml",
    "towns/GM0363_amsterdam.toml",
    "towns/GM1680_aa_en_hunze.toml",
)


@pytest.fixture
def folder(tmp_path):
    def unneeded(where, names):
        kept = KEPT.get(where.rpartition("permits")[2].strip("/\\"))
        return [name for name in names if kept and name not in kept]

    return shutil.copytree(FOLDER, tmp_path / "permits", ignore=unneeded)


def _change(file, right, wrong):
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")


def _cells_of_trades():
    return [
        (trade.key, name, cell)
        for trade in permit_book().trades.values()
        for name, cells in trade.cells.items()
        for cell in cells
    ]


def _cells_of_towns():
    return [
        (town.key, way, name, cell)
        for town in permit_book().towns.values()
        for way, found in town.sex_work.items()
        for name, cells in found.cells.items()
        for cell in cells
    ]


def test_all_fifty_trades_say_something_of_all_dimensions():
    dimensions = {one.key for one in permit_book().criteria.dimensions}

    assert len(permit_book().trades) == CONTEXT["meta"]["coverage"]["trades"] == 50
    assert len(dimensions) == DIMENSIONS
    for trade in permit_book().trades.values():
        assert set(trade.cells) == dimensions


def test_all_towns_say_something_of_all_that_is_scored_in_five_ways():
    scored = {one.key for one in permit_book().criteria.scored}

    assert len(permit_book().towns) == CONTEXT["towns_meta"]["municipalities"] == 76
    assert len(scored) == SCORED
    for town in (*permit_book().towns.values(), permit_book().nowhere):
        assert tuple(town.sex_work) == WAYS_IN_A_TOWN
        for found in town.sex_work.values():
            assert set(found.cells) == (set() if found.record else scored)


def test_every_known_cell_has_a_source_and_says_how_sure_it_is():
    cells = [*_cells_of_trades(), *_cells_of_towns()]

    for *where, cell in cells:
        if cell.status == "known":
            assert cell.sources, where
            assert cell.confidence, where
            assert cell.as_of, where
            assert all(source.title for source in cell.sources), where


def test_every_known_rule_of_a_trade_is_told_in_both_languages():
    for *where, cell in _cells_of_trades():
        if cell.status == "known":
            assert cell.value_en, where
            assert cell.value_nl, where
            assert cell.value("nl") == cell.value_nl
            assert cell.value("de") == cell.value("en") == cell.value_en


def test_as_many_cells_of_trades_are_seen_recalled_and_unknown_as_were_counted():
    cells = [cell for *_, cell in _cells_of_trades()]
    status = Counter(cell.status for cell in cells)
    sure = Counter(cell.confidence for cell in cells if cell.status == "known")
    counted = CONTEXT["meta"]["coverage"]

    assert len(cells) == counted["cells"] == 50 * DIMENSIONS
    for name in ("known", "unknown", "not_applicable"):
        assert status[name] == counted[name]
    assert sure[Confidence.SEEN] == counted["seen"] == 639
    assert sure[Confidence.RECALLED] == counted["recalled"] == 419


def test_as_many_towns_say_each_thing_of_home_work_as_were_counted():
    said = Counter(town.facts["home_work"] for town in permit_book().towns.values())

    assert said == CONTEXT["towns_meta"]["home_work_counts"]
    assert said.total() - said["unknown"] == CONTEXT["towns_meta"]["with_sourced_home_work"]


def test_every_town_file_bears_its_code_and_no_town_stands_twice():
    towns = permit_book().towns.values()

    assert len({town.code for town in towns}) == len({town.name for town in towns}) == len(towns)
    for town in towns:
        assert permit_book().town_named(town.name) is town
        assert (FOLDER / "towns" / f"{town.code}_{town.key.replace('-', '_')}.toml").is_file()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("'s-Hertogenbosch", "s-hertogenbosch"),
        ("Den Haag", "den-haag"),
        ("Aa en Hunze", "aa-en-hunze"),
        ("  Sittard-Geleen ", "sittard-geleen"),
    ],
)
def test_a_town_is_found_by_its_own_name(name, key):
    assert town_key(name) == key
    assert permit_book().town_named(name).key == key


def test_a_route_of_one_town_names_a_town_that_we_know():
    for trade in permit_book().trades.values():
        assert trade.town is None or permit_book().town_named(trade.town).name == trade.town


def test_every_scored_dimension_has_words_and_hours_for_every_level():
    for one in permit_book().criteria.scored:
        assert one.group
        assert one.label("nl") != one.label("en")
        assert len(set(one.levels_nl)) == len(set(one.levels_en)) == HEAVIEST + 1
        assert len(one.hours) in (0, HEAVIEST + 1)
        assert list(one.hours) == sorted(one.hours)
        assert one.why_nl
        assert one.why_en
    for one in permit_book().criteria.dimensions:
        assert one in permit_book().criteria.scored or not one.levels_en


def test_a_weight_follows_from_its_class():
    weights = {"gate": 3, "load": 2, "shadow": 1}  # section 2.1 of the method

    for one in permit_book().criteria.scored:
        assert one.weight == weights[one.weight_class]


def test_the_book_is_loaded_once():
    assert permit_book() is permit_book()


def test_what_a_cell_of_a_town_rests_on_is_a_fact_or_a_condition_of_that_town():
    for key, *where, cell in _cells_of_towns():
        town = permit_book().towns[key]
        condition = cell.by.removeprefix("condition: ")
        if cell.by not in ("state", "national"):
            known = town.conditions_en if condition != cell.by else town.facts
            assert condition in known, (key, *where)


def test_every_step_rests_on_facts_with_sources_and_is_told_in_both_languages():
    assert len(steps()) == 16
    assert len({one.key for one in steps()}) == len(steps())
    for one in steps():
        assert set(one.facts) <= set(permit_book().national)
        assert one.sources
        assert set(one.ways) <= {*WAYS_IN_A_TOWN, "online"}
        for name in ("title", "what", "who_learns"):
            assert one.text(name, "nl") != one.text(name, "en")
        assert one.text("what", "de") == one.what_en


def test_a_fee_of_a_step_runs_from_low_to_high():
    for one in steps():
        if one.fee_eur_low is not None and one.fee_eur_high is not None:
            assert 0 <= one.fee_eur_low <= one.fee_eur_high


def test_the_timeline_is_in_order_and_every_event_has_a_source():
    years = [int(re.match(r"\d{4}", event.when).group()) for event in timeline()]

    assert timeline()
    assert years == sorted(years)
    for event in timeline():
        assert permit_book().national[event.fact.id] is event.fact
        assert event.fact.source


def test_a_copy_that_is_not_spoiled_loads(folder):
    book = read_permit_book(folder)

    assert set(book.trades) == {"lawyer", "sex-worker-home-amsterdam", "sex-worker-window"}
    assert set(book.towns) == {"amsterdam", "aa-en-hunze"}
    assert book.trades["lawyer"] == permit_book().trades["lawyer"]
    assert book.towns["amsterdam"] == permit_book().towns["amsterdam"]


FEES = "[cells.fees]\n"
SPOILED = {
    "a misspelt key of a cell": (
        *(LAWYER, FEES, f"{FEES}valeu_en = 'x'\n"),
        ("cells.fees.0.valeu_en", "not permitted", "x"),
    ),
    "a misspelt key of a trade": (
        *(LAWYER, "scenario_en =", "scenery_en ="),
        ("scenario_en", "required", "lawyer"),
    ),
    "a misspelt key of a town": (
        *(AMSTERDAM, "province =", "provence ="),
        ("province", "required", "amsterdam"),
    ),
    "a misspelt key of the criteria": (
        *("criteria.toml", "weight_class =", "weight_clas ="),
        ("dimensions.1.weight_clas", "not permitted", "gate"),
    ),
    "an unknown dimension": (
        *(LAWYER, FEES, "[cells.fee]\nstatus = 'unknown'\n\n[cells.fees]\n"),
        ("cells.fee", "criteria.toml", "fee"),
    ),
    "an unknown dimension in a town": (
        *(AMSTERDAM, "[sex_work.club.cells.fees]", "[sex_work.club.cells.fee]"),
        ("sex_work.club.cells.fee", "criteria.toml", "fee"),
    ),
    "a dimension in a town that is never scored": (
        *(AMSTERDAM, "[sex_work.club.cells.fees]", "[sex_work.club.cells.vat]"),
        ("sex_work.club.cells.vat", "criteria.toml", "vat"),
    ),
    "an unknown way of working": (
        *(AMSTERDAM, "[sex_work.home]", "[sex_work.hoem]"),
        ("sex_work.hoem.[key]", "'home'", "hoem"),
    ),
    "an unknown source": (
        *(LAWYER, '"orde_noord"', '"orde_nord"'),
        ("cells.national_permit.sources", "sources.toml", "orde_nord"),
    ),
    "a level above four": (
        *(LAWYER, "level = 4", "level = 5"),
        ("cells.national_permit.0.level", "less than or equal to 4", "5"),
    ),
    "a level below nought": (
        *(AMSTERDAM, "level = 0", "level = -1"),
        ("sex_work.outcall.cells.national_permit.0.level", "greater than or equal to 0", "-1"),
    ),
    "a level that is no whole number": (
        *(LAWYER, "level = 4", "level = 3.5"),
        ("cells.national_permit.0.level", "integer", "3.5"),
    ),
    "low above level": (
        *(LAWYER, "level = 4", "level = 2\nlow = 3"),
        ("cells.national_permit.0", "low <= level <= high, found 3, 2, 2", "'low': 3"),
    ),
    "high below level": (
        *(
            AMSTERDAM,
            'level = 2\nby = "minimum_age"\nlow = 1\nhigh = 3',
            'level = 2\nby = "minimum_age"\nlow = 1\nhigh = 1',
        ),
        ("sex_work.outcall.cells.minimum_age.0", "found 1, 2, 1", "'high': 1"),
    ),
    "a level of what is unknown": (
        *(AMSTERDAM, 'status = "unknown"', 'status = "unknown"\nlevel = 2'),
        ("sex_work.outcall.cells.municipal_permit.0", "only where the status is known", "2"),
    ),
    "a known cell without a level": (
        *(LAWYER, "level = 4\n", ""),
        ("cells.national_permit.level", "a level from 0 to 4", "None"),
    ),
    "a level of what is never scored": (
        *(LAWYER, "[cells.attaches_to]\n", "[cells.attaches_to]\nlevel = 1\n"),
        ("cells.attaches_to.level", "never scored", "1"),
    ),
    "a status that is none": (
        *(LAWYER, 'status = "known"', 'status = "knwon"'),
        ("cells.kvk_registration.0.status", "'known'", "knwon"),
    ),
    "a confidence that is none": (
        *(LAWYER, 'confidence = "seen"', 'confidence = "sure"'),
        ("cells.kvk_registration.0.confidence", "'seen'", "sure"),
    ),
    "a code that is none": (
        *(AMSTERDAM, 'code = "GM0363"', 'code = "GM363"'),
        ("code", "pattern", "GM363"),
    ),
    "the code of another town": (
        *(AMSTERDAM, 'code = "GM0363"', 'code = "GM0362"'),
        ("code, key", "GM0362_amsterdam.toml", "GM0363_amsterdam.toml"),
    ),
    "the key of another town": (
        *(AMSTERDAM, 'key = "amsterdam"', 'key = "amstelveen"'),
        ("code, key", "GM0363_amstelveen.toml", "GM0363_amsterdam.toml"),
    ),
    "a record that names no trade": (
        *(AMSTERDAM, "sex-worker-window", "sex-worker-widow"),
        ("sex_work.window.record", "the key of a trade", "sex-worker-widow"),
    ),
    "a record and a state at once": (
        *(AMSTERDAM, "[sex_work.outcall]\n", '[sex_work.outcall]\nrecord = "lawyer"\n'),
        ("sex_work.outcall", "either a record or cells", "lawyer"),
    ),
    "a fact of national law that is none": (
        *("national.toml", "[behind_cells]\n", "[behind_cells]\nfees = ['no_such_fact']\n"),
        ("behind_cells.fees", "the id of a fact", "no_such_fact"),
    ),
    "a level without words": (
        *("criteria.toml", '    "none",\n', ""),
        ("national_permit.levels_en", "five levels", "notification"),
    ),
    "a file that is no TOML": (
        *(LAWYER, "[cells.fees]", "[cells.fees"),
        ("(the file)", "TOML", "line"),
    ),
}


@pytest.mark.parametrize(("file", "right", "wrong", "told"), SPOILED.values(), ids=SPOILED)
def test_what_is_wrong_is_refused_with_file_field_expected_and_found(
    folder, file, right, wrong, told
):
    _change(folder / file, right, wrong)

    _refused(folder, (folder / file).name, *told)


def _refused(folder, file, field, expected, found):
    with pytest.raises(DataError) as refused:
        read_permit_book(folder)
    facts = refused.value.facts
    assert set(facts) == {"file", "field", "expected", "found"}
    assert facts["file"] == file
    assert facts["field"] == field
    assert expected in facts["expected"]
    assert found in facts["found"]
    assert all(part in str(refused.value) for part in facts.values())


def test_a_key_that_two_trades_have_is_refused(folder):
    right, wrong = 'key = "sex-worker-window"', 'key = "lawyer"'
    _change(folder / "trades" / "sex-worker-window.toml", right, wrong)

    _refused(folder, "lawyer.toml", "key", "a key that stands once", "lawyer")


# a table of a file as it stands there, up to the next
def _table(file, name):
    text = file.read_text(encoding="utf-8")
    start = text.index(f"[{name}]\n")
    return text[start : text.index("\n[", start) + 1]


@pytest.mark.parametrize(
    ("file", "table", "field"),
    [
        (LAWYER, "cells.fees", "cells.fees"),
        (LAWYER, "cells.attaches_to", "cells.attaches_to"),
        (AMSTERDAM, "sex_work.club.cells.zoning", "sex_work.club.cells.zoning"),
        ("town_template.toml", "sex_work.home.cells.fees", "sex_work.home.cells.fees"),
    ],
)
def test_a_missing_dimension_is_refused_by_name(folder, file, table, field):
    _change(folder / file, _table(folder / file, table), "")

    _refused(folder, (folder / file).name, field, "if need be with status unknown", "None")


def test_a_known_cell_of_a_trade_without_a_source_is_refused(folder):
    table = _table(folder / LAWYER, "cells.national_permit")
    _change(folder / LAWYER, table, re.sub(r"sources = \[.*?\]", "sources = []", table, flags=re.S))

    _refused(folder, "lawyer.toml", "cells.national_permit.sources", "at least one source", "[]")


def test_a_known_cell_that_forgets_its_sources_is_refused(folder):
    table = _table(folder / LAWYER, "cells.national_permit")
    _change(folder / LAWYER, table, re.sub(r"sources = \[.*?\]\n", "", table, flags=re.S))

    _refused(folder, "lawyer.toml", "cells.national_permit.sources", "at least one source", "()")


def test_a_cell_of_national_law_behind_which_no_fact_stands_is_refused(folder):
    _change(folder / AMSTERDAM, 'level = 4\nby = "state"', 'level = 4\nby = "national"')

    field = "sex_work.street.cells.municipal_permit.sources"
    _refused(folder, "GM0363_amsterdam.toml", field, "at least one source", "None")


def test_a_town_without_a_source_is_refused(folder):
    text = (folder / AMSTERDAM).read_text(encoding="utf-8")
    bare = re.sub(r"\[\[sources\]\]\n(?:.+\n)+\n", "", text)
    (folder / AMSTERDAM).write_text(bare, encoding="utf-8")

    _refused(folder, "GM0363_amsterdam.toml", "sources", "required", "amsterdam")


def _two_fees(folder, first, second):
    cell = "[[cells.fees]]\nstatus = 'known'\nlevel = 1\nsources = ['orde_noord']\n"
    table = _table(folder / LAWYER, "cells.fees")
    _change(folder / LAWYER, table, f"{cell}{first}\n\n{cell}{second}\n\n")


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("since = 2020-01-01\nuntil = 2021-06-30", "since = 2021-06-30", "2021-06-30"),
        ("since = 2021-06-30", "since = 2020-01-01\nuntil = 2021-06-30", "2021-06-30"),
        ("since = 2020-01-01", "since = 2021-01-01\nuntil = 2021-12-31", "2021-01-01"),
        ("until = 2021-12-31", "until = 2022-12-31", "None"),
        ("since = 2020-01-01", "since = 2020-01-01", "2020-01-01"),
        ("", "", "None"),
    ],
)
def test_two_cells_for_one_day_are_refused(folder, first, second, found):
    _two_fees(folder, first, second)

    _refused(folder, "lawyer.toml", "cells.fees.since", "dates that do not overlap", found)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("until = 2021-06-29", "since = 2021-06-30"),
        ("since = 2021-06-30", "until = 2021-06-29"),
        ("since = 2020-01-01\nuntil = 2020-12-31", "since = 2022-01-01\nuntil = 2022-12-31"),
    ],
)
def test_cells_that_follow_each_other_are_kept(folder, first, second):
    _two_fees(folder, first, second)

    assert len(read_permit_book(folder).trades["lawyer"].cells["fees"]) == 2


def test_a_cell_that_ends_before_it_begins_is_refused(folder):
    _change(folder / LAWYER, FEES, f"{FEES}since = 2021-01-01\nuntil = 2020-12-31\n")

    _refused(folder, "lawyer.toml", "cells.fees.0", "until on or after since", "2020")


@pytest.mark.parametrize(
    "name", ["GM1680_aa-en-hunze.toml", "GM1681_aa_en_hunze.toml", "aa_en_hunze.toml"]
)
def test_a_town_file_with_a_wrong_name_is_told_its_right_name(folder, name):
    (folder / AA).rename(folder / "towns" / name)

    _refused(folder, name, "code, key", "GM1680_aa_en_hunze.toml", name)


@pytest.mark.parametrize("name", ["criteria.toml", "sources.toml", "national.toml"])
def test_a_file_that_is_missing_is_named(folder, name):
    (folder / name).unlink()

    _refused(folder, name, "(the file)", "readable", "FileNotFoundError")


SOURCE, SEEN, OF_FACT = "[sources.orde_noord]\n", 'confidence = "seen"', "[[facts.source]]\n"
SLIPS = {
    "a source without a title": ("sources.toml", f"{SOURCE}title =", f"{SOURCE}titel ="),
    "a misspelt key of a source": ("sources.toml", SOURCE, f"{SOURCE}raed = true\n"),
    "a misspelt key of a fact": ("national.toml", SEEN, f"{SEEN}\nas_fo = '2026'"),
    "a confidence of a fact that is none": ("national.toml", SEEN, 'confidence = "sure"'),
    "a misspelt key of its source": ("national.toml", OF_FACT, f"{OF_FACT}ulr = 'x'\n"),
    "sources that are no list": (LAWYER, 'sources = [\n    "orde_noord",\n]', "sources = 3"),
    "a misspelt fact of a town": (AMSTERDAM, "[facts]\nhome_work =", "[facts]\nhome_wrok ="),
    "a misspelt fact in Dutch": (AMSTERDAM, "[facts_nl]\nminimum_age", "[facts_nl]\nminimum_aeg"),
    "a cell by a fact that is none": (AMSTERDAM, 'by = "minimum_age"', 'by = "minimum_aeg"'),
    "a weight below nought": ("criteria.toml", "weight = 3", "weight = -3"),
    "hours for four levels": ("criteria.toml", '    "16",\n', ""),
}


@pytest.mark.parametrize(("file", "right", "wrong"), SLIPS.values(), ids=SLIPS)
def test_a_slip_that_no_cell_shows_is_refused_too(folder, file, right, wrong):
    _change(folder / file, right, wrong)

    with pytest.raises(DataError):
        read_permit_book(folder)


def test_a_cell_that_is_no_table_is_refused(folder):
    _change(folder / LAWYER, _table(folder / LAWYER, "cells.fees"), "")
    _change(folder / LAWYER, "[cells.kvk", "[cells]\nfees = 3\n\n[cells.kvk")

    with pytest.raises(DataError):
        read_permit_book(folder)


def _new_town(folder, name):
    shutil.copy(folder / "town_template.toml", folder / "towns" / name)
    for right, wrong in [
        ('key = "template"', 'key = "nieuw-dorp"'),
        ('code = "GM0000"', 'code = "GM9999"'),
        ('name = "Template"', 'name = "Nieuw Dorp"'),
    ]:
        _change(folder / "towns" / name, right, wrong)


def test_the_template_under_its_proper_name_is_a_new_town_of_which_nothing_is_known(folder):
    _new_town(folder, "GM9999_nieuw_dorp.toml")
    book = read_permit_book(folder)

    assert book.town_named("Nieuw Dorp").code == "GM9999"
    assert book.towns["nieuw-dorp"].sex_work == book.nowhere.sex_work
    assert set(book.nowhere.facts.values()) == {"unknown"}


def test_the_template_under_another_name_is_refused(folder):
    _new_town(folder, "GM9998_nieuw_dorp.toml")

    _refused(folder, "GM9998_nieuw_dorp.toml", "code, key", "GM9999_", "GM9998_nieuw_dorp.toml")


def test_one_changed_byte_in_any_file_changes_the_checksum(folder):
    files = sorted(folder.rglob("*.toml"))
    sums = {read_permit_book(folder).checksum}
    for file in files:
        whole = file.read_bytes()
        assert whole.startswith(b"# ")
        file.write_bytes(b"#_" + whole[2:])
        sums.add(read_permit_book(folder).checksum)
        file.write_bytes(whole)

    assert len(sums) == len(files) + 1


def test_the_checksum_is_of_the_content_and_not_of_its_place_or_its_line_ends(folder, tmp_path):
    before = read_permit_book(folder).checksum
    moved = folder.rename(tmp_path / "moved")
    for file in moved.rglob("*.toml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    assert read_permit_book(moved).checksum == before
    assert re.fullmatch("[0-9a-f]{12}", before)


def test_a_file_more_or_less_changes_the_checksum(folder):
    before = read_permit_book(folder).checksum
    (folder / AA).unlink()
    fewer = read_permit_book(folder).checksum
    _new_town(folder, "GM9999_nieuw_dorp.toml")

    assert len({before, fewer, read_permit_book(folder).checksum}) == 3
