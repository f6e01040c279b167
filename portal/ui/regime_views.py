"""Which regime fits: the questions, what the answers point to and why, and the year in euros.

Answers live in this tab only and go when the books are locked: nothing is kept in the vault.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape

import streamlit as st

from portal.basics.euro import eur
from portal.basics.source import Confidence, Source
from portal.language.formats import percent, typed_amount
from portal.language.words import Words
from portal.rulebook.income_tax import WHOLE, hours_criterion
from portal.rulebook.regimes import Claim, Criterion, claims, regimes
from portal.taxes.regime import (
    BEHIND,
    PLACES,
    SIGNS,
    SOURCE,
    Answer,
    Kind,
    Outcome,
    Reason,
    Side,
    Status,
    Workplace,
    after,
    behind,
    criteria,
    judge,
)
from portal.taxes.regime_compare import Advance, Compared, compare, law_years, lines
from portal.ui import desk, right_views, views

_KEPT = "regime_kept"  # not on the desk: locking drops every key but the desk's
_MOST_PLACES = 6
_PARTS = 3
_FORM = "regime"
_OF_A_PLACE = ("withheld", "signed")


@dataclass(slots=True)
class _Kept:
    """The answers of this tab. part: the one that is shown; after the last comes the outcome."""

    answers: dict[str, Answer] = field(default_factory=dict)
    places: int = 1
    part: int = 0

    def outcome(self) -> Outcome:
        return judge(self.answers, [self._place(number) for number in range(self.places)])

    def _place(self, number: int) -> Workplace:
        said = [self.answers.get(_of_place(number, name), Answer.UNKNOWN) for name in _OF_A_PLACE]
        return Workplace(*said)


def put_style() -> None:
    """Lines that unfold look as they do in the guides."""
    right_views.put_style()


def questions(words: Words) -> Outcome | None:
    """The part that is asked now; once all were shown or skipped, what the answers point to."""
    kept = _kept()
    if kept.part >= _PARTS:
        return kept.outcome()
    st.write(words("regime.intro"))
    st.subheader(words(f"regime.part_{kept.part}"), anchor=False)
    st.caption(words("regime.part", number=kept.part + 1, parts=_PARTS))
    st.write(words(f"regime.part_{kept.part}_line"))
    if kept.part == 0:
        _ask_places(kept, words)
    else:
        for key in SIGNS if kept.part == 1 else (*SOURCE, *criteria()):
            _ask(kept, key, key, words)
    _why(kept.part, words)
    _walk(kept, words)
    return None


def outcome(found: Outcome, words: Words) -> None:
    """The estimate, the reasons, what follows, where it is disputed, who decides."""
    st.subheader(words("regime.outcome"), anchor=False)
    _headline(found, words)
    for number, placed in enumerate(found.places, start=1):
        st.write(words(f"regime.place_{placed}", number=number))
    with st.container(horizontal=True):
        st.button(
            words("regime.change"),
            icon=":material/arrow_back:",
            key="regime_change",
            on_click=_go,
            args=(0,),
        )
        st.button(words("regime.again"), key="regime_again", on_click=_again)
    _reasons(found, words)
    _follows(found, words)
    _heading("regime.where_disputed", words)
    _sentences([one for one in BEHIND if one.startswith("disputed.")], words)
    _heading("regime.who_decides", words)
    _sentences([one for one in BEHIND if one.startswith("decides.")], words)


def in_euros(this_year: int, words: Words) -> tuple[Compared, ...]:
    """An amount she types, under each regime; nothing until there is one."""
    _heading("regime.euros", words)
    st.write(words("regime.euros_line"))
    years = law_years()[::-1]
    with st.container(horizontal=True):
        year = st.selectbox(
            words("regime.year"),
            years,
            index=years.index(this_year) if this_year in years else 0,
            format_func=str,
            key=desk.form_key(_FORM, "year"),
        )
        text = st.text_input(
            words("regime.profit"),
            placeholder=words("inputs.amount_like"),
            autocomplete="off",
            key=desk.form_key(_FORM, "profit"),
        )
    hours_met = st.checkbox(
        words("regime.hours_met", hours=hours_criterion().hours.value),
        value=True,
        help=words("regime.hours_met_help"),
        key=desk.form_key(_FORM, "hours"),
    )
    if not text:
        st.caption(words("regime.no_profit"))
        return ()
    found: tuple[Compared, ...] = ()
    with desk.trying():
        amount = typed_amount(text).whole_down().euros
        found = compare(year or years[0], amount, hours=None if hours_met else 0)
    if found:
        _table(found, hours_met, words)
    return found


def opting_in(words: Words) -> None:
    """Opting-in in a few lines; unfolded: everything that was found."""
    _heading("regime.opting_in", words)
    st.write(words("regime.opting_in_line"))
    _sentences([*after(Kind.OPTING_IN)], words)
    unfolded = st.expander(
        words("regime.all_found"), icon=":material/list:", key="regime_found", on_change="rerun"
    )
    if unfolded.open:
        with unfolded:
            _claims(regimes().opting_in, words)


def enforcement(words: Words) -> None:
    """How checks on false self-employment go, by year."""
    _heading("regime.enforcement", words)
    st.write(words("regime.enforcement_line"))
    shown = []
    for one in regimes().enforcement:
        year = str(one.year) if one.year else words("regime.every_year")
        shown.append(_unfolding(f"{year}: {one.text(words.language)}", [one], words, told=False))
    _list(shown)


def _kept() -> _Kept:
    kept: _Kept = st.session_state.setdefault(_KEPT, _Kept())
    return kept


def _of_place(number: int, name: str) -> str:
    return f"{PLACES}.{number}.{name}"


def _ask_places(kept: _Kept, words: Words) -> None:
    kept.places = int(
        st.number_input(
            words("regime.places"),
            min_value=1,
            max_value=_MOST_PLACES,
            value=kept.places,
            key="regime-places",
        )
    )
    for number in range(kept.places):
        st.markdown(f"**{words('regime.place', number=number + 1)}**")
        for name in _OF_A_PLACE:
            _ask(kept, _of_place(number, name), name, words)


def _ask(kept: _Kept, key: str, name: str, words: Words) -> None:
    """One question; an answer stays when one goes on and comes back."""
    every = list(Answer)
    given = kept.answers.get(key)
    chosen = st.radio(
        words(f"regime.question.{name}"),
        every,
        index=every.index(given) if given else None,
        format_func=lambda answer: words(f"regime.answer_{answer}"),
        horizontal=True,
        key=f"regime-{key}",
    )
    if chosen:
        kept.answers[key] = Answer(chosen)


def _why(part: int, words: Words) -> None:
    """What the questions of a part rest on."""
    keys = (_OF_A_PLACE, tuple(SIGNS), (*SOURCE, *criteria()))[part]
    names = dict.fromkeys(name for key in keys for name in behind(f"question.{key}"))
    with st.expander(words("regime.why_asked"), icon=":material/help:"):
        _claims([claims()[name] for name in names], words)


def _walk(kept: _Kept, words: Words) -> None:
    last = kept.part == _PARTS - 1
    with st.container(horizontal=True):
        if kept.part:
            st.button(
                words("regime.back"),
                icon=":material/arrow_back:",
                key="regime_back",
                on_click=_go,
                args=(kept.part - 1,),
            )
        if not last:
            st.button(
                words("regime.next"),
                key="regime_next",
                type="primary",
                on_click=_go,
                args=(kept.part + 1,),
            )
        st.button(
            words("regime.show"),
            key="regime_show",
            type="primary" if last else "secondary",
            on_click=_go,
            args=(_PARTS,),
        )


def _go(part: int) -> None:
    _kept().part = part


def _again() -> None:
    st.session_state[_KEPT] = _Kept()


def _headline(found: Outcome, words: Words) -> None:
    if found.kind:
        kind = words(f"regime.kind_{found.kind}")
        st.markdown(f"### {views.plain(words('regime.estimate', kind=kind))}")
        _sentences([f"is.{found.kind}"], words)
        if not found.possible:
            st.write(words("regime.apart_only"))
        return
    is_open = found.status is Status.OPEN
    st.markdown(f"### {words('regime.open' if is_open else 'regime.not_clear')}")
    if is_open:
        st.write(words("regime.open_line", count=len(found.open)))
    else:
        st.write(words("regime.not_clear_line"))
    st.write(words("regime.possible"))
    _list(
        [
            _unfolding(words(f"regime.kind_{kind}"), _behind(f"is.{kind}"), words)
            for kind in found.possible
        ]
    )


def _reasons(found: Outcome, words: Words) -> None:
    if not found.reasons:
        return
    _heading("regime.reasons", words)
    st.caption(words("regime.reasons_line"))
    for about in dict.fromkeys(one.about for one in found.reasons):
        st.markdown(f"**{words(f'regime.about_{about}')}**")
        _list([_reason(one, words) for one in found.reasons if one.about is about])
        if about is Kind.BUSINESS:
            st.caption(weights_told(found, words))
    st.caption(words("regime.weighing"))


def weights_told(found: Outcome, words: Words) -> str:
    """How much of the weight lies where."""
    return words(
        "regime.weights",
        yes=found.weight(Side.FOR),
        no=found.weight(Side.AGAINST),
        both=found.weight(Side.BOTH),
        open=found.weight(Side.OPEN),
    )


def _reason(one: Reason, words: Words) -> str:
    name, side = words(f"regime.name.{one.key}"), words(f"regime.{one.sentence}")
    answer = words(f"regime.answer_{one.answer}")
    return _unfolding(f"{name}: {answer} · {side}", _behind(f"question.{one.key}"), words)


def _follows(found: Outcome, words: Words) -> None:
    _heading("regime.follows", words)
    kinds = found.possible or (Kind.OPTING_IN,)
    for kind in kinds:
        if len(kinds) > 1:
            told = words("regime.follows_of", kind=words(f"regime.kind_{kind}"))
            st.markdown(f"**{views.plain(told)}**")
        if kind is not Kind.OPTING_IN:  # explained once, below
            _sentences(after(kind), words)
        else:
            st.write(words("regime.opting_in_line"))


def _table(found: Sequence[Compared], hours_met: bool, words: Words) -> None:
    regime, burden, kept, beside = (
        words(f"regime.column_{name}") for name in ("regime", "burden", "kept", "difference")
    )
    views.table(
        [
            {
                regime: words(f"regime.short_{one.kind}"),
                burden: words.show(eur(one.burden)),
                kept: words.show(eur(one.kept)),
                beside: difference(one, found[0], words),
            }
            for one in found
        ],
        alt=words("regime.euros"),
        amounts=2,
    )
    hours = words("regime.enough_hours" if hours_met else "regime.too_few_hours")
    st.caption(f"{words('regime.difference_line')} {hours}")
    for one in found:
        unfolded = st.expander(
            views.plain(words(f"regime.kind_{one.kind}")),
            key=f"regime-line-{one.kind}",
            on_change="rerun",
        )
        if unfolded.open:
            with unfolded:
                _unfolded(one, words)


def difference(one: Compared, business: Compared, words: Words) -> str:
    """What one keeps more or less than as a business, with a sign and not by colour."""
    apart = one.kept - business.kept
    if not apart:
        return words("regime.same")
    return words("regime.more" if apart > 0 else "regime.less", amount=eur(abs(apart)))


def _unfolded(one: Compared, words: Words) -> None:
    """The way from the amount to what is kept, its law, and what is not in it."""
    name, amount = words("regime.column_line"), words("regime.column_amount")
    found = lines(one)
    views.table(
        [
            {name: words(f"regime.line_{line.key}"), amount: words.show(eur(line.amount))}
            for line in found
        ],
        alt=words(f"regime.kind_{one.kind}"),
    )
    for advance in one.advances:
        st.write(_advance(advance, words))
    st.markdown(f"**{words('regime.not_in_it')}**")
    _sentences(one.left_out, words)
    cited = (source for line in found if line.figures for source in line.figures.source)
    views.source_lines(dict.fromkeys(cited), words)


def _advance(one: Advance, words: Words) -> str:
    rate = percent(Decimal(one.percent) / WHOLE, words.language)
    key = "regime.advance_with" if one.with_credit else "regime.advance_without"
    then = "regime.then_back" if one.to_pay < 0 else "regime.then_pay"
    withheld = words(key, amount=eur(one.withheld), percent=rate)
    return views.plain(f"{withheld} {words(then, amount=eur(abs(one.to_pay)))}")


def _heading(key: str, words: Words) -> None:
    st.subheader(words(key), anchor=False)


def _sentences(some: Iterable[str], words: Words) -> None:
    """Sentences of ours; each unfolds to what it rests on."""
    _list([_unfolding(words(f"regime.{one}"), _behind(one), words) for one in some])


def _claims(some: Iterable[Claim], words: Words) -> None:
    """Each claim as it was found."""
    _list([f"{escape(one.text(words.language))}{_backing(one, words)}" for one in some])


def _list(some: Sequence[str]) -> None:
    shown = "".join(f"<li>{one}</li>" for one in some)
    st.html(f"<ul class='said'>{shown}</ul>")


def _behind(sentence: str) -> list[Claim]:
    return [claims()[name] for name in behind(sentence)]


def _unfolding(text: str, some: Iterable[Claim], words: Words, *, told: bool = True) -> str:
    """told: say the claim again below; not where the line is the claim itself."""
    every = list(some)
    inner = "".join(
        f"<div class='behind'>{_paragraph(one.text(words.language)) if told else ''}"
        f"{_backing(one, words)}</div>"
        for one in every
    )
    check = any(one.confidence is Confidence.RECALLED for one in every)
    mark = f" <span class='mark'>{escape(words('rights.check'))}</span>" if check else ""
    return f"<details><summary>{escape(text)}{mark}</summary>{inner}</details>"


def _backing(one: Claim, words: Words) -> str:
    """How heavy, how sure, what to mind, and the sources."""
    said = [words(f"regime.sure_{one.confidence}")]
    if isinstance(one, Criterion):
        said.insert(0, words(f"regime.behind_weight_{one.weight}"))
    if one.as_of:
        said.append(words("regime.speaks_for", day=one.as_of.text(words.language)))
    if one.caution:
        said.append(words("regime.mind", text=one.caution.text(words.language)))
    sources = (_source(source, words) for source in one.source)
    return "".join(_paragraph(line) for line in (" ".join(said), *sources))


def _source(source: Source, words: Words) -> str:
    """Where it stands, and when it was read if it was; how sure it is stands above."""
    read = words("source.read_on", day=source.checked_on) if source.checked_on else ""
    parts = (source.title, source.law, source.url or source.url_note, read)
    return " · ".join(part for part in parts if part)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"
