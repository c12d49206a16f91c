from __future__ import annotations

from datetime import date

from bot.jobs import write_drafts
from domain.chasing import Stage
from domain.letter import Recipient, Route
from domain.reminder import ReminderState
from receivables.keep_client import KeepClient, keep_client
from tests.reminders.drafts import planned
from tests.reminders.office import Office, shown

DUE = date(2026, 2, 20)


def sent_by_mail(office: Office, number: str) -> str:
    """A friendly letter that left by e-mail; its subject."""
    reminder_id = planned(office, number)
    write_drafts(office.desk, office.workspace)
    with office.desk.work(office.workspace) as work:
        reminder = work.reminders.get(reminder_id)
        assert reminder.letter is not None
        assert reminder.letter.route is Route.EMAIL
        for state in (ReminderState.APPROVED, ReminderState.CLAIMED):
            assert work.reminders.move(work.reminders.get(reminder_id), state)
        left = work.reminders.get(reminder_id)
        assert work.reminders.move(left, ReminderState.SENT, sent_on=work.today)
        return reminder.letter.words.subject


def subject_of_next(office: Office, number: str, stage: Stage, *others: str) -> str:
    reminder_id = planned(office, number, *others, stage=stage)
    write_drafts(office.desk, office.workspace)
    with office.desk.reading(office.workspace) as work:
        letter = work.reminders.get(reminder_id).letter
    assert letter is not None
    assert all(isinstance(each, Recipient) for each in letter.recipients)
    return letter.words.subject


def test_a_follow_up_keeps_the_subject_the_client_knows_the_matter_by(office: Office):
    office.invoice("INV-1", due=DUE)
    office.act(keep_client, KeepClient(client="Acme", contact="Petra", email="petra@acme.example"))
    first = sent_by_mail(office, "INV-1")
    assert subject_of_next(office, "INV-1", Stage.FIRM) == f"Re: {first}"


def test_a_follow_up_about_more_than_before_has_a_subject_that_fits_all_of_it(office: Office):
    for number in ("INV-1", "INV-2"):
        office.invoice(number, due=DUE)
    office.act(keep_client, KeepClient(client="Acme", contact="Petra", email="petra@acme.example"))
    sent_by_mail(office, "INV-1")
    assert subject_of_next(office, "INV-1", Stage.FIRM, "INV-2") == "Overdue: 2 invoices"


def test_another_matter_of_the_same_client_has_a_subject_of_its_own(office: Office):
    office.invoice("INV-1", due=DUE)
    office.invoice("INV-2", due=DUE)
    office.act(keep_client, KeepClient(client="Acme", contact="Petra", email="petra@acme.example"))
    sent_by_mail(office, "INV-1")
    assert subject_of_next(office, "INV-2", Stage.FRIENDLY) == "A friendly reminder: invoice INV-2"


def test_the_card_of_a_first_letter_shows_what_the_client_said_last_about_another_invoice(office: Office):
    for number in ("INV-1", "INV-2"):
        office.invoice(number, due=DUE)
    office.said("INV-1", "The new address is in the PDF")
    planned(office, "INV-2")
    write_drafts(office.desk, office.workspace)
    card = shown(office.posts()[-1])
    assert "nothing yet: no contact about these invoices is recorded" in card
    assert "Their newest words, about something else: " in card
    assert "The new address is in the PDF" in card
