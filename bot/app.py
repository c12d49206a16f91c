"""Where everything is put together: settings and a clock in, a running Dunwell out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from slack_bolt import App

from bot.clock import Clock, SystemClock
from bot.health import Health
from bot.http import HttpDoor, web
from bot.installation import (
    Installation,
    SlackUnreachable,
    bolt_app,
    channel_id,
    client_of,
    installation_of,
)
from bot.jobs import Done, turn
from bot.letters import letter_ways
from bot.log import logger, surprise
from bot.model import model_of
from bot.names import Names
from bot.scheduler import Ticking
from bot.settings import Settings, Transport
from bot.socket_mode import SocketDoor
from bot.whose_book import desk_of, slack_workspace
from delivery.letters import LetterWays
from delivery.slack import SlackCourier
from domain.errors import Refusal
from domain.workspace import Workspace
from handlers.after import SlackAfter
from handlers.features import register
from handlers.ports import Act
from storage.database import open_database
from storage.upgrade import upgrade

Value = TypeVar("Value")
Closed = Mapping[Act[Any], str]
# How long a start waits for Slack or the database before it gives up, and a stop for what is in hand.
PATIENCE = 30.0
GRACE = 10.0
_log = logger("dunwell")


class NoSlack(Refusal):
    """Serving needs a Slack to serve."""

    def __init__(self) -> None:
        super().__init__("SLACK_BOT_TOKEN is not set. `dunwell demo` starts a local Slack to try Dunwell in.")


def build(settings: Settings, clock: Clock | None = None, *, closed: Closed | None = None) -> Running:
    """Dunwell as the settings say; nothing is opened before `start`. Raises NoSlack without a bot token.

    `closed`: acts that are not open, each with the words that refuse it; then no letter leaves either.
    """
    if settings.transport is None:
        raise NoSlack
    return Running(settings, clock or SystemClock(), closed)


class Running:
    """One process that serves one Slack workspace. Start once, stop once."""

    installation: Installation
    workspace: Workspace

    def __init__(self, settings: Settings, clock: Clock, closed: Closed | None = None) -> None:
        """See `build`."""
        self.settings = settings
        self.clock = clock
        self.database = open_database(settings.database_url)
        self.desk = replace(desk_of(settings, self.database, clock), closed=closed or {})
        self._client = client_of(settings)
        self._courier = SlackCourier(self._client)
        self._ways = LetterWays() if closed else letter_ways(settings, self._client)
        self._after = SlackAfter(self._client, surprise)
        self._ticking: Ticking | None = None
        self._socket: SocketDoor | None = None
        self._http: HttpDoor | None = None
        self._giving_up = threading.Event()
        self._is_stopped = False

    def start(self, *, patience: float = PATIENCE, unless: threading.Event | None = None) -> Running:
        """Brings the database up to date, connects to Slack, opens the ports, sets the clock going.

        Waits up to `patience` seconds for a Slack that does not answer, `unless` that is set meanwhile. Raises a
        Refusal in words where it cannot start, and leaves nothing open then.
        """
        self._giving_up = unless or self._giving_up
        try:
            done = upgrade(self.database)
            if done:
                _log.info("database brought up to date", version=done[-1])
            self._connect(time.monotonic() + patience)
            self._ticking = Ticking(
                desk=self.desk,
                team_id=self.installation.team_id,
                courier=self._courier,
                besides=Names(self.desk, self._client).learn,
                model=model_of(self.settings, self.desk, self.workspace),
                ways=self._ways,
            )
            self._ticking.start()
        except BaseException:
            self.stop(seconds=1)
            raise
        return self

    def stop(self, *, seconds: float = GRACE) -> None:
        """Takes nothing new and finishes what is in hand, up to `seconds` for each door; then lets go of everything."""
        if self._is_stopped:
            return
        self._is_stopped = True
        if self._ticking is not None:
            self._ticking.wind_down()
        if self._socket is not None:
            self._socket.close(seconds)
        if self._http is not None:
            self._http.close(seconds)
        if self._ticking is not None:
            self._ticking.stop()
        self._after.close()
        self.database.close()

    def tick_now(self) -> Done:
        """Does at once what the clock owes by now, and lets what waits leave: for a calendar that was moved."""
        model = model_of(self.settings, self.desk, self.workspace)
        return turn(self.desk, self.workspace, self._courier, model=model, ways=self._ways)

    @property
    def port(self) -> int:
        """The HTTP port in use."""
        assert self._http is not None  # noqa: S101 - asked of a started Dunwell
        return self._http.port

    @property
    def health(self) -> Health:
        """What /readyz answers from."""
        return Health(
            database=self.database,
            desk=self.desk,
            clock=self.clock,
            workspaces=lambda: (self.workspace,),
            slack=lambda: self._socket is None or self._socket.is_open,
        )

    def _connect(self, until: float) -> None:
        self.installation = self._patiently(until, lambda: installation_of(self._client))
        channel = self._patiently(until, lambda: channel_id(self._client, self.settings.channel))
        self.workspace = slack_workspace(
            self.database,
            self.settings.model_copy(update={"channel": channel}),
            team_id=self.installation.team_id,
            name=self.installation.team,
            now=self.clock.now(),
        )
        app = self._patiently(until, lambda: bolt_app(self.settings, self._client, self._listen))
        is_http = self.settings.transport is Transport.HTTP
        application = web(self.health.answers, app if is_http else None)
        self._http = HttpDoor(application, host=self.settings.host, port=self.settings.port)
        self._http.open()
        if not is_http and self.settings.slack_app_token is not None:
            door = self._socket = SocketDoor(app, self.settings.slack_app_token.get_secret_value())
            self._patiently(until, door.open)

    def _listen(self, app: App) -> None:
        register(app, self.desk, self._after, surprise)

    def _patiently(self, until: float, ask: Callable[[], Value]) -> Value:
        wait = 0.5
        while True:
            try:
                return ask()
            except SlackUnreachable as unreachable:
                if time.monotonic() + wait > until or self._giving_up.wait(wait):
                    raise
                _log.warning("slack does not answer", words=unreachable.words)
                wait = min(wait * 2, 5.0)
