from __future__ import annotations

import secrets
from typing import Any

from demo.local_slack.memory.rooms import Room
from demo.local_slack.people import Person
from demo.local_slack.world import World

# Slack still sends its old verification token; nothing may rely on it.
_OLD_TOKEN = "local-verification-token"  # noqa: S105 - not a secret: the name of a field Slack deprecated


def slash_command(world: World, person: Person, room: Room, command: str, text: str) -> dict[str, Any]:
    """The form fields of a slash command."""
    who = world.identity
    return {
        "token": _OLD_TOKEN,
        "team_id": who.team_id,
        "team_domain": who.team_domain,
        "channel_id": room.id,
        "channel_name": channel_name(room),
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": who.app_id,
        "is_enterprise_install": "false",
        "response_url": world.base_url + world.tickets.new_address(user=person.id, channel=room.id),
        "trigger_id": world.tickets.trigger(person.id),
    }


def interaction(world: World, person: Person, kind: str, *, view_id: str | None = None) -> dict[str, Any]:
    """What every interactive payload has; a fresh trigger_id is in it."""
    who = world.identity
    return {
        "type": kind,
        "team": {"id": who.team_id, "domain": who.team_domain},
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": who.team_id},
        "api_app_id": who.app_id,
        "token": _OLD_TOKEN,
        "trigger_id": world.tickets.trigger(person.id, view_id=view_id),
        "enterprise": None,
        "is_enterprise_install": False,
    }


def event_callback(world: World, event: dict[str, Any]) -> dict[str, Any]:
    """An event in its envelope, with a new event_id."""
    who = world.identity
    authorization = {
        "enterprise_id": None,
        "team_id": who.team_id,
        "user_id": who.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": _OLD_TOKEN,
        "team_id": who.team_id,
        "api_app_id": who.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(6).upper()}",
        "event_time": int(world.wall().timestamp()),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_hex(8)}",
    }


def channel_name(room: Room) -> str:
    """The name Slack gives apps: private rooms are not named."""
    return {"im": "directmessage", "group": "privategroup", "channel": room.name}[room.event_type]


def action_ts(world: World) -> str:
    """When something was pressed, seconds with microseconds."""
    return f"{world.wall().timestamp():.6f}"
