"""Whole messages: never empty, never too long. What does not fit is left out at the end, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from views import limits
from views.kit import Block, Body, clipped, context

_LEFT_OUT = "This is longer than one Slack message holds: the rest is left out here. Ask for one client or one invoice."


def message(text: str, blocks: Sequence[Block]) -> Body:
    """Text (for notifications and screen readers) and blocks Slack takes: at most 50, below the weight it refuses.

    `text` is mrkdwn too: escape what is not ours.
    """
    return {"text": clipped(text.strip(), limits.MESSAGE_TEXT) or "Dunwell", "blocks": _fitted(blocks)}


def post(text: str, blocks: Sequence[Block]) -> Body:
    """A message for a channel: links in it are not unfolded."""
    return {**message(text, blocks), "unfurl_links": False, "unfurl_media": False}


def answer(made: Body, *, public: bool) -> Body:
    """The message as the answer to a command: for one person, or for all in the channel."""
    return {"response_type": "in_channel" if public else "ephemeral", **made}


def weight(node: Any) -> int:
    """How much of a message's room this takes: its words, and a little for each node that holds them."""
    if isinstance(node, str):
        return len(node)
    # Plain loops: this walks every node of every message.
    total = 0
    if isinstance(node, dict):
        total = limits.NODE_WEIGHT
        for key, value in node.items():
            if key not in _UNSEEN:
                total += len(value) if isinstance(value, str) else weight(value)
    elif isinstance(node, list):
        for item in node:
            total += weight(item)
    return total


# What a node is, not what it says.
_UNSEEN = frozenset({"type", "action_id", "block_id", "style", "verbatim", "emoji"})


def _fitted(blocks: Sequence[Block]) -> list[Block]:
    """All of them, or the first that fit and a line saying that there is more; buttons at the end are kept."""
    weights = [weight(block) for block in blocks]
    if len(blocks) <= limits.MESSAGE_BLOCKS and sum(weights) <= limits.MESSAGE_WEIGHT:
        return list(blocks)
    note = context(_LEFT_OUT)
    last = [blocks[-1]] if blocks[-1]["type"] == "actions" else []
    tail = [note, *last]
    room = limits.MESSAGE_WEIGHT - sum(weight(block) for block in tail)
    kept: list[Block] = []
    for block, heavy in zip(blocks[: len(blocks) - len(last)], weights, strict=False):
        room -= heavy
        if room < 0 or len(kept) + len(tail) == limits.MESSAGE_BLOCKS:
            break
        kept.append(block)
    return [*kept, *tail]
