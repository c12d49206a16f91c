from __future__ import annotations

from typing import Any

from demo.local_slack.block_kit.shapes import (
    Check,
    Report,
    anything,
    flag,
    items,
    not_together,
    one_of,
    shape,
    string,
    typed,
)

TYPE = anything
ID = string(255)
URL = string(3000)


def plain(longest: int) -> Check:
    """A plain_text object."""
    return typed({"plain_text": shape("type", "text", type=TYPE, text=string(longest), emoji=flag)})


def text(longest: int) -> Check:
    """A plain_text or mrkdwn object."""
    return typed(
        {
            "plain_text": shape("type", "text", type=TYPE, text=string(longest), emoji=flag),
            "mrkdwn": shape("type", "text", type=TYPE, text=string(longest), verbatim=flag),
        }
    )


CONFIRM = shape(
    "title",
    "text",
    "confirm",
    "deny",
    title=plain(100),
    text=text(300),
    confirm=plain(30),
    deny=plain(30),
    style=one_of("primary", "danger"),
)

OPTION = shape("text", "value", text=plain(75), value=string(150), description=plain(75))
RICH_OPTION = shape("text", "value", text=text(75), value=string(150), description=text(75))
OVERFLOW_OPTION = shape("text", "value", text=plain(75), value=string(150), description=plain(75), url=URL)
OPTION_GROUP = shape("label", "options", label=plain(75), options=items(OPTION, 100))

DISPATCH = shape(
    trigger_actions_on=items(one_of("on_enter_pressed", "on_character_entered"), 2),
)
FILTER = shape(
    include=items(one_of("im", "mpim", "private", "public"), 4),
    exclude_external_shared_channels=flag,
    exclude_bot_users=flag,
)
SLACK_FILE = shape(id=string(255), url=URL, also=(not_together("id", "url"),))


def initial_is_offered(report: Report, place: str, value: Any) -> None:
    """`initial_option` and `initial_options` must be exactly among the options."""
    groups = value.get("option_groups") if isinstance(value.get("option_groups"), list) else []
    own = value.get("options") if isinstance(value.get("options"), list) else []
    inside = [one for group in groups if isinstance(group, dict) for one in group.get("options") or ()]
    offered = [_known_by(one) for one in [*own, *inside]]
    several = value.get("initial_options")
    chosen = [("initial_option", value.get("initial_option"))]
    chosen += [(f"initial_options/{n}", one) for n, one in enumerate(several if isinstance(several, list) else ())]
    for name, one in chosen:
        if one is not None and _known_by(one) not in offered:
            report.add(f"{place}/{name}", "initial option must be one of the options")


def values_differ(report: Report, place: str, value: Any) -> None:
    """Two options of one element must not share a value."""
    own = value.get("options") if isinstance(value.get("options"), list) else []
    values = [one.get("value") for one in own if isinstance(one, dict)]
    if len(values) != len(set(map(str, values))):
        report.add(f"{place}/options", "option values must be unique")


def _known_by(option: Any) -> tuple[Any, Any] | None:
    if not isinstance(option, dict):
        return None
    shown = option.get("text")
    return option.get("value"), shown.get("text") if isinstance(shown, dict) else None
