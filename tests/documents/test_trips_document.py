"""The trips of a year on paper, read back from the document and from its PDF."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal

import pypdf
import pytest

from portal.basics.euro import eur, total
from portal.books.facts import Trip
from portal.documents.model import Weight
from portal.documents.pdf import to_pdf
from portal.documents.trips import trips_document, worth
from portal.language.words import words_in
from portal.taxes.mileage import mileage

# what no paper may say of the work, unless the owner writes it
TELLING = re.compile(r"condo|toys|window|raam|club|lingerie|client|klant|seks|sex", re.IGNORECASE)
ENTERED = date(2026, 8, 20)


def _trip(day, km, **more):
    return Trip(day=day, km=Decimal(km), entered=ENTERED, **more)


TRIPS = [
    _trip(date(2026, 7, 3), "24.5", back=True, place_from="Utrecht", place_to="Haarlem"),
    _trip(date(2026, 7, 1), "10", memo="station"),
    _trip(date(2026, 2, 1), "0.1"),
    _trip(date(2025, 7, 1), "999"),
]


def _text(document):
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(document)))
    return "\n".join(page.extract_text() for page in reader.pages).replace("\u00a0", " ")


def _rows(document, weight):
    return [row.cells for row in document.sections[0].table.rows if row.weight is weight]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_paper_says_each_trip_its_amount_and_the_day_it_was_written_down(language):
    words = words_in(language)
    text = _text(trips_document(TRIPS, 2026, words))

    # by hand: 24.5 × 0.25 = 6.125, 10 × 0.25 = 2.50, 0.1 × 0.25 = 0.025; half a cent goes up
    for amount in ("6.13", "2.50", "0.03", "8.66"):
        assert words.show(eur(amount)).replace("\u00a0", " ") in text
    assert words.show(Decimal("34.6")) in text
    assert words("trips.there_and_back") in text
    assert "Utrecht" in text
    assert "Haarlem" in text
    assert "station" in text
    assert words("trips.rate", year="2026", rate=Decimal("0.25")) in text
    assert "3.17" in text  # where the rate stands
    assert not TELLING.search(text)


def test_the_days_run_from_the_first_and_each_month_and_the_year_are_summed():
    document = trips_document(TRIPS, 2026, words_in("en"))

    assert [cells[0] for cells in _rows(document, Weight.PLAIN)] == [
        "01 Feb 2026",
        "01 Jul 2026",
        "03 Jul 2026",
    ]
    assert [(cells[0], *cells[3:5]) for cells in _rows(document, Weight.SUBTOTAL)] == [
        ("February 2026", "0.1", "€0.03"),
        ("July 2026", "34.5", "€8.63"),
    ]
    assert [(cells[0], *cells[3:5]) for cells in _rows(document, Weight.TOTAL)] == [
        ("2026", "34.6", "€8.66")
    ]
    assert {cells[-1] for cells in _rows(document, Weight.PLAIN)} == {"20 Aug 2026"}


def test_another_year_is_left_out_and_has_its_own_rate():
    document = trips_document(TRIPS, 2025, words_in("en"))

    (total_row,) = _rows(document, Weight.TOTAL)
    assert total_row[3:5] == ("999", "€229.77")  # 999 × 0.23
    assert len(_rows(document, Weight.PLAIN)) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_unknown_rate_prints_unknown_and_never_nought(language):
    words = words_in(language)
    document = trips_document([_trip(date(2027, 1, 5), "24")], 2027, words)
    unknown = words("common.unknown")

    assert [cells[3:5] for cells in _rows(document, Weight.PLAIN)] == [("24", unknown)]
    assert [cells[3:5] for cells in _rows(document, Weight.TOTAL)] == [("24", unknown)]
    text = _text(document)
    assert "2027" in text
    assert words.show(eur("0")) not in text
    assert words("source.recalled").split(".")[0] in text


def test_without_trips_the_paper_has_a_total_of_nought_for_a_known_year_only():
    words = words_in("en")

    assert _rows(trips_document([], 2026, words), Weight.TOTAL)[0][3:5] == ("0", "€0.00")
    assert _rows(trips_document([], 2027, words), Weight.TOTAL)[0][3:5] == ("0", "unknown")


def test_what_trips_are_worth_is_their_sum_or_unknown():
    of_2026 = TRIPS[:3]

    assert worth(of_2026, 2026) == total(mileage([trip]) for trip in of_2026)
    assert worth([], 2022) is None


def test_the_same_trips_give_the_same_bytes_and_the_file_says_little_of_itself():
    document = trips_document(TRIPS, 2026, words_in("nl"))

    assert to_pdf(document) == to_pdf(document)
    about = pypdf.PdfReader(io.BytesIO(to_pdf(document))).metadata
    assert dict(about) == {"/Title": words_in("nl")("page.trips")}


def test_a_year_of_many_trips_runs_over_several_pages():
    many = [_trip(date(2026, 1 + number % 12, 1 + number % 28), "12") for number in range(300)]
    document = trips_document(many, 2026, words_in("en"))

    assert len(pypdf.PdfReader(io.BytesIO(to_pdf(document))).pages) > 3
    assert _rows(document, Weight.TOTAL)[0][3:5] == ("3,600", "€900.00")
