"""Letters in the making: facts with everything in them, and reminders that went out, for tests that need one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from domain.chasing import Stage
from domain.letter import BuildsOn, Facts, Ground, Item, Language, Letter, Recipient, Route, Words
from domain.money import Money
from domain.reminder import Kind, Reminder, ReminderState, Writer
from reminders.facts import item_of, language_of
from reminders.grounds import builds_on
from storage.unit_of_work import Work
from tests.reminders.office import Office

MARIA = Recipient(contact_id=1, name="Maria Lopes", email="maria@acme.example")
SAID_ON, PROMISED_ON = date(2026, 3, 12), date(2026, 3, 20)


def an_item(**changed: Any) -> Item:
    """INV-1042, €1,200 issued 2 February 2026, due 4 March, nothing paid."""
    currency = changed.pop("currency", "EUR")
    total, received = changed.pop("total", 120_000), changed.pop("received", 0)
    plain = Item(
        invoice_id=1,
        number="INV-1042",
        issued_on=date(2026, 2, 2),
        due_on=date(2026, 3, 4),
        total=Money(total, currency),
        received=Money(received, currency),
        remaining=Money(total - received, currency),
    )
    return replace(plain, **changed)


def some_facts(*items: Item, credit: int = 0, ground: Ground = Ground.NOTHING_YET, **changed: Any) -> Facts:
    """A friendly letter in English to Maria at Acme about these invoices (or the one), signed by Ana."""
    items = items or (an_item(),)
    currency = items[0].remaining.currency
    is_dated = ground is not Ground.NOTHING_YET
    names_a_day = ground in (Ground.PROMISE_OPEN, Ground.PROMISE_BROKEN, Ground.NOT_BEFORE)
    promised = PROMISED_ON if names_a_day else None
    plain = Facts(
        language=Language.ENGLISH,
        stage=Stage.FRIENDLY,
        today=date(2026, 3, 30),
        client="Acme",
        recipients=(MARIA,),
        items=items,
        credit=Money(credit, currency),
        net=Money(sum(item.remaining.minor for item in items) - credit, currency),
        sender="Ana Sousa",
        company="Rua Nova Studio",
        builds_on=BuildsOn(ground=ground, on=SAID_ON if is_dated else None, promised_on=promised),
    )
    return replace(plain, **changed)


def planned(office: Office, *numbers: str, stage: Stage = Stage.FRIENDLY, kind: Kind = Kind.REMINDER) -> int:
    """A reminder about these invoices, planned now and not written yet."""
    with office.desk.work(office.workspace) as work:
        return plan(work, *numbers, stage=stage, kind=kind)


def plan(work: Work, *numbers: str, stage: Stage = Stage.FRIENDLY, kind: Kind = Kind.REMINDER) -> int:
    """The same inside a transaction."""
    invoices = [work.invoices.find(number) for number in numbers]
    lead = invoices[0]
    items = [item_of(invoice) for invoice in invoices]
    reminder_id = work.reminders.plan(
        client_id=lead.client_id,
        currency=lead.currency,
        lead_id=lead.id,
        stage=stage,
        language=language_of(work.clients.get(lead.client_id), work.workspace),
        items=items,
        credit=Money(0, lead.currency),
        net=Money(sum(item.remaining.minor for item in items), lead.currency),
        builds_on=builds_on(lead.client_id, [invoice.id for invoice in invoices], work),
        basis="0" * 64,
        today=work.today,
        now=work.now,
        kind=kind,
    )
    assert reminder_id is not None
    return reminder_id


def sent(office: Office, *numbers: str, stage: Stage = Stage.FRIENDLY, kind: Kind = Kind.REMINDER) -> Reminder:
    """A reminder about these invoices that left today."""
    with office.desk.work(office.workspace) as work:
        reminder_id = plan(work, *numbers, stage=stage, kind=kind)
        letter = Letter(route=Route.BY_HAND, recipients=(), words=Words(subject="A", text="B"))
        store = work.reminders
        assert store.write(store.get(reminder_id), letter, writer=Writer.TEMPLATE)
        decided = {"decided_by_id": work.person.id, "decided_at": work.now}
        assert store.move(store.get(reminder_id), ReminderState.BY_HAND, **decided)
        assert store.move(store.get(reminder_id), ReminderState.SENT, sent_on=work.today)
        return store.get(reminder_id)
