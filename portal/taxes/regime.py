"""Which regime fits the work: business, wages, other work, or opting-in. An estimate, no decision.

The order is that of art. 2.14 Wet IB 2001, the first that fits: profit (winst uit onderneming),
wages (loon), other work (resultaat uit overige werkzaamheden). All facts count together: how they
are weighed here is our own reading, and no change of one answer turns one estimate into another;
in between lies "not clear".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from portal.rulebook.regimes import regimes


class Answer(StrEnum):
    """What one may say to every question."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """A regime. NO_SOURCE: no source of income at all, so none of them."""

    BUSINESS = "business"
    WAGES = "wages"
    OTHER_WORK = "other_work"
    OPTING_IN = "opting_in"
    NO_SOURCE = "no_source"


class Side(StrEnum):
    """What an answer does for what it is about."""

    FOR = "for"
    AGAINST = "against"
    BOTH = "both"
    OPEN = "open"


class Status(StrEnum):
    """SETTLED: one is left. OPEN: answers are missing. DISPUTED: all is said, and more are left."""

    SETTLED = "settled"
    OPEN = "open"
    DISPUTED = "disputed"


class Placed(StrEnum):
    """A workplace: under opting-in and so set apart, judged with the rest, or not clear."""

    APART = "apart"
    JUDGED = "judged"
    OPEN = "open"
    DISPUTED = "disputed"


class _Fit(IntEnum):
    NOT, DOUBTFUL, FITS = range(3)


@dataclass(frozen=True, slots=True)
class Workplace:
    """withheld: the operator withholds wage tax; signed: a statement for opting-in was signed."""

    withheld: Answer = Answer.UNKNOWN
    signed: Answer = Answer.UNKNOWN

    @property
    def placed(self) -> Placed:
        """Both must say the same: one of them alone decides nothing."""
        both = {self.withheld, self.signed}
        if both == {Answer.YES}:
            return Placed.APART
        if both == {Answer.NO}:
            return Placed.JUDGED
        return Placed.OPEN if Answer.UNKNOWN in both else Placed.DISPUTED


@dataclass(frozen=True, slots=True)
class Reason:
    """An answer, and whether it speaks for or against a business, wages, or any income at all.

    about: NO_SOURCE stands for the question whether there is a source of income.
    """

    key: str
    answer: Answer
    about: Kind
    weight: int

    @property
    def side(self) -> Side:
        return _SIDES[self.answer]

    @property
    def sentence(self) -> str:
        """What the answer does, as a sentence."""
        return "side_open" if self.side is Side.OPEN else f"side_{self.about}_{self.side}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """possible: what the work that is not set apart may be, in the order of the law.

    It is empty where all work is set apart. open: the questions whose answers are missing.
    """

    places: tuple[Placed, ...]
    possible: tuple[Kind, ...]
    reasons: tuple[Reason, ...]
    open: tuple[str, ...]

    @property
    def kind(self) -> Kind | None:
        """The one that is left; None while more are."""
        if not self.possible:
            return Kind.OPTING_IN
        return self.possible[0] if len(self.possible) == 1 else None

    @property
    def status(self) -> Status:
        if self.kind:
            return Status.SETTLED
        return Status.OPEN if self.open else Status.DISPUTED

    def weight(self, side: Side) -> int:
        """How much of the weight for a business lies on this side."""
        found = (one for one in self.reasons if one.about is Kind.BUSINESS)
        return sum(one.weight for one in found if one.side is side)


PLACES = "places"  # the question of the workplaces, in Outcome.open
SOURCE = {"economy": 1, "aim": 1}  # is there a source of income: both are needed
SIGNS = {"in_person": 1, "pay": 1, "authority": 2, "embedded": 1}  # of employment; ours
_POINTS = {"high": 2, "medium": 1}  # the criteria say which is heavy, not how heavy: ours
_WORTH = {Answer.YES: 1, Answer.PARTLY: 0, Answer.NO: -1}
_SIDES = {
    Answer.YES: Side.FOR,
    Answer.PARTLY: Side.BOTH,
    Answer.NO: Side.AGAINST,
    Answer.UNKNOWN: Side.OPEN,
}
_BOTH_FIT = (Kind.BUSINESS, Kind.WAGES)
_POSSIBLE = {  # business, wages: what may be left; two estimates never touch
    (_Fit.FITS, _Fit.NOT): (Kind.BUSINESS,),
    (_Fit.FITS, _Fit.DOUBTFUL): (Kind.BUSINESS,),
    (_Fit.FITS, _Fit.FITS): _BOTH_FIT,
    (_Fit.DOUBTFUL, _Fit.NOT): (Kind.BUSINESS, Kind.OTHER_WORK),
    (_Fit.DOUBTFUL, _Fit.DOUBTFUL): (Kind.BUSINESS, Kind.WAGES, Kind.OTHER_WORK),
    (_Fit.DOUBTFUL, _Fit.FITS): _BOTH_FIT,
    (_Fit.NOT, _Fit.NOT): (Kind.OTHER_WORK,),
    (_Fit.NOT, _Fit.DOUBTFUL): (Kind.WAGES, Kind.OTHER_WORK),
    (_Fit.NOT, _Fit.FITS): (Kind.WAGES,),
}
BEHIND: dict[str, tuple[str, ...]] = {
    # what a sentence of ours rests on: its words under `regime`, and the ids of claims
    "question.economy": ("order",),
    "question.aim": ("order",),
    "question.in_person": ("wages",),
    "question.pay": ("wages",),
    "question.authority": ("wages", "dba_criteria"),
    "question.embedded": ("wages", "dba_criteria"),
    "question.withheld": ("oi_withhold", "opting_in_ask"),
    "question.signed": ("opting_in",),
    "is.business": ("business",),
    "is.wages": ("wages",),
    "is.other_work": ("other_work",),
    "is.opting_in": ("opting_in", "oi_still_exists", "oi_end"),
    "is.no_source": ("order",),
    "after.business_deductions": ("business_after",),
    "after.business_vat": ("business_after",),
    "after.business_health": ("business_after",),
    "after.wages_deductions": ("wages_after",),
    "after.wages_vat": ("business_after",),
    "after.wages_health": ("wages_after",),
    "after.other_work_deductions": ("other_work_after",),
    "after.other_work_vat": ("other_work_after",),
    "after.other_work_health": ("other_work_after",),
    "after.opting_in_deductions": ("oi_no_costs", "oi_20_percent"),
    "after.opting_in_vat": ("oi_withhold",),
    "after.opting_in_health": ("oi_zvw", "oi_zvw_rate"),
    "after.opting_in_tax": ("oi_ib", "oi_table_2026"),
    "after.opting_in_insurance": ("oi_no_insurance",),
    "after.opting_in_hours": ("oi_side_work",),
    "after.opting_in_statement": ("opting_in_ask",),
    "after.no_source_all": ("order",),
    "disputed.together": ("order",),
    "disputed.registration": ("order",),
    "disputed.employment": ("dba_criteria",),
    "disputed.principal": ("dba_any",),
    "decides.office": ("objection",),
    "decides.court": ("dba_criteria",),
    "left_out.vat": ("business_after", "other_work_after"),
    "left_out.investment": ("business_after",),
    "left_out.no_deductions": ("other_work_after",),
    "left_out.employer": ("wages_after",),
    "left_out.no_costs": ("wages_after",),
    "left_out.insurance": ("wages_after",),
    "left_out.opting_in_costs": ("oi_no_costs",),
    "left_out.twenty": ("oi_20_percent",),
    "left_out.opting_in_health": ("oi_zvw", "oi_zvw_rate"),
    "left_out.not_insured": ("oi_no_insurance",),
    "left_out.advance": ("oi_ib", "oi_table_2026"),
    "left_out.no_advance": ("oi_table_2026",),
}


def criteria() -> dict[str, int]:
    """The signs of a business and what each weighs here."""
    return {one.id: _POINTS[one.weight] for one in regimes().criteria}


def behind(sentence: str) -> tuple[str, ...]:
    """The ids of the claims behind a sentence. Raises KeyError for one without any."""
    kind, _, key = sentence.partition(".")
    return (key,) if kind == "question" and key in criteria() else BEHIND[sentence]


def after(kind: Kind) -> tuple[str, ...]:
    """What follows from a regime, as sentences."""
    return tuple(one for one in BEHIND if one.startswith(f"after.{kind}_"))


def judge(answers: Mapping[str, Answer], places: Sequence[Workplace] = ()) -> Outcome:
    """answers: to the questions of SOURCE, SIGNS and criteria(); one that is missing is unknown.

    places: each workplace; what is under opting-in there is set apart, the rest judged together.
    """
    placed = tuple(place.placed for place in places)
    if placed and set(placed) == {Placed.APART}:
        return Outcome(placed, (), (), ())
    source, signs, business = _tests()
    possible = _of_all(source.reach(answers), business.reach(answers), signs.reach(answers))
    missing = [key for test in (source, signs, business) for key in test.missing(answers)]
    if placed and Placed.JUDGED not in placed:  # there may be nothing left to judge
        possible = (*possible, Kind.OPTING_IN)
        missing += [PLACES] if Placed.OPEN in placed else []
    reasons = [one for test in (business, signs, source) for one in test.reasons(answers)]
    return Outcome(placed, possible, tuple(reasons), tuple(missing) if len(possible) > 1 else ())


@dataclass(frozen=True, slots=True)
class _Test:
    """Signs that are weighed together: it fits from `enough`, and does not up to `too_little`.

    Between the two lies more than one answer can move, so that no fact decides alone.
    """

    about: Kind
    weights: Mapping[str, int]
    enough: int
    too_little: int

    def reach(self, answers: Mapping[str, Answer]) -> tuple[_Fit, ...]:
        """Every fit that the answers leave open."""
        known = sum(weight * _WORTH.get(_said(answers, key), 0) for key, weight in self._all())
        loose = sum(weight for key, weight in self._all() if _said(answers, key) not in _WORTH)
        worst, best = self._fit(known - loose), self._fit(known + loose)
        return tuple(_Fit(fit) for fit in range(worst, best + 1))

    def missing(self, answers: Mapping[str, Answer]) -> tuple[str, ...]:
        """The questions without an answer, where they still matter."""
        if len(self.reach(answers)) == 1:
            return ()
        return tuple(key for key in self.weights if _said(answers, key) is Answer.UNKNOWN)

    def reasons(self, answers: Mapping[str, Answer]) -> tuple[Reason, ...]:
        return tuple(
            Reason(key, _said(answers, key), self.about, weight) for key, weight in self._all()
        )

    def _all(self) -> list[tuple[str, int]]:
        return list(self.weights.items())

    def _fit(self, points: int) -> _Fit:
        if points >= self.enough:
            return _Fit.FITS
        return _Fit.NOT if points <= self.too_little else _Fit.DOUBTFUL


def _tests() -> tuple[_Test, _Test, _Test]:
    """Source of income; employment: nearly every sign; business: three quarters of the weight."""
    weights = criteria()
    half = sum(weights.values()) // 2  # for less against: three quarters lie on one side
    return (
        _Test(Kind.NO_SOURCE, SOURCE, enough=1, too_little=-2),
        _Test(Kind.WAGES, SIGNS, enough=4, too_little=-1),
        _Test(Kind.BUSINESS, weights, enough=half, too_little=-half),
    )


def _of_all(
    source: tuple[_Fit, ...], business: tuple[_Fit, ...], wages: tuple[_Fit, ...]
) -> tuple[Kind, ...]:
    """What may be left, in the order of the law; without a source of income nothing is."""
    if source == (_Fit.NOT,):
        return (Kind.NO_SOURCE,)
    found = {kind for one in business for other in wages for kind in _POSSIBLE[one, other]}
    if source != (_Fit.FITS,):
        found.add(Kind.NO_SOURCE)
    return tuple(kind for kind in Kind if kind in found)


def _said(answers: Mapping[str, Answer], key: str) -> Answer:
    return answers.get(key, Answer.UNKNOWN)
