"""Rich text: the home of client words. What stands in a text node is shown as it is; nothing in it is markup."""

from __future__ import annotations

from collections.abc import Sequence

from views import limits
from views.kit import Block, clipped

Node = Block


def text(words: str) -> Node:
    """Words as they are."""
    return {"type": "text", "text": words}


def bold(words: str) -> Node:
    """Words in bold."""
    return {"type": "text", "text": words, "style": {"bold": True}}


def italic(words: str) -> Node:
    """Words in italics."""
    return {"type": "text", "text": words, "style": {"italic": True}}


def struck(words: str) -> Node:
    """Words that no longer hold, struck through."""
    return {"type": "text", "text": words, "style": {"strike": True}}


def code(words: str) -> Node:
    """Words to type."""
    return {"type": "text", "text": words, "style": {"code": True}}


def coded(words: str) -> list[Node]:
    """Words in which what stands between backquotes is something to type; the rest stays as written."""
    pieces = words.split("`")
    # An odd backquote at the end is somebody's own.
    if len(pieces) % 2 == 0:
        pieces[-2:] = ["`".join(pieces[-2:])]
    return [code(piece) if place % 2 else text(piece) for place, piece in enumerate(pieces)]


def link(url: str, words: str) -> Node:
    """Words that lead to an http(s) address; any other address is shown as words only."""
    if not url.startswith(("https://", "http://")):
        return text(words)
    return {"type": "link", "url": url[: limits.INPUT_TEXT], "text": words or "link"}


def channel(channel_id: str) -> Node:
    """A channel by its name, as Slack shows it to whoever may see it."""
    return {"type": "channel", "channel_id": channel_id}


def line(*nodes: Node) -> Block:
    """A run of words; ends where the next part begins."""
    return {"type": "rich_text_section", "elements": _said(nodes)}


def quote(words: str, limit: int = limits.SECTION_TEXT) -> Block:
    """Somebody's words, as spoken."""
    return {"type": "rich_text_quote", "elements": _said([text(clipped(words.strip(), limit))])}


def bullets(lines: Sequence[Sequence[Node]]) -> Block:
    """A list, one item a line."""
    return {"type": "rich_text_list", "style": "bullet", "elements": [line(*nodes) for nodes in lines]}


def rich(*parts: Block) -> Block:
    """The block that holds lines, quotes and lists."""
    return {"type": "rich_text", "elements": list(parts)}


def _said(nodes: Sequence[Node]) -> list[Node]:
    """Slack refuses a text node without text, and a section without nodes."""
    return [node for node in nodes if node.get("text") != ""] or [text("—")]
