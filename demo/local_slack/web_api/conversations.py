from __future__ import annotations

from typing import Any

from demo.local_slack.memory.rooms import Room
from demo.local_slack.memory.shown import as_slack_sends
from demo.local_slack.refusals import SlackRefusal
from demo.local_slack.web_api.arguments import Arguments
from demo.local_slack.web_api.pages import one_page
from demo.local_slack.web_api.registry import method, require_scope
from demo.local_slack.world import World

_READ = ("channels:read", "groups:read", "im:read")
_HISTORY = ("channels:history", "groups:history", "im:history")


@method("conversations.list", *_READ)
def conversations_list(world: World, args: Arguments) -> dict[str, Any]:
    """Rooms of the asked kinds; public channels unless told otherwise."""
    kinds = {kind.strip() for kind in (args.text("types") or "public_channel").split(",")}
    rooms = [
        room
        for room in world.workspace.rooms.values()
        if _kind(room) in kinds
        and not (args.flag("exclude_archived") and room.is_archived)
        and (_kind(room) == "public_channel" or world.identity.bot_user_id in room.members)
    ]
    page, more = one_page(args, rooms)
    return {"channels": [channel_object(world, room) for room in page], "response_metadata": more}


@method("conversations.info", *_READ)
def conversations_info(world: World, args: Arguments) -> dict[str, Any]:
    """One room."""
    room = _visible(world, args)
    described = channel_object(world, room)
    if args.flag("include_num_members"):
        described["num_members"] = len(room.members)
    return {"channel": described}


@method("conversations.members", *_READ)
def conversations_members(world: World, args: Arguments) -> dict[str, Any]:
    """Who is in a room, the bot too."""
    members, more = one_page(args, _visible(world, args).members)
    return {"members": members, "response_metadata": more}


@method("conversations.open", "im:write", "mpim:write")
def conversations_open(world: World, args: Arguments) -> dict[str, Any]:
    """The direct message with one person; only pairs exist here."""
    users = args.get("users") or ""
    wanted = [str(user) for user in users] if isinstance(users, list) else [u for u in str(users).split(",") if u]
    if args.text("channel"):
        return {"channel": channel_object(world, _visible(world, args))}
    if not wanted:
        raise SlackRefusal("users_list_not_supplied")
    if len(wanted) > 1:
        raise SlackRefusal("not_enough_users")
    if wanted[0] not in world.workspace.people:
        raise SlackRefusal("user_not_found")
    room = world.workspace.direct_message(wanted[0])
    described = channel_object(world, room) if args.flag("return_im") else {"id": room.id}
    return {"channel": described, "no_op": True, "already_open": True}


@method("conversations.join", "channels:join")
def conversations_join(world: World, args: Arguments) -> dict[str, Any]:
    """The bot walks into a public channel."""
    room = _visible(world, args)
    if room.is_archived:
        raise SlackRefusal("is_archived")
    if room.kind != "channel" or room.is_private:
        raise SlackRefusal("method_not_supported_for_channel_type")
    bot = world.identity.bot_user_id
    if bot in room.members:
        return {"channel": channel_object(world, room), "warning": "already_in_channel"}
    room.members.append(bot)
    return {"channel": channel_object(world, room)}


@method("conversations.history", *_HISTORY)
def conversations_history(world: World, args: Arguments) -> dict[str, Any]:
    """Messages outside threads, newest first; metadata only when asked for."""
    room = _readable(world, args)
    tops = [m for m in reversed(room.messages) if m.get("thread_ts") in (None, m["ts"]) and _within(m, args)]
    page, more = one_page(args, tops)
    with_metadata = args.flag("include_all_metadata")
    return {
        "messages": [as_slack_sends(room, message, with_metadata=with_metadata) for message in page],
        "has_more": bool(more["next_cursor"]),
        "pin_count": 0,
        "response_metadata": more,
    }


@method("conversations.replies", *_HISTORY)
def conversations_replies(world: World, args: Arguments) -> dict[str, Any]:
    """A thread, its first message first."""
    room = _readable(world, args)
    first = room.find(args.required("ts"))
    if first is None:
        raise SlackRefusal("thread_not_found")
    thread = [first, *(m for m in room.replies(first["ts"]) if _within(m, args))]
    page, more = one_page(args, thread)
    with_metadata = args.flag("include_all_metadata")
    return {
        "messages": [as_slack_sends(room, message, with_metadata=with_metadata) for message in page],
        "has_more": bool(more["next_cursor"]),
        "response_metadata": more,
    }


def channel_object(world: World, room: Room) -> dict[str, Any]:
    """A room as Slack describes it."""
    common = {"id": room.id, "created": 0, "is_archived": room.is_archived, "is_org_shared": False}
    if room.kind == "im":
        person = next(member for member in room.members if member != world.identity.bot_user_id)
        return {**common, "is_im": True, "user": person, "is_user_deleted": False}
    return {
        **common,
        "name": room.name,
        "name_normalized": room.name,
        "is_channel": not room.is_private,
        "is_group": room.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": room.is_private,
        "is_general": False,
        "is_shared": False,
        "is_ext_shared": False,
        "is_member": world.identity.bot_user_id in room.members,
        "creator": "",
        "topic": {"value": room.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(room.members),
    }


def _kind(room: Room) -> str:
    return {"im": "im", "group": "private_channel", "channel": "public_channel"}[room.event_type]


def _visible(world: World, args: Arguments) -> Room:
    room = world.workspace.rooms.get(args.required("channel"))
    if room is None or (room.is_private and world.identity.bot_user_id not in room.members):
        raise SlackRefusal("channel_not_found")
    return room


def _readable(world: World, args: Arguments) -> Room:
    room = _visible(world, args)
    require_scope(world, room.history_scope)
    if world.identity.bot_user_id not in room.members:
        raise SlackRefusal("not_in_channel")
    return room


def _within(message: dict[str, Any], args: Arguments) -> bool:
    oldest, latest = args.text("oldest") or "0", args.text("latest")
    ts = float(message["ts"])
    is_inclusive = args.flag("inclusive")
    if latest and not (ts < float(latest) or (is_inclusive and message["ts"] == latest)):
        return False
    return ts > float(oldest) or (is_inclusive and message["ts"] == oldest)
