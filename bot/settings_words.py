"""Reads what people write into settings; a mistake is said in the words of whoever wrote it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from delivery.smtp_server import server_of
from domain.amounts import said_amount
from domain.calendar import zone
from domain.errors import Refusal, listed
from domain.mailbox import mailbox_said

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


def cadence_named(said: str) -> tuple[int, int, int]:
    """`3, 10, 21` as days; raises ValueError unless they are three whole numbers, each later than the one before."""
    words = [word for word in re.split(r"[,;\s+]+", said) if word]
    days = tuple(int(word) for word in words if word.isdecimal())
    if len(days) != len(words) or len(days) != _STAGES or not 0 < days[0] < days[1] < days[2] <= _LONGEST_CADENCE:
        told = f"“{said}” is not three days that follow each other. Like 3,10,21: friendly, firm and final."
        raise ValueError(told)
    return days[0], days[1], days[2]


def amounts_named(said: str) -> tuple[tuple[str, int], ...]:
    """`5000 EUR, 6000 USD` as minor units by currency, each once. Raises ValueError naming what cannot be read."""
    found: dict[str, int] = {}
    left = _AMOUNT.sub("", said)
    if left.strip(" ,;"):
        told = f"“{left.strip(' ,;')}” is not an amount with its currency. Like 5000 EUR, 6000 USD."
        raise ValueError(told)
    for figures, currency in _AMOUNT.findall(said):
        try:
            amount = said_amount(figures, default_currency=currency.upper())
        except ValueError as unread:
            raise ValueError(str(unread)) from unread
        found[amount.currency] = amount.minor
    return tuple(found.items())


def email_named(said: str) -> str:
    """`Ana Lima <ana@example.com>` or the bare address; raises ValueError for anything else."""
    try:
        box = mailbox_said(said)
    except Refusal as unread:
        raise ValueError(f"{unread.words} Ana Lima <ana@example.com> says the name too.") from unread
    return f"{box.name} <{box.address}>" if box.name else box.address


def smtp_named(said: str) -> None:
    """Raises ValueError for what is no mail server's address; never repeats it, it has a password."""
    try:
        server_of(said)
    except Refusal as unread:
        raise ValueError(unread.words) from unread


def address_named(said: str) -> None:
    """Raises ValueError for what is no web address; never repeats it, it may have a password."""
    words = "is not an address. Write it with http:// or https://, like http://127.0.0.1:8080/v1."
    try:
        parts = urlsplit(said)
        is_one = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise ValueError(words) from None
    if not is_one:
        raise ValueError(words)


def database_named(said: str) -> None:
    """Raises ValueError for what no book can be kept at; never repeats it, it may have a password."""
    if said in _MEMORY:
        raise ValueError(_LOST)
    if not said.startswith(("sqlite:///", "postgresql://", "postgres://", "postgresql+psycopg://")):
        words = "is neither a SQLite file (sqlite:///data/dunwell.db) nor PostgreSQL (postgresql://…)."
        raise ValueError(words)
    words = "is not an address of a database. Write it like postgresql://user:password@host:5432/name."
    try:
        url = make_url(said)
    except (ValueError, ArgumentError):
        raise ValueError(words) from None
    if url.port is not None and not 0 < url.port <= _LAST_PORT:
        raise ValueError(words)
    is_file = bool(url.database) and ":memory:" not in str(url.database) and url.query.get("mode") != "memory"
    if url.get_backend_name() == "sqlite" and not is_file:
        raise ValueError(_LOST)


_STAGES = 3
_LAST_PORT = 65535
_MEMORY = (":memory:", "sqlite:", "sqlite:/", "sqlite://")
_LOST = (
    "would keep the book in memory, where it is lost when Dunwell stops. Name a file, like sqlite:///data/dunwell.db."
)
_AMOUNT = re.compile(r"(\d[\d.,' ]*)\s*([A-Za-z]{3})\b")
_LONGEST_CADENCE = 365
