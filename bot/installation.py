"""Who Dunwell is in Slack: asked once at the start, in words where the answer is no."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.log import surprise
from bot.settings import Settings
from delivery.slack import open_client
from domain.errors import Refusal

QUIET_LOGGER = "dunwell.slack"
PAGE = 200
_MEANING = {
    "invalid_auth": "Slack does not know this SLACK_BOT_TOKEN. Copy it again from the app's OAuth page.",
    "not_authed": "Slack does not know this SLACK_BOT_TOKEN. Copy it again from the app's OAuth page.",
    "account_inactive": "The app was removed from the workspace. Install it again and set the new SLACK_BOT_TOKEN.",
    "token_revoked": "This SLACK_BOT_TOKEN was revoked. Install the app again and set the new one.",
}


class SlackUnreachable(Refusal):
    """No answer from Slack; trying again later may help."""


class SlackSaysNo(Refusal):
    """Slack answered, and trying again will not help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """The workspace the token belongs to and what it may do (None: Slack did not say)."""

    team_id: str
    team: str
    bot_user_id: str
    scopes: frozenset[str] | None


def client_of(settings: Settings) -> WebClient:
    """A client that gives up after ten seconds and repeats nothing by itself. A bot token must be set."""
    assert settings.slack_bot_token is not None  # noqa: S101 - callers look at settings.transport first
    return open_client(settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url)


def installation_of(client: WebClient) -> Installation:
    """Asks Slack who we are. Raises SlackUnreachable or SlackSaysNo."""
    answer = asked(client, "auth.test")
    scopes = next((value for name, value in answer.headers.items() if name.lower() == "x-oauth-scopes"), None)
    return Installation(
        team_id=answer["team_id"],
        team=str(answer.get("team") or answer["team_id"]),
        bot_user_id=answer["user_id"],
        scopes=None if scopes is None else frozenset(scope.strip() for scope in scopes.split(",") if scope.strip()),
    )


def channel_id(client: WebClient, said: str | None) -> str | None:
    """The channel's id; a name is looked up among the channels the app can see. Raises SlackSaysNo where none fits."""
    if said is None or (said[0] in "CGD" and said.isalnum() and said.isupper()):
        return said
    name, cursor = said.removeprefix("#"), ""
    while True:
        page = asked(
            client, "conversations.list", types="public_channel", exclude_archived="true", limit=PAGE, cursor=cursor
        )
        for channel in page.get("channels") or ():
            if channel.get("name") == name:
                return str(channel["id"])
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            words = f"No channel #{name} can be seen. Set DUNWELL_CHANNEL to the channel's id: its details show it."
            raise SlackSaysNo(words)


def asked(client: WebClient, method: str, **arguments: Any) -> Any:
    """Slack's answer to a question. Raises SlackUnreachable or SlackSaysNo."""
    try:
        return client.api_call(method, data=arguments)
    except SlackApiError as refused:
        code = str(refused.response.get("error") or "")
        words = _MEANING.get(code, f"Slack refused {method}: {code or 'no reason given'}.")
        raise SlackSaysNo(words) from refused
    except (OSError, ValueError) as lost:
        words = (
            f"Slack does not answer at {client.base_url} ({type(lost).__name__}). Check the network and SLACK_API_URL."
        )
        raise SlackUnreachable(words) from lost


def bolt_app(settings: Settings, client: WebClient, register: Callable[[App], None]) -> App:
    """The Bolt application with its listeners. An act only touches the database, so the answer goes out after it."""
    app = App(
        logger=_quiet_logger(),
        client=client,
        signing_secret=settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else None,
        request_verification_enabled=settings.slack_signing_secret is not None,
        process_before_response=True,
    )

    @app.error
    def on_error(error: Exception) -> None:
        surprise(error)

    register(app)
    return app


def _quiet_logger() -> logging.Logger:
    """Bolt takes this logger's level for all of its own: at INFO it would write down what people send."""
    quiet = logging.getLogger(QUIET_LOGGER)
    quiet.setLevel(logging.WARNING)
    if not quiet.filters:
        quiet.addFilter(_without_bodies)
    return quiet


def _without_bodies(record: logging.LogRecord) -> bool:
    if isinstance(record.msg, str) and record.msg.startswith("Unhandled request"):
        record.msg, record.args = "Slack sent something nobody listens to", ()
    return True
