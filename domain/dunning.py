"""Whether a client may be reminded on a day: which stage, which invoices, or which rule stands in the way until when.

One reminder is about one client in one currency. The stage is a function of what stands in the book and the date, never
of "is today the day": after an outage of any length there is one reminder, at the stage reached. Pure; dates are
calendar dates of the workspace.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.account import Account, Debt, PastLetter
from domain.calendar import NO_HOLIDAYS, is_business_day, next_business_day
from domain.chasing import Chasing, Stage

LOOKS_AHEAD = 400
"""Days: a rule that stands in the way for longer waits for a person."""


class Rule(StrEnum):
    """Every rule, in the order they are asked. Source: what users of other tools suffer, and our own contract."""

    OVERDUE = "something is past its first stage date"
    NOT_OFF = "reminders are not switched off"
    PERSON_FIRST = "a person has looked at what arrived overdue"
    NO_DISPUTE = "not disputed"
    NO_HOLD = "not on hold"
    NO_PROMISE = "no promise to wait for"
    LETTERS_LEFT = "a letter is left to send"
    STAGE_DUE = "the next stage has come"
    MONEY_OWED = "credit does not cover it"
    WORTH_IT = "enough is owed to be worth a letter"
    ONE_AT_A_TIME = "no other draft is open"
    NOT_SNOOZED = "not snoozed"
    GAP = "days enough since the last contact"
    BUSINESS_DAY = "a working day"


# What a person who asks for a letter now may pass over; the sending waits for a working day all the same.
WAIVED_BY_HAND = frozenset(
    {Rule.OVERDUE, Rule.PERSON_FIRST, Rule.STAGE_DUE, Rule.WORTH_IT, Rule.NOT_SNOOZED, Rule.BUSINESS_DAY}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rule asked: passed or not. `until` is the last day it stands in the way (None: until somebody acts);
    `numbers` are the invoices it holds back, or all, where it does not concern single ones."""

    rule: Rule
    passed: bool
    until: date | None = None
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A reminder that may go: the invoice that leads it, all it names (oldest due first), what they owe together less
    unapplied credit."""

    stage: Stage
    lead: Debt
    debts: tuple[Debt, ...]
    net_minor: int


def due_reminder(account: Account, today: date, holidays: Container[date] = NO_HOLIDAYS) -> Due | None:
    """The reminder that may be drafted today by itself; None where a rule stands in the way."""
    return chosen(account, today) if all(check.passed for check in checks(account, today, holidays)) else None


def asked_reminder(account: Account, today: date) -> Due | None:
    """The reminder a person asks for now: the stage date need not have come, what arrived overdue may be chased.

    None where any other rule stands in the way: nobody chases by hand what must not be chased. Working days are for
    the sending, not the drafting.
    """
    asked = (check for check in checks(account, today, by_hand=True) if check.rule not in WAIVED_BY_HAND)
    return chosen(account, today, by_hand=True) if all(check.passed for check in asked) else None


def chosen(account: Account, today: date, *, by_hand: bool = False) -> Due | None:
    """Stage, lead and scope as they are today, whatever gap, snooze, other drafts or the weekday say; None where
    nothing can be chased or no letter is left. Asked again before a letter leaves: it must still be the same."""
    scope = _scope(account, today, by_hand=by_hand)
    lead = _lead(scope, today, by_hand=by_hand)
    if lead is None:
        return None
    stage = next_stage(account, lead, today, by_hand=by_hand)
    if stage is None:
        return None
    named = tuple(debt for debt in scope if (debt.due_on < today) is (stage is not Stage.COMING))
    net = _net(named, account)
    return Due(stage=stage, lead=lead, debts=named, net_minor=net) if net > 0 else None


def checks(
    account: Account, today: date, holidays: Container[date] = NO_HOLIDAYS, *, by_hand: bool = False
) -> Iterator[Check]:
    """Every rule in order, passed or not: what `why` shows. A rule that holds back single invoices has passed while
    another invoice is left to chase."""
    yield from _invoice_checks(account, today, by_hand=by_hand)
    yield from _letter_checks(account, today, by_hand=by_hand)
    yield from _client_checks(account, today, holidays)


def next_day(
    account: Account, today: date, holidays: Container[date] = NO_HOLIDAYS, *, within: int = LOOKS_AHEAD
) -> date | None:
    """The first day, today or later, a reminder may go as things stand; None where a person must act first."""
    days = (today + timedelta(days=ahead) for ahead in range(within))
    return next((day for day in days if due_reminder(account, day, holidays) is not None), None)


def next_stage(account: Account, lead: Debt, today: date, *, by_hand: bool = False) -> Stage | None:
    """The stage of the next letter led by this invoice; None where it is not reached yet, or all of them went.

    The first letter is never firmer than friendly, whatever the age. Stages never go back, and one is left out only
    after a silence as long as the one it stands for. A skipped letter waits for the next stage's day.
    """
    reached = lead.chasing.reached((today - lead.due_on).days)
    if by_hand and reached in (None, Stage.COMING) and lead.due_on < today:
        reached = Stage.FRIENDLY
    if reached is None:
        return None
    letters = [letter for letter in account.letters if letter.lead_id == lead.invoice_id]
    skipped = max((letter.stage.rank for letter in letters if not letter.is_sent), default=-1)
    if reached.rank <= skipped and not by_hand:
        return None
    sent = [letter for letter in letters if letter.is_sent and letter.stage is not Stage.COMING]
    if not sent:
        was_announced = any(letter.is_sent for letter in letters)
        if reached is Stage.COMING:
            return None if was_announced else reached
        return Stage.FRIENDLY
    return _after(max(sent, key=lambda letter: letter.stage.rank), reached, lead.chasing, today, by_hand=by_hand)


def _after(last: PastLetter, reached: Stage, chasing: Chasing, today: date, *, by_hand: bool) -> Stage | None:
    later = [stage for stage in Stage if stage.rank > last.stage.rank]
    if not later:
        return None
    following = later[0]
    if by_hand and reached.rank < following.rank:
        return following
    silence = (today - last.on).days
    fits = [
        stage
        for stage in later
        if stage.rank <= reached.rank
        and (stage is following or silence >= chasing.days_of(stage) - chasing.days_of(following))
    ]
    return fits[-1] if fits else None


def _scope(account: Account, today: date, *, by_hand: bool) -> tuple[Debt, ...]:
    """What may be chased, oldest due first: not disputed, held, promised, switched off or waiting for a person."""
    free = [
        debt
        for debt in account.debts
        if not (debt.is_disputed or debt.chasing.is_off)
        and not _is_back(debt.held_until, today)
        and not _is_back(debt.promised_until, today)
        and (by_hand or not debt.waits_for_person)
        and (debt.due_on < today or debt.chasing.reached((today - debt.due_on).days) is Stage.COMING)
    ]
    return tuple(sorted(free, key=_oldest))


def _lead(scope: tuple[Debt, ...], today: date, *, by_hand: bool) -> Debt | None:
    """The invoice that sets the stage: the firmest stage reached, then the oldest."""
    ranked = [(debt.chasing.reached((today - debt.due_on).days), debt) for debt in scope]
    reached = [(stage, debt) for stage, debt in ranked if stage is not None]
    if reached:
        firmest = max(stage.rank for stage, _ in reached)
        return next(debt for stage, debt in reached if stage.rank == firmest)
    return next((debt for debt in scope if debt.due_on < today), None) if by_hand else None


def _invoice_checks(account: Account, today: date, *, by_hand: bool) -> Iterator[Check]:
    debts = account.debts
    past = [debt for debt in debts if debt.due_on < today or _reached(debt, today)]
    first = min((debt.due_on + timedelta(days=_first_days(debt)) for debt in debts), default=None)
    is_past = any(_reached(debt, today) or debt.chasing.is_off for debt in debts)
    yield Check(rule=Rule.OVERDUE, passed=is_past, until=None if is_past or first is None else _before(first))
    left = set(range(len(past)))
    for rule, blocks in _BLOCKS:
        if rule is Rule.PERSON_FIRST and by_hand:
            continue
        hit = [place for place, debt in enumerate(past) if blocks(debt, today)]
        ends = [_end_of(rule, past[place]) for place in hit]
        left -= set(hit)
        yield Check(
            rule=rule,
            passed=not hit or bool(left),
            until=min((end for end in ends if end is not None), default=None) if hit else None,
            numbers=tuple(past[place].number for place in hit),
        )


def _letter_checks(account: Account, today: date, *, by_hand: bool) -> Iterator[Check]:
    scope = _scope(account, today, by_hand=by_hand)
    lead = _lead(scope, today, by_hand=by_hand)
    sent = {letter.stage for letter in account.letters if lead and letter.is_sent and letter.lead_id == lead.invoice_id}
    yield Check(rule=Rule.LETTERS_LEFT, passed=Stage.FINAL not in sent)
    stage = next_stage(account, lead, today, by_hand=by_hand) if lead else None
    if scope and Stage.FINAL not in sent:
        until = _stage_wait(account, today) if stage is None else None
        yield Check(rule=Rule.STAGE_DUE, passed=stage is not None, until=until)
    net = _net(tuple(debt for debt in scope if (debt.due_on < today) is (stage is not Stage.COMING)), account)
    yield Check(rule=Rule.MONEY_OWED, passed=not scope or net > 0)
    yield Check(rule=Rule.WORTH_IT, passed=not scope or net >= account.least_minor)


def _client_checks(account: Account, today: date, holidays: Container[date]) -> Iterator[Check]:
    yield Check(rule=Rule.ONE_AT_A_TIME, passed=not account.has_open_draft)
    snoozed = account.snoozed_until
    is_snoozed = _is_back(snoozed, today)
    yield Check(rule=Rule.NOT_SNOOZED, passed=not is_snoozed, until=snoozed if is_snoozed else None)
    last = account.last_contact_on
    is_soon = last is not None and (today - last).days < account.gap_days
    until = last + timedelta(days=account.gap_days - 1) if last is not None and is_soon else None
    yield Check(rule=Rule.GAP, passed=not is_soon, until=until)
    is_open = is_business_day(today, holidays)
    until = None if is_open else next_business_day(today, holidays) - timedelta(days=1)
    yield Check(rule=Rule.BUSINESS_DAY, passed=is_open, until=until)


def _stage_wait(account: Account, today: date) -> date | None:
    days = (today + timedelta(days=ahead) for ahead in range(1, LOOKS_AHEAD))
    found = next((day for day in days if chosen(account, day) is not None), None)
    return None if found is None else _before(found)


def _net(debts: tuple[Debt, ...], account: Account) -> int:
    return sum(debt.balance_minor for debt in debts) - account.credit_minor


def _end_of(rule: Rule, debt: Debt) -> date | None:
    return {Rule.NO_HOLD: debt.held_until, Rule.NO_PROMISE: debt.promised_until}.get(rule)


def _reached(debt: Debt, today: date) -> bool:
    return debt.chasing.reached((today - debt.due_on).days) is not None


def _first_days(debt: Debt) -> int:
    chasing = debt.chasing
    return chasing.days_of(Stage.FRIENDLY) if chasing.coming_days is None else chasing.days_of(Stage.COMING)


def _is_back(until: date | None, today: date) -> bool:
    return until is not None and today <= until


def _before(day: date) -> date:
    return day - timedelta(days=1)


def _oldest(debt: Debt) -> tuple[date, int]:
    return debt.due_on, debt.invoice_id


# Each holds back single invoices: the client's others go on.
_BLOCKS = (
    (Rule.NOT_OFF, lambda debt, _: debt.chasing.is_off),
    (Rule.PERSON_FIRST, lambda debt, _: debt.waits_for_person),
    (Rule.NO_DISPUTE, lambda debt, _: debt.is_disputed),
    (Rule.NO_HOLD, lambda debt, today: _is_back(debt.held_until, today)),
    (Rule.NO_PROMISE, lambda debt, today: _is_back(debt.promised_until, today)),
)
