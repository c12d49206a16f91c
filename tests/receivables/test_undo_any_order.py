"""Replies logged, days moved, money recorded, holds and disputes, all of it undone in any order: never two open words
for one thing, and nothing stops chasing that was itself undone."""

from __future__ import annotations

import itertools
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import MovableClock
from bot.desk import Desk
from domain.answers import Change
from domain.errors import Refusal
from domain.timeline import standing
from domain.workspace import Workspace
from receivables.assign_owner import AssignOwner, assign_owner
from receivables.dispute import OpenDispute, Resume, open_dispute, resume
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.log_reply import LogReply, log_reply
from receivables.promises import ChangePromise, change_promise
from receivables.record_payment import RecordPayment, record_payment
from receivables.set_promise import SetPromise, set_promise
from receivables.undo import Undo, undo
from receivables.undo_trail import steps_of
from receivables.void_invoice import VoidInvoice, void_invoice
from storage.workspaces import keep_workspace
from tests.books import empty_book
from tests.builders import ANA, a_workspace, ask, keep_invoice
from tests.conftest import WEDNESDAY

INVOICES = ("A-1", "A-2")
DAYS = ("16 March", "17 March", "18 March")
TARGETS = st.sampled_from((*INVOICES, "Acme"))
STEPS = st.one_of(
    st.tuples(st.just("log"), TARGETS, st.sampled_from(("will pay on 16 March", "I'll sort it", "the usual"))),
    st.tuples(st.just("move"), st.integers(0, 5), st.sampled_from(DAYS)),
    st.tuples(st.just("set"), st.integers(0, 5), st.sampled_from(DAYS)),
    st.tuples(st.just("pay"), st.sampled_from(INVOICES), st.sampled_from((None, "500"))),
    st.tuples(st.just("void"), st.sampled_from(INVOICES), st.just("typo")),
    st.tuples(st.just("hold"), TARGETS, st.sampled_from(DAYS)),
    st.tuples(st.just("dispute"), st.sampled_from(INVOICES), st.just("hours of May")),
    st.tuples(st.just("resume"), TARGETS, st.just("agreed")),
    st.tuples(st.just("assign"), TARGETS, st.sampled_from(("me", "<@U0BEN|ben>"))),
)


@dataclass
class Book:
    """One client with two open invoices, and whatever was done to it."""

    desk: Desk
    workspace: Workspace
    count: Any = field(default_factory=itertools.count)
    done: list[Change] = field(default_factory=list)

    def act(self, kind: str, what: Any, how: Any) -> bool:
        """Whether it was done: a refusal changes nothing."""
        promises = [change.promise.id for change in self.done if change.promise]
        touches = [change.touch.id for change in self.done if change.touch]
        if kind == "log":
            return self.run(log_reply, LogReply(target=what, words=f"{how} #{next(self.count)}"))
        if kind == "move":
            wanted = promises[what] if what < len(promises) else 0
            return self.run(change_promise, ChangePromise(promise_id=wanted, on=how))
        if kind == "set":
            return self.run(set_promise, SetPromise(touch_id=touches[what] if what < len(touches) else 0, on=how))
        return self.run(*_PLAIN[kind](what, how))

    def run(self, act: Any, request: Any) -> bool:
        kept: list[Change] = []
        try:
            caller = ask(ANA, f"request-{next(self.count)}")
            self.desk.answer(act, request, lambda value, _: kept.append(value) or {}, caller)
        except Refusal:
            return False
        self.done += [change for change in kept if change.record_id is not None]
        return True

    def take_back(self, change: Change) -> bool:
        return self.run(undo, Undo(record_id=change.record_id))

    def seen(self) -> tuple[Any, ...]:
        """What stands: words, promises, owners, money, holds and disputes."""
        with self.desk.reading(self.workspace) as work:
            [client] = work.clients.named("Acme")
            promises = [one for one in work.promises.of_client(client.id) if not one.withdrawn]
            invoices = work.invoices.of_client(client.id)
            return (
                [touch.id for touch in standing(work.timeline.of_client(client.id))],
                [(one.id, one.closed_as) for one in promises],
                [(one.number, one.owner, one.balance, one.voided_on) for one in invoices],
                client.owner,
                self.stopped(),
            )

    def stopped(self) -> tuple[set[int], set[int]]:
        """The holds that run and the disputes that are open, by id."""
        with self.desk.reading(self.workspace) as work:
            [client] = work.clients.named("Acme")
            held = work.holds.current_of_clients([client.id], work.today)
            return {each.id for each in held}, {each.id for each in work.disputes.all_open()}

    def stopped_by_what_was_not_undone(self) -> tuple[set[int], set[int]]:
        """The same, told anew from the acts that stand, in the order they were done."""
        held: dict[int | None, int] = {}
        contested: dict[int | None, int] = {}
        with self.desk.reading(self.workspace) as work:
            for record in work.audit.since(WEDNESDAY):
                steps = dict(steps_of(record))
                if record.undone_at is not None:
                    continue
                if record.act == "hold_chasing":
                    held[record.invoice_id] = steps["end_hold"]["hold_id"]
                elif record.act == "open_dispute":
                    contested[record.invoice_id] = steps["drop_dispute"]["dispute_id"]
                elif record.act == "resume":
                    held.pop(record.invoice_id, None)
                    contested.pop(record.invoice_id, None)
        return set(held.values()), set(contested.values())

    def most_open_at_once(self) -> int:
        with self.desk.reading(self.workspace) as work:
            [client] = work.clients.named("Acme")
            found = work.promises.open_of_clients([client.id])
        return max(Counter((one.invoice_id, one.currency) for one in found).values(), default=0)


_PLAIN: dict[str, Any] = {
    "pay": lambda what, how: (record_payment, RecordPayment(invoice=what, amount=how)),
    "void": lambda what, how: (void_invoice, VoidInvoice(invoice=what, reason=how)),
    "hold": lambda what, how: (hold_chasing, HoldChasing(target=what, until=how)),
    "dispute": lambda what, how: (open_dispute, OpenDispute(invoice=what, reason=how)),
    "resume": lambda what, how: (resume, Resume(target=what, outcome=how)),
    "assign": lambda what, how: (assign_owner, AssignOwner(target=what, owner=how)),
}


@contextmanager
def a_book() -> Iterator[Book]:
    with tempfile.TemporaryDirectory() as folder:
        database = empty_book(Path(folder) / "book.db")
        clock = MovableClock(WEDNESDAY, stands_still=True)
        with database.writing() as connection:
            workspace = keep_workspace(connection, a_workspace(), clock.now())
        desk = Desk(database=database, clock=clock)
        with desk.work(workspace) as work:
            for number in INVOICES:
                keep_invoice(work, number=number)
        try:
            yield Book(desk=desk, workspace=workspace)
        finally:
            database.close()


CALM = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@CALM
@given(st.lists(STEPS, max_size=8))
def test_undone_newest_first_every_act_leaves_what_was_before_it(steps: list[tuple[str, Any, Any]]):
    with a_book() as book:
        before = []
        for step in steps:
            seen = book.seen()
            if book.act(*step):
                before.append(seen)
        assert len(before) == len(book.done)
        for change, seen in zip(reversed(book.done), reversed(before), strict=True):
            assert book.take_back(change)
            assert book.seen() == seen


@CALM
@given(st.lists(STEPS | st.tuples(st.just("undo"), st.integers(0, 7), st.none()), max_size=12))
def test_in_whatever_order_never_two_open_promises_for_one_thing_and_only_what_stands_stops_it(
    steps: list[tuple[str, Any, Any]],
):
    with a_book() as book:
        for kind, what, how in steps:
            if kind != "undo":
                book.act(kind, what, how)
            elif what < len(book.done):
                book.take_back(book.done[what])
            assert book.most_open_at_once() <= 1
            assert book.stopped() == book.stopped_by_what_was_not_undone()


STOPS = st.one_of(
    st.tuples(st.just("hold"), st.just("A-1"), st.sampled_from(DAYS)),
    st.tuples(st.just("dispute"), st.just("A-1"), st.just("hours of May")),
    st.tuples(st.just("resume"), st.just("A-1"), st.just("agreed")),
)


@settings(CALM, max_examples=12)
@given(st.lists(STOPS, min_size=2, max_size=6), st.randoms())
def test_holds_and_disputes_undone_in_any_order_leave_what_the_others_say(steps: list[tuple[str, Any, Any]], dice: Any):
    with a_book() as book:
        for step in steps:
            book.act(*step)
        for change in dice.sample(book.done, len(book.done)):
            book.take_back(change)
            assert book.stopped() == book.stopped_by_what_was_not_undone()


@CALM
@given(
    st.lists(st.tuples(st.just("log"), TARGETS, st.just("will pay on 16 March")), min_size=1, max_size=5), st.randoms()
)
def test_all_replies_undone_in_any_order_leave_no_promise(steps: list[tuple[str, Any, Any]], dice: Any):
    with a_book() as book:
        for step in steps:
            assert book.act(*step)
        for change in dice.sample(book.done, len(book.done)):
            assert book.take_back(change)
        assert book.most_open_at_once() == 0
