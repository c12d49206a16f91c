"""What is agreed and not billed yet: of everybody, or of one client."""

from __future__ import annotations

from dataclasses import dataclass

from domain.milestone import MilestoneList, all_waiting
from domain.roles import Role, require
from storage.unit_of_work import Work

SHOWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMilestones:
    """Whose: a client by id, or None for all."""

    client_id: int | None = None


def list_milestones(request: ListMilestones, work: Work) -> MilestoneList:
    """What waits, oldest expected first, with the sum for each currency."""
    require(work.person, Role.VIEWER, "see the book")
    if request.client_id is None:
        return MilestoneList(today=work.today, waiting=work.milestones.waiting(limit=SHOWN))
    client = work.clients.get(request.client_id)
    return MilestoneList(today=work.today, client=client, waiting=all_waiting(work.milestones.of_client(client.id)))
