"""Socket Mode: Slack reaches Dunwell over a connection Dunwell opens. No public address is needed."""

from __future__ import annotations

import contextlib
import socket
import threading

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk.socket_mode.builtin.client import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.installation import SlackUnreachable, socket_address

# A dead connection is noticed after about five of these. The default of 10 s noticed one after a minute.
PING_SECONDS = 2
# Two cores, and acts that write wait for one lock: more threads would only queue inside the database.
THREADS = 6
GOODBYE_SECONDS = 0.5


class SocketDoor:
    """One connection; it comes back by itself. What is in hand is finished before it closes."""

    def __init__(self, app: App, app_token: str) -> None:
        self._handler = _Counting(app, app_token, ping_interval=PING_SECONDS, concurrency=THREADS)

    def open(self) -> None:
        """Connects. Raises SlackSaysNo for a wrong app token, SlackUnreachable where nobody answers."""
        client = self._handler.client
        # Asked here and each time anew: the client would sleep as long as Slack says, and try an old address again.
        client.wss_uri = socket_address(client.web_client, client.app_token)
        try:
            client.connect()
        except (OSError, ValueError) as lost:
            raise SlackUnreachable(f"Socket Mode does not answer ({type(lost).__name__}).") from lost
        if not self.is_open:  # the client writes such a failure to its log and says nothing
            raise SlackUnreachable("Socket Mode gave an address that does not answer.")

    @property
    def is_open(self) -> bool:
        """Whether Slack can reach us at this moment, as far as the last ping can tell."""
        session = self._handler.client.current_session
        return session is not None and session.is_active() and session.consecutive_check_state_error_count == 0

    def close(self, seconds: float) -> None:
        """Takes nothing new, waits for what is in hand up to `seconds`, then disconnects.

        What arrives in between is not acknowledged, so Slack offers it again.
        """
        self._handler.finish(seconds)
        client = self._handler.client
        client.auto_reconnect_enabled = False
        client.current_session_state.terminated = True
        # Its reading thread sleeps up to three seconds in the socket, and closing waits for it: wake it.
        if client.current_session is not None and client.current_session.sock is not None:
            with contextlib.suppress(OSError):
                client.current_session.sock.shutdown(socket.SHUT_RDWR)
        # What is left are idle threads of the client's own, which end by themselves. We need not wait for each.
        goodbye = threading.Thread(target=_leave, args=(client,), name="socket-goodbye", daemon=True)
        goodbye.start()
        goodbye.join(GOODBYE_SECONDS)


def _leave(client: SocketModeClient) -> None:
    # Its reading thread, just woken, closes the same socket: whoever is second in that moment finds none.
    with contextlib.suppress(AttributeError):
        client.close()
        return
    client.close()


class _Counting(SocketModeHandler):
    """Knows how many requests are in hand."""

    _in_hand = 0
    _is_closing = False

    def __init__(self, app: App, app_token: str, *, ping_interval: float, concurrency: int) -> None:
        self._changed = threading.Condition()
        super().__init__(app, app_token, ping_interval=ping_interval, concurrency=concurrency)

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]  # as Bolt's own
        with self._changed:
            if self._is_closing:
                return
            self._in_hand += 1
        try:
            super().handle(client, req)
        finally:
            with self._changed:
                self._in_hand -= 1
                self._changed.notify_all()

    def finish(self, seconds: float) -> None:
        with self._changed:
            self._is_closing = True
            self._changed.wait_for(lambda: self._in_hand == 0, timeout=seconds)
