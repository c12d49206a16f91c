from __future__ import annotations

from demo.local_slack.block_kit.objects import TYPE, URL
from demo.local_slack.block_kit.shapes import Check, flag, items, one_of, shape, string, typed, whole

_STYLE = shape(bold=flag, italic=flag, strike=flag, code=flag, underline=flag, highlight=flag, client_highlight=flag)
_TEXT = string(40_000)

_INLINE = typed(
    {
        "text": shape("type", "text", type=TYPE, text=_TEXT, style=_STYLE),
        "link": shape("type", "url", type=TYPE, url=URL, text=_TEXT, unsafe=flag, style=_STYLE),
        "emoji": shape("type", "name", type=TYPE, name=string(255), unicode=string(255), style=_STYLE),
        "user": shape("type", "user_id", type=TYPE, user_id=string(255), style=_STYLE),
        "usergroup": shape("type", "usergroup_id", type=TYPE, usergroup_id=string(255), style=_STYLE),
        "channel": shape("type", "channel_id", type=TYPE, channel_id=string(255), style=_STYLE),
        "broadcast": shape("type", "range", type=TYPE, range=one_of("here", "channel", "everyone"), style=_STYLE),
        "color": shape("type", "value", type=TYPE, value=string(255), style=_STYLE),
        "date": shape(
            "type",
            "timestamp",
            "format",
            type=TYPE,
            timestamp=whole(0, 99_999_999_999),
            format=string(255),
            url=URL,
            fallback=string(255),
            style=_STYLE,
        ),
    }
)
_ENOUGH = 10_000  # Slack names no bound for these lists

SECTION = shape("type", "elements", type=TYPE, elements=items(_INLINE, _ENOUGH, 0))
_LIST = shape(
    "type",
    "elements",
    "style",
    type=TYPE,
    elements=items(typed({"rich_text_section": SECTION}), _ENOUGH, 0),
    style=one_of("bullet", "ordered"),
    indent=whole(0, 8),
    offset=whole(0, 100_000),
    border=whole(0, 1),
)
_FRAMED = shape(
    "type", "elements", type=TYPE, elements=items(_INLINE, _ENOUGH, 0), border=whole(0, 1), language=string(255)
)

PARTS: Check = typed(
    {
        "rich_text_section": SECTION,
        "rich_text_list": _LIST,
        "rich_text_preformatted": _FRAMED,
        "rich_text_quote": _FRAMED,
    }
)

RICH_TEXT = shape("type", "elements", type=TYPE, block_id=string(255), elements=items(PARTS, _ENOUGH, 0))
