"""A form opened anew because what it was filled in with changed: that stands above its inputs, they show what is so
now, and what its person typed stays as typed."""

from __future__ import annotations

from typing import Any

from views import kit
from views.ids import VALUE
from views.kit import Block, Body

# Where an element keeps what it began with and what was made of it.
_HELD = {
    "plain_text_input": ("initial_value", "value"),
    "datepicker": ("initial_date", "selected_date"),
    "users_select": ("initial_user", "selected_user"),
}


def opened_anew(fresh: Body, before: Body, words: str) -> Body:
    """`fresh` as it would open now, `before` as Slack sent it in with what was typed, `words` for what changed."""
    typed = _typed(before)
    place = next((at for at, block in enumerate(fresh["blocks"]) if block["type"] == "input"), 0)
    name = _another(before)
    blocks = [_filled(block, typed, name) if block["type"] == "input" else block for block in fresh["blocks"]]
    return {**fresh, "blocks": [*blocks[:place], kit.words(f"⚠️ {words}"), *blocks[place:]]}


def _filled(block: Block, typed: dict[str, str], name: str) -> Block:
    element = block["element"]
    held = _HELD.get(element["type"])
    if held is None:
        return block
    # Slack keeps what stood in an input of the same name: under another it shows what it is now filled in with.
    element = {**element, "action_id": name}
    if block["block_id"] in typed:
        element[held[0]] = typed[block["block_id"]]
    return {**block, "element": element}


def _typed(before: Body) -> dict[str, str]:
    """What its person changed: an input left as it was filled in is none of their words."""
    found = {}
    for block in before["blocks"]:
        element = block.get("element") or {}
        held = _HELD.get(element.get("type", ""))
        if block["type"] == "input" and held is not None:
            now = _value(before, block["block_id"], element["action_id"]).get(held[1])
            if now and now != element.get(held[0]):
                found[block["block_id"]] = str(now)
    return found


def _value(view: Body, block_id: str, action_id: str) -> dict[str, Any]:
    return dict(view.get("state", {}).get("values", {}).get(block_id, {}).get(action_id) or {})


def _another(before: Body) -> str:
    names = [str(block["element"]["action_id"]) for block in before["blocks"] if block["type"] == "input"]
    times = max((name.removeprefix(f"{VALUE}.") for name in names), default="")
    return f"{VALUE}.{int(times) + 1 if times.isdecimal() else 2}"
