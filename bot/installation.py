"""Who Dunwell is in Slack: asked once at the start, in words where the answer is no."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from typing import Any

from slack_bolt import App
from slack_bolt.error import BoltError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

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
_NOT_AS_IT_SHOULD = (
    "Slack does not answer as it should at {where} ({trouble}). Check SLACK_API_URL; where it is right, Slack is in"
    " trouble of its own, which passes."
)
_SILENT = "no reason given"
_APP_TOKEN = {"invalid_auth", "not_authed", "not_allowed_token_type", "missing_scope"}
# Slack's words for a trouble of its own.
_PASSING = {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}


class SlackUnreachable(Refusal):
    """No answer from Slack, or none that is about what was asked; trying again later may help."""


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


def socket_address(client: WebClient, app_token: str) -> str:
    """Where Slack waits for one connection in Socket Mode. Raises SlackUnreachable or SlackSaysNo."""
    own = open_client(app_token, base_url=client.base_url)
    return str(_answered(own, "apps.connections.open", {}, _app_token_refused)["url"])


def asked(client: WebClient, method: str, **arguments: Any) -> Any:
    """Slack's answer to a question. Raises SlackUnreachable or SlackSaysNo."""
    return _answered(
        client, method, arguments, lambda code: _MEANING.get(code, f"Slack refused {method}: {code or _SILENT}.")
    )


def _app_token_refused(code: str) -> str:
    hint = " It begins with xapp- and has the scope connections:write." if code in _APP_TOKEN else ""
    return f"Slack refused SLACK_APP_TOKEN: {code or _SILENT}.{hint}"


def _answered(client: WebClient, method: str, arguments: Mapping[str, Any], refusal: Callable[[str], str]) -> Any:
    try:
        return client.api_call(method, data=dict(arguments))
    except SlackApiError as refused:
        trouble = _trouble_in(refused.response)
        if trouble is None:
            raise SlackSaysNo(refusal(_code_in(refused.response))) from refused
        raise SlackUnreachable(_NOT_AS_IT_SHOULD.format(where=client.base_url, trouble=trouble)) from refused
    except (OSError, ValueError, HTTPException) as lost:
        raise _lost(client, lost) from lost


def _lost(client: WebClient, lost: Exception) -> SlackUnreachable:
    words = f"Slack does not answer at {client.base_url} ({type(lost).__name__}). Check the network and SLACK_API_URL."
    return SlackUnreachable(words)


def _trouble_in(response: SlackResponse) -> str | None:
    """What kept Slack from answering what was asked; None where it did answer. Never repeats a page of words."""
    code, status = _code_in(response), response.status_code
    if code in _PASSING:
        return code
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
        return f"HTTP {status}"
    # Slack's codes are one word; the SDK puts a sentence there where the answer was not JSON.
    return None if code.replace("_", "").isalnum() or not code else f"HTTP {status}, and not in Slack's form"


def _code_in(response: SlackResponse) -> str:
    return str(response.get("error") or "")


def bolt_app(settings: Settings, client: WebClient, register: Callable[[App], None]) -> App:
    """The Bolt application with its listeners. An act only touches the database, so the answer goes out after it.

    Bolt asks once more who we are: the token was found good before, so no answer is a SlackUnreachable.
    """
    try:
        app = App(
            logger=_quiet_logger(),
            client=client,
            signing_secret=settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else None,
            request_verification_enabled=settings.slack_signing_secret is not None,
            process_before_response=True,
        )
    except BoltError as lost:
        raise SlackUnreachable(_NOT_AS_IT_SHOULD.format(where=client.base_url, trouble="auth.test")) from lost
    except (OSError, ValueError, HTTPException) as lost:
        raise _lost(client, lost) from lost

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
