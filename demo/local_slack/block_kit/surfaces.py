from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from demo.local_slack.block_kit.blocks import BLOCKS
from demo.local_slack.block_kit.objects import TYPE, plain
from demo.local_slack.block_kit.shapes import Check, Report, anything, flag, items, shape, string, typed
from demo.local_slack.block_kit.sizes import characters

BLOCKS_CHARACTERS = 13_200  # documented nowhere, seen: more than about this is msg_blocks_too_long
MARKDOWN_CHARACTERS = 12_000

# Which block goes where. Charts: Slack's own list says messages only, whatever libraries allow.
_EVERYWHERE = {"actions", "card", "context", "divider", "header", "image", "input", "rich_text", "section", "video"}
_MESSAGE = _EVERYWHERE | {"carousel", "container", "context_actions", "data_table", "data_visualization", "file"}
ALLOWED = {
    "message": _MESSAGE | {"markdown", "plan", "table", "task_card"},
    "modal": _EVERYWHERE | {"alert"},
    "home": _EVERYWHERE | {"carousel", "container", "data_table", "table"},
}
_MOST = {"message": 50, "modal": 100, "home": 100}
_MOST_OF = {"table": 1, "data_visualization": 2}


def check_blocks(report: Report, place: str, blocks: Any, surface: str) -> None:
    """Everything Slack refuses about the blocks of a message, a modal or a Home."""
    here: dict[str, Check] = {name: check for name, check in BLOCKS.items() if name in ALLOWED[surface]}
    items(typed(here), _MOST[surface])(report, place, blocks)
    if not isinstance(blocks, list):
        return
    whole = [block for block in blocks if isinstance(block, dict)]
    _block_ids_differ(report, place, whole)
    for index, block in enumerate(blocks):
        if isinstance(block, dict):
            _action_ids_differ(report, f"{place}/{index}", block)
    _only_so_many(report, place, whole)
    if sum(b.get("focus_on_load") is True for b in _objects(whole)) > 1:
        report.add(place, "only one element may have focus_on_load")


def message_blocks(report: Report, blocks: Any) -> None:
    """Blocks of a message, with what only messages count."""
    check_blocks(report, "/blocks", blocks, "message")
    markdown = [b for b in blocks if isinstance(b, dict) and b.get("type") == "markdown"]
    if characters(markdown) > MARKDOWN_CHARACTERS:
        report.add("/blocks", f"markdown text must be less than {MARKDOWN_CHARACTERS + 1} characters in all")


def view(report: Report, view: dict[str, Any], surface: str) -> None:
    """A modal or a Home as a whole."""
    if view.get("type") != surface:
        report.add("/view/type", f"must be a valid enum value: {surface}")
        return
    (_MODAL if surface == "modal" else _HOME)(report, "/view", view)
    check_blocks(report, "/view/blocks", view.get("blocks"), surface)
    has_input = any(isinstance(b, dict) and b.get("type") == "input" for b in view.get("blocks") or ())
    if surface == "modal" and has_input and not view.get("submit"):
        report.add("/view/submit", "submit is required when an input block is within the blocks array")


_COMMON: dict[str, Check] = {
    "type": TYPE,
    "blocks": anything,
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
_MODAL = shape(
    "type",
    "title",
    "blocks",
    title=plain(24),
    submit=plain(24),
    close=plain(24),
    clear_on_close=flag,
    notify_on_close=flag,
    submit_disabled=flag,
    also=(),
    **_COMMON,
)
_HOME = shape("type", "blocks", also=(), **_COMMON)


def _block_ids_differ(report: Report, place: str, blocks: list[dict[str, Any]]) -> None:
    seen: set[Any] = set()
    for block in blocks:
        block_id = block.get("block_id")
        if block_id and block_id in seen:
            report.add(place, f"block_id must be unique: {block_id}")
        seen.add(block_id)


def _action_ids_differ(report: Report, place: str, block: dict[str, Any]) -> None:
    ids = [inner["action_id"] for inner in _objects(block) if isinstance(inner.get("action_id"), str)]
    for action_id in sorted({one for one in ids if ids.count(one) > 1}):
        report.add(place, f"action_id must be unique in a block: {action_id}")


def _only_so_many(report: Report, place: str, blocks: list[dict[str, Any]]) -> None:
    for kind, most in _MOST_OF.items():
        inside = [*blocks, *(child for b in blocks for child in b.get("child_blocks") or () if isinstance(child, dict))]
        if sum(block.get("type") == kind for block in inside) > most:
            report.add(place, f"no more than {most} {kind} blocks allowed")


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner)
