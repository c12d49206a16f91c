"""Whatever people do, in whatever order, taken back or not: the indexes equal the facts and no money appears."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.clock import MovableClock
from bot.desk import Desk
from domain.answers import Change
from domain.errors import Refusal
from domain.invoice import Status, status
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.log_reply import LogReply, log_reply
from receivables.mark_sent import MarkSent, mark_sent
from receivables.move_due_date import MoveDueDate, move_due_date
from receivables.record_invoice import RecordInvoice, record_invoice
from receivables.record_payment import RecordPayment, record_payment
from receivables.undo import Undo, undo
from receivables.void_invoice import VoidInvoice, void_invoice
from storage.check import check_book
from storage.database import Database
from storage.workspaces import keep_workspace
from tests.books import empty_book
from tests.builders import ANA, a_workspace, ask
from tests.conftest import WEDNESDAY

NUMBERS = st.sampled_from(("A-1", "A-2", "A-3"))
AMOUNTS = st.sampled_from(("1", "99.99", "500", "1200"))


@dataclass
class Office:
    database: Database
    clock: MovableClock
    desk: Desk
    count: Any = field(default_factory=itertools.count)


class AnyOrder(RuleBasedStateMachine):
    office: Office

    @initialize()
    def open_the_book(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        database = empty_book(Path(self.folder.name) / "book.db")
        clock = MovableClock(WEDNESDAY, stands_still=True)
        with database.writing() as connection:
            self.workspace = keep_workspace(connection, a_workspace(), clock.now())
        self.office = Office(database=database, clock=clock, desk=Desk(database=database, clock=clock))
        self.records: list[int] = []

    def do(self, act: Callable[[Any, Any], Change], request: Any) -> None:
        kept: list[Change] = []
        caller = ask(ANA, f"request-{next(self.office.count)}")
        try:
            self.office.desk.answer(act, request, lambda value, _: kept.append(value) or {}, caller)
        except Refusal:
            return  # a refusal changes nothing: the invariants below look
        if kept and kept[0].record_id is not None:
            self.records.append(kept[0].record_id)

    @rule(number=NUMBERS, amount=AMOUNTS, sent=st.sampled_from((None, "today")))
    def record(self, number: str, amount: str, sent: str | None) -> None:
        self.do(record_invoice, RecordInvoice(client="Acme", amount=amount, number=number, net="14", sent=sent))

    @rule(number=NUMBERS)
    def send(self, number: str) -> None:
        self.do(mark_sent, MarkSent(invoice=number))

    @rule(number=NUMBERS, amount=st.none() | AMOUNTS)
    def pay(self, number: str, amount: str | None) -> None:
        self.do(record_payment, RecordPayment(invoice=number, amount=amount))

    @rule(number=NUMBERS, amount=AMOUNTS)
    def credit(self, number: str, amount: str) -> None:
        self.do(issue_credit_note, IssueCreditNote(target=number, amount=amount, reason="agreed"))

    @rule(number=NUMBERS)
    def void(self, number: str) -> None:
        self.do(void_invoice, VoidInvoice(invoice=number, reason="typo"))

    @rule(number=NUMBERS, days=st.integers(1, 60))
    def move(self, number: str, days: int) -> None:
        self.do(move_due_date, MoveDueDate(invoice=number, net=str(days)))

    @rule(number=NUMBERS, words=st.sampled_from(("will pay Friday", "I'll sort it", "we never got it")))
    def reply(self, number: str, words: str) -> None:
        self.do(log_reply, LogReply(target=number, words=words))

    @rule(number=NUMBERS)
    def hold(self, number: str) -> None:
        self.do(hold_chasing, HoldChasing(target=number, until="in 5 days", reason="moving"))

    @rule(place=st.integers(0, 50))
    def take_back(self, place: int) -> None:
        if self.records:
            self.do(undo, Undo(record_id=self.records[place % len(self.records)]))

    @rule(minutes=st.sampled_from((1, 10, 60 * 24 * 3)))
    def wait(self, minutes: int) -> None:
        self.office.clock.move(timedelta(minutes=minutes))

    @invariant()
    def the_indexes_equal_the_facts(self) -> None:
        if hasattr(self, "office"):
            assert check_book(self.office.database) == []

    @invariant()
    def the_totals_are_those_of_every_invoice_looked_at_one_by_one(self) -> None:
        if not hasattr(self, "office"):
            return
        with self.office.desk.reading(self.workspace) as work:
            expected: dict[Status, list[int]] = {}
            for invoice in work.past.book(work.today):
                expected.setdefault(status(invoice, work.today), []).append(invoice.balance.minor)
            found = {total.status: (total.count, total.balance_minor) for total in work.totals.by_status(work.today)}
        assert found == {each: (len(left), sum(left)) for each, left in expected.items()}

    def teardown(self) -> None:
        if hasattr(self, "office"):
            self.office.database.close()
            self.folder.cleanup()


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
