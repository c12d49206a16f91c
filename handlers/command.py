"""`/invoice`: the first word chooses a feature, the rest is its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import App

from domain.sentence import Said, split_command, unescape
from handlers.edge import Ack, Edge
from handlers.ports import Body, Caller
from views import ids
from views.help import help_for, help_page, unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One `/invoice` line: taken apart, and as Slack escaped it (mentions carry ids there)."""

    said: Said
    escaped: str
    channel: str


Typed = Callable[[Line, Caller, Edge], Body]


def register(app: App, edge: Edge, features: dict[str, Typed]) -> None:
    """Listens for the command. A word that is none of the features' is met with the nearest one."""

    @app.command(ids.COMMAND)
    def on_command(ack: Ack, body: dict[str, Any]) -> None:
        edge.command(ack, body, lambda caller: _answer(body, caller, edge, features))


def _answer(body: dict[str, Any], caller: Caller, edge: Edge, features: dict[str, Typed]) -> Body:
    text = str(body.get("text") or "").replace("\0", "")
    said = split_command(unescape(text))
    line = Line(said=said, escaped=text, channel=str(body.get("channel_id") or ""))
    if said.sub in ("", "help"):
        return help_for(said.rest, public=said.public) if said.rest else help_page(public=said.public)
    feature = features.get(said.sub)
    return feature(line, caller, edge) if feature else unknown(said.sub, public=said.public)
