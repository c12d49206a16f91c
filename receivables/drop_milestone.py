"""A milestone that will not be billed: it leaves the list, with the reason, and stays on record."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Change
from domain.errors import NotUnderstood
from domain.milestone import MilestoneState
from domain.roles import Role, require
from receivables.changes import done
from receivables.milestones import milestone_meant, refuse_unless_it_waits, waits_no_longer
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class DropMilestone:
    """As typed: which one, and why."""

    milestone: str
    reason: str


def drop_milestone(request: DropMilestone, work: Work) -> Change:
    """Drops it. Raises AlreadyDone where it waits no longer."""
    require(work.person, Role.MEMBER, "drop a milestone")
    milestone = milestone_meant(request.milestone, work)
    refuse_unless_it_waits(milestone)
    reason = request.reason.strip()
    if not reason:
        words = f"Say why, for the records: `/invoice milestone {milestone.label} dropped they took it in-house`."
        raise NotUnderstood(words, field="reason")
    if not work.milestones.end(milestone.id, MilestoneState.DROPPED, on=work.today, reason=reason):
        raise waits_no_longer(work.milestones.get(milestone.id))
    said = f"{milestone.label} dropped, “{milestone.title}” for {milestone.client}: {reason}"
    client = work.clients.get(milestone.client_id)
    undo = [("wait_again", {"milestone_id": milestone.id, "ended_as": MilestoneState.DROPPED.value})]
    return done("drop_milestone", said, work, client=client, undo=undo)
