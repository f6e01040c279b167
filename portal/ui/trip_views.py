"""How the trips of a year are shown: the answer, the rate with its source, months, the list."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from portal.basics.period import month
from portal.books.facts import Trip
from portal.documents.trips import kilometres, rate_line, route, worth
from portal.language.words import Words
from portal.rulebook.costs import cost_categories
from portal.rulebook.yearly_amounts import MILEAGE, YearlyAmount, yearly_amounts
from portal.ui import desk, views
from portal.ui.forms.cost import category_lines

_CATEGORY = "own_car_km"


def year_picker(trips: Sequence[Trip], words: Words) -> int:
    """A year with trips, or this one, which is chosen already. Trips stand in no journal."""
    this = desk.today().year
    years = sorted({this, *(trip.day.year for trip in trips)}, reverse=True)
    chosen = st.selectbox(
        words("inputs.year"), years, index=years.index(this), format_func=str, key="trips_year"
    )
    return chosen or this


def answer(trips: Sequence[Trip], year: int, words: Words) -> None:
    """Kilometres and what may be deducted for them, in large type; unknown is said, never 0."""
    with st.container(horizontal=True):
        name = words("trips.kilometres_in", year=str(year))
        st.metric(name, words.show(kilometres(trips)), width="content")
        st.metric(words("trips.may_deduct"), words.show(worth(trips, year)), width="content")
    if worth(trips, year) is None:
        st.warning(rate_line(year, words), icon=":material/help:")
    else:
        st.write(words("trips.deduct_line"))


def what_counts(year: int, words: Words) -> None:
    """What the amount covers, what counts as a trip, and where the rate of the year stands."""
    st.write(words("trips.commuting"))
    category_lines(cost_categories()[_CATEGORY], words)
    with st.expander(views.plain(rate_line(year, words)), icon=":material/menu_book:"):
        st.write(words("trips.not_for_business_vehicle"))
        if figure := yearly_amounts(MILEAGE).get(year):
            _behind(figure, words)


def months(trips: Sequence[Trip], year: int, words: Words) -> None:
    """Each month that has trips, and the year below them."""
    st.subheader(words("trips.months"))
    of_month = {
        words.show(month(number, year)): [trip for trip in trips if trip.day.month == number]
        for number in range(1, 13)
    }
    rows = {name: some for name, some in of_month.items() if some} | {str(year): trips}
    names = [words(f"trips.{name}") for name in ("month", "count", "column_km", "amount")]
    views.table(
        [
            dict(
                zip(
                    names,
                    (
                        name,
                        words.show(len(some)),
                        words.show(kilometres(some)),
                        words.show(worth(some, year)),
                    ),
                    strict=True,
                )
            )
            for name, some in rows.items()
        ],
        alt=words("trips.alt_months"),
        amounts=2,
    )


def searched(trips: Sequence[Trip], words: Words) -> list[Trip]:
    """The trips with all the words that were typed, newest first."""
    text = st.text_input(
        words("trips.search"),
        type="search",
        live=True,
        placeholder=words("trips.search_like"),
        key="trips_text",
    )
    asked = (text or "").casefold().split()
    newest = sorted(trips, key=lambda trip: trip.day, reverse=True)
    return [trip for trip in newest if all(word in _told(trip, words) for word in asked)]


def listed(found: Sequence[Trip], words: Words) -> None:
    """One page of them as a table."""
    if not found:
        st.write(words("trips.nothing"))
        return
    st.caption(words("trips.found", count=len(found), km=kilometres(found)))
    first = views.page_picker(words, len(found), "trips_page")
    names = [words(f"trips.{name}") for name in ("day", "route", "column_km", "amount")]
    shown = found[first : first + views.PAGE]
    views.table([_row(trip, names, words) for trip in shown], words("trips.alt_list"), amounts=2)


def _row(trip: Trip, names: list[str], words: Words) -> dict[str, str]:
    told = " · ".join(part for part in (route(trip, words), trip.memo) if part)
    cells = (
        views.day_text(trip.day, words),
        views.plain(told),
        words.show(trip.km),
        words.show(worth([trip], trip.day.year)),
    )
    return dict(zip(names, cells, strict=True))


def _told(trip: Trip, words: Words) -> str:
    days = f"{trip.day.isoformat()} {words.show(trip.day)}"
    return f"{days} {route(trip, words)} {trip.memo}".casefold()


def _behind(figure: YearlyAmount, words: Words) -> None:
    laws = dict.fromkeys(source.law for source in figure.source if source.law)
    for law in laws:
        st.caption(views.plain(words("trips.law", law=law)))
    st.caption(views.plain(words("trips.as_of", day=figure.as_of)))
    st.caption(words(f"trips.sure_{figure.confidence}"))
    if figure.note:
        st.caption(f"{words('source.caution')}: {views.plain(figure.note)}")
    views.source_lines(figure.source, words)
