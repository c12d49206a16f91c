"""A milestone is expected on another day, or on no known one."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Change
from domain.errors import AlreadyDone, NotUnderstood
from domain.roles import Role, require
from domain.said_dates import in_full
from receivables.changes import done
from receivables.milestones import milestone_meant, refuse_unless_it_waits, waits_no_longer
from receivables.said import coming_day
from storage.unit_of_work import Work

OPEN = ("open", "unknown", "no day", "not known", "tbd")
"""Words for a day nobody knows any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMilestone:
    """As typed: which one, and the day it is expected now, or one of OPEN."""

    milestone: str
    to: str


def move_milestone(request: MoveMilestone, work: Work) -> Change:
    """Expects it on the new day. Raises AlreadyDone where it waits no longer, or is expected on that day."""
    require(work.person, Role.MEMBER, "move a milestone")
    milestone = milestone_meant(request.milestone, work)
    refuse_unless_it_waits(milestone)
    said = request.to.strip()
    if not said:
        words = f"When is it expected now? Like `/invoice milestone {milestone.label} moved to 1 March`."
        raise NotUnderstood(words, field="expected_on")
    found = None if said.casefold() in OPEN else coming_day(said, work, field="expected_on")
    day = found.on if found else None
    expected = f"expected {in_full(day)}" if day else "expected on no known day"
    if day == milestone.expected_on:
        words = f"{milestone.label} is {expected} already."
        raise AlreadyDone(words, field="expected_on")
    if not work.milestones.move(milestone, day, today=work.today):
        raise waits_no_longer(work.milestones.get(milestone.id))
    was = f"before: {in_full(milestone.expected_on)}" if milestone.expected_on else "before: no known day"
    understood = [was, *(["that day is over"] if day and day < work.today else [])]
    if found and found.assumed:
        understood.append(found.assumed)
    before = milestone.expected_on.isoformat() if milestone.expected_on else None
    return done(
        "move_milestone",
        f"{milestone.label}, “{milestone.title}” for {milestone.client}, {expected}",
        work,
        client=work.clients.get(milestone.client_id),
        undo=[("expect_as_before", {"milestone_id": milestone.id, "was": before})],
        understood=tuple(understood),
    )
