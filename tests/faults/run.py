"""The fault run: letters leave through workers that are killed at any moment and a server that fails in every way.

Afterwards what the book says of each letter is compared with the server's box.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

from bot.clock import SystemClock
from bot.desk import Desk
from delivery.letters import deliver_letters
from domain.letter import Letter, Recipient, Route, Words
from domain.reminder import ReminderState, Writer
from domain.workspace import Workspace
from storage.database import open_database
from storage.sending import SendingStore
from storage.tables import metadata
from storage.unit_of_work import Work
from storage.workspaces import keep_workspace
from tests.builders import keep_invoice, plan_letter
from tests.delivery.letter_office import STUDIO, approve
from tests.delivery.mail_server import Box, Fault, MailServer
from tests.faults.worker import LOST_AFTER, RULES, Orders, office_of, ways_of

HOUSE = Path(__file__).parent.parent.parent
# A Wednesday morning: letters leave until five.
MORNING = datetime(2026, 3, 11, 9, 5, tzinfo=UTC)
FAULTS = (
    *[Fault.NONE] * 12,
    *[Fault.LATER] * 2,
    Fault.REFUSE,
    Fault.RESET_EARLY,
    Fault.RESET_BEFORE,
    Fault.RESET_AFTER,
    Fault.HANG_BEFORE,
    Fault.HANG_AFTER,
    Fault.NONSENSE,
)
READY = 60
BATCH = 40


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a run. `wrong` must be empty: each line is a letter sent twice, lost, stuck or not told of."""

    letters: int
    killed: int
    taken: int
    states: Counter[str]
    wrong: list[str] = field(default_factory=list)


def run(
    url: str, *, kills: int, seconds: float, letters: int = 0, workers: int = 3, seed: int = 1, ready: int = READY
) -> Outcome:
    """Kills so many workers (at most for so long), or lets them be where `kills` is 0 and `letters` are sent."""
    ahead = (MORNING - SystemClock().now()).total_seconds()
    chance = random.Random(seed)  # noqa: S311 - faults, no secrets
    with MailServer() as post:
        if kills:
            post.box.plan.choose = lambda: chance.choice(FAULTS)
            post.box.plan.pause = lambda: chance.choice((0, 0, 0.01, 0.03))
        desk, workspace = _opened(url, ahead)
        _fill(desk, workspace, letters or ready, 0)
        orders = Orders(url=url, port=post.port, ahead=ahead, kills=kills, workers=workers, seconds=seconds, seed=seed)
        if not kills:
            # Where nobody is killed, nobody is given up either, however busy the machine is.
            orders = replace(orders, lost_after=600.0, patience=60.0)
        with _working(orders) as working:
            while working.is_alive():
                working.join(0.2)
                _look_after(desk, workspace, ready if kills else 0)
                if not kills and not _left(desk, workspace):
                    working.end()
        _finish(desk, workspace, post)
        found = _compared(desk, workspace, post.box)
        desk.database.close()
        return replace(found, killed=working.killed)


class _Working(Thread):
    """The process that keeps the workers, and what it said in the end."""

    def __init__(self, orders: Orders) -> None:
        super().__init__(daemon=True)
        self.killed = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.worker"],
            cwd=HOUSE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdin is not None
        self._process.stdin.write(f"{orders.said()}\n")
        self._process.stdin.close()
        self.start()

    def run(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as said:
            self.killed = int(said.readline() or 0)
        self._process.wait()

    def end(self) -> None:
        """Ends it; the workers see that nobody is left and end too."""
        self._process.terminate()
        self.join(30)


@contextmanager
def _working(orders: Orders) -> Iterator[_Working]:
    working = _Working(orders)
    try:
        yield working
    finally:
        working.end()


def _opened(url: str, ahead: float) -> tuple[Desk, Workspace]:
    database = open_database(url)
    metadata.create_all(database.engine)
    with database.writing() as connection:
        keep_workspace(connection, STUDIO, MORNING)
    database.close()
    _, desk, workspace = office_of(url, ahead)
    return desk, workspace


def _look_after(desk: Desk, workspace: Workspace, ready: int) -> None:
    """Keeps enough letters ready."""
    with desk.reading(workspace) as work:
        counts = SendingStore(work.scope).counts()
    if counts.get(ReminderState.APPROVED, 0) < ready:
        _fill(desk, workspace, ready, sum(counts.values()))


def _left(desk: Desk, workspace: Workspace) -> bool:
    with desk.reading(workspace) as work:
        counts = SendingStore(work.scope).counts()
    return bool(counts.get(ReminderState.APPROVED) or counts.get(ReminderState.CLAIMED))


def _fill(desk: Desk, workspace: Workspace, letters: int, first: int) -> None:
    for at in range(first, first + letters, BATCH):
        with desk.work(workspace) as work:
            for number in range(at, min(at + BATCH, first + letters)):
                _approved(work, number)


def _approved(work: Work, number: int) -> None:
    """A letter to a client of its own, approved."""
    invoice = keep_invoice(work, client=f"Client {number}", number=f"INV-{number:05}", due_on=date(2026, 3, 4))
    address = f"client-{number}@clients.example"
    work.clients.add_contact(invoice.client_id, name="Maria Silva", email=address)
    [contact] = work.clients.contacts(invoice.client_id)
    reminder_id = plan_letter(work, invoice, basis=f"{number:064}")
    assert reminder_id is not None
    letter = Letter(
        route=Route.EMAIL,
        recipients=(Recipient(contact_id=contact.id, name=contact.name, email=address),),
        words=Words(subject=f"Invoice {invoice.number}", text=f"{invoice.number} is open.\n.\nBest,\nAna\n"),
    )
    assert work.reminders.write(work.reminders.get(reminder_id), letter, writer=Writer.TEMPLATE)
    approve(work, work.reminders.get(reminder_id))


def _finish(desk: Desk, workspace: Workspace, post: MailServer) -> None:
    """The server is well again and nobody is killed: what still may leave leaves, what was in hand is found."""
    post.box.plan.choose = None
    post.box.plan.pause = lambda: 0.0
    ways = ways_of(post.port)
    for _ in range(6):
        desk.clock.move(LOST_AFTER + timedelta(minutes=20))  # type: ignore[attr-defined] # the run's own clock
        while deliver_letters(desk, workspace, ways, RULES, most=500):
            pass


def _compared(desk: Desk, workspace: Workspace, box: Box) -> Outcome:
    taken = Counter(each.message_id for each in box.taken)
    bytes_of = {each.message_id: each.raw for each in box.taken}
    with desk.reading(workspace) as work:
        found = work.reminders.in_state(*ReminderState)
        raws = {each.id: work.reminders.raw(each.id) for each in found}
        told = {(row.kind, row.about_id) for row in work.exceptions.waiting() if row.about == "reminder"}
        spoken = Counter(touch.client_id for each in found for touch in work.timeline.of_client(each.client_id))
    wrong = [f"{each} is in the box {count} times" for each, count in taken.items() if count > 1]
    states: Counter[str] = Counter()
    for each in found:
        times = taken.pop(each.message_id or "", 0)
        where = {0: "not in the box", 1: "in the box"}.get(times, "more than once in the box")
        states[f"{each.state.value}, {where}"] += 1
        if (each.state.value, min(times, 2)) not in _RIGHT:
            wrong.append(f"reminder {each.id} is {each.state.value} and {where}")
        needed = _TOLD.get(each.state)
        if needed and (needed, each.id) not in told:
            wrong.append(f"reminder {each.id} is {each.state.value} and nobody was told")
        raw = raws[each.id]
        if times and (raw is None or raw[0] != bytes_of[each.message_id or ""]):
            wrong.append(f"reminder {each.id} left with other bytes than were stored")
        if spoken[each.client_id] != (each.state is ReminderState.SENT):
            wrong.append(f"reminder {each.id} is {each.state.value} and {spoken[each.client_id]} times on the timeline")
    wrong += [f"{each} is in the box and in no book" for each in taken]
    return Outcome(letters=len(found), killed=0, taken=len(box.taken), states=states, wrong=wrong)


_RIGHT = frozenset({("sent", 1), ("refused", 0), ("uncertain", 0), ("uncertain", 1)})
_TOLD = {ReminderState.REFUSED: "not sent", ReminderState.UNCERTAIN: "maybe sent"}
