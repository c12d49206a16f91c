"""Acts that wait for their turn at SQLite share one transaction, and so one wait for the disk.

Whoever finds nobody at it leads: it begins, does its own act and those of everybody who waits by then, commits, and
wakes them. Each act is in a savepoint of its own, so what one is refused or fails at is undone alone. Nobody is
answered before the commit they share is on disk, and where it fails nobody's act was done.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection

from domain.errors import Busy

Value = TypeVar("Value")
# Whoever was first is not kept waiting for the acts of a whole crowd.
AT_MOST = 16


class Writing(Protocol):
    """How a transaction is begun and committed: see `Database.writing`."""

    def __call__(self, *, patience: float) -> AbstractContextManager[Connection]:
        """Raises Busy where nothing could be begun within so many seconds."""
        ...


@dataclass(slots=True, eq=False)
class _Waiting:
    """One act, and what came of it. `woken` is held until it is done, or asked to lead."""

    act: Callable[[Connection], Any]
    woken: Lock = field(default_factory=Lock)
    leads: bool = False
    value: Any = None
    error: BaseException | None = None


@dataclass(slots=True, eq=False)
class Together:
    """The acts of one process, in the order they came."""

    writing: Writing
    _line: list[_Waiting] = field(default_factory=list)
    _is_led: bool = False
    _guard: Lock = field(default_factory=Lock)

    def run(self, act: Callable[[Connection], Value], *, patience: float) -> Value:
        """What the act returns, once it is on disk; raises what it raised, and Busy where its turn did not come."""
        until = time.monotonic() + patience
        mine = _Waiting(act)
        mine.woken.acquire()
        if self._joins(mine) and not mine.woken.acquire(timeout=patience):
            if self._leaves(mine):
                raise Busy
            mine.woken.acquire()  # it is being done, or just became the first
        if mine.leads:
            self._lead(mine, max(0.0, until - time.monotonic()))
        if mine.error is not None:
            raise mine.error
        value: Value = mine.value
        return value

    def _joins(self, mine: _Waiting) -> bool:
        """Whether somebody leads already. Where nobody does, it leads."""
        with self._guard:
            self._line.append(mine)
            if self._is_led:
                return True
            self._is_led = mine.leads = True
            return False

    def _leaves(self, mine: _Waiting) -> bool:
        """Whether it was still only waiting; then it is not done at all."""
        with self._guard:
            if mine.leads or mine not in self._line:
                return False
            self._line.remove(mine)
            return True

    def _lead(self, mine: _Waiting, patience: float) -> None:
        taken: list[_Waiting] = []
        try:
            with self.writing(patience=patience) as connection:
                while len(taken) < AT_MOST and (following := self._next()) is not None:
                    taken.append(following)
                    _run(following, connection)
        except BaseException as error:  # noqa: BLE001 - whatever it is, everybody whose act was not kept hears of it
            for each in taken or [mine]:
                each.value, each.error = None, error
        finally:
            self._hand_over(mine)
            for each in taken:
                if each is not mine:
                    each.woken.release()

    def _next(self) -> _Waiting | None:
        with self._guard:
            return self._line.pop(0) if self._line else None

    def _hand_over(self, mine: _Waiting) -> None:
        with self._guard:
            if mine in self._line:  # nothing could be begun
                self._line.remove(mine)
            self._is_led = bool(self._line)
            if self._line:
                self._line[0].leads = True
                self._line[0].woken.release()


def _run(waiting: _Waiting, connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.execute("SAVEPOINT act")
    try:
        waiting.value = waiting.act(connection)
    except Exception as error:  # noqa: BLE001 - it is its own, and raised where the act came from
        waiting.error = error
        driver.execute("ROLLBACK TO act")
    driver.execute("RELEASE act")
