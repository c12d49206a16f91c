"""Two spellings that came in as two clients are told, and made one by a line that can be taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.errors import AlreadyDone, TooLate, WrongState
from domain.reminder import ReminderState
from domain.workspace import Workspace
from receivables.dispute import OpenDispute, open_dispute
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.import_words import alike_lines
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.join_clients import JoinClients, join_clients
from receivables.keep_client import KeepClient, keep_client
from receivables.log_reply import LogReply, log_reply
from receivables.record_milestone import RecordMilestone, record_milestone
from receivables.record_payment import RecordPayment, record_payment
from receivables.show_client import ShowClient, show_client
from receivables.undo import Undo, undo
from receivables.use_credit import UseCredit, use_credit
from storage.check import check_book
from storage.tables import metadata
from tests.builders import keep_invoice
from tests.receivables.conftest import Do
from tests.receivables.imports import ask, bring_in
from tests.receivables.imports import book as a_file
from tests.reminders.chased import ChasingOffice
from tests.reminders.office import march

HEADER = "Number,Client,Issued,Due,Total,Currency,Status"
GONE, STAYS = "Mueller Design", "Müller Design"
JOIN = JoinClients(gone=GONE, stays=STAYS)


def row(number: str, client: str) -> str:
    return f"{number},{client},2026-02-01,2026-03-31,10.00,EUR,sent"


@pytest.fixture
def both(desk: Desk, workspace: Workspace, do: Do) -> Desk:
    """Of the one that goes all there can be; of the one that stays an invoice, a contact and terms."""
    with desk.work(workspace) as work:
        keep_invoice(work, client=STAYS, number="INV-1")
        keep_invoice(work, client=GONE, number="INV-2")
        work.clients.keep(1, net_days=14, terms_basis="issue")
    do(keep_client, KeepClient(client=STAYS, contact="Petra", email="petra@mueller.example"))
    do(keep_client, KeepClient(client=GONE, contact="P. Müller", email="petra@mueller.example"))
    do(keep_client, KeepClient(client=GONE, contact="Ida", email="ida@mueller.example", language="German"))
    do(log_reply, LogReply(target="INV-2", words="I will pay on Friday"))
    do(log_reply, LogReply(target=GONE, words="we moved to another office"))
    do(record_payment, RecordPayment(invoice="INV-2", amount="100"))
    do(issue_credit_note, IssueCreditNote(target=GONE, amount="5", reason="goodwill"))
    do(record_milestone, RecordMilestone(client=GONE, amount="900", title="Second half"))
    do(open_dispute, OpenDispute(invoice="INV-2", reason="hours"))
    do(hold_chasing, HoldChasing(target=GONE))
    return desk


def account(desk: Desk, workspace: Workspace, name: str) -> Any:
    with desk.reading(workspace) as work:
        return show_client(ShowClient(client_id=work.clients.find(name).id), work)


def test_a_file_with_two_spellings_says_that_they_look_like_one_and_how_to_join_them(
    desk: Desk, workspace: Workspace, tmp_path: Path
):
    rows = [row("1", STAYS), row("2", "Acme Ltd"), row("3", "Blue & Sons")]
    bring_in(desk, workspace, a_file(tmp_path, *rows, header=HEADER))
    again = a_file(tmp_path, *rows, row("4", GONE), row("5", "ACME GmbH"), row("6", "Teal"), header=HEADER)
    told = bring_in(desk, workspace, again, dry_run=True)
    assert "3 new clients. 2 of them look like other clients." in told.words
    assert alike_lines(told.alike, left=told.alike_left)[0] == (
        "“Müller Design” and “Mueller Design” look like one client. If they are, join them in Slack after the import:"
        ' /invoice client "Mueller Design" same as "Müller Design"'
    )
    assert [each.new for each in told.alike] == [GONE, "ACME GmbH"]


def test_what_numbers_tell_apart_does_not_look_alike(desk: Desk, workspace: Workspace, tmp_path: Path):
    header = f"{HEADER},Client number"
    rows = (f"{row('1', STAYS)},C1", f"{row('2', GONE)},C2")
    assert bring_in(desk, workspace, a_file(tmp_path, *rows, header=header), dry_run=True).alike == ()


def test_all_of_the_one_is_the_others_and_nothing_said_is_lost(both: Desk, workspace: Workspace, do: Do):
    change = do(join_clients, JOIN)
    assert change.said == "Mueller Design is Müller Design from now on"
    assert change.understood[0] == "1 invoice and 2 entries of the timeline went over with all that belongs to them"
    card = account(both, workspace, STAYS)
    assert [each.invoice.number for each in card.open_rows] == ["INV-1", "INV-2"]
    assert {touch.words for touch in card.touches} >= {"I will pay on Friday", "we moved to another office"}
    assert [each.left.minor for each in card.credit] == [500]
    assert [each.title for each in card.not_yet_triggered.first] == ["Second half"]
    assert [contact.name for contact in card.contacts] == ["Petra", "Ida"]
    assert (card.client.terms.net_days, card.client.language) == (14, "de")
    assert card.aliases == (GONE,)
    assert len(card.holds) == 1
    assert account(both, workspace, GONE).client.id == card.client.id
    with both.reading(workspace) as work:
        assert work.clients.get(2).id == 1  # a button that still carries the old id
        assert len(work.clients.beginning_with("", limit=9)) == 1
    assert check_book(both.database) == []


def test_undo_makes_them_two_again_with_what_came_since(both: Desk, workspace: Workspace, do: Do):
    before = rows_of(both)
    joined = do(join_clients, JOIN)
    do(record_payment, RecordPayment(invoice="INV-2", amount="50"))
    do(undo, Undo(record_id=joined.record_id))
    assert [each.invoice.number for each in account(both, workspace, STAYS).open_rows] == ["INV-1"]
    gone = account(both, workspace, GONE)
    assert [each.invoice.paid_minor for each in gone.open_rows] == [15_000]
    assert {touch.words for touch in gone.touches} == {"I will pay on Friday", "we moved to another office"}
    assert account(both, workspace, STAYS).touches == ()
    assert account(both, workspace, STAYS).client.language is None
    after = rows_of(both)
    assert {name for name in before if before[name] != after[name]} == {"payments", "touches", "invoices"}
    with pytest.raises(AlreadyDone):
        do(undo, Undo(record_id=joined.record_id))


def test_credit_of_the_one_used_for_the_other_since_is_given_back_before_they_are_two_again(
    both: Desk, workspace: Workspace, do: Do
):
    joined = do(join_clients, JOIN)
    used = do(use_credit, UseCredit(invoice="INV-1"))
    with pytest.raises(WrongState, match=r"€5\.00 of what Müller Design had too much was used .*Take that back first"):
        do(undo, Undo(record_id=joined.record_id))
    do(undo, Undo(record_id=used.record_id))
    do(undo, Undo(record_id=joined.record_id))
    assert [each.left.minor for each in account(both, workspace, GONE).credit] == [500]


def rows_of(desk: Desk) -> dict[str, list[Any]]:
    left_out = {"audit", "requests", "totals", "people"}
    with desk.database.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(table.select())), key=repr)
            for table in metadata.sorted_tables
            if table.name not in left_out
        }


def test_the_next_import_finds_the_one_by_either_name_and_either_number(
    desk: Desk, workspace: Workspace, do: Do, tmp_path: Path
):
    header = f"{HEADER},Client number"
    first = (f"{row('1', STAYS)},C1", f"{row('2', GONE)},C2")
    bring_in(desk, workspace, a_file(tmp_path, *first, header=header))
    do(join_clients, JOIN)
    later = (*first, f"{row('3', GONE)},C2", f"{row('4', STAYS)},C1", f"{row('5', GONE)},")
    done = bring_in(desk, workspace, a_file(tmp_path, *later, header=header))
    assert (done.clients_new, done.new, done.changed) == (0, 3, 0)
    assert ask(desk, "SELECT DISTINCT client_id FROM invoices") == [(1,)]
    with desk.reading(workspace) as work:
        assert [work.clients.find(number).name for number in ("C1", "C2")] == [STAYS, STAYS]


def test_a_chain_of_joins_leads_to_the_last_and_is_undone_from_the_end(both: Desk, workspace: Workspace, do: Do):
    with both.work(workspace) as work:
        keep_invoice(work, client="Müller Design Studio", number="INV-3")
    first = do(join_clients, JOIN)
    second = do(join_clients, JoinClients(gone=STAYS, stays="Müller Design Studio"))
    with both.reading(workspace) as work:
        found = [work.clients.get(each) for each in (1, 2, 3)]
    assert {client.name for client in found} == {"Müller Design Studio"}
    with pytest.raises(TooLate, match="joined to another one since"):
        do(undo, Undo(record_id=first.record_id))
    do(undo, Undo(record_id=second.record_id))
    do(undo, Undo(record_id=first.record_id))
    assert [each.invoice.number for each in account(both, workspace, GONE).open_rows] == ["INV-2"]


def test_letters_that_wait_about_either_are_drafted_anew_as_one(desk: Desk, workspace: Workspace, clock: MovableClock):
    office = ChasingOffice(desk, workspace, clock)
    office.invoice("INV-1", due=march(9), client=STAYS)
    office.invoice("INV-2", due=march(9), client=GONE)
    assert len(office.day(march(12))) == 2
    office.written()
    office.act(join_clients, JOIN)
    assert office.day(march(12), 10) == ["Müller Design EUR friendly: INV-1, INV-2"]
    assert len(office.open()) == 1


def test_a_letter_that_may_have_left_is_settled_first(desk: Desk, workspace: Workspace, clock: MovableClock):
    office = ChasingOffice(desk, workspace, clock)
    office.invoice("INV-1", due=march(9), client=STAYS)
    office.invoice("INV-2", due=march(9), client=GONE)
    office.day(march(12))
    office.decide(ReminderState.BY_HAND)
    with pytest.raises(WrongState, match="A letter to Mueller Design is in somebody's hands"):
        office.act(join_clients, JOIN)


def test_debts_that_arrived_overdue_wait_for_a_person_still(
    desk: Desk, workspace: Workspace, do: Do, tmp_path: Path, clock: MovableClock
):
    late = [row(number, client).replace("2026-03-31", "2026-02-10") for number, client in (("1", STAYS), ("2", GONE))]
    bring_in(desk, workspace, a_file(tmp_path, *late, header=HEADER))
    office = ChasingOffice(desk, workspace, clock)
    assert len(office.queue()) == 2
    do(join_clients, JOIN)
    assert len(office.queue()) == 1
    assert office.days(date(2026, 3, 12), date(2026, 3, 31)) == {}


def test_a_client_is_not_joined_to_itself(both: Desk, workspace: Workspace, do: Do):
    with pytest.raises(AlreadyDone, match="are one client already: Müller Design"):
        do(join_clients, JoinClients(gone=STAYS, stays="müller design"))
