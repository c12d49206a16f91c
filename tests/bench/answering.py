"""What a command costs beside a bare Bolt application, and what a thousand times as many invoices add."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import IO

from demo.local_slack import Channel, LocalSlack, Person
from tests.bench.book import number
from tests.bench.figures import Figure, milliseconds
from tests.bench.serving import ANEW, AT_ONCE, BARE, ONE_ROW, SECRET, TOKEN

LOADED_SECONDS = 180
WARM_UP = 32
REPLY = "I'll sort it Friday"
_BARE = "a bare Bolt application"
Times = dict[str, list[float]]


def measure(small: tuple[Path, int], large: tuple[Path, int], *, rounds: int, statuses: int) -> list[Figure]:
    """Three servers side by side, asked in turns. Books come with how many invoices they hold."""
    books = {"small": small, "large": large, ANEW: small}
    held_by = {BARE: small[1], AT_ONCE: small[1], ONE_ROW: small[1], "small": small[1], "large": large[1]}
    logs = (small[1] - WARM_UP) // rounds
    status: Times = {BARE: [], AT_ONCE: [], "small": [], "large": [], ANEW: []}
    log: Times = {BARE: [], AT_ONCE: [], ONE_ROW: [], "small": [], "large": []}
    with ExitStack() as stack:
        api_url = stack.enter_context(_slack())
        ports = {BARE: stack.enter_context(_server(api_url, BARE))}
        ports |= {name: stack.enter_context(_server(api_url, str(path), name)) for name, (path, _) in books.items()}
        ports[AT_ONCE] = stack.enter_context(_server(api_url, BARE, AT_ONCE))
        ports[ONE_ROW] = stack.enter_context(_server(api_url, str(small[0].with_suffix(".row.db")), ONE_ROW))
        replies = {name: _replies(held, small[1]) for name, held in held_by.items()}
        for each in status:
            _answers(ports[each], ["status"] * WARM_UP, f"warm-status-{each}")
        for each in log:
            _answers(ports[each], replies[each][:WARM_UP], f"warm-log-{each}")
        for turn in range(rounds):
            for each in status:
                status[each] += _answers(ports[each], ["status"] * statuses, f"status-{each}-{turn}")
            here = WARM_UP + turn * logs
            for each in log:
                log[each] += _answers(ports[each], replies[each][here : here + logs], f"log-{each}-{turn}")
    few = f"{small[1]:,} invoices"
    return [
        *_figures("`/invoice status`", status, small[1], large[1]),
        _told(f"`/invoice status`, {few}, no answer kept", status[ANEW], _BARE, status[BARE]),
        *_figures("`/invoice log`", log, small[1], large[1]),
        _told(f"`/invoice log`, {few}", log["small"], "a listener that keeps one row on disk", log[ONE_ROW]),
    ]


def _figures(what: str, times: Times, small: int, large: int) -> Iterator[Figure]:
    bare, few = median(times[BARE]), median(times["small"])
    yield Figure(
        what=f"{what}, {small:,} invoices, median",
        measured=milliseconds(few),
        against=f"{_BARE}, {milliseconds(bare)}",
        ratio=few / bare,
        at_most=3,
    )
    yield _told(f"{what}, {small:,} invoices", times["small"], "the same that waits for nothing", times[AT_ONCE])
    few_late, many_late = _p99(times["small"]), _p99(times["large"])
    yield Figure(
        what=f"{what}, {large:,} invoices, p99",
        measured=milliseconds(many_late),
        against=f"the same with {small:,} invoices, {milliseconds(few_late)}",
        ratio=many_late / few_late,
        at_most=2,
    )


def _told(what: str, seconds: list[float], against: str, others: list[float]) -> Figure:
    """Only told: nothing was promised of it."""
    mine, theirs = median(seconds), median(others)
    return Figure(
        what=f"{what}, median",
        measured=milliseconds(mine),
        against=f"{against}, {milliseconds(theirs)}",
        ratio=mine / theirs,
    )


def _p99(seconds: Sequence[float]) -> float:
    return quantiles(seconds, n=100)[98]


def _replies(held: int, count: int) -> list[str]:
    """A line for each of so many different invoices, spread over the whole book."""
    step = held // count
    return [f'log {number(1 + place * step)} "{REPLY}"' for place in range(count)]


@contextmanager
def _slack() -> Iterator[str]:
    ana = Person(id="U0ANA", name="ana", real_name="Ana Lima", title="Owner", email="ana@example.com")
    channel = Channel(id="C0BENCH", name="billing", members=(ana.id,))
    with LocalSlack(people=[ana], channels=[channel], bot_token=TOKEN, signing_secret=SECRET) as slack:
        yield slack.api_url


@contextmanager
def _server(api_url: str, book: str, how: str = "") -> Iterator[int]:
    command = [sys.executable, "-m", "tests.bench.serving", api_url, book, how]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield int(_of(server.stdout).readline())
            _of(server.stdin).close()
            server.wait(20)
        finally:
            server.kill()


def _answers(port: int, lines: list[str], name: str) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.load"],
        input=json.dumps({"port": port, "lines": lines, "name": name}),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=LOADED_SECONDS,
    )
    found: list[float] = json.loads(done.stdout)
    assert len(found) == len(lines)
    return found


def _of(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream
