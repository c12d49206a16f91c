"""Answers to looks, kept as long as the book is as it was: a look at the same pages on a Monday morning is worked out
once for each person.

What makes one stale: any commit by anybody, in this process or another, and the end of the workspace's day.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from domain.calendar import start_of
from handlers.ports import Body
from receivables.list_invoices import list_invoices
from storage.unit_of_work import Work

# Acts whose answer depends on the book, the day and who asks, and on nothing else.
LASTING = frozenset({list_invoices})
AT_MOST = 256


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, to how the book stood, for which span of time."""

    version: int
    since: datetime
    until: datetime
    body: Body


@dataclass(frozen=True, slots=True)
class Kept:
    """A few answers. Whoever takes one leaves it as it is: it is given to others too."""

    _answers: dict[Hashable, Answer] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def find(self, question: Hashable, version: int | None, now: datetime) -> Body | None:
        """The answer that still holds, if there is one. `version`: how the book stands, by `storage.watch`."""
        found = self._answers.get(question)
        if found is None or found.version != version or not found.since <= now < found.until:
            return None
        return found.body

    def keep(self, question: Hashable, version: int | None, work: Work, body: Body) -> None:
        """Keeps an answer until the day ends where `work` looked; `version` was asked before it did."""
        if version is None:
            return
        until = start_of(work.today + timedelta(days=1), work.workspace.tz)
        with self._lock:
            if len(self._answers) >= AT_MOST:
                self._answers.clear()
            self._answers[question] = Answer(version, work.now, until, body)
