"""The digest of the week as it is now, for the one who asks."""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from domain.answers import Digest
from handlers.command import Line
from handlers.edge import Ack, Edge
from handlers.ports import Body, Caller, Reader
from reminders.digest import DigestRequest, gather_digest
from views.digest import digest
from views.ids import Action, any_of
from views.messages import answer


def on_digest(line: Line, caller: Caller, edge: Edge) -> Body:
    """`digest`."""

    def shown(week: Digest, reader: Reader) -> Body:
        return answer(_words(week, reader), public=line.said.public)

    return edge.desk.look(gather_digest, DigestRequest(is_asked=True), shown, caller)


def register(app: App, edge: Edge) -> None:
    """The button on Home."""

    @app.action(any_of(Action.SHOW_DIGEST))
    def on_press(ack: Ack, body: dict[str, Any]) -> None:
        edge.press(
            ack, body, lambda caller: edge.desk.look(gather_digest, DigestRequest(is_asked=True), _words, caller)
        )


def _words(week: Digest, reader: Reader) -> Body:
    return digest(week, locale=reader.locale, tz=reader.tz)
