"""Letters and follow-ups in the exception queue: a reason, an owner, an age and a way on, and no row out of reach."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.exception_queue import ExceptionKind
from domain.money import Money
from domain.news import FollowUp
from domain.queue_page import QueuePage
from domain.reminder import ReminderState
from tests.views.reminder_samples import a_reminder
from tests.views.samples import LISBON, TODAY, a_client, a_promise, actions_of, an_exception, shown, takes_message
from views.ids import Action, id_in
from views.queue import queue

S = ReminderState


def _queue(page: QueuePage) -> dict[str, Any]:
    body = queue(page, today=TODAY, tz=LISBON, locale="en_GB")
    takes_message(body)
    return body


def a_follow_up(**facts: Any) -> FollowUp:
    """Acme said “I'll sort it”; a day was proposed."""
    promise = a_promise(promised_on=date(2026, 3, 13), words="I'll sort it", **facts)
    return FollowUp(promise=promise, client=a_client(), number="INV-1042", owed=Money(120_000, "EUR"))


def test_a_draft_that_waits_is_read_and_approved_from_the_queue():
    body = _queue(QueuePage(drafts=(a_reminder(planned_on=TODAY - timedelta(days=2)),), owners={1: "Ana"}))
    read = shown(body)
    assert "A reminder waits since 2 days ago · Ana" in read
    assert "Friendly reminder to Acme, €700.00, waits for approval" in read
    assert actions_of(body) == [
        Action.READ_LETTER,
        Action.EDIT_LETTER,
        Action.SNOOZE_REMINDER,
        Action.SKIP_REMINDER,
    ]


def test_an_uncertain_letter_is_settled_by_what_became_of_it_and_by_nothing_else():
    row = an_exception(kind=ExceptionKind.MAYBE_SENT, about="reminder", about_id=5, owner="Ana")
    body = _queue(QueuePage(waiting=(row,), letters={5: a_reminder(state=S.UNCERTAIN)}))
    assert actions_of(body) == [Action.LETTER_LEFT, Action.LETTER_NOT_SENT, Action.READ_LETTER]


def test_a_row_about_a_letter_that_was_settled_elsewhere_can_go():
    row = an_exception(kind=ExceptionKind.MAYBE_SENT, about="reminder", about_id=5, owner="Ana")
    body = _queue(QueuePage(waiting=(row,), letters={5: a_reminder(state=S.SENT)}))
    assert actions_of(body) == [Action.READ_LETTER, Action.RESOLVE_EXCEPTION]


def test_a_letter_that_came_back_leads_to_the_contacts_and_a_new_draft():
    row = an_exception(kind=ExceptionKind.BOUNCED, about="reminder", about_id=5, owner="Ana")
    body = _queue(QueuePage(waiting=(row,), letters={5: a_reminder(state=S.SENT)}))
    assert actions_of(body) == [
        Action.READ_LETTER,
        Action.CLIENT_DETAILS,
        Action.REMIND,
        Action.RESOLVE_EXCEPTION,
    ]


def test_old_debt_is_chased_by_a_persons_word_and_not_by_calling_it_settled():
    row = an_exception(kind=ExceptionKind.OLD_DEBT, about="client", about_id=1, owner="Ana")
    assert actions_of(_queue(QueuePage(waiting=(row,)))) == [Action.REMIND, Action.RELEASE, Action.OPEN_CLIENT]


def test_a_follow_up_whose_day_has_come_waits_with_their_words():
    read = shown(_queue(QueuePage(follow_ups=(a_follow_up(),))))
    assert "Time to follow up since 3 days ago · Ana" in read
    assert "Acme · INV-1042 · €1,200.00 left. They said: “I'll sort it”" in read


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(1, 800))
def test_every_row_is_reached_page_by_page(failed: int, drafts: int, due: int, long: int):
    page = QueuePage(
        waiting=tuple(an_exception(id=place, reason="x" * long) for place in range(failed)),
        drafts=tuple(a_reminder(id=place, client="y" * min(long, 90)) for place in range(drafts)),
        follow_ups=tuple(a_follow_up(id=place + 1) for place in range(due)),
    )
    seen: list[str] = []
    start: int | None = 0
    while start is not None:
        at = QueuePage(waiting=page.waiting, drafts=page.drafts, follow_ups=page.follow_ups, start=start)
        body = _queue(at)
        every = [one for block in body["blocks"] if block["type"] == "actions" for one in block["elements"]]
        seen += [one["value"] for one in every if one["action_id"] == Action.RESOLVE_EXCEPTION]
        seen += [one["value"] for one in every if one["action_id"] in (Action.READ_LETTER, Action.CHANGE_PROMISE)]
        on = [id_in(one["value"], "start") for one in every if one["text"]["text"] == "Show more"]
        start = on[0] if on else None
    assert len(seen) == len(set(seen)) == failed + drafts + due
