"""Whether a client's words name the first day they can pay on: then no letter says that they left the day open."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from domain.date_rules import DayMonth
from domain.said_promise import find_promise


@lru_cache(maxsize=4_096)
def says_not_before(words: str, said_on: date, order: DayMonth) -> date | None:
    """“We can't pay before 10 January” does; “will pay by 10 January” and “on holiday until 10 January” do not."""
    found = find_promise(words, today=said_on, order=order, default_currency="EUR")
    return found.not_before if found else None
