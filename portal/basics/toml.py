"""Read one of our TOML files: exact decimals, and errors that name file and field."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from portal.basics.errors import DataError

Model = TypeVar("Model", bound=BaseModel)

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"


def read_toml(path: Path, name: str = "") -> dict[str, Any]:
    """The tables of one file, numbers with a point as Decimal. Raises DataError.

    name: what errors call it, where the name of the file alone says too little.
    """
    name = name or path.name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as problem:
        raise DataError(name, "(the file)", "TOML", str(problem)) from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise DataError(
            name, "(the file)", "a readable UTF-8 file", type(problem).__name__
        ) from problem


def read_as(model: type[Model], path: Path) -> Model:
    """One file as a checked, frozen model. Raises DataError with file, field, expected, found."""
    return checked(model, read_toml(path), path.name)


def checked(model: type[Model], tables: object, file: str) -> Model:
    """Tables as a checked model. Raises DataError for the first thing that is wrong."""
    try:
        return model.model_validate(tables)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise DataError(file, field, first["msg"], first.get("input")) from problem
