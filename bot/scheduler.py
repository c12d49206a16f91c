"""The timer. It only ticks: what is owed is asked of the store each time, so a late or a double tick does no harm."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from threading import Event

from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import SystemClock
from bot.desk import Desk
from bot.jobs import compose, deliver, deliver_letters, tick, write_drafts
from bot.timetable import DELIVERY_SECONDS, TICK_SECONDS
from delivery.letters import LetterWays
from delivery.outbox import Courier
from domain.workspace import Workspace
from reminders.writers import Model
from storage.workspaces import workspace_of_team

_log = logging.getLogger("dunwell.clock")
# It warns each time a run is still going when the next is due; that is what we asked for.
logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)


def _scheduler() -> BackgroundScheduler:
    # A run that is late runs once when it can, and never beside itself.
    return BackgroundScheduler(
        timezone=UTC, job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticking:
    """Ticks every minute, and lets words leave every few seconds, in threads of its own.

    For one Slack workspace, whose token the courier carries: another in the same database is another process's.
    `besides` is done with every delivery: small things that ask Slack something. `model` writes letters, where one is
    set: in a thread of its own, so that nothing else waits for it. So are letters sent, by `ways`.
    """

    desk: Desk
    team_id: str
    courier: Courier
    besides: Callable[[Workspace], object] | None = None
    model: Model | None = None
    ways: LetterWays | None = None
    tick_seconds: float = TICK_SECONDS
    delivery_seconds: float = DELIVERY_SECONDS
    _scheduler: BackgroundScheduler = field(default_factory=_scheduler)
    _stopping: Event = field(default_factory=Event)
    _failed_at: dict[str, datetime] = field(default_factory=dict)

    def start(self) -> None:
        """Begins with a tick at once: after an outage nothing waits another minute."""
        self._every(self.tick_seconds, self._tick, "tick")
        self._every(self.delivery_seconds, self._leave, "delivery")
        self._every(self.delivery_seconds, self._write, "letters")
        if self.ways is not None:
            self._every(self.delivery_seconds, partial(self._send, self.ways), "sending")
        self._scheduler.start()

    def wind_down(self) -> None:
        """From here on nothing is begun: no other letter, message or draft. What is in hand goes on."""
        self._stopping.set()

    def stop(self) -> None:
        """Waits for what is in hand: one letter, one message, one draft at most. What waits is the next process's."""
        self.wind_down()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def _every(self, seconds: float, act: Callable[[], None], name: str) -> None:
        # One job, whose first run is now: a job of its own for that would have to be removed after its run, on which
        # APScheduler's thread ends with a trace where it is stopped at that moment.
        self._scheduler.add_job(act, "interval", seconds=seconds, id=name, next_run_time=SystemClock().now())

    def _tick(self) -> None:
        self._guarded("tick", partial(tick, self.desk))

    def _leave(self) -> None:
        if self.besides is not None:
            self._guarded("lookup of names", self.besides)
        self._guarded("compose", partial(compose, self.desk, failed_at=self._failed_at))
        self._guarded("delivery", partial(deliver, self.desk, courier=self.courier, is_stopping=self._stopping.is_set))

    def _write(self) -> None:
        self._guarded("letters", partial(write_drafts, self.desk, model=self.model, is_stopping=self._stopping.is_set))

    def _send(self, ways: LetterWays) -> None:
        sent = partial(deliver_letters, self.desk, ways=ways, is_stopping=self._stopping.is_set)
        self._guarded("sending of letters", sent)

    def _guarded(self, what: str, act: Callable[[Workspace], object]) -> None:
        """A database that is away for a moment must not end the clock: the next run comes by itself."""
        if self._stopping.is_set():
            return
        try:
            with self.desk.database.reading() as connection:
                workspace = workspace_of_team(connection, self.team_id)
            if workspace is not None:
                act(workspace)
        except Exception:  # noqa: BLE001 - whatever it is, it is logged and the next run comes
            _log.exception("the clock's %s failed", what)
