from __future__ import annotations

import json
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.manifest import EVENTS_HEARD, SCOPES, manifest, reasons
from handlers.features import register
from tests.bot.conftest import Dunwell
from views import ids


class _Noted(App):
    """Writes down what is listened for."""

    def __init__(self) -> None:
        self.heard: dict[str, set[str]] = {"command": set(), "shortcut": set(), "event": set()}
        super().__init__(client=WebClient(token="xoxb-none"), token_verification_enabled=False, signing_secret="none")

    def command(self, command: Any, *rest: Any, **named: Any) -> Any:
        self.heard["command"].add(str(command))
        return super().command(command, *rest, **named)

    def shortcut(self, constraints: Any, *rest: Any, **named: Any) -> Any:
        self.heard["shortcut"].add(str(constraints))
        return super().shortcut(constraints, *rest, **named)

    def global_shortcut(self, callback_id: Any, *rest: Any, **named: Any) -> Any:
        self.heard["shortcut"].add(str(callback_id))
        return super().global_shortcut(callback_id, *rest, **named)

    def message_shortcut(self, callback_id: Any, *rest: Any, **named: Any) -> Any:
        self.heard["shortcut"].add(str(callback_id))
        return super().message_shortcut(callback_id, *rest, **named)

    def event(self, event: Any, *rest: Any, **named: Any) -> Any:
        self.heard["event"].add(str(event))
        return super().event(event, *rest, **named)


def heard() -> dict[str, set[str]]:
    app = _Noted()
    nothing: Any = object()
    register(app, nothing, nothing, nothing)
    return app.heard


def test_the_manifest_names_exactly_what_is_listened_for():
    found = manifest()
    features = found["features"]
    listened = heard()
    assert {command["command"] for command in features["slash_commands"]} == listened["command"] == {ids.COMMAND}
    assert {shortcut["callback_id"] for shortcut in features["shortcuts"]} == listened["shortcut"]
    assert set(found["settings"]["event_subscriptions"]["bot_events"]) == listened["event"]


def test_every_scope_and_event_has_a_reason_and_none_reads_what_people_write():
    assert set(manifest()["oauth_config"]["scopes"]["bot"]) == set(SCOPES)
    assert all(why for _, why in reasons())
    assert not any(scope.endswith(":history") or scope == "chat:write.public" for scope in SCOPES)
    assert set(EVENTS_HEARD) <= set(manifest()["settings"]["event_subscriptions"]["bot_events"])


def test_texts_fit_where_slack_shows_them():
    features = manifest()["features"]
    assert all(
        len(shortcut["name"]) <= 24 and len(shortcut["description"]) <= 150 for shortcut in features["shortcuts"]
    )
    assert all(len(command["usage_hint"]) <= 1000 for command in features["slash_commands"])


def test_over_http_every_request_goes_to_the_one_address(dunwell: Dunwell):
    found = dunwell("manifest", "--url", "https://dunwell.example/").json
    address = "https://dunwell.example/slack/events"
    assert found["settings"]["socket_mode_enabled"] is False
    assert found["settings"]["event_subscriptions"]["request_url"] == address
    assert found["settings"]["interactivity"]["request_url"] == address
    assert found["features"]["slash_commands"][0]["url"] == address
    assert "request_url" not in json.dumps(dunwell("manifest").json)
    assert "commands: answers /invoice" in dunwell("manifest", "--explain").out
