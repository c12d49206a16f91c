"""Read again before a letter leaves, and whenever somebody did something: what is not as it was when it was drafted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.account import Account, Debt
from domain.dunning import Due, candidates, chosen, is_asked_too_early
from domain.errors import listed
from domain.invoice import Invoice
from domain.letter import Item, Route
from domain.money import Money
from domain.reminder import Kind, Reminder, Writer
from domain.timeline import Direction, Touch, standing
from reminders.accounts import account_of
from reminders.basis import basis_of
from reminders.facts import language_of
from reminders.thanks_fit import against_thanks, is_too_old
from storage.documents import DocumentStore
from storage.unit_of_work import Work
from views.reminder_words import letter_named
from views.wording import money, weekday

OTHERWISE = "what it was drafted from is no longer so"


def what_changed(reminder: Reminder, work: Work) -> str | None:
    """In words, what is no longer as it was when this was drafted; None where all is: balances, credit, disputes,
    holds, promises, contacts, the people and files it goes with, the language, the stage and the invoices it names."""
    invoices = [work.invoices.get(item.invoice_id) for item in reminder.items]
    if reminder.kind is Kind.THANK_YOU:
        return _listed([*_owed_again(invoices), *_no_time_for_thanks(reminder, work), *_people(reminder, work)])
    account = account_of(reminder.client_id, reminder.currency, work)
    due = chosen(account, work.today, by_hand=reminder.asked_by is not None)
    changed = [
        *_money(reminder, invoices, account, work),
        *_held_back(reminder, account, work),
        *_spoken(reminder, work),
        *_scope(reminder, due, account, work),
        *_people(reminder, work),
        *_files(reminder, work),
    ]
    if changed:
        return _listed(changed)
    is_same = due is not None and basis_of(due, account, work) == reminder.basis
    return None if is_same else OTHERWISE


def goes_otherwise(reminder: Reminder, work: Work) -> bool:
    """Whether it lapsed because of another language, or of whom it goes to, and nothing else changed since either."""
    people = [*_people(reminder, work)]
    return bool(people) and reminder.reason == _listed(people) == what_changed(reminder, work)


def _listed(changed: list[str]) -> str | None:
    return listed(list(dict.fromkeys(changed))) if changed else None


def _owed_again(invoices: list[Invoice]) -> Iterator[str]:
    yield from (f"{invoice.number} is open again" for invoice in invoices if invoice.is_open)


def _no_time_for_thanks(reminder: Reminder, work: Work) -> Iterator[str]:
    named = {item.invoice_id for item in reminder.items}
    yield from against_thanks(reminder.client_id, reminder.currency, work, besides=named)
    if is_too_old(reminder, work):
        yield f"it was drafted on {_day(reminder.planned_on, work)}, too long ago for a thank-you"


def _money(reminder: Reminder, invoices: list[Invoice], account: Account, work: Work) -> Iterator[str]:
    for item, invoice in zip(reminder.items, invoices, strict=True):
        yield from _of_invoice(item, invoice, reminder, work)
    if account.credit_minor != reminder.credit.minor and account.debts:
        now, was = (Money(minor, reminder.currency) for minor in (account.credit_minor, reminder.credit.minor))
        yield f"credit is {_money_said(now, work)} now and was {_money_said(was, work)}"


def _of_invoice(item: Item, invoice: Invoice, reminder: Reminder, work: Work) -> Iterator[str]:
    number = invoice.number
    if invoice.voided_on is not None:
        yield f"{number} was voided on {_day(invoice.voided_on, work)}"
    elif invoice.sent_on is None:
        yield f"{number} counts as a draft again"
    elif invoice.balance.minor <= 0:
        yield f"{number} was paid in full"
    elif invoice.balance != item.remaining:
        yield f"{number} has {_money_said(invoice.balance, work)} left, and had {_money_said(item.remaining, work)}"
    elif invoice.asked_for != item.total:
        yield f"{number} is about {_money_said(invoice.asked_for, work)} in all now"
    if invoice.client_id != reminder.client_id:
        yield f"{number} belongs to another client now"
    if invoice.due_on != item.due_on:
        on = _day(invoice.due_on, work) if invoice.due_on else "no day that is known"
        yield f"{number} is due on {on} now"


def _held_back(reminder: Reminder, account: Account, work: Work) -> Iterator[str]:
    named = {item.invoice_id for item in reminder.items}
    for debt in account.debts:
        if debt.invoice_id in named:
            yield from _stopped(debt, work)
            if debt.follow_up_on is not None and reminder.asked_by is None and is_asked_too_early(debt, work.today):
                yield f"{debt.number} is to be followed up on {_day(debt.follow_up_on, work)} and not before"


def _stopped(debt: Debt, work: Work) -> Iterator[str]:
    if debt.is_disputed:
        dispute = work.disputes.open_of_invoice(debt.invoice_id)
        since = f" since {_day(dispute.opened_on, work)}" if dispute else ""
        yield f"{debt.number} is disputed{since}"
    if debt.held_until is not None and work.today <= debt.held_until:
        yield f"{debt.number} is on hold until {_day(debt.held_until, work)}"
    if debt.promised_until is not None and work.today <= debt.promised_until:
        yield f"the client's word about {debt.number} is waited for until {_day(debt.promised_until, work)}"
    if debt.chasing.is_off:
        yield f"reminders about {debt.number} are switched off"


def _spoken(reminder: Reminder, work: Work) -> Iterator[str]:
    for touch in standing(work.timeline.of_client(reminder.client_id)):
        if touch.recorded_at > reminder.planned_at and touch.direction is not Direction.INTERNAL:
            yield _letter_of(touch, reminder, work) or f"{touch.by} logged {_what(touch)} on {_on(touch, work)}"
            return


def _letter_of(touch: Touch, reminder: Reminder, work: Work) -> str | None:
    """Where the touch is a letter of ours that went: nobody logged that."""
    for other in work.reminders.of_client(reminder.client_id):
        words = other.letter.words if other.letter else None
        is_it = words is not None and touch.words == f"{words.subject}\n\n{words.text}"
        if is_it and (touch.direction, touch.happened_on) == (Direction.OUT, other.sent_on):
            return f"a {letter_named(other)} went to them on {_on(touch, work)}"
    return None


def _on(touch: Touch, work: Work) -> str:
    return _day(touch.happened_on, work)


def _what(touch: Touch) -> str:
    return "a reply" if touch.direction is Direction.IN else "a contact with them"


def _scope(reminder: Reminder, due: Due | None, account: Account, work: Work) -> Iterator[str]:
    named = {item.invoice_id for item in reminder.items}
    for debt in due.debts if due else ():
        if debt.invoice_id not in named:
            late = debt.due_on < work.today and reminder.planned_on <= debt.due_on
            yield f"{debt.number} is {'overdue' if late else 'to be chased'} as well now"
    if due is None:
        if candidates(account, work.today) and account.credit_minor > reminder.credit.minor:
            yield "credit covers what is owed"
    elif due.stage is not reminder.stage:
        yield f"a {due.stage} reminder is due now instead of the {reminder.stage} one"


def _people(reminder: Reminder, work: Work) -> Iterator[str]:
    client, letter = work.clients.get(reminder.client_id), reminder.letter
    if language_of(client, work.workspace) is not reminder.language:
        yield f"the language of {client.name} is another one now"
    if letter is None:
        return
    known = {(contact.id, contact.email) for contact in work.clients.contacts(client.id)}
    for each in letter.recipients:
        if (each.contact_id, each.email) not in known:
            yield f"{each.name} <{each.email}> is not a contact of {client.name} any more"
    is_to_nobody = letter.route is not Route.SLACK and not letter.recipients and reminder.writer is not Writer.PERSON
    if is_to_nobody and any(email for _, email in known):
        yield f"there is somebody at {client.name} to write to now"
    if letter.route is Route.SLACK and letter.channel != work.clients.slack_channel(client.id):
        now = "is another one now" if work.clients.slack_channel(client.id) else "is not known any more"
        yield f"the Slack channel shared with {client.name} {now}"


def _files(reminder: Reminder, work: Work) -> Iterator[str]:
    letter = reminder.letter
    if letter is not None and letter.documents:
        now = DocumentStore(work.scope).hashes_of([item.invoice_id for item in reminder.items])
        if not set(letter.documents) <= set(now):
            yield "a file that goes along is another one now"


def _day(day: date, work: Work) -> str:
    return weekday(day, work.today)


def _money_said(amount: Money, work: Work) -> str:
    return money(amount, work.workspace.locale)
