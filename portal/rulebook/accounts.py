"""The ledger accounts of the RGS (rekeningschema) for a small sole trader. From data/costs."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from portal.basics.toml import DATA, checked, read_toml


class RgsAccount(BaseModel):
    """One account as RGS MKB 3.7 has it; name_en is ours."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    number: str
    name_nl: str
    name_en: str
    side: str
    in_rgs_since: str = ""
    zzp_flag: str = ""
    core: bool
    return_field: str = ""
    field_from: str = ""
    note: str = ""


@cache
def rgs_accounts() -> dict[str, RgsAccount]:
    """All accounts by code. Raises DataError."""
    file = DATA / "costs" / "rgs_accounts.toml"
    tables = read_toml(file)["rgs_accounts"]["accounts"]
    return {table["code"]: checked(RgsAccount, table, file.name) for table in tables}
