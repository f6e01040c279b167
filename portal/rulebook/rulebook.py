"""All that the law says, loaded once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from portal.rulebook.accounts import RgsAccount, rgs_accounts
from portal.rulebook.costs import CostCategory, cost_categories
from portal.rulebook.organisations import Organisation, organisations
from portal.rulebook.vat import VatRules, vat_rules


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Reference data as checked, frozen values; each table by its own key."""

    vat: VatRules
    costs: Mapping[str, CostCategory]
    accounts: Mapping[str, RgsAccount]
    organisations: Mapping[str, Organisation]


@cache
def rulebook() -> Rulebook:
    """The rules. Raises DataError where a data file is not right."""
    return Rulebook(vat_rules(), cost_categories(), rgs_accounts(), organisations())
