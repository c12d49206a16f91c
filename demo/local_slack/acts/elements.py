from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from demo.local_slack.refusals import CannotDoThat

_HOLDS = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "file_input": ("files", "initial_files"),
}


def elements_of(blocks: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every interactive element with its block, in reading order."""
    for block in blocks:
        inside = [block.get("accessory"), block.get("element"), *(block.get("elements") or ())]
        inside += block.get("actions") or ()
        for element in inside:
            if isinstance(element, dict) and "action_id" in element:
                yield block, element


def find_element(
    blocks: list[dict[str, Any]], action_id: str, block_id: str | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The element a person means. Refuses what is not on the screen, in words."""
    for block, element in elements_of(blocks):
        if element["action_id"] == action_id and block_id in (None, block["block_id"]):
            return block, element
    seen = ", ".join(element["action_id"] for _, element in elements_of(blocks)) or "nothing"
    raise CannotDoThat(f"There is no {action_id} to press here; there is {seen}.")


def values_at_first(blocks: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """`state.values` before a person touched anything: the initial values."""
    values: dict[str, dict[str, Any]] = {}
    for block, element in elements_of(blocks):
        if element["type"] in _HOLDS:
            key, initial = _HOLDS[element["type"]]
            empty: Any = [] if key.endswith("s") else None
            values.setdefault(block["block_id"], {})[element["action_id"]] = {
                "type": element["type"],
                key: element.get(initial, empty),
            }
    return values


def chosen(element: dict[str, Any], given: Any) -> dict[str, Any]:
    """What a person put into an element, as `state.values` holds it. `given` may be plain: text, date, option value."""
    kind = element["type"]
    if kind not in _HOLDS:
        raise CannotDoThat(f"A {kind} cannot be filled in.")
    key, _ = _HOLDS[kind]
    if isinstance(given, dict) and (key in given or given.get("type") == kind):
        return {"type": kind, key: given.get(key)}
    return {"type": kind, key: _plain(element, key, given)}


def held(entry: dict[str, Any]) -> Any:
    """The value inside an entry of `state.values`."""
    return entry.get(_HOLDS[entry["type"]][0])


def _plain(element: dict[str, Any], key: str, given: Any) -> Any:
    if given is None:
        return [] if key.endswith("s") else None
    if key == "selected_option":
        return option(element, given)
    if key == "selected_options":
        return [option(element, one) for one in given]
    return _as_sent(given)


def _as_sent(given: Any) -> Any:
    if isinstance(given, datetime):
        return int(given.timestamp())
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, time):
        return f"{given:%H:%M}"
    return given if isinstance(given, list | dict) else str(given)


def option(element: dict[str, Any], given: Any) -> dict[str, Any]:
    """The option a person means, by its value or its text. Refuses one that is not offered."""
    wanted = given.get("value") if isinstance(given, dict) else str(given)
    groups = element.get("option_groups") or ()
    offered = [*(element.get("options") or ()), *(o for group in groups for o in group["options"])]
    for one in offered:
        if wanted in (one.get("value"), one["text"]["text"]):
            return dict(one)
    if "external" in element["type"]:
        text = {"type": "plain_text", "text": wanted, "emoji": True}
        return dict(given) if isinstance(given, dict) else {"text": text, "value": wanted}
    raise CannotDoThat(f"{wanted} is not offered; there is {', '.join(str(o.get('value')) for o in offered)}.")
