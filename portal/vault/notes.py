"""Small things that a vault remembers about itself, encrypted like the books."""

from __future__ import annotations

from sqlalchemy import Engine

from portal.vault.engine import reading, writing


def read_note(engine: Engine, name: str) -> str | None:
    """What was noted under a name, or None."""
    with reading(engine) as connection:
        found = connection.exec_driver_sql("SELECT said FROM note WHERE name = ?", (name,)).scalar()
    return None if found is None else str(found)


def write_note(engine: Engine, name: str, said: str) -> None:
    """Note something in place of what stood under this name. Raises NotWritten."""
    with writing(engine) as connection:
        connection.exec_driver_sql(
            "INSERT INTO note (name, said) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET said = excluded.said",
            (name, said),
        )
