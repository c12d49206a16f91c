"""A person asks for a letter now. What must not be chased is refused, with the rule and the day it ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.account import Account
from domain.calendar import days_words
from domain.chasing import Chasing
from domain.client import Client
from domain.dunning import LOOKS_AHEAD, Due, asked_reminder, is_asked_too_early, turning_days
from domain.dunning_rules import checks, in_the_way
from domain.errors import AlreadyDone, WrongState, listed
from domain.invoice import Invoice
from domain.money import Money
from domain.roles import Role, require
from domain.why import Asked
from reminders.accounts import accounts_of
from reminders.plan import draft
from reminders.rule_words import rule_words
from reminders.target import meant
from storage.unit_of_work import Work
from views.wording import money, moneys, weekday


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind:
    """A number or a name as typed, or `invoice:12`, `client:3` as buttons carry them."""

    target: str


def remind(request: Remind, work: Work) -> Asked:
    """Plans the letter; it is written and shown in the billing channel within moments, and leaves only approved."""
    require(work.person, Role.MEMBER, "draft a reminder")
    target = meant(request.target, work)
    invoice = None if isinstance(target, Client) else target
    client = target if isinstance(target, Client) else work.clients.get(target.client_id)
    if invoice is not None and not invoice.is_open:
        words = f"{invoice.number} has nothing to be reminded of. `/invoice why {invoice.number}` says why."
        raise WrongState(words)
    work.clients.take(client.id)
    accounts = [each for each in accounts_of(client.id, work) if invoice is None or each.currency == invoice.currency]
    if not accounts:
        words = f"{client.name} has nothing open, so there is nothing to remind them of."
        raise WrongState(words)
    found = [(account, due) for account in accounts if (due := asked_reminder(account, work.today)) is not None]
    fits = [(account, due) for account, due in found if invoice is None or _names(due, invoice)]
    if not fits:
        raise _refused(client, invoice, accounts, work)
    account, due = min(fits, key=lambda pair: (-pair[1].stage.rank, pair[1].lead.due_on))
    others = [Money(other.net_minor, its.currency) for its, other in fits if its is not account]
    return _drafted(client, account, due, others, work)


def _drafted(client: Client, account: Account, due: Due, others: list[Money], work: Work) -> Asked:
    reminder_id = draft(due, account, work, asked_by_id=work.person.id)
    if reminder_id is None:
        words = f"A {due.stage} reminder about {due.lead.number} went already, or somebody asked for it at this moment."
        raise AlreadyDone(words)
    numbers = listed([debt.number for debt in due.debts][:9])
    amount = money(Money(due.net_minor, account.currency), work.workspace.locale)
    said = f"A {due.stage} reminder to {client.name} about {numbers} ({amount}) was asked for"
    work.record("remind", said, client_id=client.id, invoice_id=due.lead.invoice_id)
    where = "Its card comes to the billing channel" if work.workspace.channel else "No channel is set to show it in"
    words = f"A {due.stage} reminder to {client.name} about {numbers} ({amount}) is being drafted. {where}."
    words += _early(due, work)
    words += _besides(others, due.lead.chasing, work)
    return Asked(reminder_id=reminder_id, words=words)


def _early(due: Due, work: Work) -> str:
    """That a person asks before the day to follow up, where they do."""
    ahead = [each for each in due.debts if is_asked_too_early(each, work.today)]
    days = [each.follow_up_on for each in ahead if each.follow_up_on is not None]
    if not days:
        return ""
    numbers, on = listed([each.number for each in ahead][:9]), weekday(max(days), work.today)
    return f" It asks early: {numbers} {'is' if len(ahead) == 1 else 'are'} to be followed up on {on}."


def _besides(others: list[Money], chasing: Chasing, work: Work) -> str:
    """What the client could be reminded of in other currencies: letters of their own, since sums are never mixed."""
    if not others:
        return ""
    gap = days_words(chasing.gap_days)
    owed = moneys(others, work.workspace.locale)
    return f" Also overdue: {owed}, for a letter of its own: {gap} must lie between the two."


def _names(due: Due, invoice: Invoice) -> bool:
    return any(debt.invoice_id == invoice.id for debt in due.debts)


def _refused(client: Client, invoice: Invoice | None, accounts: list[Account], work: Work) -> WrongState:
    name = invoice.number if invoice else client.name
    for account in accounts:
        waiting = work.reminders.open_of(client.id, account.currency)
        if waiting is not None:
            since = weekday(waiting.planned_on, work.today)
            words = f"A {waiting.stage} reminder to {client.name} is open already, drafted on {since}."
            return AlreadyOpen(words, reminder_id=waiting.id)
    if invoice is not None and invoice.due_on is not None and invoice.due_on >= work.today:
        due = weekday(invoice.due_on, work.today)
        return WrongState(f"{name} is not overdue: it is due on {due}. Nobody is reminded before.")
    reasons = [_reason(account, invoice, work) for account in accounts]
    days = [day for account in accounts if (day := _first_day(account, invoice, work)) is not None]
    when = f"A reminder can be drafted from {weekday(min(days), work.today)} on." if days else ""
    last = when or f"`/invoice why {name}` says what has to happen first."
    return WrongState(f"No reminder for {name} now: {listed(list(dict.fromkeys(reasons)))}. {last}")


class AlreadyOpen(WrongState):
    """The client's one place is taken by this draft."""

    def __init__(self, words: str, *, reminder_id: int) -> None:
        super().__init__(words)
        self.reminder_id = reminder_id


def _reason(account: Account, invoice: Invoice | None, work: Work) -> str:
    """The rule that stands in the way of the account, else the one that holds this invoice back."""
    stands = in_the_way(account, work.today)
    about = invoice.number if invoice else ""
    if stands is None:
        asked = checks(account, work.today, work.holidays, by_hand=True)
        stands = next((check for check in asked if about in check.numbers), None)
        if stands is None:
            return "nothing is overdue"
        stands = replace(stands, passed=False, numbers=(about,))
    return rule_words(stands, account, work)


def _first_day(account: Account, invoice: Invoice | None, work: Work) -> date | None:
    for day in turning_days(account, work.today, work.today + timedelta(days=LOOKS_AHEAD)):
        due = asked_reminder(account, day)
        if due is not None and (invoice is None or _names(due, invoice)):
            return day
    return None
