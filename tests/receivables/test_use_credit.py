"""Credit of a client: used for an invoice, paid back, taken back. What it lowers, it lowers once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.credit import total
from domain.errors import AlreadyDone, NotAllowed, NotUnderstood, OwnedBySource, WrongState
from domain.invoice import Invoice, Status
from domain.money import Money
from domain.roles import Role
from domain.workspace import Workspace
from receivables.credit_left import credit_left
from receivables.find import Find, find
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.log_reply import LogReply, log_reply
from receivables.record_payment import RecordPayment, record_payment
from receivables.refund_credit import RefundCredit, refund_credit
from receivables.take_back_credit import TakeBackCredit, take_back_credit
from receivables.take_back_payment import TakeBackPayment, take_back_payment
from receivables.undo import Undo, undo
from receivables.use_credit import UseCredit, use_credit
from receivables.void_invoice import VoidInvoice, void_invoice
from reminders.accounts import account_of
from storage.check import check_book
from storage.database import Database
from tests.builders import keep_invoice
from tests.receivables.conftest import Do


@pytest.fixture
def later(desk: Desk, workspace: Workspace, acme: str) -> str:
    """INV-1050 of Acme, €300, beside INV-1042 of €1,200."""
    with desk.work(workspace) as work:
        return keep_invoice(work, number="INV-1050", total_minor=30_000).number


@pytest.fixture
def overpaid(do: Do, acme: str) -> str:
    """Acme paid €1,250 for INV-1042, so €50 too much."""
    do(record_payment, RecordPayment(invoice=acme, amount="1250", on="9 March"))
    return acme


class Book:
    """Looks at what became of it."""

    def __init__(self, desk: Desk, workspace: Workspace, database: Database) -> None:
        self.desk, self.workspace, self.database = desk, workspace, database

    def invoice(self, number: str) -> Invoice:
        with self.desk.reading(self.workspace) as work:
            return work.invoices.find(number)

    def left(self, number: str) -> int:
        return self.invoice(number).balance.minor

    def credit(self) -> int:
        """What Acme has in euros; where something is open, what letters take off."""
        with self.desk.reading(self.workspace) as work:
            client = work.clients.find("Acme")
            there_is, account = total(credit_left(client.id, work), "EUR"), account_of(client.id, "EUR", work)
            assert not account.debts or account.credit_minor == there_is.minor
            return there_is.minor

    def check(self) -> None:
        """Every stored sum equals its entries."""
        assert check_book(self.database) == []


@pytest.fixture
def book(desk: Desk, workspace: Workspace, database: Database) -> Book:
    return Book(desk, workspace, database)


def test_what_was_paid_too_much_is_used_for_another_invoice_once(do: Do, overpaid: str, later: str, book: Book):
    assert book.credit() == 5_000
    change = do(use_credit, UseCredit(invoice=later))
    assert change.said == "€50.00 of Acme's credit used for INV-1050"
    assert change.understood == ("€50.00 paid too much on INV-1042", "€250.00 is left to pay")
    assert (book.left(overpaid), book.left(later), book.credit()) == (0, 25_000, 0)
    assert book.invoice(later).paid_minor == 5_000
    book.check()
    with pytest.raises(WrongState, match="Acme has no credit in EUR to use"):
        do(use_credit, UseCredit(invoice=later))


def test_credit_notes_of_the_client_come_before_what_was_paid_too_much(do: Do, overpaid: str, later: str, book: Book):
    do(issue_credit_note, IssueCreditNote(target="Acme", amount="20", reason="late start"))
    change = do(use_credit, UseCredit(invoice=later, amount="30"))
    assert change.understood == (
        "€20.00 of their credit notes",
        "€10.00 paid too much on INV-1042",
        "€270.00 is left to pay",
        "€40.00 of their credit is left",
    )
    used = book.invoice(later)
    assert (used.paid_minor, used.credited_minor, book.left(overpaid), book.credit()) == (1_000, 2_000, -4_000, 4_000)
    undone = do(undo, Undo(record_id=change.record_id))
    assert undone.row.invoice.balance == Money(30_000, "EUR")
    assert (book.left(overpaid), book.credit()) == (-5_000, 7_000)
    book.check()


def test_credit_that_covers_an_invoice_pays_it_and_keeps_the_promise(
    do: Do, overpaid: str, desk: Desk, workspace: Workspace, book: Book
):
    with desk.work(workspace) as work:
        keep_invoice(work, number="INV-7", total_minor=4_000)
    do(log_reply, LogReply(target="INV-7", words="on Friday"))
    change = do(use_credit, UseCredit(invoice="INV-7"))
    assert change.row.status is Status.PAID
    assert "nothing is left: it is paid" in change.understood
    card = do(find, Find(said="INV-7"))
    assert [state.value for _, state in card.promises] == ["kept"]
    assert book.credit() == 1_000


def test_more_credit_than_there_is_or_than_is_left_is_refused(do: Do, overpaid: str, later: str):
    with pytest.raises(NotUnderstood, match=r"Acme has €50\.00 of credit, not €60\.00"):
        do(use_credit, UseCredit(invoice=later, amount="60"))
    do(record_payment, RecordPayment(invoice=later, amount="280"))
    with pytest.raises(NotUnderstood, match=r"€30\.00 is more than the €20\.00 left on INV-1050"):
        do(use_credit, UseCredit(invoice=later, amount="30"))
    with pytest.raises(AlreadyDone, match="INV-1042 is paid already"):
        do(use_credit, UseCredit(invoice=overpaid))


def test_credit_in_another_currency_is_never_used(do: Do, overpaid: str, desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work, number="US-7", currency="USD", total_minor=70_000)
    with pytest.raises(WrongState, match="Acme has no credit in USD to use"):
        do(use_credit, UseCredit(invoice="US-7"))


def test_what_a_source_owns_is_placed_there(do: Do, acme: str, desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work, number="X-1", source="csv:xero", total_minor=100, paid_minor=300)
        work.payments.add(work.invoices.find("X-1"), minor=300, paid_on=work.today, now=work.now, by_id=work.person.id)
        work.invoices.recount(work.invoices.find("X-1"), changed_on=work.today)
    with pytest.raises(WrongState, match=r"X-1 was paid too much, but its source owns its payments"):
        do(use_credit, UseCredit(invoice=acme))
    for act, request in ((use_credit, UseCredit(invoice="X-1")), (refund_credit, RefundCredit(target="X-1"))):
        with pytest.raises(OwnedBySource):
            do(act, request)


def test_a_refund_takes_the_credit_off_and_can_be_undone(do: Do, overpaid: str, later: str, book: Book):
    do(issue_credit_note, IssueCreditNote(target="Acme", amount="20", reason="late start"))
    change = do(refund_credit, RefundCredit(target=overpaid, amount="30", on="yesterday"))
    assert change.said == "€30.00 of what was paid too much on INV-1042 paid back to Acme on Tuesday 10 March 2026"
    assert change.understood == ("€40.00 of their credit is left",)
    whole = do(refund_credit, RefundCredit(target="Acme"))
    assert whole.said.startswith("€40.00 paid back to Acme")
    assert (book.left(overpaid), book.credit()) == (0, 0)
    with pytest.raises(WrongState, match="Acme has no credit here that could be paid back"):
        do(refund_credit, RefundCredit(target="Acme"))
    do(undo, Undo(record_id=whole.record_id))
    do(undo, Undo(record_id=change.record_id))
    assert (book.left(overpaid), book.credit()) == (-5_000, 7_000)
    book.check()


def test_a_refund_in_one_of_two_currencies_says_which(do: Do, overpaid: str, book: Book):
    do(issue_credit_note, IssueCreditNote(target="Acme", amount="20 USD", reason="late start"))
    with pytest.raises(NotUnderstood, match=r"Acme has US\$20\.00 and €50\.00 of credit\. Say which"):
        do(refund_credit, RefundCredit(target="Acme"))
    with pytest.raises(NotUnderstood, match=r"not US\$21\.00"):
        do(refund_credit, RefundCredit(target="Acme", amount="21 USD"))
    do(refund_credit, RefundCredit(target="Acme", amount="20 USD"))
    assert do(refund_credit, RefundCredit(target="Acme")).said.startswith("€50.00 paid back")


def test_money_that_was_used_elsewhere_is_not_taken_away_beneath_it(
    do: Do, overpaid: str, later: str, book: Book, clock: MovableClock
):
    do(use_credit, UseCredit(invoice=later))
    clock.move(timedelta(hours=1))
    used = r"€50\.00 of what INV-1042 had too much was used .* \(for INV-1050\).*`/invoice paid INV-1042 back`"
    with pytest.raises(WrongState, match=used):
        do(take_back_payment, TakeBackPayment(invoice=overpaid, payment_id=payment_of(do, overpaid)))
    assert (book.left(overpaid), book.left(later)) == (0, 25_000)
    back = do(take_back_payment, TakeBackPayment(invoice=later))
    assert back.said == "Credit of €50.00 used for INV-1050 on Wednesday 11 March 2026 taken back"
    assert (book.left(overpaid), book.left(later), book.credit()) == (-5_000, 30_000, 5_000)
    do(take_back_payment, TakeBackPayment(invoice=overpaid))
    assert book.left(overpaid) == 120_000
    book.check()


def payment_of(do: Do, number: str) -> int:
    return int(do(find, Find(said=number)).payments[0].id)


def test_a_credit_note_is_taken_back_also_when_undo_is_over(
    do: Do, acme: str, later: str, book: Book, clock: MovableClock
):
    do(issue_credit_note, IssueCreditNote(target=acme, amount="200", reason="hours of May"))
    do(issue_credit_note, IssueCreditNote(target="Acme", amount="50", reason="late start"))
    clock.move(timedelta(days=3))
    change = do(take_back_credit, TakeBackCredit(target=acme))
    assert change.said == "Credit note of €200.00 of Wednesday 11 March 2026 taken back"
    assert change.understood[0] == "€1,200.00 is left on INV-1042"
    with pytest.raises(WrongState, match="No credit note stands on INV-1042"):
        do(take_back_credit, TakeBackCredit(target=acme))
    do(use_credit, UseCredit(invoice=later))
    with pytest.raises(WrongState, match=r"cannot be voided: credit of Acme was used for it"):
        do(void_invoice, VoidInvoice(invoice=later, reason="billed twice"))
    # Of the client's account the last thing is that it was used: that comes back first, then the note itself.
    assert "€300.00 is left on INV-1050" in do(take_back_credit, TakeBackCredit(target="Acme")).understood
    assert book.credit() == 5_000
    do(take_back_credit, TakeBackCredit(target="Acme"))
    assert (book.credit(), book.left(later)) == (0, 30_000)
    book.check()


def test_who_paid_twice_is_recorded_when_somebody_is_sure_and_has_credit(do: Do, acme: str, book: Book):
    do(record_payment, RecordPayment(invoice=acme, on="9 March"))
    with pytest.raises(AlreadyDone, match=r"paid already; nothing is left on it\. If they paid again, say how much"):
        do(record_payment, RecordPayment(invoice=acme))
    with pytest.raises(AlreadyDone, match="`/invoice paid INV-1042 500 anyway`"):
        do(record_payment, RecordPayment(invoice=acme, amount="1200"))
    change = do(record_payment, RecordPayment(invoice=acme, amount="1200 anyway"))
    assert "it waits as their credit" in change.understood[0]
    assert book.credit() == 120_000
    settled = do(find, Find(said=acme))
    assert settled.row.status is Status.PAID


def test_an_invoice_was_settled_on_the_day_its_money_came_not_on_the_day_the_rest_was_used(
    do: Do, overpaid: str, later: str, desk: Desk, workspace: Workspace, clock: MovableClock
):
    clock.move(timedelta(days=5))
    do(use_credit, UseCredit(invoice=later))
    with desk.reading(workspace) as work:
        settled = work.invoices.settled_days(work.clients.find("Acme").id)
        assert settled == {work.invoices.find(overpaid).id: date(2026, 3, 9)}


def test_credit_is_an_approvers_to_use(overpaid: str, later: str, desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        member = replace(work, person=replace(work.person, role=Role.MEMBER))
        with pytest.raises(NotAllowed, match="approver"):
            use_credit(UseCredit(invoice=later), member)
        with pytest.raises(NotAllowed, match="approver"):
            refund_credit(RefundCredit(target=overpaid), member)
        with pytest.raises(NotAllowed, match="approver"):
            take_back_credit(TakeBackCredit(target=overpaid), member)
