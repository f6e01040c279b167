"""Rules that somebody adds or corrects beside ours, and the file in which they travel."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from portal.basics.errors import DataError
from portal.basics.toml import checked
from portal.rulebook.permits import PermitBook, Status, Way

FORMAT = "permit-corrections/1"
MOST_BYTES = 1_000_000
Level = Annotated[int, Field(ge=0, le=4)]


class Correction(BaseModel):
    """One cell as somebody else has it: of sex work in a town and way, or of another trade.

    town and work, or trade: exactly one of the two says whose cell it is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    town: str = ""
    work: Literal[Way, ""] = ""
    trade: str = ""
    dimension: str
    status: Status
    level: Level | None = None
    low: Level | None = None
    high: Level | None = None
    value: str = Field(min_length=3, max_length=1000)
    source: str = Field(min_length=3, max_length=300)
    url: str = Field(default="", max_length=500)
    as_of: str = Field(min_length=4, max_length=40)
    by: str = Field(default="", max_length=100)

    @model_validator(mode="after")
    def _fits(self) -> Correction:
        if bool(self.town) != bool(self.work) or bool(self.trade) == bool(self.town):
            raise ValueError("either a trade, or a town and a way of working")
        if (self.status == "known") != (self.level is not None):
            raise ValueError("a level where the status is known, and only there")
        if self.level is not None:
            low = self.level if self.low is None else self.low
            high = self.level if self.high is None else self.high
            if not low <= self.level <= high:
                raise ValueError("low <= level <= high")
        return self

    @property
    def cell(self) -> tuple[str, str, str, str]:
        """Which cell it is about; a later one takes the place of an earlier one."""
        return (self.trade, self.town, self.work, self.dimension)


class CorrectionWrong(DataError):
    """A correction or a file of them that is not right: somebody's own, so they can mend it."""

    def __init__(self, file: str, field: str, expected: str, found: object) -> None:
        super().__init__(file, field, expected, found)
        self.key = "error.correction_wrong"


def corrections_from(content: bytes, file: str, book: PermitBook | None) -> tuple[Correction, ...]:
    """The corrections of a file, all or none. Raises CorrectionWrong with file and field.

    book: whose towns, trades and dimensions they must name; None for what is kept already, since
    a name that later data no longer has must not shut anybody out of the rest.
    """
    if len(content) > MOST_BYTES:
        raise CorrectionWrong(file, "(the file)", f"< {MOST_BYTES // 1_000_000} MB", len(content))
    try:
        told = json.loads(content.decode("utf-8-sig"))
        json.dumps(told, ensure_ascii=False).encode()  # half a sign could be kept nowhere
    except (ValueError, RecursionError) as problem:  # also of a number without an end
        raise CorrectionWrong(file, "(the file)", "JSON", type(problem).__name__) from problem
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        found = told.get("format") if isinstance(told, dict) else type(told).__name__
        raise CorrectionWrong(file, "format", FORMAT, found)
    rows = told.get("corrections")
    if not isinstance(rows, list):
        raise CorrectionWrong(file, "corrections", "a list", type(rows).__name__)
    return tuple(correction(row, f"{file} [{number}]", book) for number, row in enumerate(rows, 1))


def correction(row: Any, where: str, book: PermitBook | None) -> Correction:
    """One correction, its names known where a book is given. Raises CorrectionWrong."""
    try:
        one = checked(Correction, row, where)
    except DataError as problem:
        told = problem.facts
        field = str(told["field"]) or "(the correction)"  # of what several fields say together
        raise CorrectionWrong(where, field, str(told["expected"]), told["found"]) from problem
    if book is None:
        return one
    if one.dimension not in {known.key for known in book.criteria.scored}:
        raise CorrectionWrong(where, "dimension", "a key from criteria.toml", one.dimension)
    if one.trade and one.trade not in book.trades:
        raise CorrectionWrong(where, "trade", "the key of a trade", one.trade)
    if one.town and one.town not in book.towns:
        raise CorrectionWrong(where, "town", "the key of a town", one.town)
    return one


def corrections_file(some: Iterable[Correction]) -> bytes:
    """The file in which corrections travel; it says nothing of who saved it, save `by`."""
    rows = [one.model_dump(mode="json", exclude_defaults=True) for one in some]
    whole = {"format": FORMAT, "corrections": rows}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()
