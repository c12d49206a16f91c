"""The coming days played on a copy of the book: what a day would alert of, draft and hold back. Nothing is sent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from domain.calendar import is_business_day
from domain.chasing import Stage
from domain.dunning_rules import Rule, checks
from domain.letter import Letter, Route, Words
from domain.money import Money
from domain.reminder import Kind, ReminderState, Writer
from reminders.accounts import all_due, holidays_of_client
from reminders.rule_words import rule_words
from reminders.settle_sending import remember_sent
from storage.unit_of_work import Work

# Waiting for its turn, or a draft of that day, is not being held back.
_NOT_TOLD = frozenset({Rule.OVERDUE, Rule.STAGE_DUE, Rule.ONE_AT_A_TIME, Rule.BUSINESS_DAY})
_STAND_IN = Words(subject="Rehearsal", text="What would have been written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A letter the day would draft; `is_sent`: its approval was assumed."""

    client: str
    stage: Stage
    numbers: tuple[str, ...]
    net: Money
    is_sent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A client whose letters, or single invoices, a rule holds back."""

    client: str
    currency: str
    rule: Rule
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedDay:
    """One day: the messages it would post, the letters it would draft, and what it newly holds back."""

    on: date
    told: tuple[str, ...] = ()
    drafted: tuple[Drafted, ...] = ()
    held: tuple[Held, ...] = ()


def drafted_since(seen: Collection[int], work: Work, *, are_sent: bool) -> tuple[Drafted, ...]:
    """Letters that were not there before."""
    found = work.reminders.in_state(*(set(ReminderState) - {ReminderState.LAPSED}))
    return tuple(
        Drafted(
            client=each.client,
            stage=each.stage,
            numbers=tuple(item.number for item in each.items),
            net=each.net,
            is_sent=are_sent,
        )
        for each in found
        if each.id not in seen and each.kind is Kind.REMINDER
    )


def held_back(work: Work) -> tuple[Held, ...] | None:
    """Everybody whom a rule holds back today who is late enough; None on a day without letters, which tells nothing."""
    if not is_business_day(work.today, work.holidays):
        return None
    found: list[Held] = []
    for account, _ in all_due(work):
        asked = list(checks(account, work.today, holidays_of_client(account.client_id, work)))
        stands = [check for check in asked if check.rule not in _NOT_TOLD and (check.numbers or not check.passed)]
        if stands and asked[0].passed and not account.has_open_draft:
            client = work.clients.get(account.client_id).name
            for check in stands:
                words = rule_words(check, account, work)
                found.append(Held(client=client, currency=account.currency, rule=check.rule, words=words))
    return tuple(found)


def assume_approved(work: Work) -> int:
    """In the copy: whatever waits is approved and leaves, where today is a working day of its client. Returns how many
    letters that is."""
    for each in work.reminders.in_state(ReminderState.WRITING):
        work.reminders.write(each, Letter(route=Route.BY_HAND, recipients=(), words=_STAND_IN), writer=Writer.TEMPLATE)
    waiting = [
        each
        for each in work.reminders.in_state(ReminderState.WAITING, ReminderState.SECOND, ReminderState.APPROVED)
        if is_business_day(work.today, holidays_of_client(each.client_id, work))
    ]
    for each in waiting:
        if each.state is not ReminderState.APPROVED:
            work.reminders.move(each, ReminderState.APPROVED)
        for state, said in ((ReminderState.CLAIMED, {}), (ReminderState.SENT, {"sent_on": work.today})):
            work.reminders.move(work.reminders.get(each.id), state, **said)
        remember_sent(each, work.today, work)
    return len(waiting)
