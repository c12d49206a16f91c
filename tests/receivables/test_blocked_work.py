"""Work that waits for money: marked by a person on any invoice, and told as soon as it waits for nothing any more."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.answers import NextStep
from domain.badges import BadgeName
from domain.errors import AlreadyDone, NotUnderstood, TooLate, WrongState
from domain.workspace import Workspace
from receivables.block_work import BlockWork, UnblockWork, block_work, unblock_work
from receivables.book import AskBook, status_book
from receivables.find import Find, find
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.record_payment import RecordPayment, record_payment
from receivables.take_back_payment import TakeBackPayment, take_back_payment
from receivables.undo import Undo, undo
from receivables.void_invoice import VoidInvoice, void_invoice
from tests.receivables.conftest import Do
from tests.receivables.imports import book, bring_in

SHOP = "launch of the shop"
TOLD = [("still blocked", "INV-1042 is paid, but its work is still marked blocked (launch of the shop).")]


def waiting(desk: Desk, workspace: Workspace) -> list[tuple[str, str]]:
    with desk.reading(workspace) as work:
        return [(one.kind, one.reason) for one in work.exceptions.waiting()]


def blocked(do: Do, number: str) -> str | None:
    found: str | None = do(find, Find(said=number)).row.invoice.blocked_work
    return found


def test_blocked_work_is_marked_reworded_and_let_go_on_each_with_undo(do: Do, acme: str):
    first = do(block_work, BlockWork(invoice=acme, what=f"  {SHOP} "))
    assert first.said == "Work blocked until INV-1042 is paid: launch of the shop"
    assert first.row.badge(BadgeName.WORK_BLOCKED)
    with pytest.raises(AlreadyDone, match="blocked already: launch of the shop"):
        do(block_work, BlockWork(invoice=acme, what=SHOP))
    second = do(block_work, BlockWork(invoice=acme, what="second milestone"))
    assert second.understood == ("until now it was: launch of the shop",)
    with pytest.raises(TooLate, match="that was changed since then, by Ana"):
        do(undo, Undo(record_id=first.record_id))
    do(undo, Undo(record_id=second.record_id))
    assert blocked(do, acme) == SHOP
    gone = do(unblock_work, UnblockWork(invoice=acme))
    assert (gone.said, blocked(do, acme)) == ("Work no longer blocked by INV-1042: launch of the shop", None)
    with pytest.raises(WrongState, match="No work is marked blocked on INV-1042"):
        do(unblock_work, UnblockWork(invoice=acme))
    do(undo, Undo(record_id=gone.record_id))
    assert blocked(do, acme) == SHOP


def test_which_work_waits_is_asked_for_and_a_paid_invoice_blocks_none(do: Do, acme: str):
    with pytest.raises(NotUnderstood, match="Which work waits"):
        do(block_work, BlockWork(invoice=acme, what=" "))
    do(record_payment, RecordPayment(invoice=acme))
    with pytest.raises(WrongState, match="INV-1042 is paid: there is nothing for the work to wait for"):
        do(block_work, BlockWork(invoice=acme, what=SHOP))


def test_paid_while_its_work_is_blocked_waits_in_the_queue_until_the_work_goes_on(
    do: Do, acme: str, desk: Desk, workspace: Workspace
):
    do(block_work, BlockWork(invoice=acme, what=SHOP))
    do(record_payment, RecordPayment(invoice=acme, amount="200"))
    assert waiting(desk, workspace) == []
    paid = do(record_payment, RecordPayment(invoice=acme))
    assert "its work is still marked blocked (launch of the shop)" in paid.understood
    assert waiting(desk, workspace) == TOLD
    card = do(find, Find(said=acme))
    assert (card.next_action.step, card.row.badge(BadgeName.CONTRADICTS_SOURCE)) == (NextStep.UNBLOCK, None)
    gone = do(unblock_work, UnblockWork(invoice=acme))
    assert waiting(desk, workspace) == []
    do(undo, Undo(record_id=gone.record_id))
    assert waiting(desk, workspace) == TOLD


def test_money_taken_back_settles_it_and_a_credit_note_for_the_rest_tells_it_again(
    do: Do, acme: str, desk: Desk, workspace: Workspace
):
    do(block_work, BlockWork(invoice=acme, what=SHOP))
    paid = do(record_payment, RecordPayment(invoice=acme))
    do(undo, Undo(record_id=paid.record_id))
    assert waiting(desk, workspace) == []
    do(issue_credit_note, IssueCreditNote(target=acme, amount="1000", reason="half done"))
    do(record_payment, RecordPayment(invoice=acme))
    do(take_back_payment, TakeBackPayment(invoice=acme))
    assert waiting(desk, workspace) == []
    credited = do(issue_credit_note, IssueCreditNote(target=acme, amount="200", reason="goodwill"))
    assert "its work is still marked blocked (launch of the shop)" in credited.understood
    assert waiting(desk, workspace) == TOLD


def test_work_that_waits_for_a_void_invoice_is_told_and_can_go_on(do: Do, acme: str, desk: Desk, workspace: Workspace):
    do(block_work, BlockWork(invoice=acme, what=SHOP))
    do(void_invoice, VoidInvoice(invoice=acme, reason="billed twice"))
    assert waiting(desk, workspace) == [(TOLD[0][0], TOLD[0][1].replace("paid", "void"))]
    do(unblock_work, UnblockWork(invoice=acme))
    assert waiting(desk, workspace) == []


def test_a_mirrored_invoice_blocks_work_too_and_its_source_saying_paid_is_told_by_the_same_rule(
    do: Do, desk: Desk, workspace: Workspace, tmp_path: Path
):
    row = "INV-1042,Acme,C1,2026-02-01,2026-03-04,100.00,{paid},EUR,sent,,,"
    owed, paid = row.format(paid=","), row.format(paid="100.00,2026-03-10")
    bring_in(desk, workspace, book(tmp_path, owed))
    do(block_work, BlockWork(invoice="INV-1042", what=SHOP))
    for _ in range(2):
        bring_in(desk, workspace, book(tmp_path, paid))
        assert waiting(desk, workspace) == TOLD
    bring_in(desk, workspace, book(tmp_path, row.format(paid="0.00,")))
    assert waiting(desk, workspace) == []
    assert blocked(do, "INV-1042") == SHOP


def test_a_past_day_shows_what_was_blocked_then(do: Do, acme: str, clock: MovableClock):
    do(block_work, BlockWork(invoice=acme, what=SHOP))
    clock.move(timedelta(days=2))
    do(unblock_work, UnblockWork(invoice=acme))
    found = {}
    for day in (10, 11, 12, 13):
        shown = do(status_book, AskBook(as_of=date(2026, 3, day)))
        [found[day]] = [row.invoice.blocked_work for _, rows in shown.groups for row in rows]
    assert found == {10: None, 11: SHOP, 12: SHOP, 13: None}
