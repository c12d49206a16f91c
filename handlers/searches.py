"""Menus that look things up as somebody types."""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from handlers.edge import Ack, Edge
from handlers.ports import Body, Reader
from receivables.find import Suggest, Suggestion, suggest
from views.ids import Action
from views.inputs import suggestions


def register(app: App, edge: Edge) -> None:
    """Invoices and clients, or clients alone."""
    for action, only_clients in ((Action.FIND_ABOUT, False), (Action.FIND_INVOICE, False), (Action.FIND_CLIENT, True)):
        _listen(app, edge, action, only_clients=only_clients)


def _listen(app: App, edge: Edge, action: Action, *, only_clients: bool) -> None:
    @app.options(str(action))
    def on_typed(ack: Ack, body: dict[str, Any]) -> None:
        request = Suggest(typed=str(body.get("value") or ""), only_clients=only_clients)
        edge.options(ack, body, lambda caller: edge.desk.look(suggest, request, _shown, caller)["options"])


def _shown(found: list[Suggestion], _: Reader) -> Body:
    return suggestions([(each.label, each.key, each.note) for each in found])
