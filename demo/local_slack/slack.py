from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Self, TypeVar

from demo.local_slack.building import Plan, build
from demo.local_slack.clock import slack_now
from demo.local_slack.courier.courier import Times
from demo.local_slack.courier.posting import SignedPosts
from demo.local_slack.page_door.doors import PageDoors
from demo.local_slack.page_door.frames import Teller
from demo.local_slack.page_door.hub import Hub
from demo.local_slack.people import Channel, Identity, Person
from demo.local_slack.people_do import PeopleDo
from demo.local_slack.people_see import PeopleSee
from demo.local_slack.running import ServerThread
from demo.local_slack.web import web_application
from demo.local_slack.world import Keys

Result = TypeVar("Result")


class LocalSlack(PeopleDo, PeopleSee):
    """A Slack workspace in this process: one bot, several people, and a page to be one of them.

    Every method may be called from any thread. Acts wait for the bot's acknowledgement, `ack_deadline` seconds at most.
    """

    def __init__(
        self,
        *,
        people: Sequence[Person],
        channels: Sequence[Channel],
        bot_token: str,
        app_token: str = "",
        signing_secret: str = "",
        request_url: str | None = None,
        manifest: dict[str, Any] | None = None,
        subcommands: Mapping[str, Sequence[tuple[str, str]]] | None = None,
        today: Callable[[], date] | None = None,
        on_calendar: Callable[[date], None] | None = None,
        ack_deadline: float = 3.0,
        retry_delays: Sequence[float] = (0, 60, 300),
        trigger_life: float = 3.0,
        posting_limit: bool = False,
        wall: Callable[[], datetime] = slack_now,
        identity: Identity | None = None,
    ) -> None:
        """`request_url` None means Socket Mode. `wall` answers aware UTC; all spans are in seconds.

        `subcommands`: what the page completes after a command, as (word, hint), by command.
        """
        plan = Plan(
            people=people,
            channels=channels,
            keys=Keys(bot_token=bot_token, app_token=app_token, signing_secret=signing_secret),
            request_url=request_url,
            manifest=manifest,
            subcommands=subcommands,
            identity=identity or Identity(),
            today=today,
            on_calendar=on_calendar,
            wall=wall,
            times=Times(ack_deadline=ack_deadline, retry_delays=retry_delays),
            trigger_life=trigger_life,
            posting_limit=posting_limit,
        )
        self._take(plan)

    def _take(self, plan: Plan) -> None:
        self._world = build(plan)
        self.faults = self._world.faults
        self._hub = Hub()
        self._teller = Teller(self._world, self._hub)
        self._world.workspace.watchers.append(self._teller.changed)
        self._world.journal.watchers.append(self._teller.wire)
        self._server = ServerThread()

    def start(self, port: int = 0) -> Self:
        """Serves on 127.0.0.1; port 0 takes a free one. Raises OSError when the port is taken."""
        app = web_application(self._world, PageDoors(self._world, self._hub, self._teller))
        self._server.start(app, port, on_stop=self._world.courier.stop)
        self._world.base_url = self.url
        return self

    def stop(self) -> None:
        """Cuts every connection and ends the server; what was said can still be looked at."""
        self._server.stop()

    def __enter__(self) -> Self:
        return self if self._server.is_running else self.start()

    def __exit__(self, *reason: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def api_url(self) -> str:
        """What goes into `WebClient(base_url=...)`."""
        return f"{self.url}/api/"

    @property
    def times(self) -> Times:
        """The acknowledgement deadline and the waits between retries, in seconds; may be changed at any time."""
        return self._world.courier.times

    def wait_for_bot(self, timeout: float = 10.0) -> None:
        """Waits until the bot can be reached. Raises TimeoutError after `timeout` seconds."""
        self.wait_for(lambda: self._world.courier.is_bot_there, timeout)

    def wait_until_quiet(self, timeout: float = 10.0) -> None:
        """Waits until no event is on its way to the bot, retries included. Raises TimeoutError."""
        self.wait_for(lambda: self._world.courier.is_quiet, timeout)

    def wait_for(self, condition: Callable[[], Result], timeout: float = 5.0) -> Result:
        """Waits until the condition holds and answers what it said. Raises TimeoutError after `timeout` seconds."""
        until = time.monotonic() + timeout
        while True:
            found = condition()
            if found:
                return found
            if time.monotonic() > until:
                raise TimeoutError(f"Still not so after {timeout} s.")
            time.sleep(0.005)

    def move_request_url(self, request_url: str) -> None:
        """The bot's HTTP address changed; for a bot that starts after the workspace."""
        self._posts.request_url = request_url

    def verify_request_url(self) -> bool:
        """Whether the bot's HTTP address answers Slack's certificate check and echoes its challenge."""
        deadline = self._world.courier.times.ack_deadline
        return self._run(self._posts.prove(secrets.token_hex(8), deadline=deadline))

    @property
    def _posts(self) -> SignedPosts:
        posts = self._world.courier.posts
        if posts is None:
            raise RuntimeError("This workspace speaks Socket Mode.")
        return posts

    def calendar_moved(self) -> None:
        """Shows the pages what `today` says now."""
        self._look(lambda: self._hub.publish({"type": "calendar", "today": self._world.today().isoformat()}))

    def show_mail(self, letter: dict[str, Any] | None = None) -> None:
        """Gives the page a place for what clients receive by mail, and puts a letter there."""

        def shown() -> None:
            self._world.mail = [*(self._world.mail or ()), *([letter] if letter else ())]
            self._hub.publish({"type": "mail", "letters": self._world.mail})

        self._look(shown)

    def show_note(self, words: str) -> None:
        """A line beside the places, on every page opened from now on."""

        def noted() -> None:
            self._world.note = words

        self._look(noted)

    def toast(self, text: str, person: Person | str | None = None) -> None:
        """A passing word on everybody's page, or on one person's."""
        only_for = self._world.workspace.person(person).id if person else None
        self._look(lambda: self._hub.publish({"type": "toast", "text": text}, only_for=only_for))

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self._server.wait_for(work)

    def _look(self, read: Callable[[], Result]) -> Result:
        return self._server.look(read)
