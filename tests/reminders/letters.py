"""A reminder that waits for a person: planned, written, its card put in the outbox."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.chasing import Stage
from domain.delivery import Message
from domain.invoice import Invoice
from domain.letter import BuildsOn, Flaw, Ground, Item, Language, Letter, Recipient, Route, Words, fingerprint
from domain.money import Money
from domain.reminder import Reminder, Writer
from reminders.card import ABOUT, CARD, show_reminder
from reminders.decided import OnCard
from storage.unit_of_work import Work

TEXT = "Hello Petra,\n\nINV-1042 is still open: €1,200.00, due on 4 March.\n\nKind regards,\nAna"
SUBJECT = "INV-1042: a friendly reminder"


def an_item(invoice: Invoice) -> Item:
    """An invoice as a letter names it."""
    assert invoice.due_on is not None
    return Item(
        invoice_id=invoice.id,
        number=invoice.number,
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        total=invoice.total,
        received=Money(invoice.paid_minor, invoice.currency),
        remaining=invoice.balance,
    )


def a_waiting_letter(
    work: Work,
    *invoices: Invoice,
    text: str = TEXT,
    stage: Stage = Stage.FRIENDLY,
    route: Route = Route.EMAIL,
    flaws: tuple[Flaw, ...] = (),
    said: str | None = "I'll sort it Friday",
    **changed: Any,
) -> Reminder:
    """Plans and writes one to the client of these invoices, whose contact is Petra, and shows its card."""
    lead = invoices[0]
    contacts = work.clients.contacts(lead.client_id)
    if not contacts:
        work.clients.add_contact(lead.client_id, name="Petra", email="petra@acme.example")
        contacts = work.clients.contacts(lead.client_id)
    net = Money(sum(invoice.balance.minor for invoice in invoices), lead.currency)
    ground = BuildsOn(ground=Ground.REPLY, on=date(2026, 3, 6), by="Ana", words=said) if said else None
    reminder_id = work.reminders.plan(
        client_id=lead.client_id,
        currency=lead.currency,
        lead_id=lead.id,
        stage=stage,
        language=Language.ENGLISH,
        items=[an_item(invoice) for invoice in invoices],
        credit=Money(0, lead.currency),
        net=net,
        builds_on=ground or BuildsOn(ground=Ground.NOTHING_YET),
        basis="as it was",
        today=work.today,
        now=work.now,
        **changed,
    )
    assert reminder_id is not None
    letter = Letter(
        route=route,
        recipients=tuple(Recipient(contact_id=one.id, name=one.name, email=one.email or "") for one in contacts),
        words=Words(subject=SUBJECT, text=text),
    )
    assert work.reminders.write(work.reminders.get(reminder_id), letter, writer=Writer.TEMPLATE, flaws=flaws)
    show_reminder(reminder_id, work)
    return work.reminders.get(reminder_id)


def on_its_card(reminder: Reminder) -> OnCard:
    """A press on the card that shows the reminder as it is."""
    letter = fingerprint(reminder.letter) if reminder.letter else ""
    return OnCard(reminder_id=reminder.id, version=reminder.version, letter=letter)


def cards_of(work: Work, reminder_id: int) -> list[Message]:
    """The card and its updates, oldest first."""
    return work.outbox.all_about(CARD, ABOUT, reminder_id)
