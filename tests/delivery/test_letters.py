"""From an approved reminder to the client's mail server: once, exactly as approved, and everybody knows."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from delivery.letters import LetterWays, deliver_letter
from delivery.mail import Mail
from delivery.outcome import Answer
from delivery.smtp import MailCourier, Standing
from domain.document import Document
from domain.letter import Route
from domain.reminder import ReminderState
from storage.documents import DocumentStore
from storage.workspaces import keep_workspace
from tests.delivery.letter_office import STUDIO, TEXT, LetterOffice, agree, approve
from tests.delivery.mail_server import Fault


def test_an_approved_letter_arrives_once_and_is_on_the_timeline_by_its_approver(office: LetterOffice):
    acme = office.owes(emails=("maria@acme.example", "contas@acme.example"))
    reminder = office.approved(acme)
    assert office.leave() == 1
    assert office.leave() == 0
    [taken] = office.post.box.taken
    assert taken.recipients == ("maria@acme.example", "contas@acme.example")
    assert taken.read["Subject"] == "Invoice INV-1042"
    kept = office.reminder(reminder)
    assert (kept.state, kept.sent_on, kept.message_id) == (
        ReminderState.SENT,
        office.clock.now().date(),
        taken.message_id,
    )
    with office.desk.reading(office.workspace) as work:
        [touch] = work.timeline.of_client(acme)
        audit = [(record.act, record.by, record.said) for record in work.audit.of_invoice(kept.lead_id)]
        raw = work.reminders.raw(reminder)
    assert (touch.direction.value, touch.medium, touch.by) == ("out", "email", "Ana Lima")
    assert touch.words == f"Invoice INV-1042\n\n{TEXT}"
    assert ("send_reminder", "Ana Lima") in [(act, by) for act, by, _ in audit]
    assert raw == (taken.raw, hashlib.sha256(taken.raw).hexdigest())
    assert office.queue() == []
    assert "Approve & send" not in office.card(reminder)
    assert "Sent on" in office.card(reminder)


def test_a_later_letter_continues_the_thread(office: LetterOffice):
    acme = office.owes()
    first = office.approved(acme)
    office.leave()
    office.clock.move(timedelta(days=7))
    office.approved(acme)
    office.leave()
    one, two = office.post.box.taken
    assert two.read["In-Reply-To"] == one.message_id == office.reminder(first).message_id
    assert two.read["References"] == one.message_id
    assert two.read["Subject"] == "Re: Invoice INV-1042"
    assert one.message_id != two.message_id


def test_the_invoice_that_is_attached_goes_along(office: LetterOffice):
    acme = office.owes()
    content = b"%PDF-1.7 and so on"
    with office.desk.work(office.workspace) as work:
        invoice = work.invoices.find("INV-1042")
        document = Document(
            invoice_id=invoice.id,
            number=invoice.number,
            file_name="INV-1042.pdf",
            media_type="application/pdf",
            content=content,
            content_hash=hashlib.sha256(content).hexdigest(),
        )
        DocumentStore(work.scope).keep(document, now=work.now, by_id=work.person.id)
        hashes = DocumentStore(work.scope).hashes_of([invoice.id])
    office.approved(acme, documents=hashes)
    office.leave()
    [attached] = list(office.post.box.taken[0].read.iter_attachments())
    assert attached.get_payload(decode=True) == content


def test_one_of_two_who_is_refused_is_in_the_queue_by_address_and_the_other_has_the_letter(office: LetterOffice):
    acme = office.owes(emails=("maria@acme.example", "gone@acme.example"))
    office.post.box.plan.people = {"gone@acme.example": "550 No such user"}
    reminder = office.approved(acme)
    office.leave()
    assert office.state(reminder) == "sent"
    [(kind, reason)] = office.queue()
    assert kind == "bounced"
    assert "did not reach gone@acme.example (550 No such user)" in reason
    assert office.leave() == 0


@pytest.mark.parametrize("fault", [Fault.RESET_AFTER, Fault.RESET_BEFORE, Fault.RESET_EARLY, Fault.HANG_AFTER])
def test_what_may_have_left_waits_for_a_person_and_is_never_sent_again_by_itself(office: LetterOffice, fault: Fault):
    reminder = office.approved(office.owes())
    office.post.box.plan.faults.append(fault)
    office.leave()
    for _ in range(3):
        office.clock.move(timedelta(days=1))
        office.leave()
    assert office.state(reminder) == "uncertain"
    assert len(office.post.box.taken) == (fault in (Fault.RESET_AFTER, Fault.HANG_AFTER))
    [(kind, reason)] = office.queue()
    assert kind == "maybe sent"
    assert reason.startswith("Friendly reminder to Acme: The mail server")
    assert "never sent again by itself" in reason


def test_a_letter_the_server_refuses_says_why(office: LetterOffice):
    reminder = office.approved(office.owes())
    office.post.box.plan.faults.append(Fault.REFUSE)
    office.leave()
    assert office.state(reminder) == "refused"
    [(kind, reason)] = office.queue()
    assert (kind, "550 We do not want this" in reason) == ("not sent", True)
    assert "550 We do not want this" in office.card(reminder)


def test_not_now_is_tried_again_later_in_working_hours_and_then_it_arrives(office: LetterOffice):
    reminder = office.approved(office.owes())
    office.post.box.plan.faults.append(Fault.LATER)
    office.clock.move_to(datetime(2026, 3, 13, 16, 59, 58, tzinfo=UTC))
    office.leave()
    later = office.reminder(reminder)
    assert (later.state, later.attempts) == (ReminderState.APPROVED, 1)
    assert later.not_before == datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
    assert office.leave() == 0
    office.clock.move_to(datetime(2026, 3, 16, 9, 0, tzinfo=UTC))
    office.leave()
    assert office.state(reminder) == "sent"
    assert len(office.post.box.taken) == 1


def test_what_became_due_at_night_waits_for_the_morning(office: LetterOffice):
    reminder = office.approved(office.owes())
    office.clock.move(timedelta(hours=12))
    assert office.leave() == 1
    assert office.post.box.taken == []
    assert office.reminder(reminder).not_before == datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def test_a_server_that_says_not_now_for_long_is_in_the_queue_and_the_letter_still_leaves_in_the_end(
    office: LetterOffice,
):
    reminder = office.approved(office.owes())
    office.post.box.plan.faults.extend([Fault.LATER] * 6)
    for _ in range(6):
        office.leave()
        office.clock.move(timedelta(minutes=15))
    assert [kind for kind, _ in office.queue()] == ["not sent"]
    office.leave()
    assert office.state(reminder) == "sent"
    assert office.queue() == []


def test_without_a_mail_server_every_letter_waits_and_one_row_says_what_to_set(office: LetterOffice):
    reminders = [office.approved(office.owes(f"C{each}", number=f"INV-{each}")) for each in range(3)]
    ways, office.ways = office.ways, LetterWays()
    office.leave()
    assert {office.state(each) for each in reminders} == {"approved"}
    [(kind, reason)] = office.queue()
    assert (kind, "SMTP_URL" in reason) == ("not sent", True)
    office.ways = ways
    assert office.leave() == 0
    office.clock.move(timedelta(minutes=5))
    office.leave()
    assert {office.state(each) for each in reminders} == {"sent"}
    assert office.queue() == []


def test_a_wrong_password_is_asked_once_and_not_for_every_letter(office: LetterOffice):
    reminders = [office.approved(office.owes(f"C{each}", number=f"INV-{each}")) for each in range(3)]
    server = office.post.server(user="dunwell", password="wrong")
    office.ways = LetterWays(mail=MailCourier(server=server, seconds=5))
    assert office.leave() == 1
    assert {office.state(each) for each in reminders} == {"approved"}
    assert [kind for kind, _ in office.queue()] == ["not sent"]


def test_a_worker_that_died_while_sending_leaves_an_uncertain_letter(office: LetterOffice):
    reminder = office.approved(office.owes())

    class Dies:
        def send(self, *_: object, **__: object) -> None:
            raise SystemExit

    ways, office.ways = office.ways, LetterWays(mail=Dies())  # type: ignore[arg-type] # stands for a killed process
    with pytest.raises(SystemExit):
        office.leave()
    office.ways = ways
    office.clock.move(timedelta(minutes=9))
    office.leave()
    assert office.state(reminder) == "claimed"
    office.clock.move(timedelta(minutes=2))
    office.leave()
    assert office.state(reminder) == "uncertain"
    assert [kind for kind, _ in office.queue()] == ["maybe sent"]
    assert office.post.box.taken == []


def test_a_letter_that_is_given_up_while_its_server_is_asked_is_not_begun(office: LetterOffice):
    """A worker that was held up for longer than anybody waits finds the letter settled, and does not send it."""
    reminder = office.approved(office.owes())
    real = office.ways.mail
    assert real is not None

    class Slow:
        def send(self, mail: Mail, stands: Standing, *, is_patient: bool = True) -> Answer:
            office.clock.move(timedelta(minutes=11))
            office.leave()
            return real.send(mail, stands, is_patient=is_patient)

    deliver_letter(office.desk, office.workspace, LetterWays(mail=Slow()), office.rules)
    assert office.state(reminder) == "uncertain"
    assert office.post.box.taken == []


def test_an_answer_that_comes_after_it_was_given_up_settles_it(office: LetterOffice):
    reminder = office.approved(office.owes())
    real = office.ways.mail
    assert real is not None

    class Late:
        def send(self, mail: Mail, stands: Standing, *, is_patient: bool = True) -> Answer:
            answer = real.send(mail, stands, is_patient=is_patient)
            office.clock.move(timedelta(minutes=11))
            office.leave()
            assert office.state(reminder) == "uncertain"
            return answer

    deliver_letter(office.desk, office.workspace, LetterWays(mail=Late()), office.rules)
    assert office.state(reminder) == "sent"
    assert office.queue() == []
    assert len(office.post.box.taken) == 1


def test_a_letter_that_can_be_no_mail_is_refused_and_shown(office: LetterOffice):
    reminder = office.approved(office.owes(emails=("maria@acme.example; contas@acme.example",)))
    office.leave()
    assert office.state(reminder) == "refused"
    [(kind, reason)] = office.queue()
    assert (kind, "is not an e-mail address" in reason) == ("not sent", True)
    assert office.post.box.taken == []


def test_what_goes_by_hand_is_never_sent(office: LetterOffice):
    acme = office.owes()
    reminder = office.approved(acme, route=Route.BY_HAND)
    office.leave()
    assert office.state(reminder) == "refused"
    assert office.post.box.taken == []


def test_a_letter_of_another_workspace_is_not_even_looked_at(office: LetterOffice):
    reminder = office.approved(office.owes())
    with office.desk.database.writing() as connection:
        other = keep_workspace(connection, replace(STUDIO, team_id="T0OTHER"), office.clock.now())
    mine, office.workspace = office.workspace, other
    assert office.leave() == 0
    office.workspace = mine
    assert office.state(reminder) == "approved"


def test_the_second_person_who_became_needed_is_asked_for(office: LetterOffice):
    reminder = office.approved(office.owes())
    with office.desk.database.writing() as connection:
        strict = replace(STUDIO, second_from=(("EUR", 1000),))
        office.workspace = keep_workspace(connection, strict, office.clock.now())
    office.leave()
    assert office.state(reminder) == "waiting"
    assert office.post.box.taken == []
    assert [kind for kind, _ in office.queue()] == ["not sent"]
    with office.desk.work(office.workspace) as work:
        agree(work, work.reminders.get(reminder), "U0ANA")
        approve(work, work.reminders.get(reminder), "U0BEN")
    office.leave()
    assert office.state(reminder) == "sent"
    assert office.queue() == []
