"""The Slack app's manifest: paste it where Slack asks for one, and the app has exactly what Dunwell listens for."""

from __future__ import annotations

from typing import Any

from bot.http import EVENTS
from views import ids
from views.commands import COMMANDS

NAME = "Dunwell"
# Scope → why. The least there is: no history of anybody's channels, no posting where Dunwell was not invited.
SCOPES = {
    "commands": "answers /invoice and the two shortcuts",
    "chat:write": "posts the digest, the Overdue alerts and private answers, and keeps its own cards up to date",
    "im:write": "opens the direct message an export or an import's answer is sent in, and what Slack takes nowhere else"
    " is told in",
    "files:write": "sends an export, or the rows an import cannot take, as a CSV file",
    "files:read": "reads the CSV file somebody chooses in the form of /invoice import, and no other",
    "users:read": "shows names instead of ids for who is asking and who owns an invoice",
    "channels:read": "finds DUNWELL_CHANNEL by its name and tells whether Dunwell was invited there",
}
# Event → why.
EVENTS_HEARD = {
    "app_home_opened": "shows the whole picture on the App Home tab",
}
_SHORTCUTS: dict[ids.Shortcut, tuple[str, str, str]] = {
    ids.Shortcut.LOG_CLIENT_REPLY: (
        "Log client reply",
        "message",
        "Keep what a client wrote, and the date they promised",
    ),
    ids.Shortcut.NEW_INVOICE: ("New invoice", "global", "Record an invoice"),
}
_LONGEST_HINT = 1_000


def manifest(*, url: str | None = None) -> dict[str, Any]:
    """For Socket Mode, or with the public address (https://…) of Dunwell's HTTP port."""
    address = f"{url.rstrip('/')}{EVENTS}" if url else None
    reached: dict[str, Any] = {"request_url": address} if address else {}
    return {
        "display_information": {
            "name": NAME,
            "description": "Billing follow-up: never chase a client from a blank slate, never chase blind",
            "background_color": "#1f3a34",
        },
        "features": _features(address),
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**reached, "bot_events": list(EVENTS_HEARD)},
            "interactivity": {
                "is_enabled": True,
                **reached,
                **({"message_menu_options_url": address} if address else {}),
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def reasons() -> list[tuple[str, str]]:
    """Each scope and event with why it is asked for."""
    return [*SCOPES.items(), *((f"event {event}", why) for event, why in EVENTS_HEARD.items())]


def _features(address: str | None) -> dict[str, Any]:
    command: dict[str, Any] = {
        "command": ids.COMMAND,
        "description": "Who owes what, what they said, what to do next",
        "usage_hint": _hint(),
        "should_escape": True,
        **({"url": address} if address else {}),
    }
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": NAME, "always_online": True},
        "shortcuts": [
            {"name": name, "type": kind, "callback_id": shortcut.value, "description": meaning}
            for shortcut, (name, kind, meaning) in _SHORTCUTS.items()
        ],
        "slash_commands": [command],
    }


def _hint() -> str:
    return " | ".join(f"{command.word} {command.takes}".strip() for command in COMMANDS)[:_LONGEST_HINT]
