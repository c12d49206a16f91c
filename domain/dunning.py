"""Whether a client may be reminded on a day: which stage, which invoices, how much.

One reminder is about one client in one currency. The stage is a function of what stands in the book and the date, never
of "is today the day": after an outage of any length there is one reminder, at the stage reached. Pure; dates are
calendar dates of the workspace. `domain.dunning_rules` says rule by rule what stands in the way.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date, timedelta

from domain.account import Account, Debt, PastLetter
from domain.calendar import NO_HOLIDAYS, is_business_day, next_business_day
from domain.chasing import USUAL, Chasing, Stage

DAY = timedelta(days=1)
LOOKS_AHEAD = 400
"""Days: what stands in the way for longer waits for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A reminder that may go: the invoice that leads it, all it names (oldest due first), what they owe together less
    unapplied credit."""

    stage: Stage
    lead: Debt
    debts: tuple[Debt, ...]
    net_minor: int

    def names(self, invoice_id: int) -> bool:
        """Whether this invoice is in it."""
        return any(debt.invoice_id == invoice_id for debt in self.debts)


def due_reminder(account: Account, today: date, holidays: Container[date] = NO_HOLIDAYS) -> Due | None:
    """The reminder that may be drafted today by itself; None where a rule stands in the way."""
    if account.has_open_draft or is_back(account.snoozed_until, today) or not is_business_day(today, holidays):
        return None
    due = chosen(account, today)
    if due is None or due.net_minor < due.lead.chasing.least_of(account.currency):
        return None
    return None if is_too_soon(account, due.lead.chasing, today) else due


def asked_reminder(account: Account, today: date) -> Due | None:
    """The reminder a person asks for now: neither the stage's day nor the day to follow up need have come, what arrived
    overdue may be chased, and so may a small amount, on any day; it leaves on a working day all the same.

    None where any other rule stands in the way: nobody chases by hand what must not be chased.
    """
    due = None if account.has_open_draft else chosen(account, today, by_hand=True)
    return None if due is None or is_too_soon(account, due.lead.chasing, today) else due


def chosen(account: Account, today: date, *, by_hand: bool = False) -> Due | None:
    """Stage, lead and scope as they are today, whatever gap, snooze, other drafts or the weekday say; None where
    nothing can be chased or no letter is left. Asked again before a letter leaves: it must still be the same."""
    debts = in_scope(account, today, by_hand=by_hand)
    lead = leading(debts, today, by_hand=by_hand)
    stage = None if lead is None else next_stage(account, lead, today, by_hand=by_hand)
    if lead is None or stage is None:
        return None
    net = net_of(debts, account)
    return Due(stage=stage, lead=lead, debts=debts, net_minor=net) if net > 0 else None


def next_day(
    account: Account,
    today: date,
    holidays: Container[date] = NO_HOLIDAYS,
    *,
    about: int | None = None,
    within: int = LOOKS_AHEAD,
) -> date | None:
    """The first day, today or later, a reminder (that names the invoice `about`) may go as things stand; None where a
    person must act first."""
    if account.has_open_draft:
        return None
    last = today + timedelta(days=within - 1)
    for turn in turning_days(account, today, last):
        day = turn if is_business_day(turn, holidays) else next_business_day(turn, holidays)
        due = due_reminder(account, day, holidays) if day <= last else None
        if due is not None and (about is None or due.names(about)):
            return day
    return None


def turning_days(account: Account, today: date, last: date) -> list[date]:
    """Today and the days up to `last` on which an answer may become another one by itself: between two of them only
    weekends and holidays differ."""
    found = {today}
    for debt in account.debts:
        ends = (debt.held_until, debt.promised_until, debt.due_on)
        found |= {end + DAY for end in ends if end is not None}
        found |= set() if debt.follow_up_on is None else {debt.follow_up_on}
        found |= {debt.due_on + DAY * debt.chasing.days_of(stage) for stage in Stage}
        gap = None if account.last_contact_on is None else account.last_contact_on + DAY * debt.chasing.gap_days
        found |= set() if gap is None else {gap}
        spans = {debt.chasing.days_of(Stage.FINAL) - debt.chasing.days_of(Stage.FIRM)}
        spans |= {debt.chasing.days_of(stage) - debt.chasing.days_of(Stage.FRIENDLY) for stage in Stage}
        found |= {letter.on + DAY * span for letter in account.letters for span in spans}
    found |= set() if account.snoozed_until is None else {account.snoozed_until + DAY}
    return sorted(day for day in found if today <= day <= last)


def candidates(account: Account, today: date) -> tuple[Debt, ...]:
    """What a letter would be about if nothing held it back: all that is overdue; only where nothing is, what is about
    to come due (and only where letters about that are switched on)."""
    late = tuple([debt for debt in account.debts if debt.due_on < today])
    return late or tuple([debt for debt in account.debts if reached(debt, today) is Stage.COMING])


def in_scope(account: Account, today: date, *, by_hand: bool = False) -> tuple[Debt, ...]:
    """What may be chased, oldest due first: not disputed, held, promised, switched off, to be followed up on a later
    day, or waiting for a person."""
    return tuple(
        [
            debt
            for debt in candidates(account, today)
            if not (debt.is_disputed or debt.chasing.is_off)
            and (debt.held_until is None or today > debt.held_until)
            and (debt.promised_until is None or today > debt.promised_until)
            and (by_hand or not (debt.waits_for_person or is_asked_too_early(debt, today)))
        ]
    )


def leading(debts: tuple[Debt, ...], today: date, *, by_hand: bool = False) -> Debt | None:
    """The invoice that sets the stage: the firmest stage reached, then the oldest. None before the first stage, unless
    a person asks."""
    lead, firmest = None, -1
    for debt in debts:
        if lead is not None and debt.chasing is lead.chasing:
            continue  # due later by the same settings: never firmer
        stage = reached(debt, today)
        if stage is not None and stage.rank > firmest:
            lead, firmest = debt, stage.rank
    return debts[0] if lead is None and by_hand and debts and debts[0].due_on < today else lead


def next_stage(account: Account, lead: Debt, today: date, *, by_hand: bool = False) -> Stage | None:
    """The stage of the next letter led by this invoice; None where it is not reached yet, or none is left.

    The first letter is never firmer than friendly, whatever the age. Stages never go back, and go up one at a time; one
    is left out only after an outage: neither side said a word since the last letter, nobody ever saw a draft of it, and
    the silence was as long as the one it stands for. A skipped letter waits for the next stage's day.
    """
    stage = reached(lead, today)
    if by_hand and lead.due_on < today:
        stage = stage or Stage.FRIENDLY
    letters = [letter for letter in account.letters if letter.lead_id == lead.invoice_id]
    if stage is None or not letters:
        return stage if stage in (None, Stage.COMING) else Stage.FRIENDLY
    if not by_hand and stage.rank <= passed_over(letters, lead):
        return None
    sent = [letter for letter in letters if letter.is_sent]
    firmest = max(sent, key=lambda letter: letter.stage.rank, default=None)
    if firmest is None or firmest.stage is Stage.COMING:
        if stage is Stage.COMING:
            return None if firmest else stage
        return Stage.FRIENDLY
    return _after(firmest, stage, account, lead, today, by_hand=by_hand)


def passed_over(letters: list[PastLetter], lead: Debt) -> int:
    """The rank of the stage that had come when a person last chose to skip a letter and none was sent since; -1 where
    nobody did. Stages up to it do not come again by themselves."""
    found = -1
    for letter in letters:
        if letter.is_sent:
            found = -1
        else:
            had_come = lead.chasing.reached((letter.on - lead.due_on).days)
            found = max(found, letter.stage.rank, -1 if had_come is None else had_come.rank)
    return found


def is_used_up(account: Account, lead: Debt) -> bool:
    """Whether the final letter led by this invoice went, or a person chose against it: from then on only people write
    to the client."""
    letters = [letter for letter in account.letters if letter.lead_id == lead.invoice_id]
    went = any(letter.is_sent and letter.stage is Stage.FINAL for letter in letters)
    return went or passed_over(letters, lead) == Stage.FINAL.rank


def is_too_soon(account: Account, chasing: Chasing, today: date) -> bool:
    """Whether somebody was in contact with the client too few days ago."""
    last = account.last_contact_on
    return last is not None and (today - last).days < chasing.gap_days


def chasing_of(account: Account, today: date, *, by_hand: bool = False) -> Chasing:
    """The settings a letter of today would go by: those of the invoice that leads it, or would."""
    debts = in_scope(account, today, by_hand=by_hand)
    lead = leading(debts, today, by_hand=by_hand)
    first = (lead, *debts, *account.debts)
    return next((debt.chasing for debt in first if debt is not None), USUAL)


def net_of(debts: tuple[Debt, ...], account: Account) -> int:
    """What they owe together, less credit that belongs to no invoice; minor units."""
    return sum([debt.balance_minor for debt in debts]) - account.credit_minor


def reached(debt: Debt, today: date) -> Stage | None:
    """The firmest stage whose day has come for an invoice by itself."""
    return debt.chasing.reached((today - debt.due_on).days)


def is_asked_too_early(debt: Debt, today: date) -> bool:
    """Whether the day to follow up is still to come: on the day itself the client is asked."""
    return debt.follow_up_on is not None and today < debt.follow_up_on


def is_back(until: date | None, today: date) -> bool:
    """Whether something held back through a day, that day counted, still is."""
    return until is not None and today <= until


def _after(last: PastLetter, stage: Stage, account: Account, lead: Debt, today: date, *, by_hand: bool) -> Stage | None:
    later = [each for each in Stage if each.rank > last.stage.rank]
    if not later:
        return None
    following = later[0]
    if stage.rank < following.rank:
        return following if by_hand else None
    silence, days_of = (today - last.on).days, lead.chasing.days_of
    left_out = _left_out(last, account, lead)
    waited = [each for each in later if left_out(each) and silence >= days_of(each) - days_of(following)]
    return max((each for each in (following, *waited) if each.rank <= stage.rank), key=lambda each: each.rank)


def _left_out(last: PastLetter, account: Account, lead: Debt) -> Callable[[Stage], bool]:
    """Whether an outage may have left out every stage between the last letter and this one."""
    replied = account.last_reply_on is not None and account.last_reply_on >= last.on
    spoke = replied or (account.last_contact_on is not None and account.last_contact_on > last.on)
    unsent = [(each.lead_id, each.stage, each.on) for each in account.drafts]
    unsent += [(each.lead_id, each.stage, each.on) for each in account.letters if not each.is_sent]
    seen = [stage.rank for lead_id, stage, on in unsent if lead_id == lead.invoice_id and on >= last.on]
    first = min((rank for rank in seen if rank > last.stage.rank), default=None)
    return lambda stage: not spoke and (first is None or stage.rank <= first)
