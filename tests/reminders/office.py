from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, TypeVar

from bot.clock import MovableClock
from bot.desk import Desk
from bot.jobs import Done, compose, tick
from domain.calendar import instant
from domain.delivery import Message, State
from domain.invoice import Invoice
from domain.workspace import Workspace
from receivables.log_reply import LogReply, log_reply
from receivables.move_due_date import MoveDueDate, move_due_date
from receivables.record_payment import RecordPayment, record_payment
from storage.unit_of_work import Work
from tests.builders import keep_invoice

Value = TypeVar("Value")


class Office:
    """A workspace by day: people act, the clock ticks, and what was put to be posted is read back."""

    def __init__(self, desk: Desk, workspace: Workspace, clock: MovableClock) -> None:
        self.desk, self.workspace, self.clock = desk, workspace, clock
        self._read_up_to = 0

    def at(self, day: date, hour: int = 9, minute: int = 0) -> Office:
        """Goes to a wall time in the workspace's zone."""
        self.clock.move_to(instant(day, time(hour, minute), self.workspace.tz))
        return self

    def act(self, act: Callable[[Any, Work], Value], request: Any) -> Value:
        with self.desk.work(self.workspace) as work:
            return act(request, work)

    def invoice(self, number: str, *, due: date, client: str = "Acme", **facts: Any) -> Invoice:
        facts = {"issued_on": due - timedelta(days=30), "sent_on": due - timedelta(days=30), **facts}
        with self.desk.work(self.workspace) as work:
            return keep_invoice(work, client=client, number=number, due_on=due, **facts)

    def paid(self, number: str, amount: str | None = None) -> None:
        self.act(record_payment, RecordPayment(invoice=number, amount=amount))

    def said(self, target: str, words: str) -> None:
        self.act(log_reply, LogReply(target=target, words=words))

    def due_moved(self, number: str, on: str) -> None:
        self.act(move_due_date, MoveDueDate(invoice=number, due=on))

    def tick(self) -> Done:
        done = tick(self.desk, self.workspace)
        compose(self.desk, self.workspace)
        return done

    def tick_hourly(self, *, until: date) -> None:
        """A clock that works: every hour up to the end of a day."""
        end = instant(until, time(23, 30), self.workspace.tz)
        while self.clock.now() + timedelta(hours=1) <= end:
            self.clock.move(timedelta(hours=1))
            self.tick()

    def named(self, **changed: Any) -> None:
        """Other settings from now on."""
        self.workspace = replace(self.workspace, **changed)

    def posts(self, kind: str | None = None) -> list[Message]:
        """What was put to be posted (of a kind) since the last look at whatever kind, in order."""
        with self.desk.reading(self.workspace) as work:
            found = work.outbox.in_state(*State)
        new = [message for message in found if message.id > self._read_up_to]
        self._read_up_to = max((message.id for message in found), default=0)
        return [message for message in new if kind in (None, message.kind)]

    def heard(self, kind: str | None = None) -> list[str]:
        """The channel's new messages (of a kind) as `kind: text`, replies in threads and updates left out."""
        return [
            f"{message.kind}: {message.body['text']}"
            for message in self.posts(kind)
            if message.reply_to_id is None and message.updates_id is None
        ]

    def queue(self) -> list[tuple[str, str]]:
        with self.desk.reading(self.workspace) as work:
            return [(one.kind, one.reason) for one in work.exceptions.waiting()]


def march(day: int) -> date:
    """Of 2026; the clock begins on Wednesday the 11th."""
    return date(2026, 3, day)


def april(day: int) -> date:
    return date(2026, 4, day)


def shown(message: Message) -> str:
    """Every word a reader of the blocks sees."""
    return "\n".join(_words(message.body["blocks"]))


def buttons(message: Message) -> list[str]:
    return [
        element["text"]["text"]
        for block in message.body["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element["type"] == "button"
    ]


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _words(item)
    elif isinstance(node, dict):
        text = node.get("text")
        if isinstance(text, str):
            yield text
        for value in node.values():
            if not isinstance(value, str):
                yield from _words(value)
