"""A guide by its key, or a search for guides in one's own words."""

from __future__ import annotations

import argparse
from typing import Any

from portal.cli.asking import json_argument, pdf_argument, print_json, write_file
from portal.language.words import Words, words_in
from portal.rights.explained import Explained, UnknownRight, explained
from portal.rights.search import Hit, search
from portal.rights.telling import checked_line, helper_told, lines, todo_told
from portal.rulebook.right_guides import RightGuide, right_guides
from portal.rulebook.rights import claims, rights

HELP = "show a guide by its key, or search for guides in your own words"
_MOST = 10


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("asked", metavar="KEY|WORDS", help="a key shows its guide; else a search")
    json_argument(parser)
    pdf_argument(parser)


def run(asked: argparse.Namespace) -> None:
    words = words_in(asked.language or "nl")
    if asked.asked in rights():
        _guide(explained(asked.asked, words.language), asked, words)
        return
    if asked.pdf:
        raise UnknownRight(asked.asked)
    hits = search(asked.asked, words.language, _MOST)
    guides = right_guides(words.language)
    if asked.json:
        print_json(_found(asked.asked, hits, words))
        return
    for hit in hits:
        print(f"{hit.key}: {guides[hit.key].title}")
    if not hits:
        print(words("find.nothing"))


def _guide(told: Explained, asked: argparse.Namespace, words: Words) -> None:
    if asked.pdf:
        from portal.documents.pdf import to_pdf  # slow to load, and the rest needs none of it
        from portal.documents.right_guide import right_document

        write_file(asked.pdf, to_pdf(right_document(told, words)))
    if asked.json:
        print_json(_as_json(told, words))
        return
    print(told.guide.title, *lines(told.short, words), sep="\n")
    for number, step in enumerate(told.steps, 1):
        print(f"{number}. {todo_told(step, words)}")
    for one in told.helps:
        print(f"- {helper_told(one, words)}")


def _found(query: str, hits: list[Hit], words: Words) -> dict[str, Any]:
    guides = right_guides(words.language)
    return {
        "query": query,
        "language": words.language,
        "results": [
            {
                "key": hit.key,
                "title": guides[hit.key].title,
                "short_answer": short_answer(guides[hit.key]),
                "score": hit.score,
            }
            for hit in hits
        ],
    }


def short_answer(guide: RightGuide) -> str:
    """The short answer in one line."""
    return " ".join(line.text for line in guide.short)


def _as_json(told: Explained, words: Words) -> dict[str, Any]:
    right, language = told.right, words.language
    return {
        "key": right.id,
        "title": told.guide.title,
        "short_answer": " ".join(lines(told.short, words)),
        "may": lines(told.may, words),
        "must": lines(told.must, words),
        "others_may_not": lines(told.others_may_not, words),
        "steps": [checked_line(one.line, words) for one in told.steps],
        "terms": [_term(number, told) for number, one in enumerate(told.steps) if one.terms],
        "cost": right.text("cost", language),
        "who_helps": [
            {
                "id": one.id,
                "name": one.title(language),
                "phone": one.phone if one.may_show_phone else None,
                "url": one.site,
            }
            for one in told.helps
        ],
        "compared": {
            "verdict": right.compare.verdict,
            "why": " ".join(lines(told.compared, words)),
        },
        "letter": told.letter.key if told.letter else None,
        "sources": _sources(told),
    }


def _term(number: int, told: Explained) -> dict[str, Any]:
    step = told.steps[number]
    recalled = any(claims()[name].is_recalled for name in step.line.cites)
    return {
        "step": number + 1,
        "term": "; ".join(step.terms),
        "days": step.days,
        "confidence": "recalled" if recalled else "seen",
    }


def _sources(told: Explained) -> list[dict[str, Any]]:
    return [
        {
            "title": one.title,
            "url": one.url,
            "as_of": one.as_of,
            "confidence": one.confidence.value,
        }
        for one in told.sources()
    ]
