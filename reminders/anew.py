"""A letter of which only the language changed, or whom it goes to, is the same letter still: it is drafted anew at
once, on any day and for whoever asked for it."""

from __future__ import annotations

from domain.dunning import chosen
from domain.reminder import Kind, Reminder, ReminderState
from reminders.accounts import account_of
from reminders.plan import draft
from reminders.recheck import goes_otherwise
from storage.unit_of_work import Work


def draft_anew(client_id: int, currency: str, work: Work) -> int | None:
    """The letter in the place of the last one, where that lapsed so. Returns its id; None where it did not, or another
    took its place."""
    last = _last(client_id, currency, work)
    if last is None or last.state is not ReminderState.LAPSED or not goes_otherwise(last, work):
        return None
    account = account_of(client_id, currency, work)
    due = None if account.has_open_draft else chosen(account, work.today, by_hand=last.asked_by is not None)
    if due is None:
        return None
    return draft(due, account, work, asked_by_id=work.reminders.asked_by_id(last.id))


def _last(client_id: int, currency: str, work: Work) -> Reminder | None:
    theirs = [each for each in work.reminders.of_client(client_id) if each.currency == currency]
    return next((each for each in reversed(theirs) if each.kind is Kind.REMINDER), None)
