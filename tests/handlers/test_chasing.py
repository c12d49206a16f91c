"""`remind`, `why` and the queue of letters through Slack: asked for, explained, settled."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from domain.errors import WrongState
from domain.reminder import ReminderState
from receivables.exception_queue import ResolveException, resolve_exception
from storage.tables import invoices
from tests.builders import keep_invoice
from tests.handlers.billing import Billing, buttons_of
from tests.handlers.conftest import ANA, words_of
from tests.reminders.letters import leave_in_doubt

S = ReminderState


def test_a_reminder_is_asked_for_by_typing_and_by_a_button(billing: Billing):
    with billing.office.desk.work(billing.office.workspace) as work:
        keep_invoice(work)
    assert "Remind whom?" in billing.office.read("/invoice remind")
    assert "Why which one?" in billing.office.read("/invoice why")
    why = billing.office.type("/invoice why 1042").message
    assert "Reminders: INV-1042" in words_of(why["blocks"])
    billing.press("remind.0", where=billing.slack.ephemerals(ANA)[-1])
    billing.slack.wait_for(lambda: "is being drafted" in billing.told())
    taken = billing.office.type("/invoice remind Acme").message
    assert "is open already" in words_of(taken["blocks"])
    assert buttons_of(taken) == ["read_letter.0"]
    billing.office.type("/invoice status 1042")
    billing.press("why", where=billing.slack.ephemerals(ANA)[-1])
    billing.slack.wait_for(lambda: "being written" in billing.told())


def test_a_letter_in_one_currency_says_what_is_overdue_in_the_other(billing: Billing):
    with billing.office.desk.work(billing.office.workspace) as work:
        keep_invoice(work)
        keep_invoice(work, number="US-7", currency="USD", total_minor=70_000)
    said = billing.office.read("/invoice remind Acme").replace("\u00a0", " ")
    assert "about INV-1042" in said
    assert "Also overdue: US$700.00, for a letter of its own: 5 days must lie between the two." in said


def test_a_draft_is_read_and_approved_from_the_queue(billing: Billing):
    reminder = billing.draft()
    billing.office.type("/invoice queue")
    billing.press("read_letter", where=billing.slack.ephemerals(ANA)[-1])
    assert "Hello Petra" in words_of(billing.window()["blocks"])
    assert billing.submit().ok
    assert billing.now(reminder).state is S.APPROVED
    assert "Nothing waits for anybody" in billing.office.read("/invoice queue")


def test_a_long_queue_is_paged_through_to_its_end(billing: Billing):
    with billing.office.desk.work(billing.office.workspace) as work:
        for place in range(20):
            reason = f"Job {place:02} failed"
            work.exceptions.put_in("job failed", about=f"job {place}", about_id=0, reason=reason, now=work.now)
    billing.office.type("/invoice queue")
    billing.press("queue_page.1", where=billing.slack.ephemerals(ANA)[-1])
    billing.slack.wait_for(lambda: "Job 19 failed" in billing.told())
    assert "Rows 16 to 20 of 20." in billing.told()


def test_old_debts_are_chased_when_a_person_says_so(billing: Billing):
    with billing.office.desk.work(billing.office.workspace) as work:
        invoice = keep_invoice(work)
        arrived = update(invoices).where(invoices.c.id == invoice.id).values(told_for=invoices.c.due_on)
        work.connection.execute(arrived)
        reason = "Acme: 1 invoice arrived overdue"
        work.exceptions.put_in(
            "imported overdue", about="client", about_id=invoice.client_id, reason=reason, now=work.now
        )
    billing.office.type("/invoice queue")
    billing.press("release", where=billing.slack.ephemerals(ANA)[-1])
    billing.slack.wait_for(lambda: "may be chased from now on" in billing.told())
    assert "Nothing waits for anybody" in billing.office.read("/invoice queue")


def test_an_uncertain_letter_is_not_settled_by_calling_its_row_settled(billing: Billing):
    reminder = billing.draft()
    billing.press("approve")
    with billing.office.desk.work(billing.office.workspace) as work:
        leave_in_doubt(reminder, work)
        work.exceptions.put_in("maybe sent", about="reminder", about_id=reminder.id, reason="no answer", now=work.now)
        [row] = work.exceptions.waiting()
        with pytest.raises(WrongState, match="other buttons of its row"):
            resolve_exception(ResolveException(exception_id=row.id), work)
    billing.office.type("/invoice queue")
    billing.press("letter_left", where=billing.slack.ephemerals(ANA)[-1])
    assert billing.now(reminder).state is S.SENT
    assert "Nothing waits for anybody" in billing.office.read("/invoice queue")


def test_why_of_a_number_nobody_knows_offers_no_new_client(billing: Billing):
    said = billing.office.read("/invoice why INV-9999")
    assert "Neither an invoice nor a client goes by “INV-9999”." in said
    assert "/invoice add" not in said
