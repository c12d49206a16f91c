"""Slack after the acknowledgement: replies, modals, App Home and files, from a few threads, never inside a handler."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from http import HTTPStatus
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient, WebhookResponse

from handlers.ports import Body, Otherwise, Patient, Pressed, Surprise
from handlers.slack_files import PatientSlack
from handlers.windows import WindowLost, opened

THREADS = 4
LONG_THREADS = 2
SECONDS = 10
LONGEST_WAIT = 5


class ReplyLost(Exception):
    """Slack did not take the words that answer a press; what was pressed is done all the same."""

    def __init__(self, answer: WebhookResponse) -> None:
        super().__init__(f"Slack answered {answer.status_code} to a reply: {answer.body[:200]}")


class SlackAfter:
    """Does at once, in the background, what the acknowledgement cannot carry. What fails is a surprise in the log:
    the act itself is on disk already, and asking again shows it.
    """

    def __init__(self, client: WebClient, surprise: Surprise) -> None:
        """`client` repeats nothing by itself."""
        self._client = client
        self._surprise = surprise
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="slack-after")
        # Downloads and imports wait for each other, so that replies never wait for them.
        self._long = ThreadPoolExecutor(LONG_THREADS, thread_name_prefix="slack-long")

    def reply(self, response_url: str, body: Body, *, replaces: bool) -> None:
        """See handlers.ports.Slack."""
        said = {**_beside(body), "replace_original": replaces}
        self._soon(_reply, WebhookClient(response_url, timeout=SECONDS, retry_handlers=[]), said)

    def whisper(self, channel: str, slack_id: str, body: Body) -> None:
        """See handlers.ports.Slack."""
        self._soon(self._client.chat_postEphemeral, channel=channel, user=slack_id, **_words(body))

    def open_form(self, pressed: Pressed, view: Body, otherwise: Otherwise) -> None:
        """See handlers.ports.Slack."""
        ask = self._client.views_push if pressed.is_in_modal else self._client.views_open
        self._soon(self._window, pressed, lambda: ask(trigger_id=pressed.trigger_id, view=view), otherwise)

    def open_slowly(
        self, pressed: Pressed, waiting: Body, make: Callable[[Patient], Body], otherwise: Otherwise
    ) -> None:
        """See handlers.ports.Slack."""
        views: list[Body] = []

        def ask() -> None:
            views.append(self._client.views_open(trigger_id=pressed.trigger_id, view=waiting)["view"])

        def begun() -> None:
            self._window(pressed, ask, otherwise)
            if views:
                self.later(lambda patient: self._fill_in(views[0], make(patient)))

        self._soon(begun)

    def later(self, work: Callable[[Patient], None]) -> None:
        """See handlers.ports.Slack."""
        self._long.submit(work, PatientSlack(self._client)).add_done_callback(self._done)

    def change_form(self, pressed: Pressed, shown: Body, view: Body, otherwise: Otherwise) -> None:
        """See handlers.ports.Slack."""
        ask, view_id, view_hash = self._client.views_update, shown["id"], shown.get("hash", "")
        self._soon(self._window, pressed, lambda: ask(view_id=view_id, hash=view_hash, view=view), otherwise)

    def show_home(self, slack_id: str, view: Body) -> None:
        """See handlers.ports.Slack."""
        self._soon(self._client.views_publish, user_id=slack_id, view=view)

    def upload(self, slack_id: str, write: Callable[[], list[tuple[str, bytes]]], words: str) -> None:
        """See handlers.ports.Slack."""

        def send() -> None:
            channel = self._client.conversations_open(users=slack_id)["channel"]["id"]
            uploads = [{"filename": name, "content": content, "title": name} for name, content in write()]
            self._client.files_upload_v2(channel=channel, file_uploads=uploads, initial_comment=words)

        self._soon(send)

    def close(self) -> None:
        """Finishes what is in hand."""
        self._threads.shutdown(wait=True)  # first: some of it begins what takes long
        self._long.shutdown(wait=True)

    def _fill_in(self, view: Body, made: Body) -> None:
        try:
            self._client.views_update(view_id=view["id"], hash=view["hash"], view=made)
        except SlackApiError as refused:
            if refused.response.get("error") != "not_found":  # closed meanwhile by the one who opened it
                raise

    def _window(self, pressed: Pressed, ask: Callable[[], Any], otherwise: Otherwise) -> None:
        try:
            opened(ask)
        except WindowLost as lost:
            self._tell(pressed, otherwise(lost.why, self._surprise(lost)))

    def _tell(self, pressed: Pressed, body: Body) -> None:
        """Where it was pressed; in a direct message where there is no such place, or Slack does not take it there."""
        if pressed.response_url:
            try:
                _reply(WebhookClient(pressed.response_url, timeout=SECONDS, retry_handlers=[]), _beside(body))
            except (ReplyLost, OSError, HTTPException) as lost:
                self._surprise(lost)
            else:
                return
        channel = self._client.conversations_open(users=pressed.slack_id)["channel"]["id"]
        self._client.chat_postMessage(channel=channel, unfurl_links=False, unfurl_media=False, **_words(body))

    def _soon(self, call: Any, *arguments: Any, **named: Any) -> None:
        self._threads.submit(call, *arguments, **named).add_done_callback(self._done)

    def _done(self, call: Future[Any]) -> None:
        error = call.exception()
        if error is not None:
            self._surprise(error)


def _words(body: Body) -> Body:
    return {key: value for key, value in body.items() if key != "response_type"}


def _beside(body: Body) -> Body:
    """For the one who pressed, leaving what stands there."""
    return {**_words(body), "replace_original": False, "response_type": "ephemeral"}


def _reply(webhook: WebhookClient, said: Body) -> None:
    """Asks once more where Slack was only busy. Raises ReplyLost, since the client itself raises for no status."""
    answer = webhook.send_dict(said)
    if _is_busy(answer):
        asked_to_wait = {name.lower(): value for name, value in answer.headers.items()}.get("retry-after", "")
        time.sleep(min(int(asked_to_wait) if asked_to_wait.isdecimal() else 1, LONGEST_WAIT))
        answer = webhook.send_dict(said)
    if answer.status_code != HTTPStatus.OK:
        raise ReplyLost(answer)


def _is_busy(answer: WebhookResponse) -> bool:
    return answer.status_code == HTTPStatus.TOO_MANY_REQUESTS or answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
