"""The exception queue as people see it: what failed or contradicts, letters that wait for somebody, follow-ups due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.exception_queue import ExceptionKind, OpenException
from domain.news import FollowUp
from domain.reminder import Reminder, ReminderState

QueueRow = OpenException | Reminder | FollowUp


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """All that waits for a person; `start` rows stand before those shown. `letters` are the reminders that exceptions
    are about, by id; `owners` say who looks after a client, by the client's id."""

    waiting: tuple[OpenException, ...] = ()
    drafts: tuple[Reminder, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    letters: Mapping[int, Reminder] = field(default_factory=dict)
    owners: Mapping[int, str | None] = field(default_factory=dict)
    start: int = 0

    @property
    def rows(self) -> tuple[QueueRow, ...]:
        """In the order of what costs most to ignore; an old book's debts, which can be hundreds, last."""
        old = tuple(each for each in self.waiting if each.kind == ExceptionKind.OLD_DEBT)
        others = tuple(each for each in self.waiting if each.kind != ExceptionKind.OLD_DEBT)
        return (*others, *self.drafts, *self.follow_ups, *old)


def only_its_own(row: OpenException, letter: Reminder | None) -> bool:
    """Whether “Settled” would hide what is not settled: a letter nobody knows of, one that did not leave, and old debts
    are settled by their own buttons."""
    if row.kind == ExceptionKind.OLD_DEBT:
        return True
    return letter is not None and letter.state in (ReminderState.UNCERTAIN, ReminderState.REFUSED)
