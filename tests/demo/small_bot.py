from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import suppress
from typing import Any, Self

import uvicorn
from slack_bolt import App, BoltRequest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from demo.local_slack import LocalSlack

BOT_TOKEN = "xoxb-local-1"


def a_client(slack: LocalSlack, token: str = BOT_TOKEN) -> WebClient:
    return WebClient(token=token, base_url=slack.api_url, retry_handlers=[])


class SocketBot:
    """A Bolt app on Socket Mode. Give it listeners through `app` before entering it, or after: Bolt looks each time."""

    def __init__(self, slack: LocalSlack, app_token: str) -> None:
        self.slack = slack
        self.client = a_client(slack)
        self.app = App(client=self.client, process_before_response=True)
        self.heard: list[dict[str, Any]] = []
        self.handler = SocketModeHandler(self.app, app_token, web_client=self.client)

    def __enter__(self) -> Self:
        self.handler.connect()
        self.slack.wait_for_bot()
        return self

    def __exit__(self, *reason: object) -> None:
        # The SDK closes only once its two threads wake up by themselves, after 3 s and 1 s of silence: wake them.
        self.slack.wait_until_quiet()
        client = self.handler.client
        client.auto_reconnect_enabled = False
        client.closed = True
        client.enqueue_message("{}")
        self.slack.drop_connections()
        with suppress(TimeoutError):
            self.slack.wait_for(lambda: not client.is_connected(), 0.5)
        self.handler.close()


class HttpBot:
    """A Bolt app behind a request URL, dispatched in a thread as the real bot does it."""

    def __init__(self, slack: LocalSlack, secret: str) -> None:
        self.slack = slack
        self.client = a_client(slack)
        self.app = App(client=self.client, signing_secret=secret, process_before_response=True)
        self.requests: list[tuple[bytes, dict[str, str]]] = []
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}/slack/events"
        self._listening = listening
        route = Route("/slack/events", self._events, methods=["POST"])
        config = uvicorn.Config(Starlette(routes=[route]), log_config=None, lifespan="off", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, daemon=True)

    async def _events(self, request: Request) -> Response:
        body = await request.body()
        self.requests.append((body, dict(request.headers)))
        bolt = BoltRequest(body=body.decode(), query=request.url.query, headers=dict(request.headers))
        answer = await run_in_threadpool(self.app.dispatch, bolt)
        headers = {key: values[0] for key, values in answer.headers.items()}
        return Response(answer.body, status_code=answer.status, headers=headers)

    def _run(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._listening]))

    def __enter__(self) -> Self:
        self._thread.start()
        self.slack.move_request_url(self.url)
        self.slack.wait_for(lambda: self._server.started)
        return self

    def __exit__(self, *reason: object) -> None:
        self._server.should_exit = True
        self._thread.join()
