"""What people do in Slack: parse → one act → one view. A file a feature."""

from __future__ import annotations

from slack_bolt import App

from handlers import (
    book,
    changing,
    chasing,
    client_answered,
    command,
    digest,
    exports,
    home,
    imports,
    milestones,
    opening,
    own_letters,
    queue,
    reminders,
    searches,
    submitting,
)
from handlers.edge import Edge
from handlers.ports import Desk, Slack, Surprise

FEATURES: dict[str, command.Typed] = {
    "status": book.on_status,
    "client": book.on_client,
    "digest": digest.on_digest,
    "export": exports.on_export,
    "import": imports.on_import,
    "queue": queue.on_queue,
    "remind": chasing.on_remind,
    "why": chasing.on_why,
    "letters": own_letters.on_letters,
    "milestone": milestones.on_milestone,
    **changing.FEATURES,
}


def register(app: App, desk: Desk, slack: Slack, surprise: Surprise) -> None:
    """Listens for everything people can do, a line a feature."""
    edge = Edge(desk=desk, slack=slack, surprise=surprise)
    command.register(app, edge, FEATURES)
    book.register(app, edge)
    changing.register(app, edge)
    opening.register(app, edge)
    submitting.register(app, edge)
    searches.register(app, edge)
    digest.register(app, edge)
    queue.register(app, edge)
    reminders.register(app, edge)
    client_answered.register(app, edge)
    chasing.register(app, edge)
    own_letters.register(app, edge)
    milestones.register(app, edge)
    imports.register(app, edge)
    home.register(app, edge)
