"""Every rule of chasing asked in turn, passed or not and until when: what “why” shows a person.

All of them pass exactly when `domain.dunning.due_reminder` finds a reminder.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.account import Account, Debt
from domain.calendar import NO_HOLIDAYS, is_business_day, next_business_day
from domain.dunning import (
    DAY,
    LOOKS_AHEAD,
    candidates,
    chasing_of,
    chosen,
    in_scope,
    is_asked_too_early,
    is_back,
    is_too_soon,
    is_used_up,
    leading,
    net_of,
    next_stage,
    reached,
    turning_days,
)


class Rule(StrEnum):
    """Every rule, in the order they are asked."""

    OVERDUE = "something is past its first stage date"
    NOT_OFF = "reminders are not switched off"
    PERSON_FIRST = "a person has looked at what arrived overdue"
    NO_DISPUTE = "not disputed"
    NO_HOLD = "not on hold"
    NO_PROMISE = "no promise to wait for"
    FOLLOW_UP = "no day to follow up on is still to come"
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
    {
        Rule.OVERDUE,
        Rule.PERSON_FIRST,
        Rule.FOLLOW_UP,
        Rule.STAGE_DUE,
        Rule.WORTH_IT,
        Rule.NOT_SNOOZED,
        Rule.BUSINESS_DAY,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rule asked: passed or not. `until` is the last day it stands in the way (None: until somebody acts);
    `numbers` are the invoices it holds back, or all, where it does not concern single ones."""

    rule: Rule
    passed: bool
    until: date | None = None
    numbers: tuple[str, ...] = ()


def checks(
    account: Account, today: date, holidays: Container[date] = NO_HOLIDAYS, *, by_hand: bool = False
) -> Iterator[Check]:
    """Every rule in order, passed or not. A rule that holds back single invoices has passed while another invoice is
    left to chase."""
    yield _overdue(account, today)
    yield from _blocks(account, today, by_hand=by_hand)
    yield from _letters(account, today, by_hand=by_hand)
    yield from _money(account, today, by_hand=by_hand)
    yield from _client(account, today, holidays, by_hand=by_hand)


def in_the_way(account: Account, today: date, holidays: Container[date] = NO_HOLIDAYS) -> Check | None:
    """The first rule that stands in the way of a letter a person asks for; None where none does."""
    asked = checks(account, today, holidays, by_hand=True)
    return next((check for check in asked if not check.passed and check.rule not in WAIVED_BY_HAND), None)


def _overdue(account: Account, today: date) -> Check:
    if any(reached(debt, today) is not None for debt in candidates(account, today)):
        return Check(rule=Rule.OVERDUE, passed=True)
    until = _until(account, today, lambda day: any(reached(debt, day) for debt in candidates(account, day)))
    return Check(rule=Rule.OVERDUE, passed=False, until=until)


def _blocks(account: Account, today: date, *, by_hand: bool) -> Iterator[Check]:
    left = list(candidates(account, today))
    for rule, blocks in _HELD_BACK:
        hit = [] if by_hand and rule in WAIVED_BY_HAND else [debt for debt in account.debts if blocks(debt, today)]
        had = bool(left)
        left = [debt for debt in left if debt not in hit]
        passed = bool(left) or not had
        ends = [end for debt in hit if (end := _end_of(rule, debt)) is not None]
        yield Check(
            rule=rule,
            passed=passed,
            until=None if passed else min(ends, default=None),
            numbers=tuple(debt.number for debt in hit),
        )


def _letters(account: Account, today: date, *, by_hand: bool) -> Iterator[Check]:
    lead = leading(in_scope(account, today, by_hand=by_hand), today, by_hand=by_hand)
    used_up = lead is not None and is_used_up(account, lead)
    yield Check(rule=Rule.LETTERS_LEFT, passed=not used_up)
    stage = None if lead is None else next_stage(account, lead, today, by_hand=by_hand)
    passed = stage is not None or used_up or not in_scope(account, today, by_hand=by_hand)
    until = None if passed else _until(account, today, lambda day: chosen(account, day) is not None)
    yield Check(rule=Rule.STAGE_DUE, passed=passed, until=until)


def _money(account: Account, today: date, *, by_hand: bool) -> Iterator[Check]:
    debts = in_scope(account, today, by_hand=by_hand)
    net = net_of(debts, account)
    least = chasing_of(account, today, by_hand=by_hand).least_of(account.currency)
    yield Check(rule=Rule.MONEY_OWED, passed=not debts or net > 0)
    yield Check(rule=Rule.WORTH_IT, passed=not debts or net <= 0 or net >= least)


def _client(account: Account, today: date, holidays: Container[date], *, by_hand: bool) -> Iterator[Check]:
    yield Check(rule=Rule.ONE_AT_A_TIME, passed=not account.has_open_draft)
    is_snoozed = is_back(account.snoozed_until, today)
    yield Check(rule=Rule.NOT_SNOOZED, passed=not is_snoozed, until=account.snoozed_until if is_snoozed else None)
    chasing = chasing_of(account, today, by_hand=by_hand)
    last = account.last_contact_on
    is_soon = is_too_soon(account, chasing, today)
    until = last + DAY * (chasing.gap_days - 1) if last is not None and is_soon else None
    yield Check(rule=Rule.GAP, passed=not is_soon, until=until)
    is_open = is_business_day(today, holidays)
    until = None if is_open else next_business_day(today, holidays) - DAY
    yield Check(rule=Rule.BUSINESS_DAY, passed=is_open, until=until)


def _until(account: Account, today: date, holds: Callable[[date], bool]) -> date | None:
    """The day before the first one to come on which this holds."""
    days = turning_days(account, today, today + DAY * LOOKS_AHEAD)
    return next((day - DAY for day in days if day > today and holds(day)), None)


def _end_of(rule: Rule, debt: Debt) -> date | None:
    before = debt.follow_up_on - DAY if debt.follow_up_on else None
    ends = {Rule.NO_HOLD: debt.held_until, Rule.NO_PROMISE: debt.promised_until, Rule.FOLLOW_UP: before}
    return ends.get(rule)


# Each holds back single invoices: the client's others go on.
_HELD_BACK: tuple[tuple[Rule, Callable[[Debt, date], bool]], ...] = (
    (Rule.NOT_OFF, lambda debt, _: debt.chasing.is_off),
    (Rule.PERSON_FIRST, lambda debt, _: debt.waits_for_person),
    (Rule.NO_DISPUTE, lambda debt, _: debt.is_disputed),
    (Rule.NO_HOLD, lambda debt, today: is_back(debt.held_until, today)),
    (Rule.NO_PROMISE, lambda debt, today: is_back(debt.promised_until, today)),
    (Rule.FOLLOW_UP, is_asked_too_early),
)
