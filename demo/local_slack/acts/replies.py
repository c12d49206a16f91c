from __future__ import annotations

from typing import Any

from demo.local_slack.memory.rooms import Room
from demo.local_slack.memory.shown import shown
from demo.local_slack.memory.tickets import ResponseAddress
from demo.local_slack.refusals import SlackRefusal
from demo.local_slack.web_api.arguments import Arguments
from demo.local_slack.web_api.chat import POST_TEXT_LIMIT
from demo.local_slack.web_api.content import bot_message, content_of
from demo.local_slack.world import World


def show_answer(world: World, room: Room, user: str, body: dict[str, Any]) -> dict[str, Any]:
    """Shows an acknowledgement's or a response_url's words, privately unless they say `in_channel`.

    Answers the message as people see it. Refuses bad content as chat.postMessage does.
    """
    args = Arguments(body)
    message = bot_message(world, content_of(args, text_limit=POST_TEXT_LIMIT))
    if args.text("thread_ts"):
        message["thread_ts"] = args.text("thread_ts")
    if args.text("response_type") == "in_channel":
        return shown(room, world.workspace.post(room, message))
    return shown(room, world.workspace.post_ephemeral(room, user, message))


def answer_address(world: World, path: str, body: dict[str, Any]) -> None:
    """What the bot sends to a response_url. Refuses `expired_url` after 5 uses or 30 minutes."""
    address = world.tickets.use_address(path)
    if address is None:
        raise SlackRefusal("expired_url")
    room = world.workspace.rooms[address.channel]
    args = Arguments(body)
    if args.flag("delete_original"):
        _delete(world, room, address)
    elif args.flag("replace_original") and address.message is not None:
        _replace(world, room, address, args)
    else:
        show_answer(world, room, address.user, body)


def tell_person(world: World, room: Room, user: str, text: str) -> dict[str, Any]:
    """Slack itself says something to one person."""
    return shown(room, world.workspace.post_ephemeral(room, user, {"user": "USLACKBOT", "text": text}))


def _delete(world: World, room: Room, address: ResponseAddress) -> None:
    if address.message is not None and _is_there(room, address.message):
        world.workspace.delete(room, address.message)
        address.message = None


def _replace(world: World, room: Room, address: ResponseAddress, args: Arguments) -> None:
    content = content_of(args, text_limit=POST_TEXT_LIMIT)
    message = address.message
    if message is None or not _is_there(room, message):
        raise SlackRefusal("message_not_found")
    edited = {"user": world.identity.bot_user_id, "ts": room.next_ts(world.wall())}
    world.workspace.change(room, message, {"blocks": None, "attachments": None, **content, "edited": edited})


def _is_there(room: Room, message: dict[str, Any]) -> bool:
    return any(message is kept for kept in (*room.messages, *room.ephemerals))
