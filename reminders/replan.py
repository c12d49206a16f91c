"""After somebody did something: drafts about whoever it concerns are looked at again, and drafted anew where one is
still due. The audit trail, which every act writes, says whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from domain.occasions import Occasion
from domain.reminder import Kind, Reminder, ReminderState
from reminders.accounts import accounts_of
from reminders.anew import draft_anew
from reminders.card import show_reminder
from reminders.each_alone import alone, not_planned_yet, settle, tried_again
from reminders.lapse import LAPSES, lapse_changed
from reminders.plan import by_client, plan_account
from reminders.thanks import just_settled, plan_thanks
from storage.cards import CardStore, Changes
from storage.unit_of_work import Work

JOB = "look at drafts again"
SINCE = "last act"


def is_replan_owed(_occasion: Occasion, work: Work) -> bool:
    """Whether anybody did anything since drafts were last looked at."""
    return CardStore(work.scope).last_act() > _seen_up_to(work)


def replan(_occasion: Occasion, work: Work) -> int:
    """Lets drafts lapse whose facts changed, and drafts anew what is still due; each client by itself. Returns how many
    are new."""
    changes = CardStore(work.scope).changes_after(_seen_up_to(work))
    drafts = by_client(_of(changes, work.reminders.in_state(*LAPSES)))
    concerned = dict.fromkeys([*drafts, *sorted(changes.client_ids)])
    planned = sum(
        alone(each, partial(_look_at, each, drafts.get(each, ()), work, is_left_open=each in changes.client_ids), work)
        or 0
        for each in concerned
    )
    settled = changes.invoice_ids | (just_settled(work) if changes.is_everything else frozenset())
    planned += plan_thanks(settled, work)
    for taken in _of(changes, work.reminders.in_state(ReminderState.BY_HAND)):
        # Whoever took it along learns of it before they send it.
        alone(taken.client_id, partial(show_reminder, taken.id, work), work)
    work.jobs.keep_note(JOB, SINCE, str(changes.last), now=work.now)
    return planned


def is_again_owed(_occasion: Occasion, work: Work) -> bool:
    """Whether reminders of somebody could not be planned an hour ago or longer."""
    return work.workspace.channel is not None and bool(not_planned_yet(work))


def plan_again(_occasion: Occasion, work: Work) -> int:
    """Tries those whose reminders could not be planned; who works again is settled. Returns how many are new."""
    planned = 0
    for client_id in not_planned_yet(work):
        planned += alone(client_id, partial(_again, client_id, work), work) or 0
    tried_again(work)
    return planned


def _look_at(client_id: int, drafts: Iterable[Reminder], work: Work, *, is_left_open: bool) -> int:
    """One client's drafts: those whose facts changed lapse, and what is still due is drafted. Returns how many are
    new."""
    keys = dict.fromkeys([*lapse_changed(drafts, work), *(_left_open(client_id, work) if is_left_open else ())])
    planned = sum(plan_account(client, currency, work) is not None for client, currency in keys)
    return planned + sum(draft_anew(client, currency, work) is not None for client, currency in keys)


def _again(client_id: int, work: Work) -> int:
    drafts = [each for each in work.reminders.of_client(client_id) if each.state in LAPSES]
    planned = _look_at(client_id, drafts, work, is_left_open=True)
    planned += sum(plan_account(client_id, each.currency, work) is not None for each in accounts_of(client_id, work))
    settle(client_id, work)
    return planned


def _of(changes: Changes, found: list[Reminder]) -> list[Reminder]:
    return [each for each in found if changes.is_everything or each.client_id in changes.client_ids]


def _left_open(client_id: int, work: Work) -> list[tuple[int, str]]:
    """Whose last draft lapsed by another's hand, at approval or in the claim, and has none after it yet."""
    last = {each.currency: each for each in work.reminders.of_client(client_id) if each.kind is Kind.REMINDER}
    return [(client_id, key) for key, each in last.items() if each.state is ReminderState.LAPSED]


def _seen_up_to(work: Work) -> int:
    return int(work.jobs.note_of(JOB, SINCE) or 0)
