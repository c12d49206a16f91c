from __future__ import annotations

from typing import Any

from demo.local_slack.memory.drawer import StoredFile, file_object
from demo.local_slack.memory.rooms import Room
from demo.local_slack.refusals import SlackRefusal
from demo.local_slack.text import stored
from demo.local_slack.web_api.arguments import Arguments
from demo.local_slack.web_api.content import bot_message
from demo.local_slack.web_api.registry import method
from demo.local_slack.world import World


@method("files.getUploadURLExternal", "files:write")
def get_upload_url(world: World, args: Arguments) -> dict[str, Any]:
    """Where to send the bytes of a file."""
    size = args.number("length", 0)
    if size <= 0:
        raise SlackRefusal("invalid_arguments")
    file = world.drawer.expect(
        name=args.required("filename"), size=size, user=world.identity.bot_user_id, now=world.wall()
    )
    return {"upload_url": f"{world.base_url}/upload/v1/{file.id}", "file_id": file.id}


@method("files.completeUploadExternal", "files:write")
def complete_upload(world: World, args: Arguments) -> dict[str, Any]:
    """Shares files whose bytes have arrived, as one message where a channel is named."""
    wanted = args.get("files") or []
    if not isinstance(wanted, list) or not wanted:
        raise SlackRefusal("invalid_arguments")
    found = [_arrived(world, entry) for entry in wanted]
    channels = [c for c in (args.text("channel_id"), *args.text("channels").split(",")) if c]
    rooms = [world.workspace.room_of_bot(channel) for channel in channels]
    for file, entry in zip(found, wanted, strict=True):
        file.title, file.is_complete = str(entry.get("title") or file.name), True
    for room in rooms:
        share(world, room, found, args)
    return {"files": [file_object(file, world.base_url) for file in found]}


@method("files.info", "files:read")
def files_info(world: World, args: Arguments) -> dict[str, Any]:
    """One file, with the address its bytes can be read from."""
    file = world.drawer.find(args.required("file"))
    if file is None or not file.is_complete:
        raise SlackRefusal("file_not_found")
    if file.is_deleted:
        raise SlackRefusal("file_deleted")
    return {"file": file_object(file, world.base_url), "comments": [], "response_metadata": {"next_cursor": ""}}


def share(world: World, room: Room, files: list[StoredFile], args: Arguments) -> None:
    """Posts the bot's files into a room, in the thread asked for."""
    for file in files:
        file.channels.append(room.id)
    content: dict[str, Any] = {
        "text": stored(args.text("initial_comment")),
        "files": [file_object(file, world.base_url) for file in files],
        "upload": True,
    }
    if args.text("thread_ts"):
        content["thread_ts"] = args.text("thread_ts")
    world.workspace.post(room, bot_message(world, content))


def _arrived(world: World, entry: Any) -> StoredFile:
    file = world.drawer.find(entry.get("id")) if isinstance(entry, dict) else None
    if file is None or file.content is None:
        raise SlackRefusal("file_not_found")
    return file
