"""Whether Dunwell is alive and able to work: what /healthz, /readyz and the doctor ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.desk import Desk
from domain.errors import Refusal
from domain.workspace import Workspace
from storage.database import Database
from storage.upgrade import is_current

OK = "ok"
# The clock ticks every minute; one beat may be late.
SILENCE = timedelta(minutes=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The questions, each answered with `ok` or with what is wrong."""

    database: Database
    desk: Desk
    clock: Clock
    workspaces: Callable[[], tuple[Workspace, ...]]
    slack: Callable[[], bool]

    def answers(self) -> dict[str, str]:
        """Every question with its answer; never raises."""
        stored = self._stored()
        return {
            **stored,
            "slack": OK if self.slack() else "not connected",
            "clock": self._ticking() if set(stored.values()) == {OK} else "cannot tell without the database",
        }

    def _stored(self) -> dict[str, str]:
        try:
            with self.database.reading() as connection:
                connection.execute(text("SELECT 1"))
            current = is_current(self.database)
        except (SQLAlchemyError, Refusal):
            return {"database": "does not answer", "migrations": "cannot tell"}
        return {"database": OK, "migrations": OK if current else "behind"}

    def _ticking(self) -> str:
        try:
            beats = [self._beat(workspace) for workspace in self.workspaces()]
        except SQLAlchemyError:
            return "cannot tell"
        return next((beat for beat in beats if beat != OK), OK)

    def _beat(self, workspace: Workspace) -> str:
        with self.desk.reading(workspace) as work:
            last = work.jobs.last_beat()
        if last is None:
            return "has not ticked yet"
        return OK if self.clock.now() - last <= SILENCE else f"silent since {last:%Y-%m-%d %H:%M} UTC"
