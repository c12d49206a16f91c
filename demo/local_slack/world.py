from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from demo.local_slack.courier.courier import Courier
from demo.local_slack.faults import Faults
from demo.local_slack.journal import Journal
from demo.local_slack.manifest import Manifest
from demo.local_slack.memory.drawer import Drawer
from demo.local_slack.memory.screens import Screens
from demo.local_slack.memory.tickets import Tickets
from demo.local_slack.memory.workspace import Workspace
from demo.local_slack.people import Identity


@dataclass(kw_only=True, slots=True)
class Keys:
    """What the bot proves itself with, and the workspace to the bot."""

    bot_token: str
    app_token: str
    signing_secret: str


@dataclass(kw_only=True, slots=True)
class World:
    """All the parts of one local Slack. Everything in here is touched on the server's own thread only."""

    identity: Identity
    keys: Keys
    manifest: Manifest
    workspace: Workspace
    screens: Screens
    drawer: Drawer
    tickets: Tickets
    faults: Faults
    journal: Journal
    courier: Courier
    wall: Callable[[], datetime]
    today: Callable[[], date]
    on_calendar: Callable[[date], None] | None = None
    posting_limit: bool = False
    mail: list[dict[str, Any]] | None = None
    """What clients received, where somebody shows it: no part of Slack."""
    note: str = ""
    """What the page says about this workspace, beside its places: no part of Slack."""
    base_url: str = ""
    unread: dict[tuple[str, str], int] = field(default_factory=dict)
