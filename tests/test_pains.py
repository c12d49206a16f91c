"""What people suffer with other tools and do not here. docs/pains.md says which test keeps each rule."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.answers import InvoiceCard, NextStep
from domain.badges import BadgeName
from domain.calendar import zone
from domain.invoice import Status
from domain.timeline import Direction, Medium
from domain.totals import StatusTotal
from domain.workspace import Workspace
from receivables.dispute import OpenDispute, open_dispute
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.list_invoices import ListInvoices, list_invoices
from receivables.log_reply import LogReply, log_reply
from receivables.show_client import ShowClient, show_client
from receivables.show_invoice import ShowInvoice, show_invoice
from receivables.undo import Undo, undo
from tests.receivables.imports import book, bring_in
from tests.reminders.office import Office

HOUSE = Path(__file__).parent.parent
TABLE = HOUSE / "docs" / "pains.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@pytest.fixture
def office(desk: Desk, workspace: Workspace, clock: MovableClock) -> Office:
    """An agency on Wednesday 11 March 2026, nine in the morning."""
    return Office(desk, workspace, clock)


def card(office: Office, number: str) -> InvoiceCard:
    with office.desk.reading(office.workspace) as work:
        return show_invoice(ShowInvoice(invoice_id=work.invoices.find(number).id), work)


@pytest.mark.parametrize("where", ["Pacific/Pago_Pago", "Europe/Lisbon", "Pacific/Kiritimati"])
def test_an_invoice_is_due_to_the_last_minute_of_its_day_there_and_overdue_the_next(office: Office, where: str):
    office.named(tz=zone(where))
    office.invoice("INV-1", due=date(2026, 3, 29))
    assert card(office.at(date(2026, 3, 28), 23, 59), "INV-1").row.status is Status.SENT
    for hour, minute in ((0, 0), (23, 59)):
        assert card(office.at(date(2026, 3, 29), hour, minute), "INV-1").row.status is Status.DUE
    assert card(office.at(date(2026, 3, 30), 0, 0), "INV-1").row.status is Status.OVERDUE


def test_more_time_ends_overdue_at_once(office: Office):
    office.invoice("INV-1", due=date(2026, 3, 4))
    assert card(office, "INV-1").row.status is Status.OVERDUE
    office.due_moved("INV-1", "2026-03-25")
    assert card(office, "INV-1").row.status is Status.SENT


def test_an_invoice_the_client_looked_at_turns_overdue_like_any_other(office: Office):
    office.invoice("INV-1", due=date(2026, 3, 10), viewed_on=date(2026, 3, 9))
    assert card(office, "INV-1").row.status is Status.OVERDUE
    office.tick()
    assert len(office.heard("overdue alert")) == 1


def test_a_hold_that_is_over_brings_the_invoice_back_to_the_list_and_says_nothing_by_itself(office: Office):
    office.invoice("INV-1", due=date(2026, 3, 4))
    office.tick()
    office.posts()
    office.act(hold_chasing, HoldChasing(target="INV-1", until="2026-03-13", reason="on leave"))
    assert card(office, "INV-1").next_action.step is NextStep.WAIT_FOR_HOLD
    office.tick_hourly(until=date(2026, 3, 14))
    assert card(office, "INV-1").next_action.step is NextStep.CONTACT
    assert office.heard() == []


def test_one_dispute_leaves_the_totals_and_the_clients_other_invoices_as_they_were(office: Office):
    office.invoice("INV-1", due=date(2026, 3, 4))
    office.invoice("INV-2", due=date(2026, 3, 4))
    before = totals(office)
    office.act(open_dispute, OpenDispute(invoice="INV-1", reason="hours of May"))
    assert totals(office) == before
    assert card(office, "INV-1").next_action.step is NextStep.SETTLE_DISPUTE
    assert card(office, "INV-2").next_action.step is NextStep.CONTACT


def test_broken_promises_are_counted_on_the_clients_account(office: Office):
    invoice = office.invoice("INV-1", due=date(2026, 3, 4))
    office.said("INV-1", "we pay on Thursday")
    office.tick_hourly(until=date(2026, 3, 17))
    office.said("INV-1", "we pay on Wednesday")
    office.tick_hourly(until=date(2026, 3, 20))
    with office.desk.reading(office.workspace) as work:
        habit = show_client(ShowClient(client_id=invoice.client_id), work).habit
    assert (habit.promises_kept, habit.promises_broken) == (0, 2)


@pytest.mark.parametrize(
    ("direction", "is_silent"), [(Direction.IN, False), (Direction.OUT, False), (Direction.INTERNAL, True)]
)
def test_any_word_with_the_client_ends_the_silence_and_a_note_among_ourselves_does_not(
    office: Office, direction: Direction, *, is_silent: bool
):
    office.invoice("INV-1", due=date(2026, 2, 20))
    assert card(office, "INV-1").row.badge(BadgeName.NO_CONTACT)
    said = LogReply(target="INV-1", words="about the invoice", direction=direction, medium=Medium.PHONE)
    office.act(log_reply, said)
    assert bool(card(office, "INV-1").row.badge(BadgeName.NO_CONTACT)) is is_silent


def test_every_total_is_the_sum_of_the_rows_beneath_it_with_several_invoices_currencies_and_a_credit(office: Office):
    for number, (currency, minor) in enumerate([("EUR", 100), ("EUR", 2_050), ("USD", 5_000), ("EUR", 70_000)], 1):
        office.invoice(f"INV-{number}", due=date(2026, 3, 4), currency=currency, total_minor=minor)
    office.act(issue_credit_note, IssueCreditNote(target="INV-4", amount="100", reason="discount"))
    office.paid("INV-2", "0.50")
    with office.desk.reading(office.workspace) as work:
        shown = list_invoices(ListInvoices(), work)
    rows = [row for group in shown.groups for row in group.rows]
    for total in shown.totals:
        balances = [
            row.invoice.balance.minor
            for row in rows
            if (row.status, row.invoice.currency) == (total.status, total.currency)
        ]
        assert (total.count, total.balance_minor) == (len(balances), sum(balances))
    assert [(total.currency, total.balance_minor) for total in shown.totals] == [("EUR", 62_100), ("USD", 5_000)]


def test_a_credit_note_taken_back_is_owed_again(office: Office):
    office.invoice("INV-1", due=date(2026, 3, 4))
    change = office.act(issue_credit_note, IssueCreditNote(target="INV-1", amount="1200", reason="a mistake"))
    assert card(office, "INV-1").row.status is Status.PAID
    office.act(undo, Undo(record_id=change.record_id))
    found = card(office, "INV-1").row
    assert (found.status, found.invoice.balance.minor) == (Status.OVERDUE, 120_000)


def test_a_payment_in_a_file_keeps_its_own_day(office: Office, tmp_path: Path):
    row = "INV-1,Acme,C1,2026-02-01,2026-02-20,100.00,100.00,2026-02-17,EUR,paid,,,"
    bring_in(office.desk, office.workspace, book(tmp_path, row))
    assert [payment.on for payment in card(office, "INV-1").payments] == [date(2026, 2, 17)]


def test_an_overdue_invoice_is_told_once_and_not_every_day(office: Office):
    office.invoice("INV-1", due=date(2026, 3, 10))
    office.tick_hourly(until=date(2026, 3, 15))
    assert len(office.heard()) == 1


def test_every_rule_names_a_test_that_exists():
    named = NAMED.findall(TABLE.read_text(encoding="utf-8"))
    missing = [
        f"{file}::{test}" for file, test in named if f"def {test}(" not in (HOUSE / file).read_text(encoding="utf-8")
    ]
    assert missing == []
    assert len(named) > 40


def totals(office: Office) -> list[StatusTotal]:
    with office.desk.reading(office.workspace) as work:
        return work.totals.by_status(work.today)
