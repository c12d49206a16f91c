"""The way back from each act about a milestone. What somebody did with it since is not wiped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from domain.errors import TooLate
from domain.milestone import MilestoneState
from domain.record import Record
from receivables.milestones import waits_no_longer
from receivables.undo_trail import did_more_since, newest_with
from storage.unit_of_work import Work


def take_back_milestone(work: Work, record: Record, *, milestone_id: int) -> None:
    """Its entry was a mistake: it was never true. The number is not given again."""
    _refuse_if_newer(work, record, milestone_id)
    if not work.milestones.end(milestone_id, MilestoneState.UNDONE, on=work.today):
        raise _too_late(milestone_id, work)


def wait_again(work: Work, record: Record, *, milestone_id: int, ended_as: str) -> None:
    """It was not reached, or not dropped, after all."""
    _refuse_if_newer(work, record, milestone_id)
    if not work.milestones.wait_again(milestone_id, MilestoneState(ended_as)):
        raise _too_late(milestone_id, work)


def expect_as_before(work: Work, record: Record, *, milestone_id: int, was: str | None) -> None:
    """The day it was expected before."""
    _refuse_if_newer(work, record, milestone_id)
    day = date.fromisoformat(was) if was else None
    if not work.milestones.move(work.milestones.get(milestone_id), day, today=work.today):
        raise _too_late(milestone_id, work)


def _refuse_if_newer(work: Work, record: Record, milestone_id: int) -> None:
    later = newest_with(record, "milestone_id", milestone_id, work)
    if later is not None:
        raise did_more_since(later)


def _too_late(milestone_id: int, work: Work) -> TooLate:
    became = waits_no_longer(work.milestones.get(milestone_id)).words
    return TooLate(f"This cannot be undone any more: {became}")


MILESTONE_STEPS: dict[str, Callable[..., None]] = {
    "take_back_milestone": take_back_milestone,
    "wait_again": wait_again,
    "expect_as_before": expect_as_before,
}
