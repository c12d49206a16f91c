from __future__ import annotations

from datetime import timedelta
from typing import Any

from demo.local_slack.memory.rooms import Room
from demo.local_slack.memory.shown import as_slack_sends
from demo.local_slack.refusals import RateLimited, SlackRefusal
from demo.local_slack.web_api.arguments import Arguments
from demo.local_slack.web_api.content import bot_message, content_of, metadata_of
from demo.local_slack.web_api.registry import method
from demo.local_slack.world import World

POST_TEXT_LIMIT = 40_000
UPDATE_TEXT_LIMIT = 4_000


@method("chat.postMessage", "chat:write")
def post_message(world: World, args: Arguments) -> dict[str, Any]:
    """A message of the bot in a room where it is, or in somebody's direct message."""
    room = world.workspace.room_of_bot(args.required("channel"))
    message = bot_message(world, content_of(args, text_limit=POST_TEXT_LIMIT))
    metadata = metadata_of(args)
    if metadata is not None:
        message["metadata"] = metadata
    _join_thread(room, message, args)
    _keep_posting_pace(world, room)
    posted = world.workspace.post(room, message)
    return {"channel": room.id, "ts": posted["ts"], "message": as_slack_sends(room, posted)}


@method("chat.postEphemeral", "chat:write")
def post_ephemeral(world: World, args: Arguments) -> dict[str, Any]:
    """A message one person sees, once."""
    room = world.workspace.room_of_bot(args.required("channel"))
    user = args.required("user")
    if user not in world.workspace.people:
        raise SlackRefusal("user_not_found")
    if user not in room.members:
        raise SlackRefusal("user_not_in_channel")
    message = bot_message(world, content_of(args, text_limit=POST_TEXT_LIMIT))
    _join_thread(room, message, args)
    shown = world.workspace.post_ephemeral(room, user, message)
    return {"message_ts": shown["ts"]}


@method("chat.update", "chat:write")
def update(world: World, args: Arguments) -> dict[str, Any]:
    """Changes one of the bot's own messages. Text without blocks takes the blocks away."""
    room = world.workspace.room_of_bot(args.required("channel"))
    message = _own_message(world, room, args.required("ts"), "cant_update_message")
    content = content_of(args, text_limit=UPDATE_TEXT_LIMIT)
    new: dict[str, Any] = {"blocks": None, "attachments": None, **content}
    new["edited"] = {"user": world.identity.bot_user_id, "ts": room.next_ts(world.wall())}
    metadata = metadata_of(args)
    if metadata is not None:
        new["metadata"] = metadata or None
    world.workspace.change(room, message, new)
    return {
        "channel": room.id,
        "ts": message["ts"],
        "text": message["text"],
        "message": as_slack_sends(room, message),
    }


@method("chat.delete", "chat:write")
def delete(world: World, args: Arguments) -> dict[str, Any]:
    """Takes one of the bot's own messages away."""
    room = world.workspace.room_of_bot(args.required("channel"))
    message = _own_message(world, room, args.required("ts"), "cant_delete_message")
    world.workspace.delete(room, message)
    return {"channel": room.id, "ts": message["ts"]}


@method("chat.getPermalink")
def get_permalink(world: World, args: Arguments) -> dict[str, Any]:
    """A lasting address of a message."""
    room = world.workspace.room(args.required("channel"))
    if room is None:
        raise SlackRefusal("channel_not_found")
    message = room.find(args.required("message_ts"))
    if message is None:
        raise SlackRefusal("message_not_found")
    return {"channel": room.id, "permalink": permalink(world, room, message)}


def permalink(world: World, room: Room, message: dict[str, Any]) -> str:
    """Where a message can be found again; the page opens it."""
    return f"{world.base_url}/archives/{room.id}/p{message['ts'].replace('.', '')}"


def _own_message(world: World, room: Room, ts: str, refusal: str) -> dict[str, Any]:
    message = room.find(ts)
    if message is None:
        raise SlackRefusal("message_not_found")
    if message.get("bot_id") != world.identity.bot_id:
        raise SlackRefusal(refusal)
    return message


def _join_thread(room: Room, message: dict[str, Any], args: Arguments) -> None:
    thread_ts = args.text("thread_ts")
    if not thread_ts:
        return
    first = room.find(thread_ts)
    if first is None:
        # Slack posts a reply to an unknown thread at the top level's own thread; asking for one is always a bug here.
        raise SlackRefusal("thread_not_found")
    message["thread_ts"] = first.get("thread_ts") or first["ts"]
    if args.flag("reply_broadcast"):
        message["subtype"] = "thread_broadcast"


def _keep_posting_pace(world: World, room: Room) -> None:
    now = world.wall()
    if world.posting_limit and room.last_posted_at and now - room.last_posted_at < timedelta(seconds=1):
        raise RateLimited(1)
    room.last_posted_at = now
