from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any, TypeVar

from demo.local_slack.refusals import SlackRefusal
from demo.local_slack.web_api.arguments import Arguments

Item = TypeVar("Item")


def one_page(args: Arguments, items: Sequence[Item], *, default: int = 100) -> tuple[list[Item], dict[str, Any]]:
    """The part of a list that `limit` and `cursor` ask for, and the `response_metadata` that leads on."""
    limit = args.number("limit", default)
    if not 1 <= limit <= 1000:  # noqa: PLR2004 - Slack's own bound of every paginated method
        raise SlackRefusal("invalid_limit")
    start = _place(args.text("cursor"))
    after = start + limit
    cursor = base64.b64encode(f"next:{after}".encode()).decode() if after < len(items) else ""
    return list(items[start:after]), {"next_cursor": cursor}


def _place(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except ValueError:
        raise SlackRefusal("invalid_cursor") from None
