"""Income tax on screen: from the books or typed, each line down to its source, and what if."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest

from portal.basics.euro import eur
from portal.books.bank_matching import bank_line
from portal.books.facts import Asset, Trip, VatCode, WorkedHours
from portal.documents.income_tax import whole
from portal.language.words import HIDDEN, words_in
from portal.rulebook.income_notes import income_notes
from portal.rulebook.income_tax import tax_year, years
from portal.rulebook.vat import vat_rules
from portal.taxes.income_lines import PARTS, lines
from portal.taxes.income_tax import assess
from portal.taxes.situation import _COUNTED, _SIGNED, Situation
from portal.taxes.writing import cost, taking
from portal.ui.forms.income import WHAT_IF
from portal.ui.sitemap import PLACES
from portal.vault.engine import reading
from tests.pages.conftest import Line

PAGE, WORDS = "taxes/income_tax", words_in("en")
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
YEARS = pytest.mark.parametrize("year", years())
_LI = re.compile(r"<li.*?</li>", re.DOTALL)
_ROW = re.compile(r"<tr.*?</tr>", re.DOTALL)


@pytest.fixture
def store_2025(store):
    """A year of takings, a cost, hours, a trip and something bought that serves for years."""
    rates = vat_rules()
    entered = date(2025, 12, 31)
    store.record(
        *(taking(date(2025, month, 3), eur("4840"), rates) for month in range(1, 13)),
        cost(date(2025, 5, 5), eur("605"), "phone", rates, vat_code=VatCode.STANDARD),
        *(
            WorkedHours(day=date(2025, month, day), minutes=480, entered=entered)
            for month in range(1, 13)
            for day in range(1, 15)
        ),
        Trip(day=date(2025, 6, 1), km=Decimal("100"), entered=entered),
        Asset(day=date(2025, 7, 1), in_use=date(2025, 7, 1), cost=eur("3000.50"), months=60),
    )
    return store


def _plain(text):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def _named(widgets, key):
    return next(one for one in widgets if one.key == key)


def _fill(page, form="income", **said):
    fields = (*page.text_input, *page.checkbox, *page.selectbox, *page.date_input)
    for name, value in said.items():
        _named(fields, f"{form}-{name}-0").set_value(value)
    return page.run()


def _choose(page, name, value):
    return _named(page.button_group, f"income-{name}-0").set_value(value).run()


def _typed(open_page, store, year=2026, language="en", desk=None, **said):
    """The page with numbers typed; `profit` must be one of them to get an answer."""
    page = open_page(store, PAGE, language, **(desk or {}))
    page = _choose(_choose(page, "year", year), "origin", "typed")
    return _fill(page, **said)


def _from_books(open_page, store, year=2025, language="en", **desk):
    return _choose(open_page(store, PAGE, language, **desk), "year", year)


def _html(page):
    return "".join(one.value for one in page.get("html") if "<style>" not in one.value)


def _lines(page):
    """Every line: what it shows folded, and what stands behind it."""
    found = [one.partition("</summary>") for one in _LI.findall(_html(page))]
    return [(_plain(shown), behind) for shown, _, behind in found]


def _shown(page):
    return [shown for shown, _ in _lines(page)]


def _line(page, name):
    return next(one for one in _lines(page) if one[0].startswith(name))


def _rows(page):
    cells = re.compile(r"<t[dh].*?</t[dh]>", re.DOTALL)
    return [[_plain(cell) for cell in cells.findall(row)] for row in _ROW.findall(_html(page))]


def _said(page):
    elements = (*page.markdown, *page.caption, *page.info, *page.warning, *page.success)
    texts = (one.value for one in elements)
    return " ".join(re.sub(r"\\(?=[^a-zA-Z0-9\s])", "", text) for text in texts)


def _answer(page):
    assert not page.exception
    assert [one.value for one in page.error] == []
    (metric,) = page.metric
    return metric.value


def _amount(euros):
    return whole(euros, WORDS)


def _kept(page):
    """All that Streamlit keeps of this tab."""
    session = page.session_state._state._state
    return repr([getattr(session, name) for name in session.__dataclass_fields__])


def _whole_number(typed):
    return int(typed.replace(".", "").partition(",")[0])


def _every_row(store):
    with reading(store.engine) as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: connection.exec_driver_sql(f"SELECT * FROM [{name}]").fetchall()
            for (name,) in tables.fetchall()
        }


# where the numbers come from


@LANGUAGES
def test_the_estimate_from_the_books_is_that_of_the_same_typed_numbers(
    open_page, store_2025, store, language
):
    books = _from_books(open_page, store_2025, 2025, language)
    # By hand: 12 x 4,000 - 500 of costs - 300 of depreciation (6 months of 3,000.50 over 60) - 23
    # for 100 km is 47,176.95, down; 168 days of 8 hours; 3,000.50 invested, up.
    typed = _typed(open_page, store, 2025, language, profit="47176", invested="3001", hours="1344")

    assert _answer(books) == _answer(typed)
    assert _shown(books) == _shown(typed)


def test_the_profit_of_the_books_unfolds_to_what_it_is_made_of(open_page, store_2025):
    _, behind = _line(_from_books(open_page, store_2025), "Profit")
    told = _plain(behind)

    assert "Result of the books €47,500.00" in told
    assert "Depreciation (afschrijving) -€300.05" in told
    assert "Kilometres -€23.00" in told


def test_typed_hours_go_before_the_hours_of_the_books(open_page, store_2025):
    name = WORDS("income.line.self_employed_deduction")
    page = _from_books(open_page, store_2025)
    assert any(one.startswith(name) for one in _shown(page))

    page = _fill(page, hours="1000")
    assert not any(one.startswith(name) for one in _shown(page))


def test_a_year_without_bookings_says_the_first_step(open_page, store):
    page = _from_books(open_page, store, 2024)

    assert WORDS("income.no_bookings") in [one.value for one in page.info]
    assert not page.exception


def test_bank_lines_that_nobody_judged_are_said_not_to_count(open_page, store_2025):
    line = Line(date(2025, 4, 1), "750.00", "Iemand")
    store_2025.record(bank_line("NL91ABNA0417164300", line, "batch"))
    page = _from_books(open_page, store_2025)

    assert any("€750.00" in one.value for one in page.warning)


def test_this_year_is_said_to_run_until_today(open_page, full_store):
    page = open_page(full_store, PAGE)
    today = date.today()

    if today.year in years() and tax_year(today.year).status == "law":
        assert WORDS("income.so_far", day=today) in _said(page)
    assert not page.exception


def test_before_a_profit_is_typed_there_is_a_first_step_and_no_number(open_page, store):
    page = _typed(open_page, store)

    assert [one.value for one in page.info] == [WORDS("income.type_profit")]
    assert len(page.metric) == 0
    assert _lines(page) == []


def test_typed_answers_leave_the_books_as_they_were(open_page, store_2025):
    before = _every_row(store_2025)
    page = _typed(open_page, store_2025, 2026, profit="42000", wages="5000", born=date(1990, 5, 1))
    _answer(_fill(page, WHAT_IF, profit="1000"))

    assert _every_row(store_2025) == before


def test_who_looks_something_up_on_another_page_finds_her_answers_again(open_page, store):
    page = _typed(open_page, store, 2025, profit="42000", wages="5000", starter=True)
    before = _answer(page)
    page = page.switch_page(PLACES["books/hours"].path).run()
    page = page.switch_page(PLACES[PAGE].path).run()

    assert _answer(page) == before
    assert _named(page.text_input, "income-wages-0").value == "5000"


@pytest.mark.parametrize("elsewhere", [False, True], ids=["on the page", "on another page"])
def test_a_lock_forgets_every_answer(open_page, store, elsewhere, tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path))
    page = _typed(open_page, store, 2025, profit="42000", wages="5000", born=date(1990, 5, 1))
    if elsewhere:
        page = page.switch_page(PLACES["books/hours"].path).run()
    assert "42000" in _kept(page)
    page = _named(page.button, "lock").click().run()
    assert "42000" not in _kept(page)

    page.session_state["desk"].store = store
    page = page.switch_page(PLACES[PAGE].path).run()
    assert _named(page.button_group, "income-origin-0").value == "books"
    assert _named(page.text_input, "income-wages-0").value == ""
    assert _named(page.date_input, "income-born-0").value is None


# the answer and its lines


@LANGUAGES
@YEARS
def test_every_line_unfolds_to_a_rule_and_a_source_or_says_where_it_is_from(
    open_page, store, year, language
):
    words = words_in(language)
    page = _typed(open_page, store, year, language, profit="42000", wages="4000", prepaid="100")
    _answer(page)
    told = lines(assess(Situation(year=year, profit=42_000, wages=4_000, prepaid=100)))
    shown = _lines(page)
    assert len(shown) == len(told)

    own = [words(f"income.origin.{kind}") for kind in ("typed", "sum", "above", "worked_out")]
    for line, (name, behind) in zip(told, shown, strict=True):
        assert name.startswith(words(f"income.line.{line.key}"))
        text = _plain(behind)
        assert words(f"income.why.{line.key}") in text
        if line.figures is None:
            assert any(one in text for one in own)
            continue
        assert str(year) in text
        assert line.figures.law in text
        for source in line.figures.source:
            assert " ".join(source.title.split()) in text
            assert words.show(source.checked_on) in text or words("income.not_read") in text
            assert (source.url is None) or f"href='{source.url}'" in behind


@LANGUAGES
def test_what_was_never_read_is_marked_to_be_checked_first(open_page, store, language):
    words = words_in(language)
    said = {"profit": "42000", "partner_hours": "600", "hours": "1300"}
    page = _typed(open_page, store, 2025, language, **said)
    shown, behind = _line(page, words("income.line.partner_deduction"))

    # meewerkaftrek of 2025 is recalled; that of 2026 was read in the law
    assert words("income.sure.recalled") in shown
    assert words("income.sure_line.recalled") in _plain(behind)
    page = _typed(open_page, store, 2026, language, **said)
    shown, _ = _line(page, words("income.line.partner_deduction"))
    assert words("income.sure.recalled") not in shown


def test_what_was_worked_out_is_marked_as_such(open_page, store):
    page = _typed(open_page, store, 2025, profit="42000")
    shown, behind = _line(page, WORDS("income.line.table_tax"))

    assert "Worked out from other figures" in shown
    assert WORDS("income.sure_line.derived") in _plain(behind)


def test_the_answer_says_the_total_what_is_kept_and_what_the_next_euros_cost(open_page, store):
    found = assess(Situation(year=2026, profit=42_000))
    page = _typed(open_page, store, profit="42.000")
    text = _said(page)

    assert _answer(page) == _amount(found.total)
    assert f"You keep about {_amount(found.net)}" in text
    assert "about 39 goes to tax" in text
    assert WORDS("income.estimate") in text
    assert WORDS("income.left_out") in text
    assert WORDS("income.assumed.hours_met") in text


@pytest.mark.parametrize(
    ("prepaid", "key"), [("1000", "still_to_pay"), ("9000", "get_back")], ids=["pay", "back"]
)
def test_what_was_paid_already_goes_off(open_page, store, prepaid, key):
    found = assess(Situation(year=2026, profit=42_000, prepaid=int(prepaid)))
    page = _typed(open_page, store, profit="42000", prepaid=prepaid)

    assert WORDS(f"income.{key}", amount=_amount(abs(found.to_pay))) in _said(page)


def test_the_answers_of_the_form_reach_the_reckoning(open_page, store):
    typed = {
        "profit": "42000",
        "invested": "5000",
        "hours": "1.300",
        "carried_in": "300",
        "wages": "4000,50",
        "opting_in": "2000",
        "wage_tax": "900,50",
        "other_work": "700",
        "benefits": "600",
        "pension": "500",
        "annuity": "400",
        "deductions": "300",
        "losses": "200",
        "own_home": "-3000",
        "bank": "90000",
        "other_assets": "80000",
        "debts": "7000",
        "prepaid": "60",
        "partner_hours": "550",
        "cessation": "5000",
        "cessation_used": "100",
    }
    page = _typed(
        open_page,
        store,
        2026,
        **typed,
        starter=True,
        child=True,
        partner="more",
        born=date(1990, 5, 1),
    )
    found = assess(
        Situation(
            year=2026,
            **{
                **{
                    name: int(value.replace(".", "").partition(",")[0])
                    for name, value in typed.items()
                },
                "wage_tax": 901,
            },
            starter=True,
            children_born=(date(2026, 1, 1),),
            partners=True,
            born=date(1990, 5, 1),
        )
    )

    assert _answer(page) == _amount(found.total)
    assert [one.rpartition(" ")[2] for one in _shown(page)] == [
        _amount(line.amount) for line in lines(found)
    ]


def test_a_partner_who_earns_less_has_the_combination_credit(open_page, store):
    name = WORDS("income.line.combination_credit")
    page = _typed(open_page, store, profit="30000", child=True)
    assert any(one.startswith(name) for one in _shown(page))

    page = _fill(page, partner="less")
    assert not any(one.startswith(name) for one in _shown(page))


@LANGUAGES
def test_an_unused_deduction_and_a_loss_are_told(open_page, store, language):
    words = words_in(language)
    unused = _typed(open_page, store, 2026, language, profit="500", hours="1300")
    loss = _typed(open_page, store, 2026, language, profit="-4000")
    amount = whole(assess(Situation(year=2026, profit=-4_000)).loss, words)

    assert words("income.left_over.unused", amount=whole(700, words)) in _said(unused)
    assert words("income.left_over.loss", amount=amount) in _said(loss)


def test_hidden_amounts_are_nowhere_on_the_page(open_page, store_2025):
    page = _from_books(open_page, store_2025, hide_amounts=True)
    page = _fill(page, WHAT_IF, hours="no")
    behind = re.sub(r"<div class='tax-behind'>.*?</div>", "", _html(page), flags=re.DOTALL)

    assert _answer(page) == HIDDEN
    assert f"{HIDDEN} goes to tax" in _said(page)
    assert HIDDEN in _plain(behind)
    assert not re.search(r"€ ?-?\d", _plain(_html(page)))


# what is refused


@LANGUAGES
@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        pytest.param("profit", "abc", None, id="no number"),
        pytest.param("hours", "-1", "0 – 8784", id="hours below nought"),
        pytest.param("hours", "9000", "0 – 8784", id="more hours than a year has"),
        pytest.param("wages", "-5", "0 – 100000000", id="wages below nought"),
        pytest.param("annuity", "veel", None, id="a word for an amount"),
        pytest.param("prepaid", "12.345,678", None, id="parts of a cent"),
    ],
)
def test_a_wrong_input_gets_a_precise_error_and_no_number(
    open_page, store, name, typed, expected, language
):
    words = words_in(language)
    page = _typed(open_page, store, 2026, language, **{"profit": "42000", name: typed})
    sentence = words(
        "error.tax_input",
        name=words(f"income.field.{name}"),
        expected=expected or words("income.a_number"),
        found=typed,
    )

    assert [one.value for one in page.error] == [sentence]
    assert len(page.metric) == 0
    assert _lines(page) == []
    assert not page.exception


def test_who_was_born_after_the_year_gets_an_error_and_no_number(open_page, store):
    page = _typed(open_page, store, 2023, profit="42000", born=date(2024, 2, 1))

    (error,) = page.error
    assert error.value.startswith("Date of birth: expected ≤ 2023, found 2024-02-01.")
    assert len(page.metric) == 0


def test_a_slip_keeps_what_was_typed_elsewhere(open_page, store):
    page = _typed(open_page, store, profit="42000", wages="5000", annuity="x")
    page = _fill(page, annuity="1000")

    found = assess(Situation(year=2026, profit=42_000, wages=5_000, annuity=1_000))
    assert _answer(page) == _amount(found.total)


@LANGUAGES
def test_who_lived_here_part_of_the_year_gets_no_number_but_the_way_on(open_page, store, language):
    page = _typed(open_page, store, 2026, language, profit="42000")
    page = _choose(page, "whole_year", "no")

    assert [one.value for one in page.error] == [words_in(language)("error.part_year")]
    assert len(page.metric) == 0
    assert _lines(page) == []


@LANGUAGES
def test_a_proposal_is_called_so_and_shows_its_warning(open_page, store, language):
    words = words_in(language)
    page = _typed(open_page, store, 2027, language, profit="42000")
    years_shown = _named(page.button_group, "income-year-0").options

    assert any(words("income.year_proposal", year="2027") in str(one) for one in years_shown)
    assert words("income.proposal") in [one.value for one in page.warning]
    assert tax_year(2027).warning in _said(page)
    assert words("income.assumed.proposal") in _said(page)
    page = _choose(page, "year", 2026)
    assert words("income.proposal") not in [one.value for one in page.warning]


def test_a_figure_that_was_not_found_is_named_and_nothing_is_worked_out(open_page, store):
    page = _typed(open_page, store, 2027, profit="42000", bank="500000")

    (error,) = page.error
    assert "For 2027 a figure that this needs was not found (Box 3)." in error.value
    assert len(page.metric) == 0


# what if


def test_before_something_is_changed_there_is_nothing_to_compare(open_page, store):
    page = _typed(open_page, store, profit="42000", hours="1300")

    assert WORDS("income.if_nothing") in _said(page)
    assert _rows(page) == []


def test_fewer_hours_show_the_difference_of_each_line_and_in_total(open_page, store):
    page = _fill(_typed(open_page, store, profit="42000", hours="1300"), WHAT_IF, hours="no")
    now = assess(Situation(year=2026, profit=42_000, hours=1300))
    then = assess(Situation(year=2026, profit=42_000, hours=1224))
    rows = {row[0]: row[1:] for row in _rows(page)}

    deduction = now.business.self_employed_deduction
    assert rows[WORDS("income.line.self_employed_deduction")] == [
        _amount(-deduction),
        _amount(0),
        f"+{_amount(deduction)} more",
    ]
    assert rows[WORDS("income.line.total")] == [
        _amount(now.total),
        _amount(then.total),
        f"+{_amount(then.total - now.total)} more",
    ]
    assert rows[WORDS("income.line.net")][-1] == f"{_amount(now.total - then.total)} less"
    assert rows[WORDS("income.line.profit")][-1] == "the same"


@pytest.mark.parametrize(
    ("change", "then"),
    [
        pytest.param({"hours": "yes"}, {"hours": 1225}, id="enough hours"),
        pytest.param(
            {"starter": "yes", "hours": "yes"}, {"hours": 1225, "starter": True}, id="starter"
        ),
        pytest.param({"profit": "10.000"}, {"profit": 50_000}, id="more profit"),
        pytest.param({"profit": "-10000"}, {"profit": 30_000}, id="less profit"),
        pytest.param({"annuity": "2000"}, {"annuity": 2_000}, id="annuity"),
    ],
)
def test_each_what_if_is_the_reckoning_of_that_other_year(open_page, store, change, then):
    given = {"profit": 40_000, "hours": 900}
    page = _fill(_typed(open_page, store, profit="40000", hours="900"), WHAT_IF, **change)
    other = assess(Situation(year=2026, **{**given, **then}))
    rows = {row[0]: row[1:] for row in _rows(page)}

    assert rows[WORDS("income.line.total")][1] == _amount(other.total)
    assert rows[WORDS("income.line.net")][1] == _amount(other.net)


def test_a_line_that_only_the_other_year_has_stands_in_its_place(open_page, store):
    change = {"starter": "yes", "hours": "yes"}
    page = _fill(_typed(open_page, store, profit="40000", hours="900"), WHAT_IF, **change)
    names = [row[0] for row in _rows(page)]
    wanted = ("profit", "self_employed_deduction", "starter_deduction", "sme_exemption")

    assert names[1:5] == [WORDS(f"income.line.{key}") for key in wanted]


def test_a_slip_in_what_if_leaves_the_answer_standing(open_page, store):
    page = _fill(_typed(open_page, store, profit="42000"), WHAT_IF, profit="lots")

    (error,) = page.error
    assert error.value.startswith("Profit: expected")
    assert page.metric[0].value == _amount(assess(Situation(year=2026, profit=42_000)).total)
    assert _rows(page) == []


# what is not known, the paper, the words


@LANGUAGES
def test_what_was_not_found_and_where_sources_differ_is_shown(open_page, store, language):
    words, notes = words_in(language), income_notes()
    page = _typed(open_page, store, 2027, language, profit="42000")
    text = " ".join(_said(page).split())

    assert words("income.unknowns") in [one.label for one in page.expander]
    assert all(" ".join(one.split()) in text for one in notes.not_found)
    for one in notes.disagreements:
        assert one.topic in text
        assert one.values in text
        assert one.choice in text
    assert all(one.note in text for one in tax_year(2027).not_found)
    # research notes are in English: a reader of another language is told so
    assert (words("income.in_english") in text) == (language != "en")


def test_there_is_a_paper_of_an_answer_and_none_of_an_error(open_page, store):
    page = _typed(open_page, store, profit="42000")
    assert WORDS("income.pdf_line") in _said(page)

    page = _fill(page, profit="abc")
    assert WORDS("income.pdf_line") not in _said(page)


@LANGUAGES
def test_every_input_and_part_has_a_name_in_words(language):
    words = words_in(language)
    asked = {*_SIGNED, *_COUNTED, "hours", "disability_start", "born", "children_born"}

    assert [name for name in asked if f"income.field.{name}" not in words] == []
    assert [part for part in PARTS if f"income.part.{part}" not in words] == []
    of_years = {one.key for year in years() for one in tax_year(year).not_found}
    assert [key for key in of_years if f"income.field.{key}" not in words] == []
