"""Each rule of chasing in words, for one client in one currency: as it passed, or as it stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from domain.account import Account
from domain.calendar import days_words
from domain.dunning import chasing_of, in_scope, net_of
from domain.dunning_rules import Check, Rule
from domain.errors import listed
from domain.money import Money
from storage.unit_of_work import Work
from views.wording import money, weekday

MOST_NAMED = 6


def rule_words(check: Check, account: Account, work: Work) -> str:
    """The rule as it stands today, without a full stop. Plain text."""
    if check.passed:
        held = f"; {_names(check)} aside" if check.numbers else ""
        return f"{_PASSED[check.rule](account, work)}{held}"
    return _STANDS[check.rule](check, account, work)


def _names(check: Check) -> str:
    named = list(check.numbers[:MOST_NAMED])
    left = len(check.numbers) - len(named)
    return listed([*named, f"{left} more"] if left else named)


def _until(check: Check, work: Work) -> str:
    return f" through {weekday(check.until, work.today)}" if check.until else ""


def _from(check: Check, work: Work) -> str:
    return f" on {weekday(_after(check.until), work.today)} and not before" if check.until else ""


def _is(check: Check) -> str:
    return "is" if len(check.numbers) == 1 else "are"


def _stages(account: Account, work: Work) -> str:
    chasing = chasing_of(account, work.today)
    days = listed([str(days) for days in (chasing.friendly_days, chasing.firm_days, chasing.final_days)])
    grace = f" and {days_words(chasing.grace_days)} of grace" if chasing.grace_days else ""
    return f"letters come {days} days after the due date{grace}"


def _oldest(account: Account, work: Work) -> str:
    late = [debt for debt in account.debts if debt.due_on < work.today]
    if not late:
        return "something is about to come due"
    days = days_words((work.today - late[0].due_on).days)
    return f"{late[0].number} is {days} late; {_stages(account, work)}"


def _not_late(check: Check, account: Account, work: Work) -> str:
    first = f", the first on {weekday(_after(check.until), work.today)}" if check.until else ""
    return f"nothing is late enough yet; {_stages(account, work)}{first}" if account.debts else "nothing is open"


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _not_yet(check: Check, work: Work) -> str:
    on = f" before {weekday(_after(check.until), work.today)}" if check.until else " yet"
    return f"the next letter is not due{on}"


def _gap(account: Account, work: Work) -> str:
    last = account.last_contact_on
    gap = days_words(chasing_of(account, work.today).gap_days)
    if last is None:
        return "no contact is on record"
    return f"the last contact was on {weekday(last, work.today)}; {gap} must lie between"


def _owed(account: Account, work: Work) -> str:
    net = Money(net_of(in_scope(account, work.today), account), account.currency)
    credit = Money(account.credit_minor, account.currency)
    less = f" after {_said(credit, work)} of credit" if credit.minor else ""
    return f"{_said(net, work)} is to be asked for{less}"


def _least(account: Account, work: Work) -> str:
    least = Money(chasing_of(account, work.today).least_of(account.currency), account.currency)
    return f"the least amount worth a letter is {_said(least, work)}" if least.minor else "no least amount is set"


def _covered(_: Check, account: Account, work: Work) -> str:
    credit = Money(account.credit_minor, account.currency)
    return f"{_said(credit, work)} of credit covers what could be asked for"


def _said(amount: Money, work: Work) -> str:
    return money(amount, work.workspace.locale)


def _plain(words: str) -> Callable[[Account, Work], str]:
    return lambda _account, _work: words


_PASSED: dict[Rule, Callable[[Account, Work], str]] = {
    Rule.OVERDUE: _oldest,
    Rule.NOT_OFF: _plain("reminders are switched on"),
    Rule.PERSON_FIRST: _plain("nothing that arrived overdue waits for a person"),
    Rule.NO_DISPUTE: _plain("nothing is disputed"),
    Rule.NO_HOLD: _plain("nothing is on hold"),
    Rule.NO_PROMISE: _plain("no promise to wait for"),
    Rule.FOLLOW_UP: _plain("no day to follow up on is still to come"),
    Rule.LETTERS_LEFT: _plain("a letter is left to send"),
    Rule.STAGE_DUE: _plain("the next letter's day has come"),
    Rule.MONEY_OWED: _owed,
    Rule.WORTH_IT: _least,
    Rule.ONE_AT_A_TIME: _plain("no other draft is open"),
    Rule.NOT_SNOOZED: _plain("nobody put it off"),
    Rule.GAP: _gap,
    Rule.BUSINESS_DAY: _plain("it is a working day"),
}
_STANDS: dict[Rule, Callable[[Check, Account, Work], str]] = {
    Rule.OVERDUE: _not_late,
    Rule.NOT_OFF: lambda check, _a, _w: f"reminders are switched off for {_names(check)}",
    Rule.PERSON_FIRST: lambda check, _a, _w: f"{_names(check)} arrived already overdue and {_is(check)} in the queue",
    Rule.NO_DISPUTE: lambda check, _a, _w: f"{_names(check)} {_is(check)} disputed",
    Rule.NO_HOLD: lambda check, _a, work: f"{_names(check)} {_is(check)} on hold{_until(check, work)}",
    Rule.NO_PROMISE: lambda check, _a, work: (
        f"the client's word about {_names(check)} is waited for{_until(check, work)}"
    ),
    Rule.FOLLOW_UP: lambda check, _a, work: f"{_names(check)} {_is(check)} to be followed up{_from(check, work)}",
    Rule.LETTERS_LEFT: lambda _c, _a, _w: "the last letter went, or was skipped; from here only people write",
    Rule.STAGE_DUE: lambda check, _a, work: _not_yet(check, work),
    Rule.MONEY_OWED: _covered,
    Rule.WORTH_IT: lambda _c, account, work: f"{_owed(account, work)}, and {_least(account, work)}",
    Rule.ONE_AT_A_TIME: lambda _c, _a, _w: "a draft is open already",
    Rule.NOT_SNOOZED: lambda check, _a, work: f"somebody put it off{_until(check, work)}",
    Rule.GAP: lambda _c, account, work: _gap(account, work),
    Rule.BUSINESS_DAY: lambda _c, _a, _w: "today is no working day",
}
