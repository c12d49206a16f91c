"""Reads what people write into settings; a mistake is said in the words of whoever wrote it."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from domain.calendar import zone
from domain.errors import Refusal, listed

SLACK_PERSON = re.compile(r"[UW][A-Z0-9]{2,}")


def slack_ids(said: str) -> tuple[str, ...]:
    """`U1ABC, U2DEF` as ids, each once. Raises ValueError naming those that are none."""
    ids = tuple(dict.fromkeys(word for word in re.split(r"[,;\s]+", said) if word))
    wrong = [word for word in ids if not SLACK_PERSON.fullmatch(word)]
    if wrong:
        words = f"{listed([f'“{word}”' for word in wrong])} is not a Slack id. One looks like U024BE7LH."
        raise ValueError(words)
    return ids


def zone_named(said: str) -> ZoneInfo:
    """The IANA zone; raises ValueError where it does not load. Never UTC instead."""
    try:
        return zone(said)
    except Refusal as unknown:
        raise ValueError(unknown.words) from unknown


def locale_named(said: str) -> str:
    """`en-gb` as `en_GB`; raises ValueError for one nobody writes in."""
    try:
        return str(Locale.parse(said.replace("-", "_")))
    except (UnknownLocaleError, ValueError) as unknown:
        words = f"“{said}” is not a locale. Write a language and a country, like en_GB or pt_PT."
        raise ValueError(words) from unknown
