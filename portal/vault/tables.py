"""The tables of a vault: facts with all their versions, two indexes that follow from them, notes.

Postings and totals can be thrown away and rebuilt from the facts; a property test says that
they always equal the recomputation.
"""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel


class FactRow(SQLModel, table=True):
    """One version of one fact. `body` is the whole fact; the other columns are for finding it."""

    __tablename__ = "fact"

    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(index=True)
    position: int  # seq of the first version: an edited booking keeps its place
    version: int
    current: bool
    withdrawn: bool = False
    recorded_at: str
    kind: str
    day: str
    money: str = ""
    category: str = ""
    cents: int = 0
    vat_code: str = ""
    words: str = ""  # what a search looks through, in small letters
    batch: str = ""
    bank_key: str = ""
    bank_near: str = ""
    body: str

    __table_args__ = (
        Index("fact_by_day", "day", "position", sqlite_where=text("current")),
        Index("fact_by_kind", "kind", "day", "position", sqlite_where=text("current")),
        Index("fact_by_batch", "batch", sqlite_where=text("current AND batch != ''")),
        Index("fact_by_bank", "bank_near", "bank_key", sqlite_where=text("bank_near != ''")),
    )


class PostingRow(SQLModel, table=True):
    """The journal: one posting of one current fact. Account first: sums read one stretch of it."""

    __tablename__ = "posting"
    __table_args__ = {"sqlite_with_rowid": False}

    account: str = Field(primary_key=True)
    box: str = Field(primary_key=True)
    day: str = Field(primary_key=True)
    fact: int = Field(primary_key=True)  # FactRow.seq
    cents: int


class TotalRow(SQLModel, table=True):
    """Kept sums per account, box and month (year * 100 + month)."""

    __tablename__ = "total"
    __table_args__ = {"sqlite_with_rowid": False}

    account: str = Field(primary_key=True)
    box: str = Field(primary_key=True)
    month: int = Field(primary_key=True)
    cents: int


class NoteRow(SQLModel, table=True):
    """One thing by its name, such as when the last good backup was made."""

    __tablename__ = "note"

    name: str = Field(primary_key=True)
    said: str


TABLES = SQLModel.metadata
