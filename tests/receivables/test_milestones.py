"""Work agreed and not billed yet: in no sum of debts, billed once when it is reached, and back by Undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.desk import Desk, Roles
from domain.errors import AlreadyDone, NotAllowed, NotUnderstood, TooLate
from domain.invoice import Status
from domain.milestone import Milestone
from domain.money import Money
from domain.roles import Role
from domain.workspace import Workspace
from handlers.ports import Caller
from receivables.book import AskBook, status_book
from receivables.drop_milestone import DropMilestone, drop_milestone
from receivables.keep_client import KeepClient, keep_client
from receivables.list_invoices import ListInvoices, list_invoices
from receivables.list_milestones import ListMilestones, list_milestones
from receivables.mark_sent import MarkSent, mark_sent
from receivables.move_milestone import MoveMilestone, move_milestone
from receivables.reach_milestone import ReachMilestone, reach_milestone
from receivables.record_milestone import RecordMilestone, record_milestone
from receivables.show_client import ShowClient, show_client
from receivables.undo import Undo, undo
from tests.builders import BEN, ask, keep_invoice
from tests.receivables.conftest import Do
from tests.storage.test_two_at_once import at_once

HALF = RecordMilestone(client="Acme", amount="3000", title="Second half", expected="20 March")
REACHED = ReachMilestone(milestone="M-1")
WEDNESDAY = date(2026, 3, 11)


@pytest.fixture
def half(do: Do, acme: str) -> Any:
    """M-1: the second half for Acme, €3,000 expected 20 March; today is Wednesday 11 March 2026."""
    return do(record_milestone, HALF)


def waiting(do: Do) -> list[Milestone]:
    return list(do(list_milestones, ListMilestones()).waiting.first)


def test_a_milestone_is_in_no_sum_of_what_is_owed(do: Do, desk: Desk, workspace: Workspace, acme: str):
    before = do(list_invoices, ListInvoices())
    with desk.reading(workspace) as work:
        aging = work.totals.by_bucket(work.today)
    do(record_milestone, HALF)
    do(record_milestone, replace(HALF, amount="USD 500", title="Photos", expected=None, waits_for="they choose"))
    after = do(list_invoices, ListInvoices())
    assert replace(after, not_yet_triggered=before.not_yet_triggered) == before
    assert after.not_yet_triggered.totals == ((Money(300_000, "EUR"), 1), (Money(50_000, "USD"), 1))
    assert [each.label for each in after.not_yet_triggered.first] == ["M-1", "M-2"]
    with desk.reading(workspace) as work:
        assert work.totals.by_bucket(work.today) == aging
        card = show_client(ShowClient(client_id=work.clients.find("Acme").id), work)
    assert card.open_total == ((Money(120_000, "EUR"), 1),)
    assert card.not_yet_triggered.count == 2


@pytest.mark.usefixtures("half")
def test_a_milestone_reached_is_a_draft_by_the_clients_terms_under_the_houses_next_number(do: Do):
    do(keep_client, KeepClient(client="Acme", terms="net 14"))
    change = do(reach_milestone, REACHED)
    invoice = change.row.invoice
    assert (change.row.status, invoice.number, invoice.title) == (Status.DRAFT, "INV-1043", "Second half")
    assert (invoice.client, invoice.total) == ("Acme", Money(300_000, "EUR"))
    assert (invoice.issued_on, invoice.due_on) == (WEDNESDAY, date(2026, 3, 25))
    assert change.said == "M-1 reached: “Second half” for Acme is INV-1043"
    assert waiting(do) == []


@pytest.mark.usefixtures("half")
def test_undo_takes_back_the_invoice_and_the_mark_and_it_can_be_reached_again(do: Do):
    change = do(reach_milestone, replace(REACHED, number="X-7"))
    do(undo, Undo(record_id=change.record_id))
    assert [each.label for each in waiting(do)] == ["M-1"]
    assert [total.status for total in do(list_invoices, ListInvoices()).totals] == [Status.OVERDUE]
    assert do(reach_milestone, replace(REACHED, number="X-7")).row.invoice.number == "X-7"


@pytest.mark.usefixtures("half")
def test_an_invoice_that_was_sent_since_keeps_its_milestone_reached(do: Do):
    change = do(reach_milestone, REACHED)
    do(mark_sent, MarkSent(invoice="INV-1043", net="30"))
    with pytest.raises(TooLate, match="did more with it since"):
        do(undo, Undo(record_id=change.record_id))
    assert waiting(do) == []


@pytest.mark.usefixtures("half")
def test_a_milestone_is_billed_once_whoever_says_so_again(do: Do):
    do(reach_milestone, REACHED)
    with pytest.raises(AlreadyDone, match=r"M-1 was reached on Wednesday 11 March 2026 already\. .*billed as INV-1043"):
        do(reach_milestone, ReachMilestone(milestone="m 1"), by=BEN)
    for act, request in (
        (drop_milestone, DropMilestone(milestone="M-1", reason="no")),
        (move_milestone, MoveMilestone(milestone="M-1", to="1 May")),
    ):
        with pytest.raises(AlreadyDone):
            do(act, request)


@pytest.mark.usefixtures("half")
def test_two_people_who_press_reached_at_once_bill_it_once(desk: Desk, workspace: Workspace):
    with pytest.raises(AlreadyDone, match="reached"):
        at_once(desk, workspace, lambda work: reach_milestone(REACHED, work))
    with desk.reading(workspace) as work:
        assert len(work.invoices.of_client(work.clients.find("Acme").id)) == 2


def test_two_milestones_recorded_at_once_get_two_numbers(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        work.clients.add(name="Acme", now=work.now)
    at_once(desk, workspace, lambda work: record_milestone(HALF, work))
    with desk.reading(workspace) as work:
        assert [each.number for each in work.milestones.waiting(limit=9).first] == [1, 2]


@pytest.mark.usefixtures("half")
def test_billed_in_the_invoicing_tool_it_is_linked_and_not_billed_twice(do: Do, desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        mirrored = keep_invoice(
            work, number="INV-1050", source="Xero", total_minor=250_000, issued_on=WEDNESDAY, sent_on=WEDNESDAY
        )
    change = do(reach_milestone, replace(REACHED, number="inv 1050"))
    assert change.row.invoice.id == mirrored.id
    assert change.understood[-1] == "it asks for €2,500.00, agreed were €3,000.00"
    assert waiting(do) == []
    do(undo, Undo(record_id=change.record_id))
    assert [each.label for each in waiting(do)] == ["M-1"]
    with desk.reading(workspace) as work:
        assert work.invoices.get(mirrored.id) == mirrored


@pytest.mark.usefixtures("half")
def test_a_number_of_another_client_or_currency_or_an_older_one_is_refused_and_it_waits_on(
    do: Do, desk: Desk, workspace: Workspace
):
    with desk.work(workspace) as work:
        keep_invoice(work, number="B-1", client="Blum")
        keep_invoice(work, number="A-2", currency="USD")
    with pytest.raises(AlreadyDone, match="B-1 is recorded already, for Blum, and M-1 is for Acme"):
        do(reach_milestone, replace(REACHED, number="B-1"))
    with pytest.raises(AlreadyDone, match="INV-1042 was issued on Monday 2 February 2026, before M-1 was noted"):
        do(reach_milestone, replace(REACHED, number="INV-1042"))
    with pytest.raises(NotUnderstood, match="never mixed"):
        do(reach_milestone, replace(REACHED, number="A-2"))
    assert [each.label for each in waiting(do)] == ["M-1"]


@pytest.mark.usefixtures("half")
def test_dropped_it_leaves_the_list_with_its_reason_and_undo_brings_it_back(do: Do):
    with pytest.raises(NotUnderstood, match="Say why"):
        do(drop_milestone, DropMilestone(milestone="M-1", reason=" "))
    dropped = do(drop_milestone, DropMilestone(milestone="M-1", reason="they build it themselves"))
    assert waiting(do) == []
    with pytest.raises(AlreadyDone, match=r"dropped on .*\(they build it themselves\)"):
        do(reach_milestone, REACHED)
    do(undo, Undo(record_id=dropped.record_id))
    assert [each.label for each in waiting(do)] == ["M-1"]


def test_what_was_done_with_it_since_is_not_wiped_by_an_older_undo(do: Do, half: Any):
    first = do(move_milestone, MoveMilestone(milestone="M-1", to="1 April"))
    second = do(move_milestone, MoveMilestone(milestone="M-1", to="unknown"))
    for older in (half, first):
        with pytest.raises(TooLate, match="did more with it since"):
            do(undo, Undo(record_id=older.record_id))
    for each, expected_on in ((second, date(2026, 4, 1)), (first, date(2026, 3, 20))):
        do(undo, Undo(record_id=each.record_id))
        assert [one.expected_on for one in waiting(do)] == [expected_on]
    do(undo, Undo(record_id=half.record_id))
    assert waiting(do) == []
    assert do(record_milestone, HALF).said.startswith("M-2 noted")


def test_a_past_day_shows_what_waited_then_and_was_expected_when(
    do: Do, desk: Desk, workspace: Workspace, clock: MovableClock, acme: str
):
    do(undo, Undo(record_id=do(record_milestone, replace(HALF, title="A slip")).record_id))
    do(record_milestone, HALF)
    clock.move(timedelta(days=2))
    do(move_milestone, MoveMilestone(milestone="M-2", to="1 April"))
    clock.move(timedelta(days=2))
    do(reach_milestone, ReachMilestone(milestone="M-2"))

    def stood(days: int) -> list[tuple[str, date | None]]:
        with desk.reading(workspace) as work:
            found = status_book(AskBook(as_of=WEDNESDAY + timedelta(days=days)), work).not_yet_triggered
        return [(each.label, each.expected_on) for each in found.first]

    moved = [("M-2", date(2026, 4, 1))]
    assert [stood(days) for days in range(-1, 5)] == [
        [],
        [("M-2", date(2026, 3, 20))],
        [("M-2", date(2026, 3, 20))],
        moved,
        moved,
        [],
    ]


def test_whoever_may_add_may_note_bill_and_drop_and_a_viewer_only_looks(do: Do, desk: Desk, acme: str):
    def as_a(role: Role, act: Any, request: Any) -> None:
        careful = replace(desk, roles=Roles(everybody_else=role))
        careful.answer(act, request, lambda _value, _reader: {}, ask(CARLA, f"{role} {request}"))

    as_a(Role.MEMBER, record_milestone, HALF)
    for act, request in (
        (record_milestone, HALF),
        (reach_milestone, REACHED),
        (drop_milestone, DropMilestone(milestone="M-1", reason="no")),
        (move_milestone, MoveMilestone(milestone="M-1", to="1 May")),
    ):
        with pytest.raises(NotAllowed, match="member"):
            as_a(Role.VIEWER, act, request)
    as_a(Role.VIEWER, list_milestones, ListMilestones())
    as_a(Role.MEMBER, reach_milestone, REACHED)


CARLA = Caller(team_id=BEN.team_id, slack_id="U0CARLA", name="Carla", request_id="first")
