"""The day's reminders: who is due gets a draft, the firmest first, as many as people can read in a day.

Everything is read in a look beforehand, which keeps nobody waiting; then each is asked about again where it is planned.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from domain.account import Account
from domain.calendar import start_of
from domain.dunning import Due, in_scope, is_used_up, leading
from domain.exception_queue import ExceptionKind
from domain.money import Money
from domain.occasions import Occasion
from domain.reminder import OPEN, Kind, Reminder, ReminderState
from reminders.accounts import account_of, all_due, due_of
from reminders.basis import basis_of, credit_of, items_of
from reminders.card import show_reminder
from reminders.each_alone import alone, tell_not_planned
from reminders.facts import language_of
from reminders.grounds import builds_on
from reminders.lapse import LAPSES, lapse_changed
from reminders.thanks import wake_thanks
from storage.unit_of_work import Work
from views.planned import more_wait, used_up_reason
from views.wording import weekday

PLAN = "reminders"
# A person must read each of them before it leaves.
A_DAY = 50
# Rows a day put into the exception queue; the rest the day after.
QUEUED_A_DAY = 50

# Where one of these cannot be read, its client's reminders cannot be planned.
_KEPT = (*OPEN, ReminderState.SNOOZED)

Act = Callable[[Occasion, Work], object]
Key = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Best:
    """The first to be drafted, by client and currency, and how many are due besides."""

    first: tuple[Key, ...]
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Who is due, whose letters are used up, and of whom something kept cannot be read."""

    best: Best
    used_up: tuple[Key, ...]
    unread: dict[int, Exception]


def is_plan_owed(occasion: Occasion, work: Work) -> bool:
    """Whether nobody planned the reminders of this day yet. Nothing before the book was opened is owed, nor anything
    while there is no channel to show a draft in; the alert says that one is missing."""
    return (
        work.workspace.channel is not None
        and not work.jobs.was_claimed(PLAN, occasion.period)
        and occasion.at >= work.jobs.started_at()
    )


def prepare_plan(_occasion: Occasion, work: Work) -> Act:
    """Finds who is due, in a look of its own. Returns the act that drafts."""
    found = _found(work)
    return lambda occasion, work: _plan_day(occasion, found, work)


def plan_day(occasion: Occasion, work: Work) -> int:
    """Drafts the reminders of the day. Returns how many; 0 where another process was first."""
    return _plan_day(occasion, _found(work), work)


def best_of(found: Iterable[tuple[Account, Due]], most: int) -> Best:
    """The firmest first, then the longest overdue, then the largest; of a client one at a time, since the other
    currency has to wait anyway once a letter went. `found` comes client by client."""
    clients = 0

    def counted() -> Iterator[tuple[Account, Due]]:
        nonlocal clients
        for _, theirs in groupby(found, key=lambda pair: pair[0].client_id):
            clients += 1
            yield min(theirs, key=_urgency)

    first = heapq.nsmallest(most, counted(), key=_urgency)
    keys = tuple((account.client_id, account.currency) for account, _ in first)
    return Best(first=keys, left=clients - len(keys))


def plan_account(client_id: int, currency: str, work: Work) -> int | None:
    """Drafts the reminder that is due now by itself, if one is. Returns its id."""
    client_id = work.clients.get(client_id).id  # of a client that was joined, the one it is now
    work.clients.take(client_id)
    account = account_of(client_id, currency, work)
    due = due_of(account, work)
    return None if due is None else draft(due, account, work)


def draft(due: Due, account: Account, work: Work, *, asked_by_id: int | None = None) -> int | None:
    """Takes the client's one place for this letter, to be written. It says what changed since the draft it replaces,
    where it replaces one that did not leave. Returns its id; None where another was first."""
    last = _wake(account, work)
    return work.reminders.plan(
        client_id=account.client_id,
        currency=account.currency,
        lead_id=due.lead.invoice_id,
        stage=due.stage,
        language=language_of(work.clients.get(account.client_id), work.workspace),
        items=items_of(due, work),
        credit=credit_of(account),
        net=Money(due.net_minor, account.currency),
        builds_on=builds_on(account.client_id, [debt.invoice_id for debt in due.debts], work),
        basis=basis_of(due, account, work),
        today=work.today,
        now=work.now,
        asked_by_id=asked_by_id,
        changed=last.reason if last is not None and _replaces(last, due) else None,
    )


def by_client(found: Iterable[Reminder]) -> dict[int, list[Reminder]]:
    """Reminders by whom they are to, in the order they came."""
    theirs: dict[int, list[Reminder]] = {}
    for each in found:
        theirs.setdefault(each.client_id, []).append(each)
    return theirs


def _found(work: Work) -> _Found:
    used_up: list[Key] = []
    unread = work.reminders.unread(*_KEPT)
    best = best_of(_watched(all_due(work, unread), used_up, work), A_DAY)
    return _Found(best=best, used_up=tuple(used_up), unread=unread)


def _plan_day(occasion: Occasion, found: _Found, work: Work) -> int:
    """Each client by itself: what fails for one keeps nobody else back."""
    if not work.jobs.claim(PLAN, occasion.period, now=work.now):
        return 0
    for client_id, fault in found.unread.items():
        tell_not_planned(client_id, fault, work)
    wake_thanks(work)
    drafts, best = by_client(work.reminders.in_state(*LAPSES)), found.best
    due: dict[int, list[Key]] = {client_id: [] for client_id in drafts}
    for key in best.first:
        due.setdefault(key[0], []).append(key)
    planned = sum(
        alone(each, partial(_look_at, drafts.get(each, ()), due[each], work), work) or 0
        for each in due
        if each not in found.unread
    )
    for client_id, currency in found.used_up:
        alone(client_id, partial(_queue_used_up, client_id, currency, work), work)
    _tell_left(occasion, best, work)
    work.jobs.finish(PLAN, occasion.period, now=work.now, note=f"{planned} drafted, {best.left} left")
    return planned


def _look_at(drafts: Iterable[Reminder], due: Iterable[Key], work: Work) -> int:
    """One client's drafts whose facts changed lapse; what is due in their place, or anyway, is drafted."""
    keys = dict.fromkeys([*lapse_changed(drafts, work), *due])
    return sum(plan_account(client_id, currency, work) is not None for client_id, currency in keys)


def _watched(
    found: Iterable[tuple[Account, Due | None]], used_up: list[Key], work: Work
) -> Iterator[tuple[Account, Due]]:
    """Passes on what is due, and notes whose letters are used up and of whom nobody was told."""
    for account, due in found:
        if due is not None:
            yield account, due
        elif account.letters and not account.has_open_draft and len(used_up) < QUEUED_A_DAY:
            since = _used_up_on(account, work.today)
            if since is not None and not _was_told(account, since, work):
                used_up.append((account.client_id, account.currency))


def _used_up_on(account: Account, today: date) -> date | None:
    lead = leading(in_scope(account, today), today)
    if lead is None or not is_used_up(account, lead):
        return None
    return max(letter.on for letter in account.letters if letter.lead_id == lead.invoice_id)


def _was_told(account: Account, since: date, work: Work) -> bool:
    began = start_of(since, work.workspace.tz)
    kind = ExceptionKind.LETTERS_USED_UP.value
    return work.exceptions.was_raised(kind, about="client", about_id=account.client_id, since=began)


def _queue_used_up(client_id: int, currency: str, work: Work) -> None:
    account = account_of(client_id, currency, work)
    since = _used_up_on(account, work.today)
    if since is None or _was_told(account, since, work):
        return
    name = work.clients.get(client_id).name
    owed = Money(sum(debt.balance_minor for debt in in_scope(account, work.today)), currency)
    work.exceptions.put_in(
        ExceptionKind.LETTERS_USED_UP.value,
        about="client",
        about_id=client_id,
        reason=used_up_reason(name, owed, since, work.today, work.workspace.locale),
        now=work.now,
    )


def _tell_left(occasion: Occasion, best: Best, work: Work) -> None:
    channel = work.workspace.channel
    if best.left and channel is not None:
        key = f"reminders left:{occasion.period}"
        work.outbox.put(kind=PLAN, key=key, channel=channel, body=more_wait(len(best.first), best.left), now=work.now)


def _wake(account: Account, work: Work) -> Reminder | None:
    """Ends what rested; returns the last draft there was."""
    last = None
    for reminder in work.reminders.of_client(account.client_id):
        if reminder.kind is not Kind.REMINDER or reminder.currency != account.currency:
            continue
        if reminder.state is ReminderState.SNOOZED and reminder.snoozed_until is not None:
            reason = f"it rested until {weekday(reminder.snoozed_until, work.today)}"
            work.reminders.move(reminder, ReminderState.LAPSED, reason=reason)
            show_reminder(reminder.id, work)
        last = work.reminders.get(reminder.id)
    return last


def _replaces(last: Reminder, due: Due) -> bool:
    """Whether this letter is to say anew what a draft about some of the same invoices was to say. What ended a draft
    of an earlier cycle is no news."""
    named = {item.invoice_id for item in last.items} | {last.lead_id}
    return last.state is ReminderState.LAPSED and any(debt.invoice_id in named for debt in due.debts)


def _urgency(pair: tuple[Account, Due]) -> tuple[int, date, int, int]:
    account, due = pair
    return -due.stage.rank, due.lead.due_on, -due.net_minor, account.client_id
