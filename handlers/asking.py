"""Who is asking, from what Slack sent; and the id under which a second delivery of the same is known."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from handlers.ports import Caller


def caller_of(body: dict[str, Any]) -> Caller:
    """From a command, an action, a shortcut, a submission or an event."""
    user = body.get("user")
    if isinstance(user, dict):
        slack_id, name = user["id"], user.get("name") or user.get("username") or user["id"]
    else:
        event = body.get("event", {})
        slack_id = body.get("user_id") or event.get("user", "")
        name = body.get("user_name") or slack_id
    return Caller(
        team_id=_team(body), slack_id=slack_id, name=name, request_id=request_id(body), is_guest=_is_guest(body)
    )


def request_id(body: dict[str, Any]) -> str:
    """Slack's own id of what came in: event, trigger, or a view as it was when submitted."""
    if "event_id" in body:
        return f"event:{body['event_id']}"
    view = body.get("view")
    if body.get("type") == "view_submission" and view:
        # A view refused with errors keeps id and hash: what was typed tells the next try from a redelivery.
        typed = json.dumps(view.get("state", {}), sort_keys=True, ensure_ascii=False)
        digest = hashlib.sha256(typed.encode()).hexdigest()[:32]
        return f"view:{view['id']}:{view.get('hash', '')}:{digest}"
    return f"trigger:{body.get('trigger_id', '')}"


def _is_guest(body: dict[str, Any]) -> bool:
    user = body.get("user")
    theirs = user.get("team_id") if isinstance(user, dict) else (body.get("event") or {}).get("user_team")
    if not theirs or body.get("enterprise") or body.get("is_enterprise_install"):
        return False  # within one company's grid, people of several workspaces belong
    return str(theirs) != _team(body)


def _team(body: dict[str, Any]) -> str:
    # The workspace the app is installed in; somebody from a shared channel brings their own team beside it.
    team = body.get("team")
    known = body.get("team_id") or (team.get("id") if isinstance(team, dict) else team)
    return str(known or (body.get("user") or {}).get("team_id") or "")
