"""Between the approval and the sending things happen: then nothing leaves, and the card and the queue say what."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import update

from delivery.letters import LetterWays, deliver_letters
from delivery.smtp import MailCourier
from domain.letter import Letter, Recipient, Route, Words
from domain.reminder import Writer
from receivables.dispute import OpenDispute, open_dispute
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.log_reply import LogReply, log_reply
from receivables.record_payment import RecordPayment, record_payment
from storage.tables import contacts, reminders
from storage.unit_of_work import Work
from tests.builders import keep_invoice
from tests.delivery.letter_office import LetterOffice


def paid(work: Work) -> None:
    record_payment(RecordPayment(invoice="INV-1042"), work)


def paid_in_part(work: Work) -> None:
    record_payment(RecordPayment(invoice="INV-1042", amount="200"), work)


def credited(work: Work) -> None:
    issue_credit_note(IssueCreditNote(target="INV-1042", amount="10", reason="a discount"), work)


def replied(work: Work) -> None:
    log_reply(LogReply(target="INV-1042", words="we are looking into it"), work)


def promised(work: Work) -> None:
    log_reply(LogReply(target="INV-1042", words="we pay on Friday"), work)


def disputed(work: Work) -> None:
    open_dispute(OpenDispute(invoice="INV-1042", reason="hours are wrong"), work)


def held(work: Work) -> None:
    hold_chasing(HoldChasing(target="INV-1042", reason="they merge"), work)


def called(work: Work) -> None:
    log_reply(LogReply(target="Acme", words="we: called them, nobody there"), work)


def another_address(work: Work) -> None:
    work.connection.execute(update(contacts).values(email="new@acme.example"))


def another_invoice(work: Work) -> None:
    keep_invoice(work, number="INV-1043")


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (paid, "INV-1042 was paid in full"),
        (paid_in_part, "INV-1042 has €1,000.00 left, and had €1,200.00"),
        (credited, "INV-1042 has €1,190.00 left"),
        (replied, "logged a reply"),
        (promised, "is waited for until"),
        (disputed, "INV-1042 is disputed"),
        (held, "INV-1042 is on hold until"),
        (called, "logged a contact with them"),
        (another_address, "is not a contact of Acme any more"),
        (another_invoice, "INV-1043 is to be chased as well now"),
    ],
)
def test_what_happened_since_the_approval_keeps_the_letter_here(
    office: LetterOffice, happens: Callable[[Work], None], said: str
):
    reminder = office.approved(office.owes())
    office.clock.move(timedelta(minutes=1))
    with office.desk.work(office.workspace) as work:
        happens(work)
    office.leave()
    assert office.post.box.taken == []
    assert office.state(reminder) == "lapsed"
    assert said in str(office.reminder(reminder).reason)
    [(kind, reason)] = office.queue()
    assert kind == "not sent"
    assert reason.startswith("Friendly reminder to Acme is not sent: ")
    assert said in reason
    assert said.replace("€", "") in office.card(reminder).replace("€", "")
    office.clock.move(timedelta(days=1))
    assert office.leave() == 0


def test_an_edit_after_the_approval_needs_an_approval_of_its_own(office: LetterOffice):
    reminder = office.approved(office.owes())
    with office.desk.work(office.workspace) as work:
        before = work.reminders.get(reminder)
        assert before.letter is not None
        edited = Letter(route=Route.EMAIL, recipients=before.letter.recipients, words=Words(subject="x", text="y\n"))
        assert work.reminders.write(before, edited, writer=Writer.PERSON)
    assert office.leave() == 0
    assert office.post.box.taken == []


def test_words_changed_behind_dunwells_back_do_not_leave(office: LetterOffice):
    reminder = office.approved(office.owes())
    with office.desk.work(office.workspace) as work:
        row = work.connection.execute(reminders.select()).one()
        work.connection.execute(update(reminders).values(letter={**row.letter, "text": "Pay to another account\n"}))
    office.leave()
    assert office.post.box.taken == []
    assert office.state(reminder) == "waiting"
    assert [kind for kind, _ in office.queue()] == ["not sent"]


def test_nothing_of_one_client_goes_to_another_whatever_the_neighbours_say(office: LetterOffice):
    """Even if nothing seems changed: an address that is another client's is no address of this one."""
    office.owes("Blue", emails=("ben@blue.example",), number="INV-9")
    stranger = Recipient(contact_id=2, name="Ben", email="ben@blue.example")
    reminder = office.approved(office.owes(), recipients=(stranger,))
    office.rules = replace(office.rules, what_changed=lambda _reminder, _work: None)
    office.leave()
    assert office.post.box.taken == []
    assert office.state(reminder) == "lapsed"
    assert "ben@blue.example is no contact of Acme any more" in office.queue()[0][1]


def test_a_later_letter_settles_what_was_said_of_the_one_before(office: LetterOffice):
    acme = office.owes()
    office.approved(acme)
    with office.desk.work(office.workspace) as work:
        paid_in_part(work)
    office.leave()
    assert len(office.queue()) == 1
    office.clock.move(timedelta(days=1))
    office.approved(acme)
    office.leave()
    assert len(office.post.box.taken) == 1
    assert office.queue() == []


def test_two_workers_at_the_same_moment_send_each_of_many_letters_once(office: LetterOffice):
    letters = 12
    ids = [office.approved(office.owes(f"Client {each}", number=f"INV-{each:04}")) for each in range(letters)]
    gate = Barrier(2)

    def work_through() -> int:
        courier = MailCourier(server=office.post.server(), seconds=20)
        gate.wait(timeout=10)
        return deliver_letters(office.desk, office.workspace, LetterWays(mail=courier), office.rules, most=letters)

    with ThreadPoolExecutor(2) as workers:
        steps = [worker.result(timeout=240) for worker in [workers.submit(work_through) for _ in range(2)]]
    office.leave()
    taken = [each.message_id for each in office.post.box.taken]
    assert sum(steps) >= letters
    assert len(taken) == len(set(taken)) == letters
    assert {office.state(each) for each in ids} == {"sent"}
    assert office.queue() == []
