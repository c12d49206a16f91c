"""Whatever changes between the draft and its leaving is named, and nothing leaves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.jobs import write_drafts
from delivery.documents import AttachDocument, attach_document
from domain.chasing import ChasingRule
from domain.letter import Route
from domain.money import Money
from domain.reminder import Kind, ReminderState
from domain.terms import Due
from domain.timeline import Direction, Medium
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.keep_client import KeepClient, keep_client
from reminders.card import CARD
from reminders.edit_letter import edit_letter
from reminders.recheck import what_changed
from storage.unit_of_work import Work
from tests.reminders.chased import ChasingOffice
from tests.reminders.letters import an_edit
from tests.reminders.office import march

PDF = b"%PDF-1.7 and so on"


def paid(work: Work) -> None:
    invoice = work.invoices.find("INV-1")
    work.payments.add(invoice, minor=120_000, paid_on=work.today, now=work.now, by_id=work.person.id)
    work.invoices.recount(invoice, changed_on=work.today)


def credited(work: Work) -> None:
    client = work.clients.find("Acme")
    work.credits.add(
        client_id=client.id,
        invoice_id=None,
        amount=Money(20_000, "EUR"),
        issued_on=work.today,
        reason="rebate",
        now=work.now,
        by_id=work.person.id,
    )


def due_moved(work: Work) -> None:
    from dataclasses import replace

    invoice = work.invoices.find("INV-1")
    work.invoices.keep(invoice, replace(invoice, due=Due(on=march(8))), changed_on=work.today)


def called(work: Work) -> None:
    work.timeline.add(
        client_id=work.clients.find("Acme").id,
        invoice_id=None,
        direction=Direction.OUT,
        medium=Medium.PHONE,
        words="Called",
        happened_on=work.today,
        now=work.now,
        by_id=work.person.id,
    )


def speaks_german(work: Work) -> None:
    work.clients.keep(work.clients.find("Acme").id, language="de")


def contact_gone(work: Work) -> None:
    [contact] = work.clients.contacts(work.clients.find("Acme").id)
    work.clients.drop_contact(contact.id)


def switched_off(work: Work) -> None:
    work.chasing.keep(ChasingRule(is_off=True), client_id=work.clients.find("Acme").id)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (paid, "INV-1 was paid in full"),
        (credited, "credit is €200.00 now and was €0.00"),
        (due_moved, "INV-1 is due on Sun 8 Mar now"),
        (called, "Dunwell logged a contact with them on Thu 12 Mar"),
        (speaks_german, "the language of Acme is another one now"),
        (contact_gone, "Petra <petra@acme.example> is not a contact of Acme any more"),
        (switched_off, "reminders about INV-1 are switched off"),
    ],
)
def test_what_changed_is_named_and_the_draft_lapses(office: ChasingOffice, change: Callable[[Work], None], words: str):
    a_draft_that_waits(office)
    [waiting] = office.open()
    office.at(march(12), 10)
    with office.desk.work(office.workspace) as work:
        assert what_changed(waiting, work) is None
        change(work)
        assert what_changed(waiting, work) == words
        work.record("something", "happened", client_id=waiting.client_id)
    office.tick()
    assert office.lapsed() == [words]


def test_a_draft_about_an_invoice_with_a_credit_note_and_a_part_payment_stands_until_something_changes(
    office: ChasingOffice,
):
    office.invoice("INV-1", due=march(9))
    office.act(issue_credit_note, IssueCreditNote(target="INV-1", amount="90", reason="late delivery"))
    office.paid("INV-1", "100")
    assert office.day(march(16)) == ["Acme EUR friendly: INV-1"]
    [waiting] = office.open()
    with office.desk.reading(office.workspace) as work:
        assert what_changed(waiting, work) is None
    office.act(issue_credit_note, IssueCreditNote(target="INV-1", amount="10", reason="once more"))
    with office.desk.reading(office.workspace) as work:
        assert what_changed(waiting, work) == "INV-1 has €1,000.00 left, and had €1,010.00"


def test_an_approved_letter_lapses_before_it_leaves(office: ChasingOffice):
    a_draft_that_waits(office)
    with office.desk.work(office.workspace) as work:
        assert work.reminders.move(office.open()[0], ReminderState.APPROVED)
    office.at(march(12), 10).paid("INV-1")
    office.tick()
    assert office.open() == []
    assert office.lapsed() == ["INV-1 was paid in full"]


def test_another_file_in_place_of_the_one_that_was_to_go_along_makes_a_new_draft(office: ChasingOffice):
    with_a_file(office)
    [waiting] = office.open()
    assert "INV-1.pdf" in str(office.posts()[-1].body["blocks"])
    office.at(march(12), 10).act(attach_document, attached(PDF + b"!"))
    office.tick()
    assert office.lapsed() == ["a file that goes along is another one now"]
    write_drafts(office.desk, office.workspace)
    [again] = office.open()
    assert again.letter
    assert waiting.letter
    assert again.letter.documents not in ((), waiting.letter.documents)


def test_an_edited_letter_takes_the_file_along_that_its_invoice_has_by_then(office: ChasingOffice):
    with_a_file(office)
    [waiting] = office.open()
    with office.desk.work(office.workspace) as work:
        attach_document(attached(PDF + b"!"), work)
        edit_letter(an_edit(waiting, text="Shorter"), work)
        [edited] = work.reminders.in_state(ReminderState.WAITING)
        assert what_changed(edited, work) is None


def test_a_draft_to_nobody_is_drafted_anew_once_there_is_somebody_to_write_to(office: ChasingOffice):
    office.invoice("INV-1", due=march(9))
    office.day(march(12))
    write_drafts(office.desk, office.workspace)
    keep = KeepClient(client="Acme", contact="Petra", email="petra@acme.example")
    office.at(march(12), 10).act(keep_client, keep)
    office.tick()
    write_drafts(office.desk, office.workspace)
    [draft] = office.open()
    assert draft.letter
    assert (draft.letter.route, draft.changed) == (Route.EMAIL, "there is somebody at Acme to write to now")


def test_what_a_person_took_along_is_theirs(office: ChasingOffice):
    a_draft_that_waits(office)
    office.decide(ReminderState.BY_HAND)
    office.at(march(12), 10).tick()
    assert "Since then" not in card(office)
    office.at(march(12), 11).paid("INV-1")
    office.tick()
    assert [each.state for each in office.open()] == [ReminderState.BY_HAND]
    assert "Since then: INV-1 was paid in full. If it has not gone yet, press" in card(office)


def test_a_thank_you_is_drafted_once_everything_is_paid_where_it_is_switched_on(office: ChasingOffice):
    office.named(thanks=True)
    office.invoice("INV-1", due=march(9))
    office.invoice("INV-2", due=march(9))
    office.at(march(11), 10).paid("INV-1")
    office.tick()
    assert office.all() == []  # INV-2 is overdue still
    office.at(march(11), 11).paid("INV-2")
    office.tick()
    [thanks] = office.all()
    assert (thanks.kind, [item.number for item in thanks.items]) == (Kind.THANK_YOU, ["INV-2"])
    office.at(march(11), 12).tick()
    assert len(office.all()) == 1


def card(office: ChasingOffice) -> str:
    """What the card of a reminder says as it was put last."""
    said: list[str] = [each.body["text"] for each in office.posts(CARD)]
    return said[-1] if said else ""


def attached(content: bytes) -> AttachDocument:
    return AttachDocument(number="INV-1", file_name="INV-1.pdf", content=content)


def with_a_file(office: ChasingOffice) -> None:
    """A draft by e-mail about INV-1, with its file."""
    office.invoice("INV-1", due=march(9))
    with office.desk.work(office.workspace) as work:
        work.clients.add_contact(work.clients.find("Acme").id, name="Petra", email="petra@acme.example")
        attach_document(attached(PDF), work)
    office.day(march(12))
    write_drafts(office.desk, office.workspace)


def a_draft_that_waits(office: ChasingOffice) -> None:
    office.invoice("INV-1", due=march(9))
    with office.desk.work(office.workspace) as work:
        work.clients.add_contact(work.clients.find("Acme").id, name="Petra", email="petra@acme.example")
    assert office.day(march(12)) == ["Acme EUR friendly: INV-1"]
    office.written()
