"""The ledger accounts of the RGS (rekeningschema) for a small sole trader. From data/costs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from portal.basics.toml import DATA, checked, read_toml


class RgsAccount(BaseModel):
    """One account as RGS MKB 3.7 has it; name_en is ours."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    number: str
    name_nl: str
    name_en: str
    side: Literal["D", "C"]  # debit or credit
    in_rgs_since: str = ""
    zzp_flag: str = ""
    core: bool
    return_field: str = ""
    field_from: str = ""
    note: str = ""


@cache
def rgs_accounts() -> dict[str, RgsAccount]:
    """All accounts by code, loaded once. Raises DataError."""
    return read_rgs_accounts(DATA / "costs")


def read_rgs_accounts(folder: Path) -> dict[str, RgsAccount]:
    """The accounts of one folder, checked. Raises DataError."""
    file = folder / "rgs_accounts.toml"
    found = {}
    for table in read_toml(file)["rgs_accounts"]["accounts"]:
        account = checked(RgsAccount, table, f"{file.name} [{table.get('code', '')}]")
        found[account.code] = account
    return found
