"""A thank-you to who has paid in full, where the workspace switched it on. A person approves it like any letter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from domain.calendar import today_in
from domain.chasing import Stage
from domain.invoice import Invoice
from domain.money import Money
from domain.reminder import Kind, ReminderState
from reminders.card import show_reminder
from reminders.each_alone import alone
from reminders.facts import item_of, language_of
from reminders.grounds import builds_on
from reminders.recheck import what_changed
from reminders.thanks_fit import against_thanks
from storage.unit_of_work import Work

# Later than this nobody would understand it.
STILL_FRESH = timedelta(days=3)
BASIS = "paid in full"


def plan_thanks(invoice_ids: Iterable[int], work: Work) -> int:
    """Plans one a client and currency for those of these invoices that were just paid in full, once each; none while
    anything stands against it. Returns how many."""
    if not work.workspace.thanks or work.workspace.channel is None:
        return 0
    settled: dict[tuple[int, str], list[Invoice]] = {}
    for invoice_id in sorted(invoice_ids):
        invoice = work.invoices.get(invoice_id)
        settled.setdefault((invoice.client_id, invoice.currency), []).append(invoice)
    found = [alone(client_id, partial(_plan, theirs, work), work) for (client_id, _), theirs in settled.items()]
    return sum(each is not None for each in found)


def just_settled(work: Work) -> frozenset[int]:
    """What was settled in these days: after an import, which names no invoice. Nobody is thanked for what they had paid
    by the day the book first knew of it."""
    if not work.workspace.thanks:
        return frozenset()
    found, tz = work.invoices.settled_since(work.today - STILL_FRESH), work.workspace.tz
    return frozenset(each for each, (known_at, on) in found.items() if today_in(tz, known_at) < on)


def wake_thanks(work: Work) -> None:
    """Those that were put off wait for a person again once their day is over, or lapse where they fit no more."""
    for each in work.reminders.in_state(ReminderState.SNOOZED):
        is_over = each.snoozed_until is not None and each.snoozed_until < work.today
        if each.kind is Kind.THANK_YOU and is_over:
            alone(each.client_id, partial(_wake, each.id, work), work)


def _wake(reminder_id: int, work: Work) -> None:
    reminder = work.reminders.take(reminder_id)
    if reminder.state is not ReminderState.SNOOZED:
        return
    changed = what_changed(reminder, work)
    if changed is None and work.reminders.open_of(reminder.client_id, reminder.currency, Kind.THANK_YOU) is not None:
        changed = "another thank-you to them waits already"
    if changed is None:
        work.reminders.move(reminder, ReminderState.WAITING, version=reminder.version + 1, not_before=None)
    else:
        work.reminders.move(reminder, ReminderState.LAPSED, reason=changed)
    show_reminder(reminder.id, work)


def _is_just_paid(invoice: Invoice, work: Work) -> bool:
    is_paid = invoice.is_live and invoice.sent_on is not None and invoice.balance.minor <= 0 < invoice.paid_minor
    if not is_paid or invoice.due_on is None or work.invoices.settled_on(invoice.id) < work.today - STILL_FRESH:
        return False
    return all(each.kind is not Kind.THANK_YOU for each in work.reminders.of_invoice(invoice.id))


def _plan(settled: list[Invoice], work: Work) -> int | None:
    paid = [each for each in settled if _is_just_paid(each, work)]
    if not paid:
        return None
    client_id, currency = paid[0].client_id, paid[0].currency
    if any(against_thanks(client_id, currency, work)):
        return None
    nothing = Money(0, currency)
    return work.reminders.plan(
        kind=Kind.THANK_YOU,
        client_id=client_id,
        currency=currency,
        lead_id=paid[0].id,
        stage=Stage.FRIENDLY,
        language=language_of(work.clients.get(client_id), work.workspace),
        items=[item_of(invoice) for invoice in paid],
        credit=nothing,
        net=nothing,
        builds_on=builds_on(client_id, [invoice.id for invoice in paid], work),
        basis=BASIS,
        today=work.today,
        now=work.now,
    )
