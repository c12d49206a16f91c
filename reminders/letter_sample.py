"""Facts to look at a letter with before it is kept: a made-up client's, or a real one's."""

from __future__ import annotations

from datetime import timedelta

from domain.chasing import Stage
from domain.client import Client
from domain.errors import WrongState
from domain.invoice import Invoice
from domain.letter import BuildsOn, Facts, Ground, Item, Language, LetterName, Recipient
from domain.money import Money
from reminders.accounts import account_of
from reminders.facts import item_of, ours, recipients_of
from reminders.grounds import builds_on
from storage.unit_of_work import Work
from views.letter_words import letter_line


def made_up(language: Language, name: LetterName, work: Work) -> Facts:
    """Two invoices of somebody who does not exist, one of them paid in part, and a reply without a day."""
    currency = work.workspace.currency or "EUR"
    first, second = _item("INV-1042", 120_000, 20_000, currency, work), _item("INV-1050", 45_000, 0, currency, work)
    client = Client(id=0, name="Acme Ltd", owner=work.person.name)
    is_thanks = name is LetterName.THANKS
    return Facts(
        language=language,
        stage=stage_of(name),
        client=client.name,
        recipients=(Recipient(contact_id=0, name="Maria Lopes", email="maria@example.com"),),
        items=(first, second),
        credit=Money(0, currency),
        net=first.remaining + second.remaining,
        builds_on=BuildsOn(ground=Ground.REPLY, on=work.today - timedelta(days=6), by=work.person.name),
        is_thanks=is_thanks,
        **ours(client, work),
    )


def of_client(client: Client, language: Language, name: LetterName, work: Work) -> Facts:
    """What such a letter to this client would stand on today. Raises WrongState where there is nothing to write of."""
    invoices = _about(client, name, work)
    if not invoices:
        missing = "has paid nothing" if name is LetterName.THANKS else "owes nothing"
        words = f"{client.name} {missing} such a letter could be about. Leave the client out to see a made-up one."
        raise WrongState(words, field="target")
    items = tuple(item_of(invoice) for invoice in invoices)
    owed = sum((item.remaining for item in items[1:]), items[0].remaining)
    credit = _credit(client, owed, work)
    return Facts(
        language=language,
        stage=stage_of(name),
        client=letter_line(client.name),
        recipients=recipients_of(client.id, work),
        items=items,
        credit=credit,
        net=owed - credit,
        builds_on=builds_on(client.id, [invoice.id for invoice in invoices], work),
        is_thanks=name is LetterName.THANKS,
        **ours(client, work),
    )


def stage_of(name: LetterName) -> Stage:
    """The stage a letter is for; a thank-you is none of them."""
    return Stage.FRIENDLY if name is LetterName.THANKS else Stage(name.value)


def _credit(client: Client, owed: Money, work: Work) -> Money:
    """Credit that belongs to no invoice. Raises WrongState where it covers all, so that no letter would go."""
    credit = Money(account_of(client.id, owed.currency, work).credit_minor, owed.currency)
    if Money(0, owed.currency) < owed <= credit:
        words = (
            f"Credit covers what {client.name} owes, so no letter would go. Leave the client out to see a made-up one."
        )
        raise WrongState(words, field="target")
    return credit if owed.minor > 0 else Money(0, owed.currency)


def _about(client: Client, name: LetterName, work: Work) -> list[Invoice]:
    """The invoices of one currency it would name: overdue ones, coming ones, or the one paid last."""
    dated = [each for each in work.invoices.of_client(client.id) if each.due_on is not None and each.is_live]
    if name is LetterName.THANKS:
        days = work.invoices.settled_days(client.id)
        paid = sorted((each for each in dated if each.id in days), key=lambda each: (days[each.id], each.id))
        return paid[-1:]
    opened = [each for each in dated if each.is_open]
    wanted = [each for each in opened if (each.due_on or work.today) < work.today] or opened
    if name is LetterName.COMING:
        wanted = [each for each in opened if (each.due_on or work.today) >= work.today] or opened
    return [each for each in wanted if each.currency == wanted[0].currency]


def _item(number: str, total: int, received: int, currency: str, work: Work) -> Item:
    return Item(
        invoice_id=0,
        number=number,
        issued_on=work.today - timedelta(days=45),
        due_on=work.today - timedelta(days=15),
        total=Money(total, currency),
        received=Money(received, currency),
        remaining=Money(total - received, currency),
    )
