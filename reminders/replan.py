"""After somebody did something: drafts about whoever it concerns are looked at again, and drafted anew where one is
still due. The audit trail, which every act writes, says whom it concerns."""

from __future__ import annotations

from domain.occasions import Occasion
from domain.reminder import Kind, Reminder, ReminderState
from reminders.anew import draft_anew
from reminders.card import show_reminder
from reminders.lapse import LAPSES, lapse_changed
from reminders.plan import plan_account
from reminders.thanks import just_settled, plan_thanks
from storage.cards import CardStore, Changes
from storage.unit_of_work import Work

JOB = "look at drafts again"
SINCE = "last act"


def is_replan_owed(_occasion: Occasion, work: Work) -> bool:
    """Whether anybody did anything since drafts were last looked at."""
    return CardStore(work.scope).last_act() > _seen_up_to(work)


def replan(_occasion: Occasion, work: Work) -> int:
    """Lets drafts lapse whose facts changed, and drafts anew what is still due. Returns how many are new."""
    changes = CardStore(work.scope).changes_after(_seen_up_to(work))
    keys = dict.fromkeys([*lapse_changed(_concerned(changes, work), work), *_left_open(changes, work)])
    planned = sum(plan_account(client_id, currency, work) is not None for client_id, currency in keys)
    planned += sum(draft_anew(client_id, currency, work) is not None for client_id, currency in keys)
    settled = changes.invoice_ids | (just_settled(work) if changes.is_everything else frozenset())
    planned += plan_thanks(settled, work)
    for taken in _of(changes, work.reminders.in_state(ReminderState.BY_HAND)):
        show_reminder(taken.id, work)  # whoever took it along learns of it before they send it
    work.jobs.keep_note(JOB, SINCE, str(changes.last), now=work.now)
    return planned


def _concerned(changes: Changes, work: Work) -> list[Reminder]:
    return _of(changes, work.reminders.in_state(*LAPSES))


def _of(changes: Changes, found: list[Reminder]) -> list[Reminder]:
    return [each for each in found if changes.is_everything or each.client_id in changes.client_ids]


def _left_open(changes: Changes, work: Work) -> list[tuple[int, str]]:
    """Whose last draft lapsed by another's hand, at approval or in the claim, and has none after it yet."""
    found: list[tuple[int, str]] = []
    for client_id in sorted(changes.client_ids):
        last = {each.currency: each for each in work.reminders.of_client(client_id) if each.kind is Kind.REMINDER}
        found += [(client_id, key) for key, each in last.items() if each.state is ReminderState.LAPSED]
    return found


def _seen_up_to(work: Work) -> int:
    return int(work.jobs.note_of(JOB, SINCE) or 0)
