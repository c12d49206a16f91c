"""The App Home tab."""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from domain.answers import Home
from domain.errors import Refusal
from handlers.asking import caller_of
from handlers.edge import Ack, Edge
from handlers.ports import Body, Reader
from receivables.show_home import ShowHome, show_home
from views.home import home


def register(app: App, edge: Edge) -> None:
    """Published when somebody opens it."""

    @app.event("app_home_opened")
    def on_opened(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        if body["event"].get("tab", "home") != "home":
            return
        caller = caller_of(body)
        try:
            edge.slack.show_home(caller.slack_id, edge.desk.look(show_home, ShowHome(), _shown, caller))
        except Refusal:
            return  # a workspace without a book has no home; the command says so in words


def _shown(found: Home, reader: Reader) -> Body:
    return home(found, locale=reader.locale)
