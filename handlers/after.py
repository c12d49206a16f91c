"""Slack after the acknowledgement: replies, modals, App Home and files, from a few threads, never inside a handler."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from handlers.ports import Body, Surprise

THREADS = 4
SECONDS = 10


class SlackAfter:
    """Does at once, in the background, what the acknowledgement cannot carry. What fails is a surprise in the log:
    the act itself is on disk already, and asking again shows it.
    """

    def __init__(self, client: WebClient, surprise: Surprise) -> None:
        """`client` repeats nothing by itself."""
        self._client = client
        self._surprise = surprise
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="slack-after")

    def reply(self, response_url: str, body: Body, *, replaces: bool) -> None:
        """See handlers.ports.Slack."""
        words = {key: value for key, value in body.items() if key != "response_type"}
        webhook = WebhookClient(response_url, timeout=SECONDS, retry_handlers=[])
        self._soon(webhook.send_dict, {**words, "replace_original": replaces, "response_type": "ephemeral"})

    def whisper(self, channel: str, slack_id: str, body: Body) -> None:
        """See handlers.ports.Slack."""
        words = {key: value for key, value in body.items() if key != "response_type"}
        self._soon(self._client.chat_postEphemeral, channel=channel, user=slack_id, **words)

    def open_form(self, trigger_id: str, view: Body, *, on_top: bool) -> None:
        """See handlers.ports.Slack."""
        opened = self._client.views_push if on_top else self._client.views_open
        self._soon(opened, trigger_id=trigger_id, view=view)

    def change_form(self, view_id: str, view_hash: str, view: Body) -> None:
        """See handlers.ports.Slack."""
        self._soon(self._client.views_update, view_id=view_id, hash=view_hash, view=view)

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
        self._threads.shutdown(wait=True)

    def _soon(self, call: Any, *arguments: Any, **named: Any) -> None:
        self._threads.submit(call, *arguments, **named).add_done_callback(self._done)

    def _done(self, call: Future[Any]) -> None:
        error = call.exception()
        if error is not None:
            self._surprise(error)
