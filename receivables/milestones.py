"""What the acts about milestones share: which one is meant, and the refusal where it waits no longer."""

from __future__ import annotations

import re

from domain.errors import AlreadyDone, Refusal
from domain.milestone import Milestone, MilestoneState, number_said
from domain.said_dates import in_full
from storage.unit_of_work import Work

# How a button names the one it stands beside.
_CHOSEN = re.compile(r"milestone:(\d{1,18})")


class NoSuchMilestone(Refusal):
    """No milestone has this number."""

    def __init__(self, said: str) -> None:
        super().__init__(f"There is no milestone “{said}”. `/invoice milestone` lists what waits.", field="milestone")


def milestone_meant(said: str, work: Work) -> Milestone:
    """The milestone of a number, however it is written, or of a button; one whose entry was undone is none.

    Raises NoSuchMilestone.
    """
    chosen = _CHOSEN.fullmatch(said)
    if chosen:
        return work.milestones.get(int(chosen[1]))
    number = number_said(said)
    found = work.milestones.by_number(number) if number else None
    if found is None or found.state is MilestoneState.UNDONE:
        raise NoSuchMilestone(said)
    return found


def refuse_unless_it_waits(milestone: Milestone) -> None:
    """Raises AlreadyDone where it was reached, dropped or undone."""
    if milestone.state is not MilestoneState.WAITING:
        raise waits_no_longer(milestone)


def waits_no_longer(milestone: Milestone) -> AlreadyDone:
    """What became of it, in words."""
    day = f" on {in_full(milestone.ended_on)}" if milestone.ended_on else ""
    if milestone.state is MilestoneState.REACHED:
        number = f" It was billed as {milestone.invoice}." if milestone.invoice else ""
        return AlreadyDone(f"{milestone.label} was reached{day} already.{number}", field="milestone")
    if milestone.state is MilestoneState.DROPPED:
        words = f"{milestone.label} was dropped{day} ({milestone.reason}). If it holds after all, record it anew."
        return AlreadyDone(words, field="milestone")
    return AlreadyDone(f"{milestone.label} was undone: it is not in the book any more.", field="milestone")
