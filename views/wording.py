"""How amounts, dates and facts are said. English words; numbers as the workspace's locale writes them.

`locale` is always given, as `en_GB`, `de` or `pt-BR`. A short date shows its year only when it is not `today`'s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal

from domain.answers import NextAction, NextStep
from domain.badges import Badge, BadgeName
from domain.currencies import digits
from domain.errors import listed as _listed
from domain.invoice import Status
from domain.money import Money
from domain.promise import Against, Promise, is_part, says_the_rest
from domain.terms import Basis, Due
from domain.timeline import Direction, Medium, Touch
from views.money_forms import known_locale, money_form

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_THOUSANDS_TOO = 3

# These look alike and format nothing. `_` only counts for Slack at the edge of a word: INV_1042 stays as it is.
_LOOKALIKES = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
_EDGE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")


def money(amount: Money, locale: str) -> str:
    """€1,200.00 · 1.200,00 € · ¥1,200: ISO's digits (not CLDR's), the locale's signs. Spaces in it do not break."""
    return money_form(locale, amount.currency).of(amount.minor)


def amount_typed(amount: Money) -> str:
    """1200.00: as a person would type it into a form, without grouping.

    With three digits it would read as thousands (1.500), so those get a fourth (1.5000).
    """
    places = digits(amount.currency)
    typed = f"{Decimal(amount.minor).scaleb(-places):f}"
    return f"{typed}0" if places == _THOUSANDS_TOO else typed


def moneys(amounts: Sequence[Money], locale: str) -> str:
    """Several currencies side by side, never added."""
    return " · ".join(money(amount, locale) for amount in amounts)


@lru_cache(maxsize=4_096)
def number(count: int, locale: str) -> str:
    """12,400 as the locale groups it."""
    return format_decimal(count, locale=known_locale(locale))


@lru_cache(maxsize=8_192)
def in_full(day: date) -> str:
    """Fri 13 Mar 2026."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short(day: date, today: date | None = None) -> str:
    """13 Mar; 13 Mar 2025 when that is not this year."""
    said = f"{day.day} {_MONTHS[day.month - 1]}"
    return said if today is None or day.year == today.year else f"{said} {day.year}"


def weekday(day: date, today: date | None = None) -> str:
    """Fri 13 Mar."""
    return f"{_DAYS[day.weekday()]} {short(day, today)}"


def moment(at: datetime, form: str = "{date_short} at {time}") -> str:
    """An instant in mrkdwn, shown in the reader's own time zone. `at` is aware."""
    utc = at.astimezone(UTC)
    said = f"{utc.day:02d} {_MONTHS[utc.month - 1]} {utc.year} {utc.hour:02d}:{utc.minute:02d}"
    return f"<!date^{int(at.timestamp())}^{form}|{said} UTC>"


def lateness(days: int) -> str:
    """`days` past due: 12 days late · due today · due tomorrow · due in 3 days."""
    if days > 0:
        return f"{plural(days, 'day')} late"
    if days == 0:
        return "due today"
    return "due tomorrow" if days == -1 else f"due in {-days:,} days"


def ago(day: date, today: date) -> str:
    """today · yesterday · 5 days ago · in 3 days."""
    days = (today - day).days
    if days < 0:
        return "tomorrow" if days == -1 else f"in {-days:,} days"
    return ("today", "yesterday")[days] if days <= 1 else f"{days:,} days ago"


def plural(count: int, one: str, many: str | None = None) -> str:
    """1 invoice · 12 invoices."""
    return f"{count:,} {one if abs(count) == 1 else many or one + 's'}"


def listed(words: Sequence[str], *, joint: str = "and", most: int = 6) -> str:
    """a, b and c; beyond `most`: a, b and 12 more."""
    if len(words) <= most:
        return _listed(tuple(words), joint)
    return f"{', '.join(words[: most - 1])} {joint} {len(words) - most + 1:,} more"


LONGEST_NAME = 60


def one_line(text: str, limit: int = 80) -> str:
    """A name or a number as one line, cut with `…` where it is long."""
    said = " ".join(text.split()) or "—"
    return said if len(said) <= limit else said[: limit - 1].rstrip() + "…"


def escaped(text: str) -> str:
    """Anybody's words inside mrkdwn: no mention, link, bold or code can come of them."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").translate(_LOOKALIKES)
    return _EDGE_UNDERSCORE.sub("ˍ", safe)


def name(text: str, limit: int = LONGEST_NAME) -> str:
    """A client's, person's or invoice's name inside mrkdwn: one line, escaped."""
    return escaped(one_line(text, limit))


@lru_cache(maxsize=4_096)
def badge(one: Badge, today: date, locale: str) -> str:
    """promised Fri 20 Mar · €300.00 promised for Fri 20 Mar · promise of 6 Mar broken · on hold until Fri 20 Mar · no
    action since 4 Mar."""
    if one.on is None or one.name is BadgeName.DUE_SOON:
        return str(one.name)
    if one.part is not None:
        part = f"{money(one.part, locale)}{' of all they owe' if one.of_all else ''}"
        if one.name is BadgeName.PROMISE_BROKEN:
            return f"promise of {part} for {short(one.on, today)} broken"
        return f"{part} promised for {weekday(one.on, today)}"
    return {
        BadgeName.PROMISED: f"promised {weekday(one.on, today)}",
        BadgeName.PROMISE_BROKEN: f"promise of {short(one.on, today)} broken",
        BadgeName.ON_HOLD: f"on hold until {weekday(one.on, today)}",
        BadgeName.NO_CONTACT: f"no action since {short(one.on, today)}",
        BadgeName.VIEWED: f"viewed {short(one.on, today)}",
    }.get(one.name, str(one.name))


def due_source(due: Due, today: date | None = None) -> str:
    """Where a due date came from: `net 60 from delivery 1 Sep`, or that it was stated."""
    if due.terms is None:
        return "stated on the invoice"
    if due.counted_from is None:
        return str(due.terms)
    basis = "the end of the month," if due.terms.basis is Basis.END_OF_MONTH else str(due.terms.basis)
    return f"net {due.terms.net_days} from {basis} {short(due.counted_from, today)}"


def next_step(action: NextAction, today: date, locale: str) -> str:
    """What to do next, with its day: `wait for the promised day, Fri 20 Mar`; a day that has come is `now`."""
    if action.on is None:
        return str(action.step)
    if action.step is NextStep.ASK_ABOUT_BROKEN_PROMISE:
        part = f"{money(action.part, locale)} for " if action.part else ""
        return f"ask about the broken promise of {part}{short(action.on, today)}"
    if action.step is NextStep.LOOK_FOR_PAYMENT:
        return f"look for the payment: they said on {short(action.on, today)} that it was made"
    if action.step is NextStep.WAIT_FOR_ANSWER:
        return f"reminder of {weekday(action.on, today)} sent; wait for an answer"
    if action.step is NextStep.FOLLOW_UP:
        return f"follow up on {weekday(action.on, today)}" if action.on > today else "follow up now"
    step = f"wait for the promised {money(action.part, locale)}" if action.part else action.step
    return f"{step}, {weekday(action.on, today)}"


def promised_sum(promise: Promise, against: Against | None, locale: str) -> str:
    """What was promised: €1,200.00, a part of what was owed, or the rest, of which no sum is known."""
    if is_part(promise, against):
        return f"{money(promise.expected, locale)}{'' if promise.invoice_id else ' of all they owe'}"
    return "the rest" if says_the_rest(promise.words) else money(promise.expected, locale)


def contact(touch: Touch) -> str:
    """How a touch travelled: `email from the client`, `call to the client`, `note`."""
    if touch.direction is Direction.INTERNAL:
        return "note"
    by = {
        Medium.EMAIL: "email",
        Medium.SLACK: "Slack message",
        Medium.PHONE: "call",
        Medium.MEETING: "meeting",
        Medium.LETTER: "letter",
        None: "words",
    }[touch.medium]
    if touch.medium is Medium.MEETING:
        return "meeting with the client"
    return f"{by} {'from' if touch.direction is Direction.IN else 'to'} the client"


STATUS_MEANS = {
    Status.OVERDUE: "past its due date",
    Status.DUE: "due today",
    Status.SENT: "not due yet",
    Status.DRAFT: "not sent",
    Status.PAID: "nothing left to pay",
}
