"""Ask for a trip with one's own vehicle, keep those made often, and change what was written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import streamlit as st

from portal.basics.errors import PortalError
from portal.basics.euro import NotAnAmount
from portal.books.checks import personal_detail
from portal.books.facts import Trip
from portal.documents.trips import route
from portal.language.formats import typed_amount
from portal.language.words import Words
from portal.ui import desk, inputs, views
from portal.vault.store import Store

FORM = "trip"
NOTE = "saved_trips"  # under which name the vault keeps them
MOST_KM = 5000  # as a Trip holds
_CHANGE = "trip_change"
_SAVED = "trip_saved"
_TENTH = Decimal("0.1")
_ADDRESS = re.compile(r"\S*\d\S*|\S+(?:straat|laan|plein|gracht)\b", re.IGNORECASE)


class WrongTrip(PortalError):
    """Kilometres, a day or a name that a trip cannot have; its sentence says which."""


@dataclass(frozen=True, slots=True)
class SavedTrip:
    """A trip that is made often. km: all of it, there and back where `back`, as in a Trip."""

    name: str
    km: Decimal
    place_from: str = ""
    place_to: str = ""
    back: bool = False


@dataclass(frozen=True, slots=True)
class _Typed:
    """What stands in the fields of a way, before anything is judged."""

    km: str
    back: bool
    place_from: str
    place_to: str


def trip_form(words: Words) -> Trip | None:
    """The trip that was just asked for, or none yet. Raises WrongTrip."""
    km, back = _kilometres(words, FORM)
    day = inputs.day_input(words, FORM)
    with st.expander(words("trips.more"), icon=":material/tune:"):
        place_from, place_to = _places(words, FORM)
        memo = inputs.memo_input(words, FORM)
    pressed = st.button(words("trips.save"), type="primary", icon=":material/edit:", key="save")
    _warn(words, memo, place_from, place_to)  # below the button, so that it does not move away
    if not pressed:
        return None
    return _trip(_Typed(km, back, place_from, place_to), day, memo)


def typed_km(text: str, *, back: bool) -> Decimal:
    """All kilometres of a trip as typed: 12 or 12,5; doubled where `back`. Raises WrongTrip."""
    plain = re.sub(r"\s*km$", "", text.strip(), flags=re.IGNORECASE)
    if not plain:
        raise WrongTrip("error.trip_km_empty")
    try:
        one_way = typed_amount(plain).decimal
    except NotAnAmount:
        raise WrongTrip("error.trip_km", text=text.strip()) from None
    if "€" in plain:
        raise WrongTrip("error.trip_km", text=text.strip())
    km = _shortest(one_way * 2 if back else one_way)
    if not 0 < km <= MOST_KM:
        raise WrongTrip("error.trip_km_range", found=km, most=MOST_KM)
    if km % _TENTH:
        raise WrongTrip("error.trip_km_tenths", found=km)
    return km


def saved_trips() -> list[SavedTrip]:
    """The trips that are made often, as the open books remember them."""
    rows = json.loads(desk.noted(NOTE) or "[]")
    return [
        SavedTrip(row["name"], Decimal(row["km"]), row["from"], row["to"], row["back"])
        for row in rows
    ]


def saved_bar(books: Store, words: Words) -> None:
    """A button for each saved trip: one tap writes it down for today."""
    some = saved_trips()
    if not some:
        return
    st.subheader(words("trips.saved_title"))
    st.caption(words("trips.saved_line"))
    with st.container(horizontal=True, key="saved_trips"):
        for number, one in enumerate(some):
            st.button(
                views.plain(words("trips.saved_button", name=one.name, km=one.km)),
                icon=":material/add_circle:",
                key=f"saved_trip-{number}",
                on_click=desk.attempt,
                args=(lambda one=one: _drive(books, words, one),),
            )


def saved_editor(words: Words) -> None:
    """Add, change or remove a saved trip."""
    with (
        st.expander(words("trips.saved_change"), icon=":material/bookmark:"),
        desk.trying(),
    ):
        some = saved_trips()
        start = _which_saved(some, words)
        mark = start.name if start else ""
        name = _text(words("trips.saved_name"), f"name-{mark}", mark, 40, "trips.saved_name_help")
        km, back = _kilometres(words, _SAVED, start, mark)
        place_from, place_to = _places(words, _SAVED, start, mark)
        with st.container(horizontal=True):
            keep = st.button(words("trips.saved_keep"), key="saved_keep", icon=":material/edit:")
            if start:
                st.button(
                    words("trips.saved_remove"),
                    icon=":material/delete:",
                    key="saved_remove",
                    on_click=desk.attempt,
                    args=(lambda: _forget(start, words),),
                )
        _warn(words, name, place_from, place_to)
        if keep:
            _keep_saved(_Typed(km, back, place_from, place_to), name, start, words)


def trip_editor(books: Store, words: Words, trips: list[Trip]) -> None:
    """Choose one of the trips; change it, remove it, look back at what happened to it."""
    by_id = {trip.id: trip for trip in trips}
    with desk.trying():
        chosen = st.selectbox(
            words("trips.change"),
            list(by_id),
            index=None,
            placeholder=words("trips.choose"),
            format_func=lambda key: _label(by_id[key], words) if key in by_id else key,
            key=desk.form_key(_CHANGE, "chosen"),
        )
        if chosen in by_id:
            _change(books, words, by_id[chosen])


def _change(books: Store, words: Words, trip: Trip) -> None:
    km, back = _kilometres(words, _CHANGE, trip, trip.id)
    day = _day(words, trip)
    place_from, place_to = _places(words, _CHANGE, trip, trip.id)
    memo = _text(words("inputs.memo"), f"memo-{trip.id}", trip.memo, 200, "inputs.memo_help")
    with st.container(horizontal=True):
        keep = st.button(
            words("trips.keep"), type="primary", icon=":material/edit:", key="trip_keep"
        )
        st.button(
            words("trips.remove"),
            icon=":material/delete:",
            key="trip_remove",
            on_click=desk.attempt,
            args=(lambda: _remove(books, words, trip),),
        )
    _warn(words, memo, place_from, place_to)
    _history(books, words, trip)
    if keep:
        _keep(books, words, trip, _trip(_Typed(km, back, place_from, place_to), day, memo))


def _trip(typed: _Typed, day: date, memo: str) -> Trip:
    if day > desk.today():
        raise WrongTrip("error.trip_ahead", day=day)
    return Trip(
        day=day,
        km=typed_km(typed.km, back=typed.back),
        back=typed.back,
        place_from=typed.place_from.strip(),
        place_to=typed.place_to.strip(),
        memo=memo,
        entered=desk.today(),
    )


def _keep(books: Store, words: Words, before: Trip, typed: Trip) -> None:
    """A changed trip counts as entered today: an older day would say more than is so."""
    after = typed.model_copy(update={"id": before.id, "batch": before.batch})
    if after.model_copy(update={"entered": before.entered}) == before:
        desk.say(words("trips.unchanged"))
    else:
        books.record(after)
        desk.say(
            words("trips.kept", km=after.km, day=after.day),
            undo=_and_empty(lambda: books.record(before)),
        )
    desk.empty_form(_CHANGE)
    st.rerun()


def _remove(books: Store, words: Words, trip: Trip) -> None:
    books.withdraw(trip.id)
    desk.empty_form(_CHANGE)
    desk.say(words("trips.removed", km=trip.km, day=trip.day), undo=lambda: books.restore(trip.id))


def _and_empty(deed: Callable[[], None]) -> Callable[[], None]:
    """Take it back, and let the fields show what is kept again."""

    def both() -> None:
        deed()
        desk.empty_form(_CHANGE)

    return both


def _drive(books: Store, words: Words, one: SavedTrip) -> None:
    today = desk.today()
    trip = Trip(
        day=today,
        km=one.km,
        back=one.back,
        place_from=one.place_from,
        place_to=one.place_to,
        entered=today,
    )
    books.record(trip)
    desk.say(words("trips.saved", km=trip.km, day=today), undo=lambda: books.withdraw(trip.id))


def _keep_saved(typed: _Typed, name: str, before: SavedTrip | None, words: Words) -> None:
    some, name = saved_trips(), name.strip()
    if not name:
        raise WrongTrip("error.trip_name_empty")
    if any(one.name.casefold() == name.casefold() for one in some if one != before):
        raise WrongTrip("error.trip_name_twice", name=name)
    after = SavedTrip(
        name,
        typed_km(typed.km, back=typed.back),
        typed.place_from.strip(),
        typed.place_to.strip(),
        typed.back,
    )
    changed = [after if one == before else one for one in some]
    _put(changed if before else [*some, after])
    desk.say(words("trips.saved_kept", name=views.plain(name)), undo=lambda: _put(some))
    st.rerun()


def _forget(gone: SavedTrip, words: Words) -> None:
    some = saved_trips()
    _put([one for one in some if one != gone])
    desk.say(words("trips.saved_removed", name=views.plain(gone.name)), undo=lambda: _put(some))


def _put(some: list[SavedTrip]) -> None:
    rows = [
        {
            "name": one.name,
            "km": str(one.km),
            "from": one.place_from,
            "to": one.place_to,
            "back": one.back,
        }
        for one in some
    ]
    desk.note(NOTE, json.dumps(rows) if rows else "")
    desk.empty_form(_SAVED)


def _which_saved(some: list[SavedTrip], words: Words) -> SavedTrip | None:
    if not some:
        return None
    names = {one.name: one for one in some}
    chosen = st.selectbox(
        words("trips.saved_which"),
        ["", *names],
        format_func=lambda name: name or words("trips.saved_new"),
        key=desk.form_key(_SAVED, "which"),
    )
    return names.get(chosen or "")


def _kilometres(
    words: Words, form: str, start: Trip | SavedTrip | None = None, mark: str = ""
) -> tuple[str, bool]:
    text = st.text_input(
        words("trips.km"),
        value=_one_way(start, words) if start else "",
        placeholder=words("trips.km_like"),
        help=words("trips.km_help"),
        autocomplete="off",
        key=desk.form_key(form, f"km-{mark}"),
    )
    back = st.checkbox(
        words("trips.back"),
        value=start.back if start else False,
        key=desk.form_key(form, f"back-{mark}"),
    )
    return text or "", back


def _places(
    words: Words, form: str, start: Trip | SavedTrip | None = None, mark: str = ""
) -> tuple[str, str]:
    with st.container(horizontal=True):
        place_from, place_to = (
            st.text_input(
                words(f"trips.{name}"),
                value=value,
                help=words("trips.place_help"),
                autocomplete="off",
                max_chars=60,
                key=desk.form_key(form, f"{name}-{mark}"),
            )
            or ""
            for name, value in (
                ("from", start.place_from if start else ""),
                ("to", start.place_to if start else ""),
            )
        )
    return place_from, place_to


def _text(label: str, name: str, value: str, most: int, help: str) -> str:
    form = _SAVED if name.startswith("name") else _CHANGE
    return (
        st.text_input(
            label,
            value=value,
            help=desk.words()(help),
            autocomplete="off",
            max_chars=most,
            key=desk.form_key(form, name),
        )
        or ""
    )


def _day(words: Words, trip: Trip) -> date:
    picked = st.date_input(
        words("inputs.which_day"),
        value=trip.day,
        min_value=min(trip.day, date(2019, 1, 1)),
        max_value=max(trip.day, desk.today()),
        format=inputs.date_format(),
        key=desk.form_key(_CHANGE, f"day-{trip.id}"),
    )
    return picked if isinstance(picked, date) else trip.day


def _warn(words: Words, note: str, *places: str) -> None:
    """A warning is no refusal: a town may look like a street."""
    if found := personal_detail(note):
        told = words("inputs.personal", found=views.plain(found))
        st.warning(told, icon=":material/person_alert:")
    for place in places:
        if address := _ADDRESS.search(place):
            told = words("trips.place_warning", found=views.plain(address[0]))
            st.warning(told, icon=":material/person_alert:")


def _history(books: Store, words: Words, trip: Trip) -> None:
    with st.expander(words("list.history"), icon=":material/history:"):
        for version in books.history(trip.id):
            told = "list.removed_on" if version.withdrawn else "list.written_on"
            line = words(told, moment=version.recorded_at)
            st.markdown(views.plain(f"{line}: {_label(version.fact, words)}"))


def _label(trip: Trip, words: Words) -> str:
    parts = (views.day_text(trip.day, words), f"{words.show(trip.km)} km", route(trip, words))
    return " · ".join(part for part in (*parts, trip.memo) if part)


def _one_way(start: Trip | SavedTrip, words: Words) -> str:
    """As one would type it: without thousands mark."""
    km = _shortest(start.km / 2 if start.back else start.km)
    return f"{km:f}".replace(".", "," if words.language == "nl" else ".")


def _shortest(km: Decimal) -> Decimal:
    """Without noughts at the end: 12.50 is 12.5, and 20.00 is 20."""
    return km.to_integral_value() if km == km.to_integral_value() else km.normalize()
