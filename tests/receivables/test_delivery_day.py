"""The delivery day is told once it is known, and what is due by terms from delivery follows it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from bot.desk import Desk
from domain.errors import AlreadyDone, NotUnderstood, OwnedBySource, WrongState
from domain.invoice import Status
from domain.workspace import Workspace
from receivables.find import Find, find
from receivables.keep_client import KeepClient, keep_client
from receivables.mark_sent import MarkSent, mark_sent
from receivables.move_due_date import MoveDueDate, move_due_date
from receivables.record_delivery import RecordDelivery, record_delivery
from receivables.record_invoice import RecordInvoice, record_invoice
from receivables.record_payment import RecordPayment, record_payment
from receivables.undo import Undo, undo
from storage.tables import due_changes
from tests.builders import keep_invoice
from tests.receivables.conftest import Do

MARCH_1, APRIL_30, MAY_9 = date(2026, 3, 1), date(2026, 4, 30), date(2026, 5, 9)


@pytest.fixture
def draft(desk: Desk, workspace: Workspace, do: Do) -> str:
    """INV-7 of Acme, a draft; Acme pays 60 days from delivery."""
    with desk.work(workspace) as work:
        number = keep_invoice(work, number="INV-7", sent_on=None, due_on=None).number
    do(keep_client, KeepClient(client="Acme", terms="net 60 from delivery"))
    return number


def test_a_draft_on_terms_from_delivery_is_sent_with_its_delivery_day_and_undo_forgets_both(do: Do, draft: str):
    with pytest.raises(NotUnderstood, match="`/invoice send INV-7 delivered yesterday`") as refused:
        do(mark_sent, MarkSent(invoice=draft))
    assert refused.value.field == "delivered_on"
    sent = do(mark_sent, MarkSent(invoice=draft, on="9 March", delivered="1 March"))
    assert sent.row.invoice.due.on == APRIL_30
    assert sent.row.invoice.due.counted_from == MARCH_1
    assert sent.understood == ("delivered Sunday 1 March 2026", "due Thursday 30 April 2026 (net 60 from delivery)")
    back = do(undo, Undo(record_id=sent.record_id)).row.invoice
    assert (back.sent_on, back.due, back.delivered_on) == (None, None, None)


def test_terms_stated_for_one_draft_wait_for_its_delivery_and_win_over_the_clients(do: Do, draft: str):
    do(record_invoice, RecordInvoice(client="Acme", amount="€500", number="INV-8", net="net 10 from delivery"))
    told = do(record_delivery, RecordDelivery(invoice="INV-8", on="1 March"))
    assert told.row.invoice.due.on == date(2026, 3, 11)
    do(undo, Undo(record_id=told.record_id))
    do(mark_sent, MarkSent(invoice="INV-8", delivered="today"))
    assert do(find, Find(said="INV-8")).row.invoice.due.on == date(2026, 3, 21)


def test_another_delivery_day_moves_the_due_date_that_counts_from_it_and_the_old_one_stays_on_record(
    do: Do, draft: str, desk: Desk, workspace: Workspace
):
    do(mark_sent, MarkSent(invoice=draft, delivered="1 March"))
    later = do(record_delivery, RecordDelivery(invoice=draft, on="10 March"))
    assert later.row.invoice.due.on == MAY_9
    assert later.understood == ("due Saturday 9 May 2026 (net 60 from delivery); it was due Thursday 30 April 2026",)
    with pytest.raises(AlreadyDone, match="delivered on Tuesday 10 March 2026 already"):
        do(record_delivery, RecordDelivery(invoice=draft, on="10 March"))
    do(undo, Undo(record_id=later.record_id))
    assert do(find, Find(said=draft)).row.invoice.due_on == APRIL_30
    with desk.reading(workspace) as work:
        was = [row.was_due_on for row in work.scope.all(select(due_changes).order_by(due_changes.c.id))]
    assert was == [None, APRIL_30, MAY_9]


def test_a_stated_due_date_stays_when_a_delivery_is_told(do: Do, acme: str):
    told = do(record_delivery, RecordDelivery(invoice=acme, on="20 January"))
    assert told.row.invoice.due_on == date(2026, 3, 4)
    assert told.row.invoice.delivered_on == date(2026, 1, 20)
    assert told.understood == ("it stays due Wednesday 4 March 2026, as stated",)


def test_the_form_that_moves_a_due_date_takes_a_delivery_day_alone_or_with_terms_that_count_from_it(
    do: Do, draft: str, acme: str
):
    do(mark_sent, MarkSent(invoice=draft, delivered="1 March"))
    # The form shows the present due date filled in.
    alone = do(move_due_date, MoveDueDate(invoice=draft, due=APRIL_30.isoformat(), delivered="2026-03-10"))
    assert alone.row.invoice.due.on == MAY_9
    both = do(
        move_due_date, MoveDueDate(invoice=acme, due="2026-03-04", net="60 from delivery", delivered="2026-03-01")
    )
    assert both.row.invoice.due.on == APRIL_30
    assert both.row.status is Status.SENT
    with pytest.raises(AlreadyDone, match="is due on Thursday 30 April 2026 already"):
        do(move_due_date, MoveDueDate(invoice=acme, due=APRIL_30.isoformat(), delivered="2026-03-01"))


def test_no_delivery_day_is_still_to_come_and_none_is_told_of_what_is_paid_or_another_tools(
    do: Do, draft: str, desk: Desk, workspace: Workspace
):
    with pytest.raises(NotUnderstood, match="A delivery on Friday 13 March 2026 is in the future"):
        do(mark_sent, MarkSent(invoice=draft, delivered="13 March 2026"))
    do(mark_sent, MarkSent(invoice=draft, delivered="1 March"))
    do(record_payment, RecordPayment(invoice=draft))
    with pytest.raises(WrongState, match="paid; its due date, which counts from delivery, is history"):
        do(record_delivery, RecordDelivery(invoice=draft, on="2 March"))
    with desk.work(workspace) as work:
        keep_invoice(work, number="X-1", source="xero")
    with pytest.raises(OwnedBySource, match="X-1 comes from xero, which owns its delivery day"):
        do(record_delivery, RecordDelivery(invoice="X-1"))
