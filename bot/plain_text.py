"""What Slack shows, as plain text: a message's blocks read from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rich.cells import cell_len

# A section's words are Slack's markup: its stars are for Slack.
_BOLD = re.compile(r"(?<!\w)\*(\S(?:.*?\S)?)\*(?!\w)")


def plain(body: dict[str, Any]) -> str:
    """The words of a message; its `text` where it has no blocks."""
    lines = [line.rstrip() for block in body.get("blocks") or () for line in _block(block)]
    return "\n".join(lines).strip() or str(body.get("text") or "")


def _block(block: dict[str, Any]) -> Iterator[str]:
    kind = block.get("type")
    if kind == "table":
        yield from _table(block)
    elif kind == "rich_text":
        for element in block["elements"]:
            yield from _rich(element)
    elif kind == "header":
        yield from ("", _words(block.get("text")))
    elif kind == "section":
        yield _BOLD.sub(r"\1", _words(block.get("text")))
        yield from (_BOLD.sub(r"\1", _words(field)) for field in block.get("fields") or ())
    elif kind == "context":
        yield " ".join(_words(element) for element in block["elements"])


def _rich(element: dict[str, Any]) -> Iterator[str]:
    if element.get("type") == "rich_text_list":
        yield from (f"  - {_words(item)}" for item in element["elements"])
    else:
        yield from _words(element).splitlines()


def _table(block: dict[str, Any]) -> Iterator[str]:
    rows = [[_words(cell) for cell in row] for row in block["rows"]]
    widths = [max(cell_len(cell) for cell in column) for column in zip(*rows, strict=False)]
    for row in rows:
        yield "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=False))


def _words(node: Any) -> str:
    if isinstance(node, str):
        return node
    if not isinstance(node, dict):
        return ""
    if "elements" in node:
        return "".join(_words(child) for child in node["elements"])
    return _words(node.get("text")) or str(node.get("name") or "")
