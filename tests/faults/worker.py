"""Workers that send letters until they are killed: processes of their own, forked from one that has loaded everything.

`python -m tests.faults.worker` reads its orders as JSON from standard input, keeps so many workers alive, ends each
with SIGKILL after a moment nobody can foresee, and prints how many it killed.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from bot.clock import MovableClock
from bot.desk import Desk
from delivery.letter_claim import LetterRules
from delivery.letters import ByMail, LetterWays, deliver_letters
from delivery.mail import Mail
from delivery.outcome import Answer
from delivery.smtp import MailCourier
from delivery.smtp_server import Security, Server
from domain.workspace import Workspace
from storage.database import Database, open_database
from storage.workspaces import workspace_of_team
from tests.builders import TEAM

LOST_AFTER = timedelta(seconds=5)
PATIENCE = 0.4
# Seconds a worker lives that has begun with no letter, and after it began with one.
SHORTEST, LONGEST = 0.02, 3.0
SOON = (0.05, 0.2, 0.5, 1.5)
# What is read again inside the claim is another test's business: here everything always is as it was.
RULES = LetterRules(
    what_changed=lambda _reminder, _work: None,
    holidays_of=lambda _client_id, work: work.holidays,
    show=lambda _reminder_id, _work: None,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What to do. `ahead` is by how many seconds the workers' clock goes before the machine's; `kills` 0: none is
    killed before `seconds` are over."""

    url: str
    port: int
    ahead: float
    kills: int
    workers: int
    seconds: float
    seed: int
    lost_after: float = LOST_AFTER.total_seconds()
    patience: float = PATIENCE

    def said(self) -> str:
        return json.dumps(asdict(self))


def clock_of(ahead: float) -> MovableClock:
    """A clock that goes, by so many seconds ahead of the machine's."""
    clock = MovableClock()
    clock.move(timedelta(seconds=ahead))
    return clock


def office_of(url: str, ahead: float) -> tuple[Database, Desk, Workspace]:
    """The book the orders name."""
    database = open_database(url)
    with database.reading() as connection:
        workspace = workspace_of_team(connection, TEAM)
    assert workspace is not None
    return database, Desk(database=database, clock=clock_of(ahead)), workspace


def ways_of(port: int, patience: float = PATIENCE) -> LetterWays:
    """The way to the mail server of the run."""
    server = Server(host="127.0.0.1", port=port, security=Security.NONE)
    return LetterWays(mail=MailCourier(server=server, seconds=max(3, patience), patience=patience))


class Telling:
    """Carries letters, and says when it begins with one: many a worker is killed soon after."""

    def __init__(self, mail: ByMail) -> None:
        self.mail = mail
        self.line = -1

    def send(self, mail: Mail, stands: Callable[[], bool], *, is_patient: bool = True) -> Answer:
        if self.line >= 0:
            os.write(self.line, b".")
        return self.mail.send(mail, stands, is_patient=is_patient)


@dataclass
class Nursery:
    """Keeps so many workers alive, and knows when each is to die."""

    sending: Callable[[], int]
    telling: Telling
    chance: random.Random
    alive: dict[int, float] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)

    def begin(self) -> None:
        """Forks one more worker."""
        hears, tells = os.pipe()
        child = os.fork()
        if child:
            os.close(tells)
            self.lines[hears] = child
            self.alive[child] = time.monotonic() + self.chance.uniform(SHORTEST, LONGEST)
            return
        try:
            self.telling.line = tells
            _send(self.sending)
        finally:
            os._exit(1)

    def listen(self) -> None:
        """Who has begun with a letter dies within it, or a little later."""
        for hears in select.select(list(self.lines), [], [], 0.003)[0]:
            if os.read(hears, 1):
                self.alive[self.lines[hears]] = time.monotonic() + self.chance.choice(SOON) * self.chance.random()

    def kill(self, pid: int) -> None:
        """In the middle of whatever it does; waits until it is gone."""
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        del self.alive[pid]
        for hears in [hears for hears, whose in self.lines.items() if whose == pid]:
            os.close(hears)
            del self.lines[hears]


def main() -> None:
    orders = Orders(**json.loads(sys.stdin.readline()))
    nursery = _ready(orders)
    end = time.monotonic() + orders.seconds
    killed = 0
    try:
        while time.monotonic() < end and (killed < orders.kills or not orders.kills):
            while len(nursery.alive) < orders.workers:
                nursery.begin()
            nursery.listen()
            for pid in [pid for pid, at in nursery.alive.items() if orders.kills and time.monotonic() >= at]:
                nursery.kill(pid)
                killed += 1
    finally:
        for pid in list(nursery.alive):
            nursery.kill(pid)
    sys.stdout.write(f"{killed}\n")


def _ready(orders: Orders) -> Nursery:
    """What a worker does, tried once, so that every worker begins with all of it at hand; and no connection is open
    that two of them would share."""
    database, desk, workspace = office_of(orders.url, orders.ahead)
    mail = ways_of(orders.port, orders.patience).mail
    lost_after = timedelta(seconds=orders.lost_after)
    assert mail is not None
    telling = Telling(mail)

    def sending() -> int:
        ways = LetterWays(mail=telling)
        return deliver_letters(desk, workspace, ways, RULES, most=3, lost_after=lost_after)

    sending()
    database.close()
    return Nursery(sending=sending, telling=telling, chance=random.Random(orders.seed))  # noqa: S311 - no secrets


def _send(sending: Callable[[], int]) -> None:
    """Sends what may leave until it is killed, or nobody is left to kill it."""
    parent = os.getppid()
    while os.getppid() == parent:
        with suppress(Exception):  # the book is busy at times: the next round comes
            if not sending():
                time.sleep(0.02)


if __name__ == "__main__":
    main()
