"""That a client opened an invoice: told by a person or by its source, never guessed, and no contact."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.answers import InvoiceCard
from domain.badges import Badge, BadgeName
from domain.errors import AlreadyDone, NotUnderstood, TooLate, WrongState
from domain.workspace import Workspace
from receivables.book import AskBook, status_book
from receivables.find import Find, find
from receivables.mark_viewed import MarkViewed, mark_viewed
from receivables.record_payment import RecordPayment, record_payment
from receivables.undo import Undo, undo
from tests.builders import keep_invoice
from tests.receivables.conftest import Do
from tests.receivables.imports import ask, book, bring_in

ROW = "INV-1,Acme,C1,2026-02-01,2026-03-04,100.00,,,EUR,{status},,,"


def viewed(card: InvoiceCard) -> date | None:
    badge = card.row.badge(BadgeName.VIEWED)
    return badge.on if badge else None


def test_a_view_is_shown_with_its_day_and_moves_neither_last_contact_nor_silence(do: Do, acme: str):
    before = do(find, Find(said=acme))
    change = do(mark_viewed, MarkViewed(invoice=acme, on="9 March"))
    assert change.said == "INV-1042 viewed by the client on Monday 9 March 2026"
    after = do(find, Find(said=acme))
    assert set(after.row.badges) - set(before.row.badges) == {Badge(name=BadgeName.VIEWED, on=date(2026, 3, 9))}
    assert after.row.badge(BadgeName.NO_CONTACT) == before.row.badge(BadgeName.NO_CONTACT) is not None
    assert (after.last_contact, after.next_action) == (None, before.next_action)


def test_a_view_is_corrected_by_naming_another_day_and_undone_also_behind_a_payment(do: Do, acme: str):
    first = do(mark_viewed, MarkViewed(invoice=acme, on="9 March"))
    with pytest.raises(AlreadyDone, match="viewed on Monday 9 March 2026 already"):
        do(mark_viewed, MarkViewed(invoice=acme))
    second = do(mark_viewed, MarkViewed(invoice=acme, on="10 March"))
    with pytest.raises(TooLate, match="another day was told since then, by Ana"):
        do(undo, Undo(record_id=first.record_id))
    do(record_payment, RecordPayment(invoice=acme))
    do(undo, Undo(record_id=second.record_id))
    assert viewed(do(find, Find(said=acme))) == date(2026, 3, 9)
    do(undo, Undo(record_id=first.record_id))
    assert viewed(do(find, Find(said=acme))) is None


def test_no_view_is_kept_of_a_draft_before_sending_or_of_tomorrow(do: Do, acme: str, desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work, number="D-1", sent_on=None)
    with pytest.raises(WrongState, match="D-1 is a draft: nobody has it yet"):
        do(mark_viewed, MarkViewed(invoice="D-1"))
    with pytest.raises(NotUnderstood, match="was sent on Monday 2 February 2026, so it was not viewed on"):
        do(mark_viewed, MarkViewed(invoice=acme, on="1 February"))
    with pytest.raises(NotUnderstood, match="A view on Thursday 12 March 2026 is in the future"):
        do(mark_viewed, MarkViewed(invoice=acme, on="tomorrow"))


def test_a_source_that_says_viewed_is_believed_from_the_day_of_that_import_and_never_takes_it_back(
    do: Do, desk: Desk, workspace: Workspace, clock: MovableClock, tmp_path: Path
):
    bring_in(desk, workspace, book(tmp_path, ROW.format(status="sent")))
    assert viewed(do(find, Find(said="INV-1"))) is None
    clock.move_to(clock.now().replace(day=12))
    told = bring_in(desk, workspace, book(tmp_path, ROW.format(status="viewed")))
    assert (told.changed, told.contradictions, told.changes) == (1, 0, ("INV-1: viewed none → 12 Mar 2026",))
    clock.move_to(clock.now().replace(day=13))
    assert bring_in(desk, workspace, book(tmp_path, ROW.format(status="viewed"))).changed == 0
    assert bring_in(desk, workspace, book(tmp_path, ROW.format(status="sent"))).changed == 0
    assert viewed(do(find, Find(said="INV-1"))) == date(2026, 3, 12)
    assert ask(desk, "SELECT count(*) FROM touches") == [(0,)]


def test_a_first_file_brings_its_views_along_and_a_past_day_does_not_show_them(
    do: Do, desk: Desk, workspace: Workspace, tmp_path: Path
):
    other = ROW.format(status="sent").replace("INV-1", "INV-2")
    bring_in(desk, workspace, book(tmp_path, ROW.format(status="viewed"), other))
    assert viewed(do(find, Find(said="INV-1"))) == date(2026, 3, 11)
    assert viewed(do(find, Find(said="INV-2"))) is None
    yesterday = do(status_book, AskBook(as_of=date(2026, 3, 10)))
    rows = [row for _, some in yesterday.groups for row in some]
    assert len(rows) == 2
    assert [row.badge(BadgeName.VIEWED) or row.invoice.viewed_on for row in rows] == [None, None]


def test_a_view_another_source_tells_of_an_invoice_of_our_own_is_no_contradiction(
    do: Do, desk: Desk, workspace: Workspace, tmp_path: Path
):
    with desk.work(workspace) as work:
        keep_invoice(work, number="INV-1", issued_on=date(2026, 2, 1), due_on=date(2026, 3, 4), total_minor=10_000)
    assert bring_in(desk, workspace, book(tmp_path, ROW.format(status="viewed"))).changed == 0
    assert viewed(do(find, Find(said="INV-1"))) is None
