"""A recipient whom the mail server cannot take just now is waited for; only then do the others get the letter alone."""

from __future__ import annotations

from datetime import timedelta

from domain.reminder import ReminderState
from tests.delivery.letter_office import LetterOffice, approve
from tests.delivery.mail_server import Fault

BOTH = ("maria@acme.example", "contas@acme.example")
GREYLISTED = {"contas@acme.example": "450 Greylisted"}


def try_often(office: LetterOffice, times: int) -> None:
    for _ in range(times):
        office.leave()
        office.clock.move(timedelta(minutes=15))


def test_a_server_that_could_take_nothing_uses_up_no_patience_with_a_recipient(office: LetterOffice):
    reminder = office.approved(office.owes(emails=BOTH))
    office.post.box.plan.faults.extend([Fault.LATER] * 3)
    try_often(office, 3)
    office.post.box.plan.people = GREYLISTED
    try_often(office, 3)
    assert office.state(reminder) == "approved"
    assert office.post.box.taken == []
    office.post.box.plan.people = {}
    office.leave()
    [taken] = office.post.box.taken
    assert taken.recipients == BOTH
    assert office.queue() == []


def test_after_three_refusals_for_now_the_others_get_the_letter(office: LetterOffice):
    reminder = office.approved(office.owes(emails=BOTH))
    office.post.box.plan.people = GREYLISTED
    try_often(office, 3)
    assert office.post.box.taken == []
    office.leave()
    [taken] = office.post.box.taken
    assert taken.recipients == BOTH[:1]
    assert office.state(reminder) == "sent"
    [(kind, reason)] = office.queue()
    assert kind == "bounced"
    assert "did not reach contas@acme.example (450 Greylisted)" in reason


def test_a_letter_that_is_approved_anew_is_patient_anew(office: LetterOffice):
    reminder = office.approved(office.owes(emails=BOTH))
    office.post.box.plan.people = GREYLISTED
    try_often(office, 3)
    with office.desk.work(office.workspace) as work:
        kept = work.reminders.get(reminder)
        assert work.reminders.move(kept, ReminderState.WAITING, version=kept.version + 1, not_before=None, reason=None)
        approve(work, work.reminders.get(reminder))
    try_often(office, 3)
    assert office.state(reminder) == "approved"
    assert office.post.box.taken == []


def test_the_history_of_its_invoice_says_whom_the_letter_waited_for_and_not_for_ever(office: LetterOffice):
    reminder = office.approved(office.owes(emails=BOTH))
    office.post.box.plan.people = dict.fromkeys(BOTH, "450 Greylisted")
    try_often(office, 8)
    with office.desk.reading(office.workspace) as work:
        said = [record.said for record in work.audit.of_invoice(office.reminder(reminder).lead_id)]
    waited = [each for each in said if "450 Greylisted" in each]
    assert len(waited) == 3
    assert waited[0].startswith("Friendly reminder to Acme waits: ")
