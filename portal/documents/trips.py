"""The trips of a year on paper: each with its kilometres, its amount and when it was entered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from portal.basics.euro import Euro
from portal.basics.period import month
from portal.books.facts import Trip
from portal.documents.model import Column, Document, Row, Section, Table, Weight
from portal.documents.parts import document
from portal.language.formats import short_date
from portal.language.words import Words
from portal.rulebook.yearly_amounts import MILEAGE, yearly_amounts
from portal.taxes.mileage import mileage


def trips_document(trips: Iterable[Trip], year: int, words: Words) -> Document:
    """The trips that lie in one calendar year, in the order of their days, summed by month."""
    driven = sorted((trip for trip in trips if trip.day.year == year), key=lambda trip: trip.day)
    figure = yearly_amounts(MILEAGE).get(year)
    return document(
        words,
        words("page.trips"),
        str(year),
        (
            Section(
                paragraphs=(
                    f"{words('trips.kilometres_in', year=str(year))}: "
                    f"{words.show(kilometres(driven))}",
                    f"{words('trips.may_deduct')}: {words.show(worth(driven, year))}",
                    rate_line(year, words),
                    words("trips.paper_entered_line"),
                ),
                table=Table(_columns(words), (*_months(driven, year, words),)),
            ),
        ),
        notes=(words("trips.paper_within"),),
        sources=figure.source if figure else (),
    )


def rate_line(year: int, words: Words) -> str:
    """The amount for each kilometre of a year in a sentence, or that it is not known."""
    figure = yearly_amounts(MILEAGE).get(year)
    if figure is None or figure.value is None:
        return words("trips.rate_unknown", year=str(year))
    return words("trips.rate", year=str(year), rate=Decimal(figure.value))


def kilometres(trips: Iterable[Trip]) -> Decimal:
    """All kilometres together."""
    return sum((trip.km for trip in trips), Decimal(0))


def worth(trips: Iterable[Trip], year: int) -> Euro | None:
    """What the trips of one year may be deducted for; None where the year's rate is unknown."""
    figure = yearly_amounts(MILEAGE).get(year)
    if figure is None or figure.value is None:
        return None  # also for no trips at all: unknown is not nought
    return mileage(trips)


def route(trip: Trip, words: Words) -> str:
    """From where to where, and whether back; empty where nothing of it was written down."""
    places = " – ".join(place for place in (trip.place_from, trip.place_to) if place)
    back = words("trips.there_and_back") if trip.back else ""
    return ", ".join(part for part in (places, back) if part)


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words("trips.day"), 1.4),
        Column(words("trips.paper_route"), 2.6),
        Column(words("trips.paper_note"), 2.4),
        Column(words("trips.column_km"), 1.0, amounts=True),
        Column(words("trips.amount"), 1.4, amounts=True),
        Column(words("trips.paper_entered"), 1.5),
    )


def _months(driven: Sequence[Trip], year: int, words: Words) -> list[Row]:
    rows = []
    for number in range(1, 13):
        some = [trip for trip in driven if trip.day.month == number]
        if some:
            rows += [_row(trip, words) for trip in some]
            name = words.show(month(number, year))
            rows.append(_sum(name, some, year, words, Weight.SUBTOTAL))
    return [*rows, _sum(str(year), driven, year, words, Weight.TOTAL)]


def _row(trip: Trip, words: Words) -> Row:
    return Row(
        (
            short_date(trip.day, words.language),
            route(trip, words),
            trip.memo,
            words.show(trip.km),
            words.show(worth([trip], trip.day.year)),
            short_date(trip.entered, words.language),
        )
    )


def _sum(name: str, some: Sequence[Trip], year: int, words: Words, weight: Weight) -> Row:
    km, amount = words.show(kilometres(some)), words.show(worth(some, year))
    return Row((name, "", "", km, amount, ""), weight)
