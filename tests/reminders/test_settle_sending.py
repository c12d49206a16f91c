"""A person says what became of a letter: it left, it did not, it was refused, it came back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from bot.jobs import compose
from domain.errors import TooLate
from domain.exception_queue import ExceptionKind
from domain.reminder import Reminder, ReminderState
from domain.reminder_card import Sure
from domain.timeline import Direction
from domain.workspace import Workspace
from reminders.approve import Approve, approve
from reminders.card import ABOUT
from reminders.edit_letter import edit_letter
from reminders.settle_sending import letter_bounced, letter_left, letter_not_sent
from reminders.take_by_hand import TakeByHand, sent_by_hand, take_by_hand
from tests.reminders.letters import an_edit, now_of, on_its_card, press

S = ReminderState


@pytest.fixture
def uncertain(desk: Desk, workspace: Workspace, waiting: Reminder) -> Reminder:
    press(desk, approve, Approve(card=on_its_card(waiting)))
    return moved(desk, workspace, waiting, S.CLAIMED, S.UNCERTAIN, kind=ExceptionKind.MAYBE_SENT)


def moved(
    desk: Desk, workspace: Workspace, reminder: Reminder, *states: ReminderState, kind: ExceptionKind
) -> Reminder:
    """As its sending leaves it, with its row in the queue."""
    with desk.work(workspace) as work:
        for state in states:
            claimed = {"claimed_at": work.now - timedelta(days=1)} if state is S.CLAIMED else {"reason": "no answer"}
            assert work.reminders.move(work.reminders.get(reminder.id), state, **claimed)
        work.exceptions.put_in(kind.value, about=ABOUT, about_id=reminder.id, reason="no answer", now=work.now)
        return work.reminders.get(reminder.id)


def test_an_uncertain_one_that_arrived_is_sent_on_the_day_it_was_tried(
    desk: Desk, workspace: Workspace, uncertain: Reminder
):
    press(desk, letter_left, on_its_card(uncertain))
    now = now_of(uncertain, desk, workspace)
    assert (now.state, now.sent_on) == (S.SENT, date(2026, 3, 10))
    with desk.reading(workspace) as work:
        *_, touch = work.timeline.of_client(uncertain.client_id)
        assert (touch.happened_on, work.exceptions.waiting()) == (date(2026, 3, 10), [])


def test_an_uncertain_one_that_did_not_arrive_leaves_only_when_approved_anew(
    desk: Desk, workspace: Workspace, uncertain: Reminder
):
    press(desk, letter_not_sent, on_its_card(uncertain))
    back = now_of(uncertain, desk, workspace)
    assert back.state is S.WAITING
    with desk.reading(workspace) as work:
        assert work.exceptions.waiting() == []
        assert len(work.timeline.of_client(uncertain.client_id)) == 1
    with pytest.raises(TooLate):
        press(desk, letter_left, on_its_card(uncertain))
    press(desk, approve, Approve(card=on_its_card(back)))
    assert now_of(uncertain, desk, workspace).state is S.APPROVED


def test_a_refused_one_goes_again_to_another_address(desk: Desk, workspace: Workspace, waiting: Reminder):
    press(desk, approve, Approve(card=on_its_card(waiting)))
    refused = moved(desk, workspace, waiting, S.CLAIMED, S.REFUSED, kind=ExceptionKind.NOT_SENT)
    with desk.work(workspace) as work:
        work.clients.add_contact(waiting.client_id, name="Quentin", email="q@acme.example")
        quentin = work.clients.contacts(waiting.client_id)[-1]
    press(desk, edit_letter, an_edit(refused, recipients=(quentin.id,)))
    now = now_of(waiting, desk, workspace)
    assert now.state is S.WAITING
    with desk.reading(workspace) as work:
        assert work.exceptions.waiting() == []


def test_one_that_came_back_is_in_the_queue_and_noted_for_the_team(desk: Desk, workspace: Workspace, waiting: Reminder):
    press(desk, take_by_hand, TakeByHand(card=on_its_card(waiting)))
    press(desk, sent_by_hand, on_its_card(waiting))
    press(desk, letter_bounced, on_its_card(waiting))
    with pytest.raises(TooLate):
        press(desk, letter_bounced, on_its_card(waiting))
    with desk.reading(workspace) as work:
        [row] = work.exceptions.waiting()
        note = work.timeline.of_client(waiting.client_id)[-1]
    assert (row.kind, row.about, row.about_id) == (ExceptionKind.BOUNCED.value, ABOUT, waiting.id)
    assert "Friendly reminder to Acme came back. It went by e-mail to Petra <petra@acme.example>." in row.reason
    assert note.direction is Direction.INTERNAL


def test_what_came_back_from_everybody_counts_as_no_contact_and_takes_no_stage(
    desk: Desk, workspace: Workspace, clock: MovableClock, waiting: Reminder
):
    press(desk, take_by_hand, TakeByHand(card=on_its_card(waiting)))
    press(desk, sent_by_hand, on_its_card(waiting))
    press(desk, letter_bounced, on_its_card(waiting))
    assert now_of(waiting, desk, workspace).state is S.LAPSED
    clock.move(timedelta(days=1))
    compose(desk, workspace)
    with desk.reading(workspace) as work:
        [again] = work.reminders.in_state(S.WRITING)
    assert (again.stage, again.changed) == (
        waiting.stage,
        "the last one came back from Petra <petra@acme.example>: nobody got it",
    )


def test_what_came_back_from_one_of_several_stays_sent(desk: Desk, workspace: Workspace, waiting: Reminder):
    with desk.work(workspace) as work:
        work.clients.add_contact(waiting.client_id, name="Quentin", email="q@acme.example")
        both = tuple(one.id for one in work.clients.contacts(waiting.client_id))
    press(desk, edit_letter, an_edit(waiting, recipients=both))
    edited = now_of(waiting, desk, workspace)
    press(desk, take_by_hand, TakeByHand(card=on_its_card(edited), sure=frozenset(Sure)))
    press(desk, sent_by_hand, on_its_card(edited))
    press(desk, letter_bounced, on_its_card(edited))
    press(desk, letter_bounced, on_its_card(edited))
    with desk.reading(workspace) as work:
        assert [row.kind for row in work.exceptions.waiting()] == [ExceptionKind.BOUNCED.value]
    assert now_of(waiting, desk, workspace).state is S.SENT
