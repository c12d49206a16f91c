from __future__ import annotations

from typing import Any

from demo.local_slack.block_kit.objects import (
    CONFIRM,
    DISPATCH,
    FILTER,
    ID,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    RICH_OPTION,
    SLACK_FILE,
    TYPE,
    URL,
    initial_is_offered,
    plain,
    values_differ,
)
from demo.local_slack.block_kit.shapes import (
    Check,
    Report,
    Shape,
    anything,
    at_least_one_of,
    flag,
    items,
    matching,
    not_together,
    one_of,
    shape,
    string,
    whole,
)

_DATE = matching(r"\d{4}-\d{2}-\d{2}", "must be a date of the form YYYY-MM-DD")
_TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "must be a time of the form HH:mm")
_MOMENT = whole(1_000_000_000, 9_999_999_999)
_PLACEHOLDER = plain(150)
_SEVERAL = whole(1, 100)


def _lengths_fit(report: Report, place: str, value: Any) -> None:
    least, most = value.get("min_length"), value.get("max_length")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        report.add(place, "min_length cannot be greater than max_length")
    initial = value.get("initial_value")
    if isinstance(initial, str) and isinstance(most, int) and len(initial) > most:
        report.add(f"{place}/initial_value", f"must be less than {most + 1} characters")


def _select(**fields: Check) -> Shape:
    known: dict[str, Check] = {"type": TYPE, "action_id": ID, "placeholder": _PLACEHOLDER}
    known |= {"confirm": CONFIRM, "focus_on_load": flag, **fields}
    return Shape(fields=known, required=frozenset({"type", "action_id"}))


def _offering(**fields: Check) -> Shape:
    base = _select(options=items(OPTION, 100), option_groups=items(OPTION_GROUP, 100), **fields)
    also = (at_least_one_of("options", "option_groups"), not_together("options", "option_groups"), initial_is_offered)
    return Shape(fields=base.fields, required=base.required, also=also)


def _typing(**fields: Check) -> Shape:
    known: dict[str, Check] = {"type": TYPE, "action_id": ID, "placeholder": _PLACEHOLDER}
    known |= {"initial_value": string(3000, 0), "dispatch_action_config": DISPATCH, "focus_on_load": flag, **fields}
    return Shape(fields=known, required=frozenset({"type", "action_id"}), also=(_lengths_fit,))


def _needing(base: Shape, *names: str) -> Shape:
    return Shape(fields=base.fields, required=base.required | set(names), also=base.also)


def _picking(**fields: Check) -> Shape:
    return shape(
        "type",
        "action_id",
        type=TYPE,
        action_id=ID,
        placeholder=_PLACEHOLDER,
        confirm=CONFIRM,
        focus_on_load=flag,
        also=(),
        **fields,
    )


def _choosing(**fields: Check) -> Shape:
    return shape(
        "type",
        "action_id",
        "options",
        type=TYPE,
        action_id=ID,
        options=items(RICH_OPTION, 10),
        confirm=CONFIRM,
        focus_on_load=flag,
        also=(initial_is_offered, values_differ),
        **fields,
    )


_IDS = items(string(255), 100)
_CHANNEL: dict[str, Check] = {"response_url_enabled": flag}
_CONVERSATION: dict[str, Check] = {
    "response_url_enabled": flag,
    "default_to_current_conversation": flag,
    "filter": FILTER,
}

BUTTON = shape(
    "type",
    "text",
    type=TYPE,
    action_id=ID,
    text=plain(75),
    value=string(2000),
    url=URL,
    style=one_of("primary", "danger"),
    confirm=CONFIRM,
    accessibility_label=string(75),
)
IMAGE = shape(
    "type",
    "alt_text",
    type=TYPE,
    alt_text=string(2000),
    image_url=URL,
    slack_file=SLACK_FILE,
    also=(at_least_one_of("image_url", "slack_file"), not_together("image_url", "slack_file")),
)
OVERFLOW = shape(
    "type",
    "action_id",
    "options",
    type=TYPE,
    action_id=ID,
    options=items(OVERFLOW_OPTION, 5),
    confirm=CONFIRM,
    also=(values_differ,),
)

MENUS: dict[str, Check] = {
    "static_select": _offering(initial_option=OPTION),
    "multi_static_select": _offering(initial_options=items(OPTION, 100), max_selected_items=_SEVERAL),
    "external_select": _select(initial_option=OPTION, min_query_length=whole(0, 3000)),
    "multi_external_select": _select(
        initial_options=items(OPTION, 100), max_selected_items=_SEVERAL, min_query_length=whole(0, 3000)
    ),
    "users_select": _select(initial_user=string(255)),
    "multi_users_select": _select(initial_users=_IDS, max_selected_items=_SEVERAL),
    "conversations_select": _select(initial_conversation=string(255), **_CONVERSATION),
    "multi_conversations_select": _select(
        initial_conversations=_IDS,
        max_selected_items=_SEVERAL,
        default_to_current_conversation=flag,
        filter=FILTER,
    ),
    "channels_select": _select(initial_channel=string(255), **_CHANNEL),
    "multi_channels_select": _select(initial_channels=_IDS, max_selected_items=_SEVERAL),
}
PICKERS: dict[str, Check] = {
    "datepicker": _picking(initial_date=_DATE),
    "timepicker": _picking(initial_time=_TIME, timezone=string(255)),
    "datetimepicker": shape(
        "type",
        "action_id",
        type=TYPE,
        action_id=ID,
        initial_date_time=_MOMENT,
        confirm=CONFIRM,
        focus_on_load=flag,
    ),
    "checkboxes": _choosing(initial_options=items(RICH_OPTION, 10)),
    "radio_buttons": _choosing(initial_option=RICH_OPTION),
}
INPUTS: dict[str, Check] = {
    "plain_text_input": _typing(multiline=flag, min_length=whole(0, 3000), max_length=whole(1, 3000)),
    "email_text_input": _typing(),
    "url_text_input": _typing(),
    "number_input": _needing(
        _typing(is_decimal_allowed=flag, min_value=string(255), max_value=string(255)), "is_decimal_allowed"
    ),
    "rich_text_input": _typing(initial_value=anything, min_lines=whole(1, 100), max_lines=whole(1, 100)),
    "file_input": shape(
        "type", "action_id", type=TYPE, action_id=ID, filetypes=items(string(255), 100), max_files=whole(1, 10)
    ),
}
_RICH_TEXT_IN_ACTIONS = {"rich_text_input": INPUTS["rich_text_input"]}

IN_ACTIONS: dict[str, Check] = {"button": BUTTON, "overflow": OVERFLOW, **MENUS, **PICKERS, **_RICH_TEXT_IN_ACTIONS}
IN_SECTION: dict[str, Check] = {"button": BUTTON, "image": IMAGE, "overflow": OVERFLOW, **MENUS, **PICKERS}
IN_INPUT: dict[str, Check] = {**MENUS, **PICKERS, **INPUTS}
