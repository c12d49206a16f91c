"""A reminder's card through Slack's own protocol: posted, pressed, brought up to date; two people, one act."""

from __future__ import annotations

from datetime import date, timedelta

from domain.letter import Fault, Flaw, Route
from domain.reminder import ReminderState
from reminders.card import show_reminder
from storage.database import Database
from tests.builders import keep_invoice
from tests.handlers.billing import Billing, buttons_of
from tests.handlers.conftest import ANA, BEN, Office, words_of
from tests.reminders.letters import TEXT, a_waiting_letter, cards_of, leave_in_doubt

S = ReminderState


def test_approve_and_send_from_the_card(billing: Billing):
    reminder = billing.draft()
    assert "Hello Petra" in billing.read
    assert "I'll sort it soon" in billing.read
    billing.press("approve")
    assert "Friendly reminder to Acme about INV-1042 approved" in billing.told()
    assert billing.now(reminder).state is S.APPROVED
    assert "Approved by ana on Wed 11 Mar 2026, 09:00. It leaves now." in billing.read
    assert buttons_of(billing.card) == ["take_back_approval"]


def test_the_same_over_socket_mode(socket_office: Office):
    billing = Billing(socket_office)
    reminder = billing.draft()
    billing.press("approve")
    assert billing.now(reminder).state is S.APPROVED


def test_a_stale_card_tells_the_second_person_who_did_what_and_when(billing: Billing):
    billing.draft()
    as_ben_saw_it = billing.card
    billing.press("approve")
    billing.press("skip_reminder", by=BEN, where=as_ben_saw_it)
    answer = billing.submit({"reason": "later"}, by=BEN)
    assert answer.ok
    told = words_of(billing.window(BEN)["blocks"])
    assert "ana did this on Wed 11 Mar 2026, 09:00: Friendly reminder to Acme about INV-1042 approved" in told


def test_a_double_click_and_a_redelivered_press_are_one_act(billing: Billing):
    reminder = billing.draft()
    card = billing.card
    billing.press("approve", where=card)
    billing.slack.redeliver(kind="block_actions")
    billing.press("approve", where=card)
    billing.slack.wait_for(lambda: len(billing.slack.ephemerals(ANA)) > 1)
    assert "You did this on" in billing.told()
    with billing.office.desk.reading(billing.office.workspace) as work:
        assert [one.act for one in work.audit.of_invoice(reminder.lead_id)] == ["approve_reminder"]
        assert len(cards_of(work, reminder.id)) == 2


def test_a_letter_is_edited_in_a_window_and_its_flaws_are_pressed_through(billing: Billing):
    reminder = billing.draft()
    billing.press("edit_letter")
    window = billing.window()
    assert window["title"]["text"] == "Edit the letter"
    answer = billing.submit({"text": "Hello Petra,\n\nplease send €99.00 for INV-9999.\n\nAna", "subject": "Softer"})
    assert answer.ok, answer
    edited = billing.now(reminder)
    assert edited.letter
    assert edited.letter.words.text == "Hello Petra,\n\nplease send €99.00 for INV-9999.\n\nAna"
    assert edited.flaws
    assert "Look at this before you approve" in billing.read
    billing.press("approve")
    assert billing.now(reminder).state is S.APPROVED


def test_a_long_letter_is_read_and_approved_in_a_window(billing: Billing):
    text = TEXT + "\n\nAnd once more:" + "\nINV-1042, €1,200.00" * 700
    reminder = billing.draft(text=text)
    assert buttons_of(billing.card)[0] == "read_letter"
    billing.press("read_letter")
    assert "And once more" in words_of(billing.window()["blocks"])
    assert billing.submit().ok
    assert billing.now(reminder).state is S.APPROVED


def test_a_long_letter_is_edited_in_several_inputs_and_stays_as_it_is_where_nothing_is_typed(billing: Billing):
    text = TEXT + "\n\n" + "\n\n".join(f"Line {place} of a long story" for place in range(300))
    reminder = billing.draft(text=text)
    billing.press("edit_letter")
    assert billing.submit({"subject": "Long"}).ok
    edited = billing.now(reminder)
    assert edited.letter
    assert (edited.letter.words.subject, edited.letter.words.text) == ("Long", text)


def test_an_edit_that_reaches_nobody_is_refused_beside_its_field(billing: Billing):
    billing.draft()
    billing.press("edit_letter")
    answer = billing.submit({"recipients": []})
    assert "Choose who gets it" in str(answer.body)


def test_a_snooze_says_the_day_in_full(billing: Billing):
    reminder = billing.draft()
    billing.press("snooze_reminder")
    assert "I can't read" in str(billing.submit({"until": "whenever"}).body)
    assert billing.submit({"until": "20 march"}).ok
    assert billing.now(reminder).snoozed_until == date(2026, 3, 20)
    assert "Snoozed through Fri 20 Mar 2026 by ana" in billing.read
    billing.press("wake_reminder")
    assert "Waits for approval" in billing.read


def test_old_payment_data_is_asked_about_again_where_the_card_did_not(billing: Billing):
    with billing.office.desk.work(billing.office.workspace) as work:
        other = keep_invoice(work, client="Beta", number="B-1")
        work.payments.add(other, minor=100, paid_on=work.today, now=work.now, by_id=work.person.id)
    reminder = billing.draft()
    card = billing.card
    billing.office.clock.move(timedelta(days=8))
    billing.press("approve", where=card)
    question = billing.window()
    assert "more than a week old" in words_of(question["blocks"])
    assert billing.now(reminder).state is S.WAITING
    billing.press("approve", where=question)
    assert billing.now(reminder).state is S.APPROVED
    billing.slack.wait_for(lambda: "approved" in words_of(billing.window()["blocks"]))
    assert billing.slack.ephemerals(ANA) == []


def test_flaws_have_a_question_on_the_button_itself(billing: Billing):
    billing.draft(flaws=(Flaw(fault=Fault.THREAT, shown="our lawyers"),))
    [approve] = [
        one
        for block in billing.card["blocks"]
        if block["type"] == "actions"
        for one in block["elements"]
        if one["action_id"] == "approve"
    ]
    assert approve["confirm"]["confirm"]["text"] == "Approve anyway"


def test_copied_and_sent_by_hand(billing: Billing):
    reminder = billing.draft()
    billing.press("copy_letter")
    assert "Hello Petra" in words_of(billing.window()["blocks"])
    assert "took it along" in billing.read
    billing.press("sent_by_hand")
    assert billing.now(reminder).state is S.SENT
    assert "Sent on Wed 11 Mar 2026 by hand, says ana. Approved by ana" in billing.read
    billing.press("letter_bounced")
    assert "A letter came back" in billing.office.read("/invoice queue")


def test_a_letter_that_another_person_sent_by_hand_names_both_and_nobody_as_its_reader(billing: Billing):
    billing.draft(route=Route.BY_HAND, is_to_nobody=True)
    assert "nobody yet" in billing.read
    billing.press("copy_letter")
    billing.press("sent_by_hand", by=BEN)
    assert "Sent on Wed 11 Mar 2026 by hand, says ben. Approved by ana" in billing.read
    assert "nobody yet" not in billing.read
    assert "a person's own hand" in billing.read


def test_what_may_have_left_is_settled_on_the_card(billing: Billing):
    reminder = billing.draft()
    billing.press("approve")
    with billing.office.desk.work(billing.office.workspace) as work:
        leave_in_doubt(reminder, work)
        show_reminder(reminder.id, work)
    assert buttons_of(billing.card) == ["letter_left", "letter_not_sent"]
    billing.press("letter_not_sent")
    assert "Waits for approval" in billing.read


def test_they_paid_opens_the_payment_and_the_draft_lapses(billing: Billing):
    reminder = billing.draft()
    billing.press("they_paid")
    assert billing.window()["callback_id"] == "record_payment"
    assert billing.submit().ok
    billing.press("approve")
    assert "INV-1042 was paid in full" in billing.told()
    assert billing.now(reminder).state is S.LAPSED


def test_they_paid_of_an_invoice_another_tool_owns_keeps_their_word_and_waits(billing: Billing):
    with billing.office.desk.work(billing.office.workspace) as work:
        keep_invoice(work, number="X-1", source="csv:xero.csv")
        invoice = work.invoices.find("X-1")
        a_waiting_letter(work, invoice)
    billing.post()
    billing.press("they_paid")
    assert billing.window()["callback_id"] == "says_paid"
    assert billing.submit({"words": "we paid it on Monday"}).ok
    shown = billing.office.read("/invoice status X-1")
    assert "we paid it on Monday" in shown
    assert "on hold until Mon 16 Mar" in shown


def test_of_several_invoices_it_is_asked_which_one(billing: Billing):
    billing.draft("INV-1", "INV-2")
    billing.press("which_paid")
    assert "Which one did they pay?" in billing.told()
    question = billing.slack.ephemerals(ANA)[-1]
    billing.press("they_paid.1", where=question)
    assert "INV-2" in words_of(billing.window()["blocks"])


def test_a_promise_and_a_dispute_open_their_forms(billing: Billing):
    billing.draft()
    billing.press("log_reply")
    assert billing.window()["callback_id"] == "log_reply"
    billing.slack.close(ANA, billing.window())
    billing.press("dispute")
    assert billing.window()["callback_id"] == "dispute"


def test_a_member_is_told_that_an_approver_is_needed(billing: Billing, database: Database):
    from bot.desk import Roles
    from domain.roles import Role

    reminder = billing.draft()
    object.__setattr__(billing.office.desk, "roles", Roles(everybody_else=Role.MEMBER))
    billing.press("approve")
    assert "To approve a reminder you need to be an approver" in billing.told()
    assert billing.now(reminder).state is S.WAITING
