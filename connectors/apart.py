"""A large file is read by a process of its own, so that reading and writing share two cores instead of one.

The other process gets a path and what was said, and sends chunks of plain tuples back; nothing else passes.
"""

from __future__ import annotations

import gc
import marshal
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any

from connectors.mapping import Mapping
from connectors.plan import Plan, make_plan
from connectors.reading import NotATable, open_sheet
from connectors.rows import RowReader

CHUNK = 500
WORTH_A_PROCESS = 8 * 1024 * 1024
AHEAD = 1024 * 1024
"""Bytes the other process may read ahead while this one writes."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a file: facts in the order of Staged, clients met for the first time, and rows at fault.

    `read` counts all rows of the chunk, `left_out` everything left out of the file so far. `sums` come with a last
    chunk that has no rows, and are of all facts: for those alike in currency, due date, sent, void, and whether
    something is left to pay, how many they are, their totals and what was paid on them in minor units.
    """

    read: int
    facts: list[tuple[Any, ...]]
    clients: list[tuple[Any, ...]]
    faults: list[tuple[int, str, str, str]]
    left_out: dict[str, int]
    sums: dict[tuple[str, str | None, int, int, bool], list[int]] = field(default_factory=dict)


def chunks(plan: Plan, mapping: Mapping, *, default_currency: str | None) -> Iterator[Chunk]:
    """Every row of a plan's file, a chunk at a time. Raises NotATable where the file breaks off as a table.

    `plan` is what `make_plan` made of `mapping` and `default_currency`: the other process makes the same.
    """
    if plan.sheet.path.stat().st_size < WORTH_A_PROCESS or not sys.executable:
        return chunks_here(plan)
    # What this process found out by looking through the file is not looked for again.
    known = mapping.model_copy(update={"encoding": plan.sheet.encoding, "delimiter": plan.sheet.delimiter})
    return _chunks_apart(plan.sheet.path, known, default_currency)


def chunks_here(plan: Plan) -> Iterator[Chunk]:
    """The same in this process."""
    reader = RowReader(plan)
    left_out: Counter[str] = Counter()
    sums: dict[Any, list[int]] = {}
    rows = plan.rows(left_out)
    # Small chunks stay in the processor's cache: ten thousand rows at a time take a quarter longer.
    while some := list(islice(rows, CHUNK)):
        facts, refused = reader.read_all(some)
        faults = [(error.line, error.column, error.value, error.reason) for error in refused]
        _sum_up(facts, sums)
        clients = [client.as_row() for client in reader.fresh_clients()]
        yield Chunk(len(some), facts, clients, faults, dict(left_out))
    yield Chunk(0, [], [], [], dict(left_out), sums)


def _sum_up(facts: list[tuple[Any, ...]], sums: dict[Any, list[int]]) -> None:
    for _, _, _, currency, total, _, due_on, _, sent, void, said, *_ in facts:
        paid = said or 0
        alike = (currency, due_on, sent, void, total > paid)
        if alike not in sums:
            sums[alike] = [0, 0, 0]
        held = sums[alike]
        held[0] += 1
        held[1] += total
        held[2] += paid


def _chunks_apart(path: Path, mapping: Mapping, default_currency: str | None) -> Iterator[Chunk]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "connectors.apart", str(path), mapping.model_dump_json(), default_currency or ""]
    # The command is this module itself, its arguments are handed over as they are, no shell reads them.
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, pipesize=AHEAD) as other:  # noqa: S603 - our own module
        assert other.stdout is not None  # noqa: S101 - asked for above
        try:
            yield from _received(other.stdout)
        finally:
            other.kill()


def _received(stream: IO[bytes]) -> Iterator[Chunk]:
    while True:
        head = stream.read(_HEAD)
        body = stream.read(int.from_bytes(head))
        if not body:
            message = "the process that reads the file ended before the file did"
            raise RuntimeError(message)
        sent = marshal.loads(body)  # noqa: S302 - from our own process, over a pipe nobody else has
        if sent is None:
            return
        if isinstance(sent, str):
            raise NotATable(sent)
        yield Chunk(*sent)


def _read_for_another(arguments: list[str], stream: IO[bytes]) -> None:
    """What the other process does."""

    def send(what: Any) -> None:
        # The whole length first: read piece by piece from a stream, marshal takes ten times as long.
        body = marshal.dumps(what)
        stream.write(len(body).to_bytes(_HEAD) + body)

    gc.disable()  # Rows make no cycles; looking for them costs a twentieth of the time.
    path, said, default_currency = arguments
    mapping = Mapping.model_validate_json(said)
    sheet = open_sheet(Path(path), encoding=mapping.encoding, delimiter=mapping.delimiter)
    plan = make_plan(sheet, mapping, default_currency=default_currency or None)
    try:
        for chunk in chunks_here(plan):
            send((chunk.read, chunk.facts, chunk.clients, chunk.faults, chunk.left_out, chunk.sums))
        send(None)
    except NotATable as refusal:
        send(refusal.words)
    stream.flush()


_HEAD = 4


if __name__ == "__main__":
    _read_for_another(sys.argv[1:], sys.stdout.buffer)
