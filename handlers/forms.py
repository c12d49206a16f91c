"""What a submitted form holds, as plain words by input; and the ids it kept."""

from __future__ import annotations

from typing import Any

from views.ids import read_pairs


def typed(view: dict[str, Any]) -> dict[str, str]:
    """Every input that was filled in, by block id: its text, its chosen value, its day. Empty ones are left out."""
    found = {}
    for block_id, elements in view.get("state", {}).get("values", {}).items():
        for element in elements.values():
            value = _value(element).replace("\0", "")
            if value:
                found[block_id] = value
    return found


def kept(view: dict[str, Any]) -> dict[str, str]:
    """The ids the form carries in its private metadata."""
    return read_pairs(view.get("private_metadata"))


def _value(element: dict[str, Any]) -> str:
    chosen = element.get("selected_option")
    many = element.get("selected_options")
    if many is not None:
        return ",".join(option["value"] for option in many)
    if chosen is not None:
        return str(chosen["value"])
    if element.get("files"):
        return str(element["files"][0].get("id") or "")
    plain = element.get("value") or element.get("selected_date") or element.get("selected_user")
    plain = plain or element.get("selected_conversation")
    return str(plain or "").strip()
