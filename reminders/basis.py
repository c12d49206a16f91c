"""What a reminder stands on, as one hash: where it is another one now, nothing leaves."""

from __future__ import annotations

import hashlib
import json

from domain.account import Account
from domain.dunning import Due
from domain.letter import BuildsOn, Item
from domain.money import Money
from reminders.facts import item_of, language_of
from reminders.grounds import builds_on
from storage.unit_of_work import Work


def basis_of(due: Due, account: Account, work: Work) -> str:
    """The hash of stage, lead, every invoice with its dates and amounts, credit, the client's language, and what the
    letter picks up from."""
    ground = builds_on(account.client_id, [debt.invoice_id for debt in due.debts], work)
    client = work.clients.get(account.client_id)
    said = [
        account.client_id,
        account.currency,
        due.lead.invoice_id,
        due.stage.value,
        language_of(client, work.workspace).value,
        account.credit_minor,
        [_item(item) for item in items_of(due, work)],
        _ground(ground),
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def items_of(due: Due, work: Work) -> tuple[Item, ...]:
    """The invoices as the letter names them, oldest due first."""
    return tuple(item_of(work.invoices.get(debt.invoice_id)) for debt in due.debts)


def credit_of(account: Account) -> Money:
    """Credit that belongs to no invoice."""
    return Money(account.credit_minor, account.currency)


def _item(item: Item) -> list[object]:
    days = [item.issued_on.isoformat(), item.due_on.isoformat()]
    return [item.invoice_id, item.number, *days, item.total.minor, item.received.minor, item.remaining.minor]


def _ground(ground: BuildsOn) -> list[object]:
    days = [each.isoformat() if each else None for each in (ground.on, ground.promised_on)]
    broken = ground.broken
    # Only where there is one: what stands on neither keeps the hash it was drafted with.
    parts = [part.minor for part in (ground.part, broken.part if broken else None) if part]
    cited = [broken.on.isoformat(), broken.promised_on.isoformat()] if broken else []
    return [ground.ground.value, *days, ground.words, *parts, *cited]
