"""Estimate and the three small questions: numbers or books in, whole euros and their law out."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.basics.euro import Euro, eur
from portal.books.facts import Asset, Trip, WorkedHours
from portal.cli import depreciation, main
from portal.cli.estimate import cited, euros_down, euros_up
from portal.rulebook.income_tax import tax_year, years
from portal.taxes.income_tax import assess
from portal.taxes.situation import Situation
from portal.vault.vault import Vault

ROOT = Path(__file__).resolve().parents[2]
SECRET = "korrekt paard batterij nietje 7"
BOOKINGS = """date,kind,account,category,gross,vat_rate,memo
2026-02-06,taking,bank,,36300.50,21,
2026-07-06,cost,bank,rent,363.00,21,
2025-07-06,taking,cash,,1210.00,21,
"""
TYPED = ["estimate", "--year", "2026", "--profit"]
WHOLE = [
    "year",
    "profit",
    "investment_deduction",
    "self_employed_deduction",
    "starter_deduction",
    "sme_exemption",
    "taxable_profit",
    "box1_income",
    "tax_before_credits",
    "rate_cap_adjustment",
    "general_credit",
    "employed_person_credit",
    "combination_credit",
    "elderly_credit",
    "other_credits",
    "income_tax",
    "health_contribution",
    "total",
    "net",
    "to_pay",
    "marginal_rate",
    "lines",
    "assumptions",
]
LINE = ["key", "amount", "source", "as_of", "confidence"]
COLUMNS = ["profit", "taxable_profit", "income_tax", "health_contribution", "total", "net"]


def _json(capsys, *arguments):
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out, parse_float=Decimal)


def _said(capsys, *arguments):
    assert main([*arguments, "--language", "en"]) == 0
    return capsys.readouterr().out.splitlines()


def _refused(capsys, *arguments):
    """The one line that a mistake gets."""
    assert main([*arguments, "--language", "en"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "Traceback" not in captured.err
    return captured.err


@pytest.fixture
def vault(tmp_path, monkeypatch, capsys):
    """A year in the books: takings, a cost, hours, trips, and a thing that was bought."""
    monkeypatch.setenv("PORTAL_PASSPHRASE", SECRET)
    (tmp_path / "in.csv").write_text(BOOKINGS, encoding="utf-8")
    folder = tmp_path / "vault"
    assert main(["new", "--vault", str(folder), "--language", "en"]) == 0
    assert main(["load", str(tmp_path / "in.csv"), "--vault", str(folder)]) == 0
    capsys.readouterr()
    return folder


def _record(folder, *facts):
    opened = Vault.open(folder, SECRET)
    opened.store.record(*facts)
    opened.lock()


def test_an_estimate_gives_exactly_these_keys_in_this_order(capsys):
    told = _json(capsys, *TYPED, "42000")

    assert list(told) == WHOLE
    assert [list(line) for line in told["lines"]] == [LINE] * len(told["lines"])


def test_a_year_worked_out_by_hand(capsys):
    # 42,000 - 1,200 = 40,800; 12.7 % is 5,181.60, up; tax 8.1 % and premium 27.65 % of 35,618,
    # each down: 2,885 + 9,848; general credit 3,115 - 6.398 % of 5,882; Zvw 4.85 %, down
    told = _json(capsys, *TYPED, "42000")

    assert [told[key] for key in WHOLE[1:11]] == [
        42000,
        0,
        1200,
        0,
        5182,
        35618,
        35618,
        12733,
        0,
        2739,
    ]
    assert told["income_tax"] == 12733 - 2739 - told["employed_person_credit"] == 4378
    assert told["total"] == told["to_pay"] == 4378 + 1727
    assert told["net"] == 42000 - told["total"]


def test_what_the_next_thousand_costs_is_what_two_estimates_differ(capsys):
    first, second = (_json(capsys, *TYPED, profit) for profit in ("42000", "43000"))

    assert first["marginal_rate"] * 1000 == second["total"] - first["total"]


def test_each_line_of_law_says_where_it_stands_and_a_plain_sum_does_not(capsys):
    told = _json(capsys, *TYPED, "42000", "--invested", "5000")
    lines = {line["key"]: line for line in told["lines"]}

    assert lines["investment_deduction"]["amount"] == -told["investment_deduction"] == -1400
    assert lines["investment_deduction"]["source"].endswith("art. 3.41")
    assert date.fromisoformat(lines["investment_deduction"]["as_of"])
    assert lines["investment_deduction"]["confidence"] == "seen"
    assert [lines["to_pay"][key] for key in LINE[2:]] == [None] * 3


@pytest.mark.parametrize("year", years())
def test_every_year_names_the_source_of_every_line_of_law(capsys, year):
    told = _json(capsys, "estimate", "--year", str(year), "--profit", "90000", "--starter")
    of_law = {"self_employed_deduction", "starter_deduction", "sme_exemption", "rate_cap"}
    of_law |= {"table_tax", "employed_person_credit"}
    found = [line for line in told["lines"] if line["key"] in of_law]

    assert {line["key"] for line in found} == of_law
    assert all(line["source"] for line in found)
    assert {line["confidence"] for line in found} <= {"seen", "recalled", "derived"}
    assert ("proposal" in told["assumptions"]) is (tax_year(year).status == "proposal")


def test_without_hours_the_criterion_is_met_and_said_to_be_assumed(capsys):
    without, enough = _json(capsys, *TYPED, "42000"), _json(capsys, *TYPED, "42000", "--hours=1225")
    short = _json(capsys, *TYPED, "42000", "--hours", "1224")

    assert "hours_met" in without["assumptions"]
    assert "hours_met" not in enough["assumptions"] + short["assumptions"]
    assert without["self_employed_deduction"] == enough["self_employed_deduction"] == 1200
    assert short["self_employed_deduction"] == 0


def test_every_flag_reaches_the_estimate(capsys):
    told = _json(
        capsys,
        *[*TYPED, "60000", "--hours", "1300", "--starter", "--carried-in", "100"],
        *["--invested", "4000", "--wages", "5000", "--wage-tax", "700", "--pension", "300"],
        *["--other-work", "200", "--opting-in", "400", "--annuity-premium", "1000"],
        *["--deductions", "500", "--born", "1990-05-01", "--prepaid", "50"],
        *["--children-born", "2018-03-01,2021-07-15", "--partner-low-income"],
    )
    found = assess(
        Situation(
            year=2026,
            profit=60000,
            hours=1300,
            starter=True,
            carried_in=100,
            invested=4000,
            wages=5000,
            wage_tax=700,
            pension=300,
            other_work=200,
            opting_in=400,
            annuity=1000,
            deductions=500,
            born=date(1990, 5, 1),
            children_born=(date(2018, 3, 1), date(2021, 7, 15)),
            partner_earns_less=True,
            prepaid=50,
        )
    )

    assert (told["total"], told["net"], told["to_pay"]) == (found.total, found.net, found.to_pay)
    assert told["to_pay"] == told["total"] - 700 - 50
    assert told["box1_income"] == found.box1_income
    assert told["combination_credit"] == 0


def test_a_child_at_home_gives_the_combination_credit_unless_the_partner_has_it(capsys):
    child = [*TYPED, "42000", "--children-born", "2018-03-01"]

    assert _json(capsys, *child)["combination_credit"] > 0
    assert _json(capsys, *child, "--partner-low-income")["combination_credit"] == 0


def test_only_the_income_tax_stops_at_nought(capsys):
    told = _json(capsys, *TYPED, "10000", "--wage-tax", "900")

    assert told["general_credit"] > told["tax_before_credits"]
    assert told["income_tax"] == 0
    assert told["to_pay"] == told["health_contribution"] - 900


def test_a_loss_may_be_typed(capsys):
    told = _json(capsys, *TYPED, "-5000")

    assert (told["profit"], told["income_tax"]) == (-5000, 0)
    assert told["taxable_profit"] < 0


def test_cents_of_income_are_dropped_without_a_word(capsys):
    assert main([*TYPED, "42000.75", "--json"]) == 0
    captured = capsys.readouterr()

    assert json.loads(captured.out)["profit"] == 42000
    assert captured.err == ""


@given(cents=st.integers(-(10**9), 10**9))
def test_cents_never_cost_the_filer_anything(cents):
    text = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"

    assert 0 <= cents - 100 * euros_down("--profit")(text) < 100
    assert 0 <= 100 * euros_up("--prepaid")(text) - cents < 100


@pytest.mark.parametrize(
    ("flag", "value"),
    [
        ("--hours", "-1"),
        ("--hours", "12.5"),
        ("--hours", "8785"),
        ("--wages", "abc"),
        ("--wages", "-1"),
        ("--wages", "42000,50"),
        ("--wages", "1e5"),
        ("--wages", "nan"),
        ("--wage-tax", "-1"),
        ("--opting-in", "many"),
        ("--annuity-premium", "-1"),
        ("--invested", "-1"),
        ("--prepaid", "100000001"),
        ("--born", (date.today() + timedelta(days=1)).isoformat()),
        ("--born", "2027-01-01"),
        ("--born", "1990-02-30"),
        ("--born", "19900501"),
        ("--born", "0190-05-01"),
        ("--children-born", "2018-03-01;2020-01-01"),
        ("--children-born", "2027-01-01"),
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_wrong_number_is_named_by_its_flag_and_nothing_is_worked_out(capsys, flag, value, form):
    error = _refused(capsys, *TYPED, "42000", flag, value, *form)

    assert error.startswith(f"{flag}: ")
    assert "Nothing was worked out." in error


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--year", "2026", "--profit", "abc"], "abc"),
        (["--year", "2026", "--profit", "200000000"], "--profit"),
        (["--year", "2019", "--profit", "42000"], "2019"),
        (["--year", "soon", "--profit", "42000"], "--year"),
        (["--profit", "42000"], "--year"),
        (["--year", "2026"], "--profit"),
        (["--year", "2026", "--profit", "1", "--from", "x"], "--from"),
        (["--year", "2026", "--profit", "1", "--table", "0:9:1"], "--table"),
        (["--year", "2026", "--table", "0:9"], "--table"),
        (["--year", "2026", "--table", "9:0:1"], "--table"),
        (["--year", "2026", "--table", "0:9:0"], "--table"),
        (["--year", "2026", "--table", "0:9:x"], "--table"),
        (["--year", "2026", "--table", "0:999999:1"], "--table"),
        (["--year", "2027", "--profit", "1", "--invested", "5000"], "2027"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_asked_gets_one_line_that_names_it(capsys, arguments, named):
    assert named in _refused(capsys, "estimate", *arguments)


def test_a_mistake_is_told_in_dutch_unless_asked_otherwise(capsys):
    assert main([*TYPED, "abc"]) == 2
    assert "Er is niets berekend." in capsys.readouterr().err


def test_for_people_an_estimate_is_a_few_lines(capsys):
    said = _said(capsys, *TYPED, "42000")

    assert "Income tax (inkomstenbelasting): €4,378.00" in said
    assert "Still to pay: €6,105.00" in said
    assert "Of the next €1,000 of profit you hand over: 39%" in said
    assert "To get back: €795.00" in _said(capsys, *TYPED, "42000", "--prepaid", "6900")


def test_a_table_has_a_row_for_each_profit_the_last_one_included(capsys):
    header, *rows = _said(capsys, "estimate", "--year", "2026", "--table", "0:120000:1000")

    assert header.split("\t") == COLUMNS
    assert [int(row.split("\t")[0]) for row in rows] == list(range(0, 120001, 1000))


@pytest.mark.parametrize("profit", ["0", "12000", "42000", "120000"])
def test_a_row_of_the_table_is_the_estimate_of_that_profit(capsys, profit):
    more = ["--wages", "3000", "--hours", "900"]
    (row,) = _json(capsys, "estimate", "--year", "2025", "--table", f"{profit}:{profit}:1", *more)
    told = _json(capsys, "estimate", "--year", "2025", "--profit", profit, *more)

    assert row == {key: told[key] for key in COLUMNS}


def test_a_table_as_json_says_the_same(capsys):
    table = ["estimate", "--year", "2026", "--table", "0:90000:500"]
    _, *rows = _said(capsys, *table)

    assert [[str(row[key]) for key in COLUMNS] for row in _json(capsys, *table)] == [
        row.split("\t") for row in rows
    ]


def test_a_table_may_begin_below_nought(capsys):
    rows = _json(capsys, "estimate", "--year", "2026", "--table=-1000:1000:1000")

    assert [row["profit"] for row in rows] == [-1000, 0, 1000]


def test_the_books_give_the_same_as_the_same_numbers_typed(vault, capsys):
    # by hand: 30,000.41 turnover - 300 rent - 250 worn - 23 driven; 1,300 hours; 3,000 counts
    monday = date(2026, 1, 5)
    days = [monday + timedelta(days=number) for number in range(130)]
    _record(
        vault,
        *(WorkedHours(day=day, minutes=600, entered=day) for day in days),
        Trip(day=monday, km=Decimal("100"), entered=monday),
        Asset(day=monday, cost=eur("1500"), in_use=date(2026, 3, 15), months=60),
        Asset(day=monday, cost=eur("1500"), in_use=date(2027, 1, 1), months=60),
    )
    books = _json(capsys, "estimate", "--year", "2026", "--from", str(vault))
    driven = Decimal(30000) + Decimal("0.41") - 300 - 250 - books["profit"]
    typed = [*TYPED, str(books["profit"]), "--hours", "1300", "--invested", "3000"]

    assert 20 < driven < 30
    assert books == _json(capsys, *typed)


def test_what_is_typed_goes_before_the_books(vault, capsys):
    day = date(2026, 1, 5)
    _record(vault, WorkedHours(day=day, minutes=90, entered=day))
    asked = ["estimate", "--year", "2026", "--from", str(vault)]

    assert _json(capsys, *asked)["self_employed_deduction"] == 0
    assert _json(capsys, *asked, "--hours", "1225")["self_employed_deduction"] == 1200
    assert _json(capsys, *asked, "--invested", "5000")["investment_deduction"] == 1400


def test_books_without_hours_take_the_criterion_as_met_and_say_so(vault, capsys):
    told = _json(capsys, "estimate", "--year", "2026", "--from", str(vault))

    assert told["profit"] == 29700
    assert "hours_met" in told["assumptions"]


def test_books_are_told_in_the_language_of_their_owner(vault, capsys):
    assert main(["estimate", "--year", "2026", "--from", str(vault)]) == 0
    assert "Taxable profit" in capsys.readouterr().out


def test_a_year_without_rules_is_refused_before_the_books_are_opened(capsys, monkeypatch):
    monkeypatch.setenv("PORTAL_PASSPHRASE", "")

    assert "2019" in _refused(capsys, "estimate", "--year", "2019", "--from", "nowhere")
    assert "nowhere" in _refused(capsys, "estimate", "--year", "2026", "--from", "nowhere")


def test_the_investment_deduction_of_a_year(capsys):
    told = _json(capsys, "kia", "--year", "2026", "--invested", "20000")

    assert list(told) == ["year", "invested", "deduction", "source", "as_of", "confidence"]
    assert [told[key] for key in ("year", "invested", "deduction")] == [2026, 20000, 5600]
    assert told["source"].endswith("art. 3.41")
    assert "€5,600.00" in _said(capsys, "kia", "--year", "2026", "--invested", "20000")[0]


def test_the_annuity_room_of_a_year(capsys):
    # 30 % of 50,000 less 19,172 is 9,248.40, up; 6.27 times 1,000 and 500 go off it
    asked = ["annuity-room", "--year", "2026", "--income", "50000.99"]
    told = _json(capsys, *asked)
    less = _json(capsys, *asked, "--factor-a", "1000", "--pension-premium", "500")

    assert list(told) == ["year", "income_before", "room", "source", "as_of", "confidence"]
    assert (told["income_before"], told["room"]) == (50000, 9249)
    assert less["room"] == 9249 - 6270 - 500
    assert told["source"].endswith("art. 3.127")
    assert "€9,249.00" in _said(capsys, *asked)[0]


def test_depreciation_over_a_whole_life(capsys):
    # by hand: 1,500 over 60 months is 25 a month; ten months of 2026, two of 2031
    asked = ["depreciation", "--cost", "1500", "--months", "60", "--in-use", "2026-03-15"]
    told = _json(capsys, *asked, "--year", "2026")

    assert [
        [row[key] for key in ("year", "depreciation", "book_value")] for row in told["years"]
    ] == [
        [2026, 250, 1250],
        [2027, 300, 950],
        [2028, 300, 650],
        [2029, 300, 350],
        [2030, 300, 50],
        [2031, 50, 0],
    ]
    assert {key: told[key] for key in ("year", "depreciation", "book_value")} == told["years"][0]
    assert told["total"] == 1500
    assert len(_said(capsys, *asked)) == 7
    assert len(_said(capsys, *asked, "--year", "2026")) == 2


@given(
    cost=st.integers(0, 10**8),
    share=st.fractions(0, 1),
    months=st.integers(60, 600),
    start=st.dates(date(1990, 1, 1), date(2100, 12, 31)),
)
def test_what_is_worn_off_is_cost_less_residual_and_no_year_is_left_out(cost, share, months, start):
    residual = int(cost * share)
    asked = SimpleNamespace(cost=Euro(cost), residual=Euro(residual), months=months, in_use=start)
    rows = depreciation.rows(depreciation.described(asked))

    assert sum(row["depreciation"].cents for row in rows) == cost - residual
    assert rows[-1]["book_value"] == Euro(residual)
    assert all(row["depreciation"] >= Euro() for row in rows)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["kia", "--year", "2026", "--invested", "-1"], "--invested"),
        (["kia", "--year", "2026", "--invested", "abc"], "--invested"),
        (["kia", "--year", "2019", "--invested", "20000"], "2019"),
        (["kia", "--year", "2027", "--invested", "20000"], "2027"),
        (["annuity-room", "--year", "2026", "--income", "abc"], "--income"),
        (["annuity-room", "--year", "2026", "--income", "1", "--factor-a", "-1"], "--factor-a"),
        (["annuity-room", "--year", "2027", "--income", "50000"], "2027"),
        (["depreciation", "--cost", "abc", "--months", "60", "--in-use", "2026-01-01"], "--cost"),
        (["depreciation", "--cost", "-1", "--months", "60", "--in-use", "2026-01-01"], "--cost"),
        (["depreciation", "--cost", "9", "--months", "59", "--in-use", "2026-01-01"], "--months"),
        (["depreciation", "--cost", "9", "--months", "60", "--in-use", "9999-01-01"], "--in-use"),
        (["depreciation", "--cost", "9", "--months", "60"], "--in-use"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_small_question_that_cannot_be_gets_one_line_that_names_it(
    capsys, arguments, named, form
):
    assert named in _refused(capsys, *arguments, *form)


def test_a_residual_above_the_cost_is_refused(capsys):
    asked = ["depreciation", "--cost", "9", "--months", "60", "--in-use", "2026-01-01"]

    assert "--residual" in _refused(capsys, *asked, "--residual", "10")


def test_figures_that_nobody_read_have_no_day_on_which_they_were():
    recalled = [
        figures
        for year in years()
        for name in type(tax_year(year)).model_fields
        if getattr(figures := getattr(tax_year(year), name), "confidence", "") == "recalled"
    ]

    assert [cited(one)["confidence"] for one in recalled] == ["recalled"] * len(recalled)
    assert all(cited(one)["as_of"] in (None, one.source[0].as_of) for one in recalled)
    assert set(cited(None).values()) == {None}


def test_an_estimate_starts_without_a_database_and_without_the_heavy_libraries():
    heavy = ("sqlalchemy", "sqlmodel", "sqlcipher3", "streamlit", "pandas", "reportlab", "babel")
    code = (
        "import sys; from portal.cli import main; "
        f"main({[*TYPED, '42000', '--json']!r}); "
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"
