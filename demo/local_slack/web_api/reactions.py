from __future__ import annotations

from typing import Any

from demo.local_slack.refusals import SlackRefusal
from demo.local_slack.web_api.arguments import Arguments
from demo.local_slack.web_api.registry import method
from demo.local_slack.world import World


@method("reactions.add", "reactions:write")
def reactions_add(world: World, args: Arguments) -> dict[str, Any]:
    """The bot's reaction on a message."""
    react(world, args.required("channel"), args.required("timestamp"), args.required("name"), by=_bot(world))
    return {}


@method("reactions.remove", "reactions:write")
def reactions_remove(world: World, args: Arguments) -> dict[str, Any]:
    """Takes the bot's own reaction back."""
    room = world.workspace.room_of_bot(args.required("channel"))
    message = room.find(args.required("timestamp"))
    if message is None:
        raise SlackRefusal("message_not_found")
    name = args.required("name").strip(":")
    reaction = next((r for r in message.get("reactions", []) if r["name"] == name), None)
    if reaction is None or _bot(world) not in reaction["users"]:
        raise SlackRefusal("no_reaction")
    users = [user for user in reaction["users"] if user != _bot(world)]
    others = [r for r in message["reactions"] if r is not reaction]
    kept = [{"name": name, "users": users, "count": len(users)}] if users else []
    world.workspace.change(room, message, {"reactions": [*others, *kept] or None})
    return {}


def react(world: World, channel: str, ts: str, name: str, *, by: str) -> None:
    """Adds a reaction. Refuses message_not_found and already_reacted."""
    room = world.workspace.room_of_bot(channel) if by == _bot(world) else world.workspace.known_room(channel)
    message = room.find(ts)
    if message is None:
        raise SlackRefusal("message_not_found")
    name = name.strip(":")
    reactions = [dict(reaction) for reaction in message.get("reactions", [])]
    reaction = next((r for r in reactions if r["name"] == name), None)
    if reaction is None:
        reaction = {"name": name, "users": [], "count": 0}
        reactions.append(reaction)
    if by in reaction["users"]:
        raise SlackRefusal("already_reacted")
    reaction |= {"users": [*reaction["users"], by], "count": reaction["count"] + 1}
    reactions = [reaction if r["name"] == name else r for r in reactions]
    world.workspace.change(room, message, {"reactions": reactions})


def _bot(world: World) -> str:
    return world.identity.bot_user_id
