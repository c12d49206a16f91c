"""All else a person decides about a reminder: edit, snooze, skip, by hand, what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.desk import Desk, Roles
from domain.errors import NotAllowed, NotUnderstood, TooLate, WrongState
from domain.invoice import Invoice
from domain.letter import Route
from domain.reminder import Reminder, ReminderState, Writer
from domain.roles import Role
from domain.timeline import Direction
from domain.workspace import Workspace
from reminders.approve import Approve, approve
from reminders.decided import OnCard
from reminders.edit_letter import OpenLetter, edit_letter, letter_to_edit
from reminders.settle_sending import letter_left, letter_not_sent
from reminders.skip_reminder import SkipReminder, skip_reminder
from reminders.snooze_reminder import SnoozeReminder, snooze_reminder, wake_reminder
from reminders.take_by_hand import TakeByHand, not_sending, sent_by_hand, take_by_hand
from tests.builders import ANA, keep_invoice, plan_letter
from tests.reminders.letters import SUBJECT, TEXT, a_waiting_letter, an_edit, cards_of, now_of, on_its_card, press

S = ReminderState


def test_an_edit_is_a_new_version_by_a_person(desk: Desk, workspace: Workspace, waiting: Reminder):
    press(desk, edit_letter, an_edit(waiting, text="Dear Petra,\r\nanother word.\r\n"))
    now = now_of(waiting, desk, workspace)
    assert now.letter
    assert (now.version, now.writer, now.letter.words.text) == (
        waiting.version + 1,
        Writer.PERSON,
        "Dear Petra,\nanother word.",
    )


def test_a_form_sent_in_without_a_change_changes_nothing(desk: Desk, workspace: Workspace, waiting: Reminder):
    assert "Nothing was changed" in press(desk, edit_letter, an_edit(waiting))
    assert now_of(waiting, desk, workspace).version == waiting.version


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"subject": " \n "}, "subject"),
        ({"subject": "x" * 201}, "subject"),
        ({"text": " \n"}, "text"),
        ({"recipients": ()}, "recipients"),
        ({"recipients": (999_999,)}, "recipients"),
        ({"route": Route.SLACK}, "route"),
    ],
)
def test_what_cannot_be_sent_is_refused_beside_its_field(
    desk: Desk, waiting: Reminder, changed: dict[str, Any], field: str
):
    with pytest.raises(NotUnderstood) as refused:
        press(desk, edit_letter, an_edit(waiting, **changed))
    assert refused.value.field == field


def test_a_subject_is_one_line(desk: Desk, workspace: Workspace, waiting: Reminder):
    press(desk, edit_letter, an_edit(waiting, subject="Hello\nBcc: everybody@evil.example"))
    now = now_of(waiting, desk, workspace)
    assert now.letter
    assert now.letter.words.subject == "Hello Bcc: everybody@evil.example"


def test_a_letter_goes_to_nobody_but_this_clients_contacts(desk: Desk, workspace: Workspace, waiting: Reminder):
    with desk.work(workspace) as work:
        other = keep_invoice(work, client="Beta", number="B-1")
        work.clients.add_contact(other.client_id, name="Bob", email="bob@beta.example")
        [bob] = work.clients.contacts(other.client_id)
        work.clients.add_contact(waiting.client_id, name="Quentin", email="q@acme.example")
        quentin = work.clients.contacts(waiting.client_id)[-1]
    press(desk, edit_letter, an_edit(waiting, recipients=(bob.id, quentin.id, quentin.id)))
    now = now_of(waiting, desk, workspace)
    assert now.letter
    assert [one.email for one in now.letter.recipients] == ["q@acme.example"]


def test_what_was_approved_is_not_edited_behind_its_back(desk: Desk, waiting: Reminder):
    press(desk, approve, Approve(card=on_its_card(waiting)))
    with pytest.raises(TooLate):
        press(desk, edit_letter, an_edit(waiting, text="changed"))
    with pytest.raises(TooLate, match="can be edited no more"):
        desk.look(letter_to_edit, OpenLetter(reminder_id=waiting.id), lambda *_: {}, ANA)


def test_a_snooze_ends_on_the_day_as_people_say_it(desk: Desk, workspace: Workspace, waiting: Reminder):
    said = press(desk, snooze_reminder, SnoozeReminder(card=on_its_card(waiting), until="next friday"))
    now = now_of(waiting, desk, workspace)
    assert (now.state, now.snoozed_until) == (S.SNOOZED, date(2026, 3, 20))
    assert "through Friday 20 March 2026" in said


@pytest.mark.parametrize("until", ["whenever", "today", "yesterday", "in 300 days", ""])
def test_a_snooze_without_an_end_that_makes_sense_is_refused(desk: Desk, waiting: Reminder, until: str):
    with pytest.raises(NotUnderstood) as refused:
        press(desk, snooze_reminder, SnoozeReminder(card=on_its_card(waiting), until=until))
    assert refused.value.field == "until"


def test_a_snoozed_one_can_be_taken_up_again_unless_another_is_open(
    desk: Desk, workspace: Workspace, waiting: Reminder, invoice: Invoice
):
    press(desk, snooze_reminder, SnoozeReminder(card=on_its_card(waiting), until="friday"))
    press(desk, wake_reminder, on_its_card(waiting))
    again = now_of(waiting, desk, workspace)
    assert (again.state, again.version) == (S.WAITING, waiting.version + 1)
    press(desk, snooze_reminder, SnoozeReminder(card=on_its_card(again), until="friday"))
    with desk.work(workspace) as work:
        assert plan_letter(work, keep_invoice(work, number="INV-2"))
    with pytest.raises(WrongState, match="Another draft to Acme is open already"):
        press(desk, wake_reminder, on_its_card(again))


def test_a_skip_keeps_its_reason(desk: Desk, workspace: Workspace, waiting: Reminder):
    press(desk, skip_reminder, SkipReminder(card=on_its_card(waiting), reason="  we meet on\nMonday "))
    now = now_of(waiting, desk, workspace)
    assert (now.state, now.reason, now.decided_by) == (S.SKIPPED, "we meet on Monday", "Ana")


def test_sent_by_hand_counts_when_the_person_says_so(desk: Desk, workspace: Workspace, waiting: Reminder):
    press(desk, take_by_hand, TakeByHand(card=on_its_card(waiting)))
    assert now_of(waiting, desk, workspace).state is S.BY_HAND
    with desk.reading(workspace) as work:
        assert len(work.timeline.of_client(waiting.client_id)) == 1
    press(desk, sent_by_hand, on_its_card(waiting))
    now = now_of(waiting, desk, workspace)
    assert (now.state, now.sent_on) == (S.SENT, date(2026, 3, 11))
    with desk.reading(workspace) as work:
        *_, touch = work.timeline.of_client(waiting.client_id)
    assert (touch.direction, touch.words, touch.invoice_id) == (
        Direction.OUT,
        f"{SUBJECT}\n\n{TEXT}",
        waiting.lead_id,
    )


def test_of_two_letters_to_one_client_only_one_is_out_at_a_time(
    desk: Desk, workspace: Workspace, waiting: Reminder, clock: MovableClock
):
    with desk.work(workspace) as work:
        dollars = a_waiting_letter(work, keep_invoice(work, number="USD-1", currency="USD"), said=None)
    press(desk, take_by_hand, TakeByHand(card=on_its_card(waiting)))
    with pytest.raises(WrongState, match=r"about INV-1042 to Acme was taken along by Ana and may have gone\. Press"):
        press(desk, take_by_hand, TakeByHand(card=on_its_card(dollars)))
    taken = now_of(waiting, desk, workspace)
    press(desk, not_sending, on_its_card(taken))
    press(desk, take_by_hand, TakeByHand(card=on_its_card(dollars)))
    with pytest.raises(WrongState, match="about USD-1 to Acme was taken along by Ana"):
        press(desk, take_by_hand, TakeByHand(card=on_its_card(now_of(waiting, desk, workspace))))
    clock.move(timedelta(minutes=1))
    press(desk, sent_by_hand, on_its_card(now_of(dollars, desk, workspace)))
    back = press(desk, take_by_hand, TakeByHand(card=on_its_card(now_of(waiting, desk, workspace))))
    assert "a friendly reminder went to them" in back


def test_taken_along_and_not_sent_it_waits_for_a_new_approval(desk: Desk, workspace: Workspace, waiting: Reminder):
    press(desk, take_by_hand, TakeByHand(card=on_its_card(waiting)))
    press(desk, not_sending, on_its_card(waiting))
    back = now_of(waiting, desk, workspace)
    assert (back.state, back.version) == (S.WAITING, waiting.version + 1)
    with pytest.raises(TooLate):
        press(desk, sent_by_hand, on_its_card(waiting))


def test_a_member_drafts_edits_snoozes_and_skips_but_sends_nothing(desk: Desk, workspace: Workspace, waiting: Reminder):
    careful = replace(desk, roles=Roles(everybody_else=Role.MEMBER))
    for act in (take_by_hand, sent_by_hand, letter_left, letter_not_sent):
        request: Any = TakeByHand(card=on_its_card(waiting)) if act is take_by_hand else on_its_card(waiting)
        with pytest.raises(NotAllowed):
            press(careful, act, request)
    press(careful, edit_letter, an_edit(waiting, text="softer"))
    edited = now_of(waiting, desk, workspace)
    press(careful, snooze_reminder, SnoozeReminder(card=on_its_card(edited), until="friday"))
    assert now_of(waiting, desk, workspace).state is S.SNOOZED


def test_every_act_is_in_the_audit_trail_of_the_client_and_on_the_card(
    desk: Desk, workspace: Workspace, waiting: Reminder
):
    press(desk, skip_reminder, SkipReminder(card=on_its_card(waiting)))
    with desk.reading(workspace) as work:
        [record] = work.audit.of_invoice(waiting.lead_id)
        *_, newest = cards_of(work, waiting.id)
    assert (record.act, record.client_id, record.by) == ("skip_reminder", waiting.client_id, "Ana")
    assert "Skipped by Ana" in newest.body["text"]


def test_a_press_on_a_card_of_another_book_finds_nothing(desk: Desk, waiting: Reminder):
    from domain.errors import GoneFromBook

    with pytest.raises(GoneFromBook):
        press(desk, approve, Approve(card=OnCard(reminder_id=waiting.id + 1, version=1)))
