"""A message of which nobody knows whether it was posted is posted again, and says so; it counts its repeats itself."""

from __future__ import annotations

from typing import Any

from domain.delivery import Message
from storage.outbox import hash_of

MARK = "This may be a repeat: Slack did not say whether the first one arrived."
_MOST_BLOCKS = 50
_COUNT = "repeat"


def repeats(message: Message) -> int:
    """How often it was posted again because nobody knew. One that was marked before they were counted: once."""
    was_marked = str(message.body.get("text", "")).startswith(MARK)
    beside = message.body.get("metadata") or {}
    return int(beside.get("event_payload", {}).get(_COUNT, was_marked))


def marked(message: Message) -> dict[str, Any]:
    """What changes in the stored row: the same words under a line that says they may be a repeat, and their hash."""
    body = dict(message.body)
    beside = body["metadata"]
    body["metadata"] = {**beside, "event_payload": {**beside["event_payload"], _COUNT: repeats(message) + 1}}
    if not str(body.get("text", "")).startswith(MARK):
        body["text"] = f"{MARK}\n{body.get('text', '')}"
        line = {"type": "context", "elements": [{"type": "plain_text", "text": MARK, "emoji": False}]}
        blocks = [line, *body.get("blocks", ())]
        # A full message keeps its own blocks; the notification's words still carry the mark.
        if "blocks" in body and len(blocks) <= _MOST_BLOCKS:
            body["blocks"] = blocks
    return {"body": body, "body_hash": hash_of(body)}
