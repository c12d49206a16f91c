"""A thank-you that somebody put off comes back on its day, and two of them never stand in each other's way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.jobs import write_drafts
from domain.errors import WrongState
from domain.reminder import Kind, Reminder, ReminderState
from receivables.dispute import OpenDispute, open_dispute
from receivables.keep_client import KeepClient, keep_client
from reminders.approve import Approve, approve
from reminders.snooze_reminder import SnoozeReminder, snooze_reminder, wake_reminder
from reminders.take_by_hand import sent_by_hand
from storage.database import Database
from tests.receivables.imports import book, bring_in
from tests.reminders.chased import ChasingOffice
from tests.reminders.letters import on_its_card
from tests.reminders.office import shown

S = ReminderState


@pytest.fixture
def database(sqlite: Database) -> Database:
    return sqlite


@pytest.fixture
def office(office: ChasingOffice) -> ChasingOffice:
    """Thank-yous are switched on."""
    office.named(thanks=True)
    return office


def snoozed_thanks(office: ChasingOffice) -> Reminder:
    """For INV-1, put off on Wednesday 11 March through Friday."""
    office.invoice("INV-1", due=date(2026, 3, 10))
    office.paid("INV-1")
    office.tick()
    write_drafts(office.desk, office.workspace)
    [thanks] = office.all()
    office.act(snooze_reminder, SnoozeReminder(card=on_its_card(thanks), until="friday"))
    return office.all()[0]


def test_a_thank_you_that_was_put_off_waits_for_approval_again_after_its_day(office: ChasingOffice):
    snoozed_thanks(office)
    for day, state in ((13, S.SNOOZED), (14, S.WAITING)):
        office.day(date(2026, 3, day))
        assert [each.state for each in office.all()] == [state]
    assert "Waits for approval" in office.posts()[-1].body["text"]


def test_a_thank_you_that_was_put_off_lapses_where_the_invoice_is_open_again(office: ChasingOffice):
    snoozed_thanks(office)
    with office.desk.work(office.workspace) as work:
        invoice = work.invoices.find("INV-1")
        [payment] = work.payments.of_invoice(invoice.id)
        work.payments.reverse(payment.id, now=work.now, by_id=work.person.id)
        work.invoices.recount(invoice, changed_on=work.today)
    office.day(date(2026, 3, 16))
    [thanks] = [each for each in office.all() if each.kind is Kind.THANK_YOU]
    assert (thanks.state, thanks.reason) == (S.LAPSED, "INV-1 is open again")


def test_a_thank_you_is_not_taken_up_again_beside_another_thank_you(office: ChasingOffice):
    thanks = snoozed_thanks(office)
    office.at(date(2026, 3, 12))
    office.invoice("INV-2", due=date(2026, 3, 12))
    office.paid("INV-2")
    office.tick()
    with pytest.raises(WrongState, match="is open already"):
        office.act(wake_reminder, on_its_card(thanks))
    with office.desk.work(office.workspace) as work:
        [other] = work.reminders.in_state(S.WRITING)
        assert work.reminders.move(other, S.LAPSED)
    office.act(wake_reminder, on_its_card(thanks))
    assert [each.kind for each in office.open()] == [Kind.THANK_YOU]


def test_nobody_is_thanked_while_anything_of_theirs_is_due(office: ChasingOffice):
    office.invoice("INV-1", due=date(2026, 3, 10))
    office.invoice("INV-2", due=date(2026, 3, 11))
    office.at(date(2026, 3, 11)).paid("INV-1")
    office.tick()
    assert office.all() == []


def test_nobody_is_thanked_while_they_dispute_what_comes_due_later(office: ChasingOffice):
    office.invoice("INV-1", due=date(2026, 3, 10))
    office.invoice("INV-2", due=date(2026, 4, 11))
    office.at(date(2026, 3, 11)).act(open_dispute, OpenDispute(invoice="INV-2", reason="billed twice"))
    office.paid("INV-1")
    office.tick()
    assert office.all() == []


def test_a_thank_you_says_what_is_paid_and_no_more(office: ChasingOffice):
    office.invoice("INV-1", due=date(2026, 3, 10))
    office.invoice("INV-2", due=date(2026, 4, 11))
    written_thanks(office)
    card = office.posts()[-1]
    assert "INV-1 is paid in full." in shown(card)
    assert "Thank-you to Acme for INV-1" in card.body["text"]
    for wrong in ("Everything", "0.00"):
        assert wrong not in shown(card).replace("€1,200.00", "").replace("€0.00 left", "")


def test_a_thank_you_that_waits_lapses_the_day_something_of_theirs_is_due(office: ChasingOffice):
    office.invoice("INV-1", due=date(2026, 3, 10))
    office.invoice("INV-2", due=date(2026, 3, 16))
    written_thanks(office)
    for day, reasons in ((13, []), (16, ["INV-2 is due now"])):
        office.day(date(2026, 3, day))
        assert office.lapsed() == reasons


def test_a_thank_you_that_nobody_decides_on_lapses_after_two_weeks(office: ChasingOffice):
    office.invoice("INV-1", due=date(2026, 3, 10))
    written_thanks(office)
    office.day(date(2026, 3, 25))
    assert office.lapsed() == []
    office.day(date(2026, 3, 26))
    assert office.lapsed() == ["it was drafted on Wed 11 Mar, too long ago for a thank-you"]


def test_a_thank_you_is_read_again_when_it_is_approved(office: ChasingOffice):
    office.invoice("INV-1", due=date(2026, 3, 10))
    office.act(keep_client, KeepClient(client="Acme", contact="Petra", email="petra@acme.example"))
    written_thanks(office)
    office.at(date(2026, 3, 12)).invoice("INV-2", due=date(2026, 3, 9))
    [thanks] = office.all()
    said = office.act(approve, Approve(card=on_its_card(thanks))).said
    assert said == "Thank-you to Acme is not sent: INV-2 is overdue now"
    assert [each.state for each in office.all()] == [S.LAPSED]


def test_a_draft_that_ends_because_another_letter_went_says_so(office: ChasingOffice):
    office.invoice("INV-9", due=date(2026, 3, 2), currency="USD")
    office.invoice("INV-1", due=date(2026, 3, 10))
    written_thanks(office)
    with office.desk.work(office.workspace) as work:
        [thanks] = [each for each in work.reminders.in_state(S.WAITING) if each.kind is Kind.THANK_YOU]
        [draft] = [each for each in work.reminders.in_state(S.WAITING) if each.kind is Kind.REMINDER]
        assert work.reminders.move(thanks, S.BY_HAND)
    office.at(date(2026, 3, 12)).act(sent_by_hand, on_its_card(thanks))
    office.tick()
    assert office.lapsed() == ["a thank-you went to them on Thu 12 Mar"], draft


def written_thanks(office: ChasingOffice) -> None:
    """INV-1 is paid on Wednesday 11 March, and what is due to be drafted is written."""
    office.at(date(2026, 3, 11)).paid("INV-1")
    office.tick()
    write_drafts(office.desk, office.workspace)


def test_who_pays_what_another_tool_keeps_is_thanked_when_its_file_says_so(office: ChasingOffice, tmp_path: Path):
    header = "Number,Client,Issued,Due,Total,Paid,Paid on,Currency,Status"
    begins, name, ends = "A-1,Acme,2026-02-25,2026-03-25,100.00", "books.csv", "EUR,Sent"
    others = "A-2,Blum,2026-02-25,2026-03-05,100.00,100.00,2026-03-10,EUR,Sent"
    bring_in(office.desk, office.workspace, book(tmp_path, f"{begins},,,{ends}", others, header=header, name=name))
    office.tick()
    assert office.all() == []  # what was paid before the book knew of it is nobody's news
    office.at(date(2026, 3, 13))
    paid = f"{begins},100.00,2026-03-12,{ends}"
    bring_in(office.desk, office.workspace, book(tmp_path, paid, others, header=header, name=name))
    office.tick()
    [thanks] = office.all()
    assert (thanks.kind, [item.number for item in thanks.items]) == (Kind.THANK_YOU, ["A-1"])
