"""Opening a window: what Slack's answer means, and when it is worth asking once more."""

from __future__ import annotations

import time
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPException
from typing import Any

from slack_sdk.errors import SlackApiError

from views.lost_windows import Lost

# A press may open a window for three seconds: a longer wait is not worth it.
LONGEST_WAIT = 1
_OPENED = "exchanged_trigger_id"
_MEANING = {
    "expired_trigger_id": Lost.LATE,
    "trigger_expired": Lost.LATE,
    "invalid_trigger_id": Lost.LATE,
    "view_not_found": Lost.LATE,
    "not_found": Lost.LATE,
    "hash_conflict": Lost.LATE,
    "push_limit_reached": Lost.TOO_MANY,
    "missing_scope": Lost.SCOPE,
    "ratelimited": Lost.BUSY,
    "service_unavailable": Lost.BUSY,
    "internal_error": Lost.UNCLEAR,
    "fatal_error": Lost.UNCLEAR,
    "request_timeout": Lost.UNCLEAR,
}


class WindowLost(Exception):
    """Slack did not open a window, or did not say that it did."""

    def __init__(self, why: Lost) -> None:
        super().__init__(f"Slack did not open a window: {why}")
        self.why = why


def opened(ask: Callable[[], Any]) -> None:
    """Asks Slack to open a window, once more where its answer was lost or it asks for a short wait.

    A press opens one window: that it was used up already says that the first try did. Raises WindowLost.
    """
    try:
        _tried(ask)
    except WindowLost as lost:
        if not _is_worth_another_try(lost):
            raise
        _tried(ask)


def _tried(ask: Callable[[], Any]) -> None:
    try:
        ask()
    except SlackApiError as refused:
        if refused.response.get("error") == _OPENED:
            return
        raise WindowLost(_meaning(refused)) from refused
    except (OSError, ValueError, HTTPException) as lost:
        raise WindowLost(Lost.UNCLEAR) from lost


def _is_worth_another_try(lost: WindowLost) -> bool:
    cause = lost.__cause__
    if lost.why is Lost.UNCLEAR:
        # After a time-out the press has grown too old.
        return not isinstance(getattr(cause, "reason", cause), TimeoutError)
    if lost.why is not Lost.BUSY or not isinstance(cause, SlackApiError):
        return False
    named = {name.lower(): value for name, value in cause.response.headers.items()}
    asked_to_wait = str(named.get("retry-after", ""))
    wait = int(asked_to_wait) if asked_to_wait.isdecimal() else LONGEST_WAIT + 1
    if wait <= LONGEST_WAIT:
        time.sleep(wait)
    return wait <= LONGEST_WAIT


def _meaning(refused: SlackApiError) -> Lost:
    response = refused.response
    code = str(response.get("error") or "")
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        return Lost.BUSY
    # Slack's codes are one word; the SDK puts a sentence there where the answer was not JSON.
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or not code.replace("_", "").isalnum():
        return Lost.UNCLEAR
    return _MEANING.get(code, Lost.FAULT)
