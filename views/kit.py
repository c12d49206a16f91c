"""The few blocks we use, made so that Slack takes them: every text within its limit, every list within its length.

What must be cut says so in words; nothing here refuses. `Block` is a Block Kit dictionary. Text a client may have had a
hand in goes into plain text, rich text (views/rich.py) or through `wording.escaped`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from views import limits
from views.ids import Action

Block = dict[str, Any]
Body = dict[str, Any]

_LONG = 120


def clipped(text: str, limit: int) -> str:
    """The text within the limit. A long one says how many characters are left, a short one ends in `…`."""
    if len(text) <= limit:
        return text
    if limit < _LONG:
        return text[: limit - 1].rstrip() + "…"
    # The tail is measured at its longest, so that the sum of what is shown and what is left is exact.
    room = limit - len(f"… ({len(text):,} more characters)")
    shown = text[:room].rstrip()
    return f"{shown}… ({len(text) - len(shown):,} more characters)"


def plain(text: str, limit: int) -> Block:
    """A plain text object: nothing in it is markup, `:codes:` stay as written."""
    return {"type": "plain_text", "text": clipped(text, limit) or " ", "emoji": False}


def mrkdwn(text: str, limit: int = limits.SECTION_TEXT) -> Block:
    """A mrkdwn text object. Slack makes no links of its own accord out of what is in it."""
    return {"type": "mrkdwn", "text": clipped(text, limit) or " ", "verbatim": True}


def header(text: str) -> Block:
    """A headline."""
    return {"type": "header", "text": plain(text, limits.HEADER_TEXT)}


def section(text: str, *, accessory: Block | None = None) -> Block:
    """A paragraph in mrkdwn, with at most one button or menu beside it."""
    made: Block = {"type": "section", "text": mrkdwn(text)}
    return made if accessory is None else {**made, "accessory": accessory}


def words(text: str, *, accessory: Block | None = None) -> Block:
    """A paragraph in plain text: safe for anybody's words."""
    made: Block = {"type": "section", "text": plain(text, limits.SECTION_TEXT)}
    return made if accessory is None else {**made, "accessory": accessory}


def facts(named: Sequence[tuple[str, str]]) -> list[Block]:
    """Names and values in two columns, in as many sections as it takes. Values are mrkdwn: escape what is not ours."""
    texts = [mrkdwn(f"*{name}*\n{value or '—'}", limits.FIELD_TEXT) for name, value in named]
    return [
        {"type": "section", "fields": texts[start : start + limits.FIELDS]}
        for start in range(0, len(texts), limits.FIELDS)
    ]


def context(*texts: str) -> Block:
    """Small grey lines in mrkdwn."""
    shown = list(texts[: limits.CONTEXT_ELEMENTS])
    if len(texts) > limits.CONTEXT_ELEMENTS:
        left = len(texts) - limits.CONTEXT_ELEMENTS + 1
        shown[-1] = f"{left} more not shown."
    return {"type": "context", "elements": [mrkdwn(text) for text in shown or [" "]]}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def button(label: str, action: Action | str, value: str = "", *, confirm: Block | None = None) -> Block:
    """A button. `value` comes from `ids.pairs`."""
    made: Block = {"type": "button", "text": plain(label, limits.BUTTON_TEXT), "action_id": str(action)}
    if value:
        made["value"] = value[: limits.BUTTON_VALUE]
    if confirm is not None:
        made["confirm"] = confirm
    return made


def primary(label: str, action: Action | str, value: str = "", *, confirm: Block | None = None) -> Block:
    """The one button of a message that is probably wanted."""
    return {**button(label, action, value, confirm=confirm), "style": "primary"}


def danger(label: str, action: Action | str, value: str = "", *, confirm: Block | None = None) -> Block:
    """A button that takes something away."""
    return {**button(label, action, value, confirm=confirm), "style": "danger"}


def confirm(title: str, text: str, *, yes: str, no: str = "Keep it as it is") -> Block:
    """The question before an act that hurts."""
    return {
        "title": plain(title, limits.CONFIRM_TITLE),
        "text": plain(text, limits.CONFIRM_TEXT),
        "confirm": plain(yes, limits.CONFIRM_BUTTON),
        "deny": plain(no, limits.CONFIRM_BUTTON),
    }


def option(label: str, value: str, *, description: str | None = None) -> Block:
    """One choice. Both texts are plain."""
    made: Block = {"text": plain(label, limits.OPTION_TEXT), "value": value[: limits.OPTION_VALUE]}
    return {**made, "description": plain(description, limits.OPTION_TEXT)} if description else made


def select(action: Action | str, placeholder: str, options: Sequence[Block], *, chosen: str | None = None) -> Block:
    """A menu of up to a hundred choices; `chosen` is the value of the one taken already."""
    made: Block = {
        "type": "static_select",
        "action_id": str(action),
        "placeholder": plain(placeholder, limits.PLACEHOLDER),
        "options": list(options[: limits.SELECT_OPTIONS]),
    }
    taken = next((one for one in made["options"] if one["value"] == chosen), None)
    return {**made, "initial_option": taken} if taken else made


def actions(*elements: Block) -> list[Block]:
    """Buttons and menus in a row (in several, where there are more than fit); no row at all for none."""
    return [
        {"type": "actions", "elements": list(elements[start : start + limits.ACTIONS_ELEMENTS])}
        for start in range(0, len(elements), limits.ACTIONS_ELEMENTS)
    ]
