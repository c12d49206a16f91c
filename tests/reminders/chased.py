"""A workspace by day as far as letters go: the clock drafts them, and people decide as the story says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from domain.letter import Letter, Recipient, Route, Words
from domain.reminder import OPEN, Reminder, ReminderState, Writer
from domain.timeline import Direction, Medium
from reminders.recheck import what_changed
from storage.unit_of_work import Work
from tests.reminders.office import Office

LETTER = Words(subject="What is open", text="Hello, here is what is open.")


class ChasingOffice(Office):
    """Whoever tells the story presses the buttons."""

    def day(self, day: date, hour: int = 9) -> list[str]:
        """That hour of a day: the clock ticks. What was drafted by it, as `Acme EUR friendly: INV-1, INV-2`."""
        self.at(day, hour)
        before = {each.id for each in self.all()}
        done = self.tick()
        assert done.failed == (), done
        return [told(each) for each in self.all() if each.id not in before]

    def days(self, first: date, last: date) -> dict[date, list[str]]:
        """Each day from the first to the last in turn; only those on which something was drafted."""
        return dict(self._drafting(first, last))

    def chased(self, first: date, last: date) -> dict[date, list[str]]:
        """The same where every draft is approved and leaves the day it was drafted."""
        found = {}
        for day, drafted in self._drafting(first, last):
            found[day] = drafted
            self.send_all()
        return found

    def all(self) -> list[Reminder]:
        with self.desk.reading(self.workspace) as work:
            return work.reminders.in_state(*ReminderState)

    def open(self) -> list[Reminder]:
        return [each for each in self.all() if each.state in OPEN]

    def lapsed(self) -> list[str | None]:
        return [each.reason for each in self.all() if each.state is ReminderState.LAPSED]

    def written(self) -> None:
        """The words of every draft are written: it waits for a person."""
        with self.desk.work(self.workspace) as work:
            for each in work.reminders.in_state(ReminderState.WRITING):
                write(each, work)

    def send_all(self) -> None:
        """Every draft is approved and leaves, unless its facts changed."""
        self.written()
        with self.desk.work(self.workspace) as work:
            for each in work.reminders.in_state(ReminderState.WAITING):
                assert what_changed(each, work) is None, what_changed(each, work)
                send(each, work)

    def decide(self, to: ReminderState, **changed: Any) -> None:
        """Somebody presses a button on every waiting draft."""
        self.written()
        with self.desk.work(self.workspace) as work:
            for each in work.reminders.in_state(ReminderState.WAITING):
                assert work.reminders.move(each, to, decided_at=work.now, decided_by_id=work.person.id, **changed)
                work.record("skip_reminder", "decided", client_id=each.client_id)

    def _drafting(self, first: date, last: date) -> Iterator[tuple[date, list[str]]]:
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            drafted = self.day(day)
            if drafted:
                yield day, drafted


def write(reminder: Reminder, work: Work) -> None:
    contacts = work.clients.contacts(reminder.client_id)
    people = tuple(Recipient(contact_id=one.id, name=one.name, email=one.email or "") for one in contacts)
    letter = Letter(route=Route.EMAIL, recipients=people, words=LETTER)
    assert work.reminders.write(reminder, letter, writer=Writer.TEMPLATE)


def send(reminder: Reminder, work: Work) -> None:
    """It leaves: as the sender does it, from approved to sent, and onto the timeline."""
    for state in (ReminderState.APPROVED, ReminderState.CLAIMED):
        assert work.reminders.move(work.reminders.get(reminder.id), state)
    assert work.reminders.move(work.reminders.get(reminder.id), ReminderState.SENT, sent_on=work.today)
    work.timeline.add(
        client_id=reminder.client_id,
        invoice_id=None,
        direction=Direction.OUT,
        medium=Medium.EMAIL,
        words=LETTER.text,
        happened_on=work.today,
        now=work.now,
        by_id=work.person.id,
    )


def told(reminder: Reminder) -> str:
    numbers = ", ".join(item.number for item in reminder.items)
    return f"{reminder.client} {reminder.currency} {reminder.stage}: {numbers}"
