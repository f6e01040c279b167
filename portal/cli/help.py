"""Who helps: by place, need, person and language."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo

from portal.basics.errors import PortalError
from portal.cli.asking import json_argument, print_json
from portal.language.words import Words, words_in
from portal.rights.help import Match, Wish, helpers, remark
from portal.rights.telling import helper_told
from portal.rulebook.organisations import NEEDS, Group
from portal.rulebook.permits import permit_book

HELP = "who helps: by place, need, person and language"
_DUTCH = ZoneInfo("Europe/Amsterdam")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--place", metavar="PLACE", default="", help="a town of `places`, or province"
    )
    parser.add_argument("--need", choices=NEEDS, default="", help="what for")
    parser.add_argument("--for", dest="group", choices=get_args(Group), default="", help="for whom")
    parser.add_argument("--speaks", metavar="CODE", default="", help="a language: nl, en, ro, …")
    parser.add_argument("--anonymous", action="store_true", help="without giving a name")
    parser.add_argument("--free", action="store_true", help="that costs nothing")
    parser.add_argument("--open-now", action="store_true", help="open at this moment")
    json_argument(parser)


def run(asked: argparse.Namespace) -> None:
    words = words_in(asked.language or "nl")
    now = datetime.now(_DUTCH)
    found = helpers(_wish(asked, now))
    if asked.json:
        print_json({"results": [_as_json(match, now, words) for match in found]})
        return
    for match in found:
        unknown = ", ".join(words(f"help.asked_{name}") for name in match.unknown)
        print(helper_told(match.organisation, words), f"({unknown}?)" if unknown else "")
    print(words("help.not_called"))


def _wish(asked: argparse.Namespace, now: datetime) -> Wish:
    town, province = _place(asked.place)
    return Wish(
        town=town,
        province=province,
        need=asked.need,
        group=asked.group,
        speaks=asked.speaks,
        anonymous=asked.anonymous,
        free=asked.free,
        open_at=now if asked.open_now else None,
    )


def _place(name: str) -> tuple[str, str]:
    """Town and province. Raises PortalError for a place that we do not know."""
    towns = permit_book().towns
    if not name:
        return "", ""
    wanted = name.casefold()
    for key, town in towns.items():
        if wanted in (key, town.name.casefold()):
            return key, town.province
    province = next(
        (town.province for town in towns.values() if town.province.casefold() == wanted),
        "",
    )
    if not province:
        raise PortalError("error.no_such_place", name=name)
    return "", province


def _as_json(match: Match, now: datetime, words: Words) -> dict[str, Any]:
    one, language = match.organisation, words.language
    return {
        "id": one.id,
        "name": one.title(language),
        "what_for": one.what(language),
        "phone": one.phone if one.may_show_phone else None,
        "url": one.site,
        "where": one.region(language),
        "hours": one.hours(language) or None,
        "open_now": one.finding.open_at(now),
        "languages": list(one.languages),
        "for": list(one.target_groups),
        "needs": list(one.finding.needs),
        "anonymous": one.finding.anonymous,
        "free": one.finding.free,
        "when_calling": remark(one, language) or None,
        "not_known": list(match.unknown),
        "as_of": one.as_of,
        "confidence": one.confidence.value,
        "called_on": one.call_tested_on,
    }
