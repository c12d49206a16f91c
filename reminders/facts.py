"""The closed list of facts a letter may say, read from the book for a planned reminder."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from domain.client import Client
from domain.invoice import Invoice
from domain.letter import Facts, Item, Language, Recipient
from domain.money import Money
from domain.reminder import Kind, Reminder
from domain.workspace import Workspace
from storage.unit_of_work import Work
from views.letter_words import letter_line


class Ours(TypedDict):
    """The facts that are about ourselves."""

    today: date
    sender: str
    company: str
    how_to_pay: str


def facts_of(reminder: Reminder, work: Work) -> Facts:
    """All that the reminder's letter may say: what was planned, and as the book has them now, who gets it, who signs
    and how to pay. Names and numbers come as one line of plain text each."""
    client = work.clients.get(reminder.client_id)
    return Facts(
        language=reminder.language,
        stage=reminder.stage,
        client=letter_line(client.name),
        recipients=recipients_of(client.id, work),
        items=tuple(_plain(item) for item in reminder.items),
        credit=reminder.credit,
        net=reminder.net,
        builds_on=reminder.builds_on,
        is_thanks=reminder.kind is Kind.THANK_YOU,
        **ours(client, work),
    )


def ours(client: Client, work: Work) -> Ours:
    """What a letter to this client says of ourselves today."""
    company = letter_line(work.workspace.name)
    how_to_pay = work.workspace.how_to_pay.strip().splitlines()
    return {
        "today": work.today,
        "sender": letter_line(client.owner or "") or company,
        "company": company,
        "how_to_pay": "\n".join(letter_line(line) for line in how_to_pay),
    }


def item_of(invoice: Invoice) -> Item:
    """A sent invoice as a letter names it: its total is what is asked for, less credit notes."""
    if invoice.due_on is None:
        msg = f"{invoice.number} has no due date, and no letter is about it"
        raise ValueError(msg)
    return _plain(
        Item(
            invoice_id=invoice.id,
            number=invoice.number,
            issued_on=invoice.issued_on,
            due_on=invoice.due_on,
            total=invoice.asked_for,
            received=Money(invoice.paid_minor, invoice.currency),
            remaining=invoice.balance,
            title=invoice.title,
        )
    )


def recipients_of(client_id: int, work: Work) -> tuple[Recipient, ...]:
    """Everybody on file at this client who has an address, first recorded first."""
    return tuple(
        Recipient(contact_id=contact.id, name=letter_line(contact.name), email=contact.email)
        for contact in work.clients.contacts(client_id)
        if contact.email
    )


def language_of(client: Client, workspace: Workspace) -> Language:
    """The client's language where letters are kept in it, else that of the workspace's locale, else English."""
    for said in (client.language, workspace.locale):
        code = (said or "").replace("_", "-").split("-")[0].lower()
        if code in list(Language):
            return Language(code)
    return Language.ENGLISH


def _plain(item: Item) -> Item:
    return Item(
        invoice_id=item.invoice_id,
        number=letter_line(item.number),
        issued_on=item.issued_on,
        due_on=item.due_on,
        total=item.total,
        received=item.received,
        remaining=item.remaining,
        title=letter_line(item.title) if item.title else None,
    )
