"""Who helps: every organisation we know of, and the national lines. From data/help."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from portal.basics.toml import DATA, checked, read_toml

FOLDER = DATA / "help"
_UNKNOWN = "unknown"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Dutch(_Frozen):
    """The texts of one organisation in Dutch; its name where that differs."""

    name: str = ""
    what_for: str = ""
    hours: str = ""
    cost: str = ""
    anonymous: str = ""
    note: str = ""


class Organisation(_Frozen):
    """One organisation. Texts are English; `dutch` holds them in Dutch where we have them."""

    id: str
    name: str
    kind: str
    what_for: str
    target_groups: tuple[str, ...]
    languages: tuple[str, ...]
    languages_note: str = ""
    where: str
    phone: str
    phone_confidence: str
    phone_stale_risk: bool
    chat: str
    url: str
    url_confidence: str
    opening_hours: str
    cost: str
    anonymous: str
    source: tuple[str, ...]
    as_of: str
    confidence: str
    note: str = ""
    call_tested_on: str = ""
    dutch: Dutch = Dutch()

    @property
    def may_show_phone(self) -> bool:
        """Read on a page, and not so old that it may have changed."""
        return self.phone_confidence == "seen" and not self.phone_stale_risk

    def title(self, language: str) -> str:
        """Its name."""
        return self._in(language, "name", self.name)

    @property
    def is_dated(self) -> bool:
        """True when the page on which the number was read bears a date."""
        return self.as_of[:1].isdigit()

    def what(self, language: str) -> str:
        """What it is for."""
        return self._in(language, "what_for", self.what_for)

    def hours(self, language: str) -> str:
        """When it is open; empty where unknown."""
        return self._in(language, "hours", self.opening_hours)

    def price(self, language: str) -> str:
        """What it costs; empty where unknown."""
        return self._in(language, "cost", self.cost)

    def anonymity(self, language: str) -> str:
        """Whether one may stay anonymous; empty where unknown."""
        return self._in(language, "anonymous", self.anonymous)

    def remark(self, language: str) -> str:
        """What else to know before calling."""
        return self._in(language, "note", self.note)

    def _in(self, language: str, name: str, english: str) -> str:
        text = getattr(self.dutch, name) if language == "nl" else ""
        text = text or english
        return "" if text in (_UNKNOWN, "onbekend") else text


@cache
def organisations() -> dict[str, Organisation]:
    """All organisations by id. Raises DataError."""
    ours: dict[str, Any] = read_toml(FOLDER / "national.toml")["dutch"]
    file = FOLDER / "organisations.toml"
    return {
        table["id"]: checked(
            Organisation,
            {**table, "dutch": ours.get(table["id"], {})},
            f"{file.name} [{table['id']}]",
        )
        for table in read_toml(file)["organisations"]
    }


@cache
def national_help() -> tuple[Organisation, ...]:
    """The national lines whose number may be shown, in the order of the data."""
    known = organisations()
    first = [known[id] for id in read_toml(FOLDER / "national.toml")["first"]]
    return tuple(one for one in first if one.may_show_phone)
