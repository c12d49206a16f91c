"""A message of which nobody knows whether it was posted is posted again, and says so."""

from __future__ import annotations

from typing import Any

from domain.delivery import Message
from storage.outbox import hash_of

MARK = "This may be a repeat: Slack did not say whether the first one arrived."
_MOST_BLOCKS = 50


def marked(message: Message) -> dict[str, Any]:
    """What changes in the stored row: the same words under a line that says they may be a repeat, and their hash."""
    body = dict(message.body)
    if not str(body.get("text", "")).startswith(MARK):
        body["text"] = f"{MARK}\n{body.get('text', '')}"
        line = {"type": "context", "elements": [{"type": "plain_text", "text": MARK, "emoji": False}]}
        blocks = [line, *body.get("blocks", ())]
        # A full message keeps its own blocks; the notification's words still carry the mark.
        if "blocks" in body and len(blocks) <= _MOST_BLOCKS:
            body["blocks"] = blocks
    return {"body": body, "body_hash": hash_of(body)}
