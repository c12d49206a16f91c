from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.desk import Desk
from connectors.mapping import Mapping
from domain.errors import NotAllowed
from domain.hold import Hold
from domain.promise import Certainty, Promise
from domain.reminder import ReminderState as S
from domain.roles import Role
from domain.workspace import Workspace
from receivables.import_faults import RowsRefused
from receivables.import_invoices import ImportRequest, import_invoices
from receivables.log_reply import LogReply, log_reply
from receivables.show_client import ShowClient, show_client
from receivables.show_invoice import ShowInvoice, show_invoice
from receivables.undo import Undo, undo
from storage.tables import invoices
from storage.unit_of_work import Work
from tests.builders import keep_invoice
from tests.receivables.imports import ask, book, bring_in, iso, reminded

SENT = "INV-1,Acme,C1,2026-02-01,2026-03-20,100.00,,,EUR,sent,,,"
OTHER = "INV-2,Acme,C1,2026-02-01,2026-03-25,60.00,,,EUR,sent,,,"


def changed_to(row: str, **cells: str) -> str:
    places = {"client": 1, "client_number": 2, "due": 4, "total": 5, "paid": 6, "paid_on": 7, "currency": 8}
    places |= {"status": 9, "disputed": 10, "notes": 12}
    parts = row.split(",")
    for name, value in cells.items():
        parts[places[name]] = value
    return ",".join(parts)


@pytest.fixture
def known(desk: Desk, workspace: Workspace, tmp_path: Path) -> Path:
    """A folder whose first file is imported: INV-1 of €100 due 20 March and INV-2 of €60 due 25 March, both sent."""
    bring_in(desk, workspace, book(tmp_path, SENT, OTHER))
    return tmp_path


def test_a_moved_due_date_is_taken_over_and_recorded(desk: Desk, workspace: Workspace, known: Path):
    outcome = bring_in(desk, workspace, book(known, changed_to(SENT, due="2026-04-15"), OTHER))
    assert (outcome.changed, outcome.unchanged, outcome.contradictions) == (1, 1, 0)
    assert outcome.changes == ("INV-1: due 20 Mar 2026 → 15 Apr 2026",)
    (moved,) = ask(desk, "SELECT was_due_on, changed_on FROM due_changes")
    assert [iso(day) for day in moved] == ["2026-03-20", "2026-03-11"]
    (found,) = ask(desk, "SELECT due_on, watch_on, version FROM invoices WHERE number = 'INV-1'")
    assert (iso(found[0]), iso(found[1]), found[2]) == ("2026-04-15", "2026-04-16", 2)
    assert ask(desk, "SELECT kind, about, reason FROM exceptions") == []


@pytest.mark.parametrize(("state", "is_queued"), [(S.SENT, True), (S.UNCERTAIN, True), (S.WAITING, False)])
def test_a_due_date_moved_after_a_reminder_is_a_contradiction(
    desk: Desk, workspace: Workspace, known: Path, state: S, *, is_queued: bool
):
    reminded(desk, workspace, "INV-1", state=state)
    moved = (changed_to(SENT, due="2026-04-15"), changed_to(OTHER, due="2026-04-16"))
    outcome = bring_in(desk, workspace, book(known, *moved))
    assert outcome.contradictions == is_queued
    reason = "csv:book moved the due date of INV-1 from 20 March to 15 April."
    queued = [("contradiction", "invoice", reason)] if is_queued else []
    assert ask(desk, "SELECT kind, about, reason FROM exceptions") == queued


def test_another_amount_is_taken_over(desk: Desk, workspace: Workspace, known: Path):
    outcome = bring_in(desk, workspace, book(known, changed_to(SENT, total="120.00", notes="More work"), OTHER))
    assert outcome.changes == ("INV-1: total EUR 100.00 → EUR 120.00",)
    assert ask(desk, "SELECT total_minor, open_minor, title FROM invoices WHERE number = 'INV-1'") == [
        (12_000, 12_000, "More work")
    ]
    assert ask(desk, "SELECT SUM(invoices), SUM(balance_minor) FROM totals") == [(2, 18_000)]


def test_money_that_came_in_is_a_payment_of_the_difference(desk: Desk, workspace: Workspace, known: Path):
    bring_in(desk, workspace, book(known, changed_to(SENT, paid="30.00", paid_on="2026-03-02"), OTHER))
    outcome = bring_in(desk, workspace, book(known, changed_to(SENT, paid="100.00", paid_on="2026-03-09"), OTHER))
    assert outcome.changes == ("INV-1: received EUR 30.00 → EUR 100.00",)
    paid = ask(desk, "SELECT amount_minor, paid_on FROM payments ORDER BY id")
    assert [(minor, iso(day)) for minor, day in paid] == [(3_000, "2026-03-02"), (7_000, "2026-03-09")]
    (found,) = ask(desk, "SELECT paid_minor, open_minor, settled_on, watch_on FROM invoices WHERE number = 'INV-1'")
    assert (*found[:2], iso(found[2]), found[3]) == (10_000, None, "2026-03-09", None)


def test_a_payment_its_source_took_back_opens_the_invoice_again(desk: Desk, workspace: Workspace, known: Path):
    bring_in(desk, workspace, book(known, changed_to(SENT, status="paid", paid_on="2026-03-02"), OTHER))
    bring_in(desk, workspace, book(known, SENT, OTHER))
    assert ask(desk, "SELECT amount_minor FROM payments ORDER BY id") == [(10_000,), (-10_000,)]
    assert ask(desk, "SELECT open_minor, settled_on FROM invoices WHERE number = 'INV-1'") == [(10_000, None)]


def test_a_payment_day_corrected_in_the_source_is_corrected_here(desk: Desk, workspace: Workspace, known: Path):
    bring_in(desk, workspace, book(known, changed_to(SENT, paid_on="2026-03-02"), OTHER))
    assert bring_in(desk, workspace, book(known, changed_to(SENT, paid_on="2026-03-05"), OTHER)).changed == 1
    assert [iso(day) for (day,) in ask(desk, "SELECT paid_on FROM payments")] == ["2026-03-05"]
    assert [iso(day) for (day,) in ask(desk, "SELECT settled_on FROM invoices WHERE number = 'INV-1'")] == [
        "2026-03-05"
    ]
    assert bring_in(desk, workspace, book(known, changed_to(SENT, paid_on="2026-03-05"), OTHER)).changed == 0


def test_paid_there_with_people_still_waiting_here_is_queued_with_what_waits(
    desk: Desk, workspace: Workspace, known: Path
):
    with desk.work(workspace) as work:
        invoice = work.invoices.find("INV-1")
        hold = Hold(
            id=0,
            client_id=invoice.client_id,
            invoice_id=invoice.id,
            reason="waiting for a part",
            until=work.today + timedelta(days=9),
            placed_on=work.today,
            by="Ana",
        )
        work.holds.place(hold, now=work.now, by_id=work.person.id)
        promise = Promise(
            id=0,
            client_id=invoice.client_id,
            invoice_id=invoice.id,
            currency="EUR",
            expected_minor=10_000,
            made_on=work.today,
            promised_on=work.today + timedelta(days=3),
            certainty=Certainty.GIVEN,
            words="On Saturday",
            by="Ana",
        )
        work.promises.add(promise, touch_id=None, watch_on=work.today, now=work.now, by_id=work.person.id)
        work.connection.execute(update(invoices).where(invoices.c.id == invoice.id).values(blocked_work="launch"))
    outcome = bring_in(desk, workspace, book(known, changed_to(SENT, paid_on="2026-03-02"), OTHER))
    assert outcome.contradictions == 2
    assert ask(desk, "SELECT kind, reason FROM exceptions ORDER BY kind") == [
        ("contradiction", "INV-1 is paid in csv:book, but here it is on hold."),
        ("still blocked", "INV-1 is paid, but its work is still marked blocked (launch)."),
    ]
    again = bring_in(desk, workspace, book(known, changed_to(SENT, paid_on="2026-03-02"), OTHER))
    assert again.contradictions == 0


def test_what_its_source_made_void_is_void_and_comes_back_with_it(desk: Desk, workspace: Workspace, known: Path):
    bring_in(desk, workspace, book(known, changed_to(SENT, status="void"), OTHER))
    (found,) = ask(desk, "SELECT voided_on, void_reason, open_minor FROM invoices WHERE number = 'INV-1'")
    assert (iso(found[0]), *found[1:]) == ("2026-03-11", "void in csv:book", None)
    bring_in(desk, workspace, book(known, SENT, OTHER))
    assert ask(desk, "SELECT voided_on, open_minor FROM invoices WHERE number = 'INV-1'") == [(None, 10_000)]


def test_what_a_person_made_void_stays_void(desk: Desk, workspace: Workspace, known: Path):
    with desk.work(workspace) as work:
        change = update(invoices).where(invoices.c.number == "INV-1")
        work.connection.execute(change.values(voided_on=work.today, void_reason="sent twice", open_minor=None))
    assert bring_in(desk, workspace, book(known, SENT, OTHER)).changed == 0


def test_an_invoice_of_dunwell_or_another_tool_is_not_changed_by_a_file(
    desk: Desk, workspace: Workspace, tmp_path: Path
):
    with desk.work(workspace) as work:
        keep_invoice(work, client="Acme", number="INV-1")
    with pytest.raises(RowsRefused, match="was made in Slack and says otherwise"):
        bring_in(desk, workspace, book(tmp_path, SENT))
    bring_in(desk, workspace, book(tmp_path, OTHER), source="Xero")
    with pytest.raises(RowsRefused, match="comes from Xero and says otherwise"):
        bring_in(desk, workspace, book(tmp_path, changed_to(OTHER, total="61.00")))


def test_next_weeks_file_under_another_name_brings_this_weeks_up_to_date(desk: Desk, workspace: Workspace, known: Path):
    later = book(known, changed_to(SENT, total="101.00"), name="open items 2026-03-18.csv")
    assert bring_in(desk, workspace, later).changed == 1


def test_the_currency_of_an_invoice_does_not_change(desk: Desk, workspace: Workspace, known: Path):
    with pytest.raises(RowsRefused, match="it is recorded in EUR"):
        bring_in(desk, workspace, book(known, changed_to(SENT, currency="USD")))


def test_a_column_the_file_does_not_have_changes_nothing(desk: Desk, workspace: Workspace, known: Path):
    with desk.work(workspace) as work:
        work.connection.execute(update(invoices).values(title="Named here"))
    path = book(known, "INV-1,Acme,C1,2026-03-20,100.00", header="Number,Client,Client number,Due,Total")
    assert bring_in(desk, workspace, path, as_sent=True).changed == 0


def test_another_client_takes_what_hangs_on_the_invoice_along(desk: Desk, workspace: Workspace, known: Path):
    bring_in(desk, workspace, book(known, changed_to(SENT, paid="10.00", paid_on="2026-03-02"), OTHER))
    moved = changed_to(SENT, paid="10.00", paid_on="2026-03-02", client="Blue", client_number="C2")
    outcome = bring_in(desk, workspace, book(known, moved, OTHER))
    assert outcome.changes == ("INV-1: client Acme → Blue",)
    assert ask(desk, "SELECT c.name FROM payments p JOIN clients c ON c.id = p.client_id") == [("Blue",)]


def test_words_logged_on_an_invoice_go_with_it_to_the_client_its_source_names_now(
    desk: Desk, workspace: Workspace, known: Path
):
    with desk.work(workspace) as work:
        logged = log_reply(LogReply(target="INV-1", words="The site is late, we pay on 13 March"), work)
        log_reply(LogReply(target="Acme", words="Write to the new office"), work)
    assert logged.touch is not None
    moved = changed_to(SENT, client="Blue", client_number="C2")
    for row, now, before in ((moved, "Blue", "Acme"), (SENT, "Acme", "Blue"), (moved, "Blue", "Acme")):
        bring_in(desk, workspace, book(known, row, OTHER))
        with desk.work(workspace) as work:
            card = show_invoice(ShowInvoice(invoice_id=work.invoices.find("INV-1").id), work)
            said = [(touch.words, touch.by, touch.happened_on) for touch in card.touches if touch.invoice_id]
            assert said == [(logged.touch.words, logged.touch.by, logged.touch.happened_on)]
            assert [promise.promised_on for promise, _ in card.promises] == [date(2026, 3, 13)]
            (new,), (old,) = work.clients.named(now), work.clients.named(before)
            assert logged.touch.words in _account(work, new.id)
            assert logged.touch.words not in _account(work, old.id)
            assert work.timeline.get(logged.touch.id).client_id == new.id


def test_words_that_went_to_another_client_can_still_be_taken_back(desk: Desk, workspace: Workspace, known: Path):
    with desk.work(workspace) as work:
        logged = log_reply(LogReply(target="INV-1", words="Never mind"), work)
    bring_in(desk, workspace, book(known, changed_to(SENT, client="Blue", client_number="C2"), OTHER))
    with desk.work(workspace) as work:
        assert logged.record_id is not None
        undo(Undo(record_id=logged.record_id), work)
        (blue,) = work.clients.named("Blue")
        assert _account(work, blue.id) == []


def _account(work: Work, client_id: int) -> list[str]:
    return [touch.words for touch in show_client(ShowClient(client_id=client_id), work).touches]


def test_open_invoices_the_file_no_longer_has_are_named(desk: Desk, workspace: Workspace, known: Path):
    gone = bring_in(desk, workspace, book(known, OTHER))
    assert (gone.missing, gone.missing_first) == (1, ("INV-1",))
    assert bring_in(desk, workspace, book(known, SENT, OTHER)).missing == 0


def test_a_blank_cell_tells_nothing(desk: Desk, workspace: Workspace, known: Path):
    bring_in(desk, workspace, book(known, changed_to(SENT, notes="Website"), OTHER))
    assert bring_in(desk, workspace, book(known, changed_to(SENT, due="", status="draft"), OTHER)).changed == 0
    assert ask(desk, "SELECT title FROM invoices WHERE number = 'INV-1'") == [("Website",)]


def test_people_without_the_right_role_cannot_import(desk: Desk, workspace: Workspace, known: Path):
    with desk.work(workspace) as work:
        viewer = replace(work, person=replace(work.person, role=Role.VIEWER))
        with pytest.raises(NotAllowed):
            import_invoices(
                ImportRequest(path=known / "book.csv", mapping=Mapping(), faults_to=known / "f.csv"), viewer
            )
