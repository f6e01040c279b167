"""Errors that own a sentence: a key and its facts; the sentence itself is in data/words."""

from __future__ import annotations


class PortalError(Exception):
    """Something a person can mend: shown as `words(problem.key, **problem.facts)`.

    key:   where the sentence stands in data/words, such as "error.not_an_amount".
    facts: what fills its blanks. Never write these to a log: they may be personal.
    """

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


class DataError(PortalError):
    """A file under data/ is not as it should be: says file, field, expected and found."""

    def __init__(self, file: str, field: str, expected: str, found: object) -> None:
        super().__init__(
            "error.data_file", file=file, field=field, expected=expected, found=str(found)
        )

    def __str__(self) -> str:
        return "{file}: {field}: expected {expected}, found {found}".format(**self.facts)
