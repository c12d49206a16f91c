"""A letter as Slack shows it: every character of it, in as many parts as it takes, and nothing in it is markup."""

from __future__ import annotations

from views import limits
from views.kit import Block

PART = 2_900


def quoted(text: str) -> list[Block]:
    """To be read: as a quote. For a card (one rich text a part)."""
    return [_framed("rich_text_quote", part) for part in parts(text)]


def to_copy(text: str) -> list[Block]:
    """To be copied: as it is typed, line for line."""
    return [_framed("rich_text_preformatted", part) for part in parts(text)]


def parts(text: str, most: int = PART) -> list[str]:
    """The text cut at the ends of lines where there are any; joined they are the text again. At least one part."""
    found = []
    left = text
    while len(left) > most:
        end = left.rfind("\n", 1, most) + 1 or most
        found.append(left[:end])
        left = left[end:]
    return [*found, left] if left or not found else found


def _framed(kind: str, words: str) -> Block:
    # Slack refuses a text node without text.
    node = {"type": "text", "text": words[: limits.SECTION_TEXT] or " "}
    return {"type": "rich_text", "elements": [{"type": kind, "elements": [node]}]}
