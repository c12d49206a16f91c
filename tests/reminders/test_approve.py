"""Approval is of one exact letter, by a person who may, once each; of two at the same moment one act comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import update

from bot.clock import MovableClock
from bot.desk import Desk, Roles
from bot.holidays import holidays_of
from domain.answers import Change
from domain.chasing import ChasingRule
from domain.errors import AlreadyDone, NotAllowed, Refusal, TooLate, WrongState
from domain.invoice import Invoice
from domain.letter import Fault, Flaw, Route
from domain.reminder import Reminder, ReminderState
from domain.reminder_card import Sure
from domain.roles import Role
from domain.workspace import Workspace
from handlers.ports import Caller
from reminders import approve as approving
from reminders.approve import Approve, NotSureYet, approve, take_back_approval
from reminders.edit_letter import EditLetter, edit_letter
from reminders.skip_reminder import SkipReminder, skip_reminder
from storage.database import Database
from storage.tables import workspaces
from storage.unit_of_work import Work
from tests.builders import ANA, BEN, keep_invoice
from tests.reminders.letters import TEXT, a_waiting_letter, cards_of, now_of, on_its_card, press

S = ReminderState
SURE = frozenset(Sure)


@contextmanager
def settings(database: Database, **values: Any) -> Iterator[None]:
    with database.writing() as connection:
        connection.execute(update(workspaces).values(**values))
    yield


def test_what_is_approved_in_the_evening_waits_out_a_holiday_of_the_clients_country(
    desk: Desk, workspace: Workspace, waiting: Reminder, clock: MovableClock
):
    here = replace(desk, holidays=holidays_of)
    with here.work(workspace) as work:
        work.chasing.keep(ChasingRule(country="IE"), client_id=waiting.client_id)
    clock.move_to(datetime(2026, 3, 16, 18, 0, tzinfo=UTC))  # the evening before Saint Patrick's day
    press(here, approve, Approve(card=on_its_card(waiting), sure=SURE))
    assert now_of(waiting, desk, workspace).not_before == datetime(2026, 3, 18, 9, 0, tzinfo=UTC)


def test_an_approved_letter_leaves_at_once_within_working_hours(desk: Desk, workspace: Workspace, waiting: Reminder):
    said = press(desk, approve, Approve(card=on_its_card(waiting)))
    assert said == "Friendly reminder to Acme about INV-1042 approved"
    now = now_of(waiting, desk, workspace)
    assert (now.state, now.not_before, now.decided_by) == (S.APPROVED, desk.clock.now(), "Ana")
    assert [each.by for each in now.approvals] == ["Ana"]


@pytest.mark.parametrize(
    ("approved", "leaves"),
    [
        (datetime(2026, 3, 11, 7, 30, tzinfo=UTC), datetime(2026, 3, 11, 9, 0, tzinfo=UTC)),
        (datetime(2026, 3, 11, 16, 59, tzinfo=UTC), datetime(2026, 3, 11, 16, 59, tzinfo=UTC)),
        (datetime(2026, 3, 11, 17, 0, tzinfo=UTC), datetime(2026, 3, 12, 9, 0, tzinfo=UTC)),
        (datetime(2026, 3, 13, 20, 0, tzinfo=UTC), datetime(2026, 3, 16, 9, 0, tzinfo=UTC)),
        (datetime(2026, 3, 14, 12, 0, tzinfo=UTC), datetime(2026, 3, 16, 9, 0, tzinfo=UTC)),
        # Summer time began on Sunday 29 March: nine on that Monday in Lisbon is eight in UTC.
        (datetime(2026, 3, 28, 12, 0, tzinfo=UTC), datetime(2026, 3, 30, 8, 0, tzinfo=UTC)),
    ],
)
def test_outside_working_hours_it_waits_for_the_next_ones(
    desk: Desk,
    workspace: Workspace,
    clock: MovableClock,
    waiting: Reminder,
    approved: datetime,
    leaves: datetime,
):
    clock.move_to(approved)
    press(desk, approve, Approve(card=on_its_card(waiting)))
    assert now_of(waiting, desk, workspace).not_before == leaves


def test_a_holiday_is_no_day_for_letters(database: Database, clock: MovableClock, workspace: Workspace):
    thursday = clock.now().date() + timedelta(days=1)
    desk = Desk(database=database, clock=clock, holidays=lambda _: {thursday})
    with desk.work(workspace) as work:
        reminder = a_waiting_letter(work, keep_invoice(work))
    clock.move(timedelta(hours=10))
    press(desk, approve, Approve(card=on_its_card(reminder)))
    assert now_of(reminder, desk, workspace).not_before == datetime(2026, 3, 13, 9, 0, tzinfo=UTC)


def test_a_member_cannot_approve(desk: Desk, workspace: Workspace, waiting: Reminder):
    careful = replace(desk, roles=Roles(everybody_else=Role.MEMBER))
    with pytest.raises(NotAllowed, match="To approve a reminder you need to be an approver"):
        press(careful, approve, Approve(card=on_its_card(waiting)))
    assert now_of(waiting, desk, workspace).state is S.WAITING


def test_a_second_press_is_told_who_was_first_and_when(desk: Desk, workspace: Workspace, waiting: Reminder):
    press(desk, approve, Approve(card=on_its_card(waiting)))
    with pytest.raises(
        TooLate, match=r"Ana did this on Wed 11 Mar 2026, 09:00: Friendly reminder to Acme about INV-1042 approved"
    ):
        press(desk, approve, Approve(card=on_its_card(waiting)), by=BEN)
    with pytest.raises(TooLate, match="You did this on"):
        press(desk, approve, Approve(card=on_its_card(waiting)), request_id="another click")


def test_a_redelivered_press_acts_once_and_hears_the_same(desk: Desk, workspace: Workspace, waiting: Reminder):
    request = Approve(card=on_its_card(waiting))
    first = press(desk, approve, request, request_id="trigger:1")
    assert press(desk, approve, request, request_id="trigger:1") == first
    with desk.reading(workspace) as work:
        assert [one.act for one in work.audit.of_invoice(waiting.lead_id)] == ["approve_reminder"]


def test_a_card_older_than_the_letter_approves_nothing(desk: Desk, workspace: Workspace, waiting: Reminder):
    stale = on_its_card(waiting)
    recipients = tuple(one.contact_id for one in waiting.letter.recipients) if waiting.letter else ()
    edit = EditLetter(card=stale, subject="Another", text=TEXT, recipients=recipients, route=Route.EMAIL)
    press(desk, edit_letter, edit, by=BEN)
    with pytest.raises(TooLate, match=r"That card is older than the letter\. Ben did this on .* edited"):
        press(desk, approve, Approve(card=stale))
    assert now_of(waiting, desk, workspace).state is S.WAITING


def test_where_two_must_approve_the_same_person_counts_once(
    desk: Desk, database: Database, workspace: Workspace, invoice: Invoice
):
    with settings(database, second_from={"EUR": 100_000}):
        with desk.work(workspace) as work:
            reminder = a_waiting_letter(work, invoice)
        press(desk, approve, Approve(card=on_its_card(reminder)))
        assert now_of(reminder, desk, workspace).state is S.SECOND
        with pytest.raises(AlreadyDone, match="You approved Friendly reminder to Acme already"):
            press(desk, approve, Approve(card=on_its_card(reminder)), request_id="again")
        press(desk, approve, Approve(card=on_its_card(reminder)), by=BEN)
    now = now_of(reminder, desk, workspace)
    assert (now.state, [each.by for each in now.approvals]) == (S.APPROVED, ["Ana", "Ben"])


def test_an_edit_after_the_first_approval_voids_it(
    desk: Desk, database: Database, workspace: Workspace, invoice: Invoice
):
    with settings(database, second_from={"EUR": 100_000}):
        with desk.work(workspace) as work:
            reminder = a_waiting_letter(work, invoice)
        press(desk, approve, Approve(card=on_its_card(reminder)))
        first = now_of(reminder, desk, workspace)
        ids = tuple(one.contact_id for one in first.letter.recipients) if first.letter else ()
        card = on_its_card(first)
        edit = EditLetter(card=card, subject="Softer", text=TEXT, recipients=ids, route=Route.EMAIL)
        press(desk, edit_letter, edit, by=BEN)
        edited = now_of(reminder, desk, workspace)
        assert edited.state is S.WAITING
        press(desk, approve, Approve(card=on_its_card(edited), sure=SURE), by=BEN)
    assert now_of(reminder, desk, workspace).state is S.SECOND


def test_an_approval_taken_back_must_be_given_anew(desk: Desk, workspace: Workspace, waiting: Reminder):
    press(desk, approve, Approve(card=on_its_card(waiting)))
    press(desk, take_back_approval, on_its_card(now_of(waiting, desk, workspace)))
    back = now_of(waiting, desk, workspace)
    assert (back.state, back.version, back.letter) == (S.WAITING, waiting.version + 1, waiting.letter)
    with pytest.raises(TooLate):
        press(desk, approve, Approve(card=on_its_card(waiting)), request_id="the old card")
    press(desk, approve, Approve(card=on_its_card(back)), request_id="the new card")
    assert now_of(waiting, desk, workspace).state is S.APPROVED


def test_what_has_begun_to_leave_cannot_be_taken_back(desk: Desk, workspace: Workspace, waiting: Reminder):
    press(desk, approve, Approve(card=on_its_card(waiting)))
    approved = now_of(waiting, desk, workspace)
    with desk.work(workspace) as work:
        work.reminders.move(approved, S.CLAIMED, claimed_at=work.now, attempts=1)
    with pytest.raises(TooLate, match="On its way"):
        press(desk, take_back_approval, on_its_card(approved))


def test_where_the_facts_changed_nothing_is_approved_and_it_lapses(
    desk: Desk, workspace: Workspace, waiting: Reminder, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(approving, "what_changed", lambda *_: "INV-1042 was paid on Wed 11 Mar")
    said = press(desk, approve, Approve(card=on_its_card(waiting)))
    assert said == "Friendly reminder to Acme is not sent: INV-1042 was paid on Wed 11 Mar"
    now = now_of(waiting, desk, workspace)
    assert (now.state, now.approvals) == (S.LAPSED, ())


def test_old_payment_data_and_flaws_must_be_pressed_through(
    desk: Desk, workspace: Workspace, clock: MovableClock, invoice: Invoice
):
    with desk.work(workspace) as work:
        work.payments.add(invoice, minor=100, paid_on=work.today, now=work.now, by_id=work.person.id)
        flawed = a_waiting_letter(work, invoice, flaws=(Flaw(fault=Fault.AMOUNT, shown="€99.00"),))
    clock.move(timedelta(days=7, seconds=1))
    with pytest.raises(NotSureYet, match="payments is more than a week old and the letter says") as asked:
        press(desk, approve, Approve(card=on_its_card(flawed), sure=frozenset()))
    assert asked.value.asked == (Sure.MONEY, Sure.FLAWS)
    with pytest.raises(NotSureYet, match="more than a week old"):
        press(desk, approve, Approve(card=on_its_card(flawed), sure=frozenset({Sure.FLAWS})))
    press(desk, approve, Approve(card=on_its_card(flawed), sure=SURE))
    assert now_of(flawed, desk, workspace).state is S.APPROVED


@pytest.mark.parametrize(("route", "refused"), [(Route.BY_HAND, "your own hand"), (Route.EMAIL, "Nobody to write to")])
def test_what_nobody_would_get_is_not_approved(
    desk: Desk, workspace: Workspace, invoice: Invoice, route: Route, refused: str
):
    with desk.work(workspace) as work:
        work.clients.add_contact(invoice.client_id, name="Somebody", email=None)
        reminder = a_waiting_letter(work, invoice, route=route)
        if route is Route.EMAIL and reminder.letter:
            nobody = replace(reminder.letter, recipients=())
            assert reminder.writer
            work.reminders.write(reminder, nobody, writer=reminder.writer)
    with pytest.raises(WrongState, match=refused):
        press(desk, approve, Approve(card=on_its_card(now_of(reminder, desk, workspace))))


def test_the_card_is_posted_once_and_brought_up_to_date_afterwards(desk: Desk, workspace: Workspace, waiting: Reminder):
    press(desk, approve, Approve(card=on_its_card(waiting)))
    with desk.reading(workspace) as work:
        first, update_of_it = cards_of(work, waiting.id)
    assert (first.updates_id, update_of_it.updates_id) == (None, first.id)
    assert "Waits for approval" in first.body["text"]
    assert "Approved by Ana on Wed 11 Mar 2026, 09:00. It leaves now." in update_of_it.body["text"]


def test_people_who_decide_at_the_same_moment_do_one_thing(desk: Desk, workspace: Workspace, waiting: Reminder):
    for by in (ANA, BEN):
        desk.look(lambda *_: None, None, lambda *_: {}, by)
    gate = Barrier(4)

    def at_once(place: int) -> str:
        by = (ANA, BEN)[place % 2]
        act: Callable[[Any, Work], Change] = approve if place < 3 else skip_reminder
        card = on_its_card(waiting)
        request = Approve(card=card) if place < 3 else SkipReminder(card=card, reason="not now")
        gate.wait(timeout=10)
        try:
            return press(desk, act, request, by=by, request_id=f"press {place}")
        except Refusal as refusal:
            return f"refused: {refusal.words}"

    with ThreadPoolExecutor(4) as people:
        said = list(people.map(at_once, range(4)))
    done = [words for words in said if not words.startswith("refused")]
    assert len(done) == 1, said
    assert all("did this on Wed 11 Mar 2026, 09:00" in words for words in said if words not in done), said
    now = now_of(waiting, desk, workspace)
    assert now.state in (S.APPROVED, S.SKIPPED)
    with desk.reading(workspace) as work:
        assert len(work.audit.of_invoice(waiting.lead_id)) == 1
        assert len(cards_of(work, waiting.id)) == 2


def test_two_people_approve_a_letter_for_two_at_the_same_moment(
    desk: Desk, database: Database, workspace: Workspace, invoice: Invoice
):
    with settings(database, second_from={"EUR": 100_000}):
        with desk.work(workspace) as work:
            reminder = a_waiting_letter(work, invoice)
        for by in (ANA, BEN):
            desk.look(lambda *_: None, None, lambda *_: {}, by)
        gate = Barrier(2)

        def at_once(by: Caller) -> str:
            gate.wait(timeout=10)
            return press(desk, approve, Approve(card=on_its_card(reminder)), by=by)

        with ThreadPoolExecutor(2) as people:
            said = sorted(people.map(at_once, (ANA, BEN)))
    assert said == [
        "Friendly reminder to Acme about INV-1042 approved",
        "Friendly reminder to Acme about INV-1042 approved; it waits for one more person",
    ]
    now = now_of(reminder, desk, workspace)
    assert (now.state, {each.by for each in now.approvals}) == (S.APPROVED, {"Ana", "Ben"})


def test_where_no_mail_is_set_up_a_letter_is_not_approved_into_nowhere_and_the_way_on_is_said(
    desk: Desk, workspace: Workspace, waiting: Reminder
):
    nobody = replace(workspace, mail_from=None)
    with desk.work(nobody) as work, pytest.raises(WrongState, match=r"sends no e-mail here yet\. Press “Copy"):
        approve(Approve(card=on_its_card(waiting), sure=SURE), work)
    assert now_of(waiting, desk, workspace).state is S.WAITING
