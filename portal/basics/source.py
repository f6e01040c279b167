"""Where a figure or a sentence comes from, and how sure we are."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta
from pydantic import BaseModel, ConfigDict


class Confidence(StrEnum):
    """How sure we are. `recalled` is always shown as "check this first".

    derived: worked out from figures that were read; shown as such.
    """

    SEEN = "seen"
    RECALLED = "recalled"
    DERIVED = "derived"


class Source(BaseModel):
    """One place to look it up.

    title:      the act, ruling or page.
    law:        the article, where it is law.
    url:        its address; None where none was kept.
    as_of:      the date of the page itself, as it gives it; None where it gives none.
    checked_on: the day somebody read it; None where nobody did.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    law: str | None = None
    url: str | None = None
    url_note: str | None = None
    as_of: str | None = None
    checked_on: date | None = None
    confidence: Confidence

    def needs_check(self, today: date) -> bool:
        """Recalled, undated, or read more than 24 months ago."""
        if self.confidence is Confidence.RECALLED or self.checked_on is None:
            return True
        return self.checked_on + relativedelta(months=24) < today
