"""`milestone`: work agreed and not billed yet. A list, a new one, or what became of one; and the button Reached."""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from domain.answers import Change
from domain.milestone import MilestoneList
from handlers.changing import change_shown
from handlers.command import Line
from handlers.edge import Ack, Edge, value_of
from handlers.ports import Body, Caller, Reader, View
from receivables.list_milestones import ListMilestones, list_milestones
from receivables.reach_milestone import ReachMilestone, reach_milestone
from receivables.typed_milestone import only_looks, typed_milestone, typed_milestones
from views.changes import changed
from views.ids import Action, any_of
from views.milestones import milestone_list


def on_milestone(line: Line, caller: Caller, edge: Edge) -> Body:
    """`milestone`, `milestone Acme`, `milestone Acme 3000 EUR "Second half"`, `milestone M-3 reached`."""
    shown = _shown(public=line.said.public)
    if only_looks(line.said):
        return edge.desk.look(typed_milestones, line.said, shown, caller)
    return edge.desk.answer(typed_milestone, line.said, shown, caller)


def all_milestones(caller: Caller, edge: Edge, *, public: bool) -> Body:
    """`status not yet triggered` asks for the same list."""
    return edge.desk.look(list_milestones, ListMilestones(), _shown(public=public), caller)


def register(app: App, edge: Edge) -> None:
    """Reached: on the client's card, in the list and in the digest."""

    @app.action(any_of(Action.MILESTONE_REACHED))
    def on_reached(ack: Ack, body: dict[str, Any]) -> None:
        request = ReachMilestone(milestone=value_of(body))
        edge.press(ack, body, lambda caller: edge.desk.answer(reach_milestone, request, change_shown(), caller))


def _shown(*, public: bool) -> View[Change | MilestoneList]:
    def shown(found: Change | MilestoneList, reader: Reader) -> Body:
        if isinstance(found, MilestoneList):
            return milestone_list(found, locale=reader.locale, role=reader.role, public=public)
        return changed(found, locale=reader.locale, public=public)

    return shown
