from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from demo.local_slack.memory.rooms import Room

_AS_STORED = ("ts", "thread_ts", "user", "text", "blocks", "metadata", "attachments", "subtype")


def shown(room: Room, message: dict[str, Any]) -> dict[str, Any]:
    """A message as people see it on the page: the MSG of the page's contract, with its channel."""
    files = [
        {"id": f["id"], "name": f["name"], "size": f["size"], "url": f["url_private_download"]}
        for f in message.get("files", [])
    ]
    return {
        **{key: deepcopy(message[key]) for key in _AS_STORED if message.get(key) is not None},
        "channel": room.id,
        "bot": "bot_id" in message,
        "edited": "edited" in message,
        "ephemeral": "_only_for" in message,
        "reply_count": sum(1 for _ in room.replies(message["ts"])),
        "reactions": [{"name": r["name"], "count": r["count"]} for r in message.get("reactions", [])],
        "files": files,
    }


def as_slack_sends(room: Room, message: dict[str, Any], *, with_metadata: bool = True) -> dict[str, Any]:
    """A message as Slack sends it to an app: stored fields, and a thread's counts on its first message."""
    sent = {key: deepcopy(value) for key, value in message.items() if not key.startswith("_")}
    if not with_metadata:
        sent.pop("metadata", None)
    replies = list(room.replies(message["ts"]))
    if replies:
        sent |= {
            "thread_ts": message["ts"],
            "reply_count": len(replies),
            "reply_users": sorted({reply["user"] for reply in replies}),
            "latest_reply": replies[-1]["ts"],
        }
    return sent


def all_shown(room: Room, messages: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Several messages as people see them, oldest first."""
    return [shown(room, message) for message in sorted(messages, key=lambda m: str(m["ts"]))]
