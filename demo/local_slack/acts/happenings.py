from __future__ import annotations

from typing import Any

from demo.local_slack.acts.payloads import event_callback
from demo.local_slack.answers import Ack
from demo.local_slack.courier.packet import Kind, Packet, packet
from demo.local_slack.memory.rooms import Room
from demo.local_slack.memory.shown import as_slack_sends
from demo.local_slack.memory.workspace import Change
from demo.local_slack.text import mentions
from demo.local_slack.world import World


def events_of(world: World, change: Change) -> list[Packet]:
    """The events the app subscribed to that this change causes; none where the bot is not."""
    room, message = change.room, change.message
    if room is None or message is None or change.only_for is not None:
        return []
    if world.identity.bot_user_id not in room.members:
        return []
    found = []
    if world.manifest.wants(room.event_subscription):
        found.append(_message_event(world, room, change))
    is_said_by_person = change.kind == "message" and room.kind == "channel" and "bot_id" not in message
    names_bot = is_said_by_person and mentions(message["text"], world.identity.bot_user_id)
    if names_bot and world.manifest.wants("app_mention"):
        found.append(_app_mention(room, message))
    return [packet(Kind.EVENT, event_callback(world, event), summary=_words(event)) for event in found]


async def tell_bot(world: World, event: dict[str, Any]) -> Ack | None:
    """Delivers one event if the app subscribed to it; None when it did not."""
    if not world.manifest.wants(event["type"]):
        return None
    return await world.courier.deliver_event(packet(Kind.EVENT, event_callback(world, event), summary=_words(event)))


def _message_event(world: World, room: Room, change: Change) -> dict[str, Any]:
    message = change.message or {}
    stamp = room.next_ts(world.wall()) if change.kind != "message" else message["ts"]
    around = {"type": "message", "channel": room.id, "channel_type": room.event_type, "event_ts": stamp}
    if change.kind == "message":
        return {**as_slack_sends(room, message), **around}
    around |= {"subtype": change.kind, "hidden": True, "ts": stamp}
    around["previous_message"] = as_slack_sends(room, change.previous or {})
    if change.kind == "message_deleted":
        return {**around, "deleted_ts": message["ts"]}
    return {**around, "message": as_slack_sends(room, message)}


def _app_mention(room: Room, message: dict[str, Any]) -> dict[str, Any]:
    told = ("user", "text", "ts", "thread_ts", "team", "files")
    kept: dict[str, Any] = {key: message[key] for key in told if key in message}
    return {"type": "app_mention", **kept, "channel": room.id, "event_ts": message["ts"]}


def _words(event: dict[str, Any]) -> str:
    subtype = f" ({event['subtype']})" if event.get("subtype") else ""
    text = str(event.get("text") or "")
    return f"{event['type']}{subtype} {text[:80]}".strip()
