"""Why a client was, or was not, reminded: each rule, passed or not, and the next date a letter can go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from domain.account import Account
from domain.client import Client
from domain.dunning import Due, asked_reminder, due_reminder, in_scope, next_day
from domain.dunning_rules import Check, Rule, checks
from domain.errors import listed
from domain.invoice import Invoice
from domain.money import Money
from domain.reminder import Kind, Reminder, ReminderState
from domain.roles import Role, require
from domain.why import WhyAccount, WhyLine, WhyShown
from reminders.accounts import accounts_of, holidays_of_client
from reminders.facts import recipients_of
from reminders.rule_words import rule_words
from reminders.target import meant
from storage.unit_of_work import Work
from views.wording import money, weekday

MOST_LETTERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A number or a name as typed, or `invoice:12`, `client:3` as buttons carry them."""

    target: str


def why(request: Why, work: Work) -> WhyShown:
    """Rule by rule, for the invoice's currency or for each of the client's. Works for a paid, void or draft invoice
    too: then it says that nobody is reminded of it."""
    require(work.person, Role.VIEWER, "see why")
    target = meant(request.target, work)
    invoice = None if isinstance(target, Client) else target
    client = target if isinstance(target, Client) else work.clients.get(target.client_id)
    settled = None if invoice is None or invoice.is_open else _settled(invoice, work)
    found = [] if settled else accounts_of(client.id, work)
    accounts = tuple(
        _account(each, invoice, work) for each in found if invoice is None or each.currency == invoice.currency
    )
    nothing = f"{client.name} has nothing open, so there is nothing to remind them of."
    verdict = settled or (accounts[0].verdict if accounts else nothing)
    letters = work.reminders.of_client(client.id) if invoice is None else work.reminders.of_invoice(invoice.id)
    return WhyShown(
        today=work.today,
        client=client,
        verdict=verdict,
        about=invoice,
        accounts=accounts,
        letters=tuple(_letter(each, work) for each in reversed(letters) if each.sent_on is not None)[:MOST_LETTERS],
    )


def _account(account: Account, invoice: Invoice | None, work: Work) -> WhyAccount:
    holidays = holidays_of_client(account.client_id, work)
    asked = tuple(checks(account, work.today, holidays))
    lines = tuple(
        WhyLine(rule=check.rule, passed=check.passed, words=rule_words(check, account, work))
        for check in (_asked_about(each, invoice) for each in _that_apply(asked, account, work.today))
    )
    next_on = next_day(account, work.today, holidays)
    due = due_reminder(account, next_on, holidays) if next_on else None
    waiting = work.reminders.open_of(account.client_id, account.currency)
    by_hand = asked_reminder(account, work.today)
    if waiting is not None:
        verdict = _waits(waiting, work)
    else:
        verdict = _verdict(lines, due, next_on, account, work)
        if invoice is not None and not (due and due.names(invoice.id)):
            others = _can_go(due, next_on, account, work) if due and next_on else ""
            verdict = _left_out(invoice, others, account, asked, work) or verdict
        verdict += _nobody_to_write_to(account, work)
    return WhyAccount(
        currency=account.currency,
        verdict=verdict,
        lines=lines,
        next_on=next_on,
        stage=due.stage if due else None,
        net=Money(due.net_minor, account.currency) if due else None,
        open_reminder_id=waiting.id if waiting else None,
        may_draft=by_hand is not None and (invoice is None or by_hand.names(invoice.id)),
    )


def _that_apply(asked: Iterable[Check], account: Account, today: date) -> Iterator[Check]:
    """Without what says nothing: the sum and the day of a letter that would name nothing, and the letter's day where
    nothing is late enough at all."""
    is_empty, is_early = not in_scope(account, today), False
    for check in asked:
        is_early = is_early or (check.rule is Rule.OVERDUE and not check.passed)
        if not (is_empty and check.rule in _OF_A_LETTER) and not (is_early and check.rule is Rule.STAGE_DUE):
            yield check


def _asked_about(check: Check, invoice: Invoice | None) -> Check:
    """A rule that holds back the invoice asked about has not passed for it, whatever goes on beside it."""
    if invoice is None or not check.passed or invoice.number not in check.numbers:
        return check
    return replace(check, passed=False, numbers=(invoice.number,), until=None)


def _left_out(invoice: Invoice, others: str, account: Account, asked: Iterable[Check], work: Work) -> str | None:
    """The answer about an invoice that the next letter does not name; then what is said of the client's others."""
    if invoice.due_on is not None and invoice.due_on >= work.today:
        why = f"it is due on {weekday(invoice.due_on, work.today)}"
    else:
        holding = next((check for check in asked if invoice.number in check.numbers), None)
        if holding is None:
            return None
        one = replace(holding, passed=False, numbers=(invoice.number,), until=None)
        why = rule_words(one, account, work)
    on = next_day(account, work.today, holidays_of_client(account.client_id, work), about=invoice.id)
    when = f" As things stand it can be from {weekday(on, work.today)} on." if on else ""
    also = f" {others}." if others else ""
    return f"{invoice.number} is not in a reminder now: {why}.{when}{also}"


def _nobody_to_write_to(account: Account, work: Work) -> str:
    client = work.clients.get(account.client_id)
    is_known = work.clients.slack_channel(client.id) or recipients_of(client.id, work)
    return "" if is_known else f" Nobody at {client.name} has an address yet: the letter would go by your own hand."


def _waits(waiting: Reminder, work: Work) -> str:
    since = weekday(waiting.planned_on, work.today)
    return f"A {waiting.stage} reminder drafted on {since} is {_STANDING.get(waiting.state, 'open')}."


def _verdict(lines: tuple[WhyLine, ...], due: Due | None, on: date | None, account: Account, work: Work) -> str:
    stands = listed([line.words for line in lines if not line.passed][:3]) or "nothing stands in the way"
    if due is None or on is None:
        return f"No reminder can go until a person acts: {stands}."
    can_go = _can_go(due, on, account, work)
    return f"{can_go}." if on == work.today else f"{can_go}: {stands}."


def _can_go(due: Due, on: date, account: Account, work: Work) -> str:
    when = "is due today" if on == work.today else f"can go on {weekday(on, work.today)} at the earliest"
    return f"{_what(due, account, work)} {when}"


def _what(due: Due, account: Account, work: Work) -> str:
    amount = money(Money(due.net_minor, account.currency), work.workspace.locale)
    return f"A {due.stage} reminder about {listed([debt.number for debt in due.debts][:6])} ({amount})"


def _settled(invoice: Invoice, work: Work) -> str:
    number = invoice.number
    if invoice.voided_on is not None:
        return f"{number} was voided on {weekday(invoice.voided_on, work.today)}: nobody is reminded of it."
    if invoice.sent_on is None:
        return f"{number} is a draft: nobody is reminded of what was not sent to them."
    on = work.invoices.settled_on(invoice.id)
    return f"{number} is paid since {weekday(on, work.today)}: nobody is reminded of it."


def _letter(reminder: Reminder, work: Work) -> str:
    on = weekday(reminder.sent_on or reminder.planned_on, work.today)
    what = "thank-you" if reminder.kind is Kind.THANK_YOU else f"{reminder.stage} reminder"
    about = listed([item.number for item in reminder.items][:6])
    came_back = ", came back" if reminder.state is ReminderState.LAPSED else ""
    return f"{on}: {what} about {about}, {money(reminder.net, work.workspace.locale)}{came_back}"


_OF_A_LETTER = frozenset({Rule.LETTERS_LEFT, Rule.STAGE_DUE, Rule.MONEY_OWED, Rule.WORTH_IT})
_STANDING = {
    ReminderState.WRITING: "being written",
    ReminderState.WAITING: "waiting for approval",
    ReminderState.SECOND: "waiting for a second approval",
    ReminderState.BY_HAND: "in somebody's hands to be sent",
    ReminderState.APPROVED: "approved and leaves in working hours",
    ReminderState.CLAIMED: "leaving now",
    ReminderState.REFUSED: "refused by the mail server",
    ReminderState.UNCERTAIN: "perhaps sent; a person must look",
}
