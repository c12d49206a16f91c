from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from demo.local_slack import block_kit
from demo.local_slack.memory.screens import with_block_ids
from demo.local_slack.refusals import SlackRefusal
from demo.local_slack.text import stored
from demo.local_slack.web_api.arguments import Arguments
from demo.local_slack.world import World

_METADATA_LIMIT = 8_000
_ATTACHMENTS_LIMIT = 100


def content_of(args: Arguments, *, text_limit: int) -> dict[str, Any]:
    """Text, blocks and attachments of a message, as Slack stores them.

    Refuses no_text, msg_too_long, msg_blocks_too_long, invalid_blocks (with the places in `response_metadata`).
    """
    text, blocks, attachments = args.text("text"), args.get("blocks") or [], args.get("attachments") or []
    if not text and not blocks and not attachments:
        raise SlackRefusal("no_text")
    if len(text) > text_limit:
        raise SlackRefusal("msg_too_long")
    if not isinstance(attachments, list) or len(attachments) > _ATTACHMENTS_LIMIT:
        raise SlackRefusal("too_many_attachments")
    content: dict[str, Any] = {"text": stored(text)}
    if blocks:
        _refuse_bad_blocks(blocks)
        content["blocks"] = stored_blocks(blocks)
    if attachments:
        content["attachments"] = deepcopy(attachments)
    return content


def bot_message(world: World, content: dict[str, Any]) -> dict[str, Any]:
    """The content as a message of the bot."""
    who = world.identity
    profile = {"id": who.bot_id, "app_id": who.app_id, "name": who.bot_name, "user_id": who.bot_user_id}
    return {"user": who.bot_user_id, "bot_id": who.bot_id, "app_id": who.app_id, "bot_profile": profile, **content}


def stored_blocks(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Blocks as Slack keeps them: every one with a block_id, mrkdwn texts escaped."""
    kept = with_block_ids(blocks)
    for block in kept:
        _store_texts(block)
    return kept


def metadata_of(args: Arguments) -> dict[str, Any] | None:
    """The message's metadata, None when there is none. Refuses invalid_metadata_format and metadata_too_large."""
    metadata = args.get("metadata")
    if metadata is None:
        return None
    if metadata == {}:
        return {}
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise SlackRefusal("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise SlackRefusal("invalid_metadata_format")
    if len(json.dumps(metadata)) > _METADATA_LIMIT:
        raise SlackRefusal("metadata_too_large")
    return deepcopy(metadata)


def _refuse_bad_blocks(blocks: Any) -> None:
    if not isinstance(blocks, list):
        raise SlackRefusal("invalid_blocks_format")
    problems = block_kit.message_problems(blocks)
    if problems:
        places = [str(problem) for problem in problems]
        raise SlackRefusal(
            "invalid_blocks", errors=places, response_metadata={"messages": [f"[ERROR] {place}" for place in places]}
        )
    if block_kit.is_too_long_in_all(blocks):
        raise SlackRefusal("msg_blocks_too_long")


def _store_texts(value: Any) -> None:
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn" and isinstance(value.get("text"), str):
            value["text"] = stored(value["text"])
        for inner in value.values():
            _store_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            _store_texts(inner)
