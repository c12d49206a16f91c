"""Invoices come in from a file: looked at, asked about, then all of it or nothing.

The same file again changes nothing. What a source changed since is taken over and told in words; what people agreed
here is never touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path

from connectors.apart import chunks
from connectors.fields import Field
from connectors.mapping import Mapping
from connectors.plan import Plan
from connectors.reading import NotATable
from domain.roles import Role, require
from receivables.block_work import tell_still_blocked
from receivables.import_faults import FaultFile, RowsRefused
from receivables.import_preview import plan_of, source_of
from receivables.import_words import ALIKE_NAMED, change_words, outcome_words
from receivables.promises import settle_by_money
from storage.alike import Alike, look_alikes
from storage.import_first import FirstImport, NumberTwice, Sums, is_first_book
from storage.importing import Import, Merged, StagedImport, is_old_book, keep_record, start_record
from storage.unit_of_work import Work

CHANGES_KEPT = 1_000
_LATER = "issued later"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """`faults_to` is where rows that cannot be taken are listed. `dry_run` does all of it and takes it back.

    `own` makes its invoices Dunwell's own, for people who leave their spreadsheet; those that are stay as they are.
    `up_to` reads the file as it stood at the end of that day: what was issued or paid later is left out.
    """

    path: Path
    mapping: Mapping
    faults_to: Path
    dry_run: bool = False
    own: bool = False
    up_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What an import did, or in a dry run would do. Counts are of rows, `totals` (count, minor units) by currency.

    `alike` are the first clients new with it that look like another one, `alike_left` how many more do; `renamed`
    are void invoices made here that gave their number up, each with what it is called now.
    `changes` are the first thousand in words. `missing` are open invoices of the source that the file does not have,
    `missing_first` the numbers of the first of them.
    """

    dry_run: bool
    read: int
    new: int
    changed: int
    unchanged: int
    duplicates: int
    left_out: dict[str, int]
    clients_new: int
    aliases_new: int
    disputes_new: int
    contradictions: int
    arrived_overdue: int
    missing: int
    missing_first: tuple[str, ...]
    alike: tuple[Alike, ...]
    alike_left: int
    renamed: tuple[tuple[str, str], ...]
    totals: dict[str, tuple[int, int]]
    changes: tuple[str, ...]
    words: str


def import_invoices(
    request: ImportRequest, work: Work, *, progress: Callable[[int], None] = lambda _: None
) -> ImportOutcome:
    """Takes every row of the file, or raises and leaves the store as it was.

    Raises NotSaid where the file leaves something open, RowsRefused where rows cannot be taken (they are then listed in
    `faults_to`). `progress` hears how many rows are read so far.
    """
    require(work.person, Role.APPROVER, "import invoices")
    plan = plan_of(request.path, request.mapping, work.workspace.currency)
    plan.insist()
    if not request.dry_run:
        return _taken(request, plan, work, progress)
    nested = work.connection.begin_nested()
    try:
        return _taken(request, plan, work, progress)
    finally:
        nested.rollback()


def _taken(request: ImportRequest, plan: Plan, work: Work, progress: Callable[[int], None]) -> ImportOutcome:
    source = source_of(plan, request.mapping)
    is_first = is_old_book(work.scope, source)
    run = Import(
        id=start_record(work.scope, now=work.now, by_id=work.person.id, source=source, file_name=request.path.name),
        scope=work.scope,
        source=source,
        is_own=request.own,
        told=frozenset(plan.columns),
        balance_counts=Field.BALANCE in plan.columns and Field.TOTAL in plan.columns,
        is_old_book=is_first,
        today=work.today,
        now=work.now,
        by_id=work.person.id,
    )
    file = _File(request=request, plan=plan, work=work, progress=progress)
    merged = _merged(file, run)
    outcome = _outcome(merged, look_alikes(run.scope, run.id), request=request, source=source)
    counts = {name: value for name, value in asdict(outcome).items() if name not in _NOT_COUNTS}
    keep_record(run, counts=counts, changes=list(outcome.changes))
    work.record("import_invoices", outcome.words)
    return outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file on its way in, and who hears how far it is."""

    request: ImportRequest
    plan: Plan
    work: Work
    progress: Callable[[int], None]


@dataclass(slots=True)
class _Read:
    """What was read of a file so far."""

    rows: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    sums: Sums = field(default_factory=dict)


def _merged(file: _File, run: Import) -> tuple[Merged, _Read, int]:
    """Everything in the file is in the book. Returns also how many rows were repeated."""
    once = not file.plan.repeats and file.request.up_to is None
    if once and is_first_book(run):
        try:
            with run.scope.connection.begin_nested():
                return _merged_as_read(file, FirstImport(run))
        except NumberTwice:
            pass  # The long way tells what only repeats from what contradicts.
    return _merged_when_read(file, StagedImport(run))


def _merged_as_read(file: _File, incoming: FirstImport) -> tuple[Merged, _Read, int]:
    incoming.open()
    with FaultFile(file.request.faults_to) as faults:
        read = _read(file, incoming, faults)
    _insist(file, faults, read)
    return incoming.merge(read.sums), read, 0


def _merged_when_read(file: _File, incoming: StagedImport) -> tuple[Merged, _Read, int]:
    incoming.open()
    up_to = file.request.up_to
    with FaultFile(file.request.faults_to) as faults:
        read = _read(file, incoming, faults)
        duplicates = incoming.settle()
        if up_to is not None and (later := incoming.keep_up_to(up_to)):
            read.left_out[_LATER] = later
        for fault in incoming.faults():
            column = file.plan.columns.get(Field(fault.field), fault.field)
            faults.add(line=fault.line, column=column, value=fault.value, reason=fault.reason)
    _insist(file, faults, read)
    for invoice_id in incoming.take_changes():
        settle_by_money(file.work.invoices.get(invoice_id), file.work)
    blocked = [file.work.invoices.get(invoice_id) for invoice_id in incoming.blocked_and_changed()]
    told = sum(tell_still_blocked(invoice, file.work) for invoice in blocked)
    merged = incoming.merge(words_of=CHANGES_KEPT)
    return replace(merged, contradictions=merged.contradictions + told), read, duplicates


def _read(file: _File, incoming: StagedImport | FirstImport, faults: FaultFile) -> _Read:
    """A chunk at a time, so that memory does not grow with the file."""
    read = _Read()
    for chunk in chunks(file.plan, file.request.mapping, default_currency=file.work.workspace.currency):
        incoming.add(chunk.facts, chunk.clients)
        for line, column, value, reason in chunk.faults:
            faults.add(line=line, column=column, value=value, reason=reason)
        read.rows, read.left_out = read.rows + chunk.read, chunk.left_out
        read.sums = read.sums or chunk.sums
        if chunk.read:
            file.progress(read.rows)
    return read


def _insist(file: _File, faults: FaultFile, read: _Read) -> None:
    if faults.count:
        raise RowsRefused(faults, read=read.rows)
    if not read.rows:
        words = f"{file.request.path.name} has a header and no invoices below it."
        raise NotATable(words)


def _outcome(
    done: tuple[Merged, _Read, int], alike: list[Alike], *, request: ImportRequest, source: str
) -> ImportOutcome:
    merged, read, duplicates = done
    later = read.left_out.get(_LATER, 0)
    return ImportOutcome(
        dry_run=request.dry_run,
        read=read.rows,
        new=merged.new,
        changed=merged.changed,
        unchanged=read.rows - duplicates - later - merged.new - merged.changed,
        duplicates=duplicates,
        left_out=read.left_out,
        clients_new=merged.clients_new,
        aliases_new=merged.aliases_new,
        disputes_new=merged.disputes_new,
        contradictions=merged.contradictions,
        arrived_overdue=merged.arrived_overdue,
        missing=merged.missing,
        missing_first=tuple(merged.missing_first),
        alike=tuple(alike[:ALIKE_NAMED]),
        alike_left=max(0, len(alike) - ALIKE_NAMED),
        renamed=merged.renamed,
        totals=merged.totals,
        changes=tuple(change_words(change) for change in merged.changes),
        words=outcome_words(
            merged,
            file_name=request.path.name,
            source="to be Dunwell's own" if request.own else source,
            duplicates=duplicates,
            alike=len(alike),
            dry_run=request.dry_run,
        ),
    )


_NOT_COUNTS = ("changes", "missing_first", "alike", "renamed", "words", "dry_run")
