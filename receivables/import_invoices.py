"""Invoices come in from a file: looked at, asked about, then all of it or nothing.

The same file again changes nothing. What a source changed since is taken over and told in words; what people agreed
here is never touched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from connectors.apart import Chunk, chunks
from connectors.fields import Field
from connectors.mapping import Mapping
from connectors.plan import Plan, Question, make_plan
from connectors.reading import DELIMITERS, NotATable, open_sheet
from domain.roles import Role, require
from receivables.import_faults import FaultFile, RowsRefused
from receivables.import_words import change_words, outcome_words
from storage.importing import Import, Merged, StagedImport, keep_record, start_record
from storage.unit_of_work import Work

CHANGES_KEPT = 1_000
_LATER = "issued later"
SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """How a file will be read, before anything is. `questions` must be answered first; `notes` are worth saying.

    `columns` pairs each field with its column, `formats` a date field with its strptime format.
    """

    file_name: str
    encoding: str
    delimiter: str
    tool: str | None
    source: str
    header: tuple[str, ...]
    columns: dict[Field, str]
    formats: dict[Field, str]
    first_rows: tuple[tuple[str, ...], ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    mapping: Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """`faults_to` is where rows that cannot be taken are listed. `dry_run` does all of it and takes it back.

    `up_to` reads the file as it stood at the end of that day: what was issued or paid later is left out.
    """

    path: Path
    mapping: Mapping
    faults_to: Path
    dry_run: bool = False
    up_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What an import did, or in a dry run would do. Counts are of rows, `totals` (count, minor units) by currency."""

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
    totals: dict[str, tuple[int, int]]
    changes: tuple[str, ...]
    words: str


def preview(path: Path, mapping: Mapping, *, default_currency: str | None) -> Preview:
    """Looks at a file without touching the store. Raises a Refusal for what is no table of invoices."""
    plan = _plan(path, mapping, default_currency)
    rows = (tuple(cells) for _, cells in islice(plan.rows(Counter()), SHOWN))
    return Preview(
        file_name=path.name,
        encoding=_ENCODINGS.get(plan.sheet.encoding, plan.sheet.encoding),
        delimiter=DELIMITERS.get(plan.sheet.delimiter, plan.sheet.delimiter),
        tool=plan.tool,
        source=_source(plan, mapping),
        header=plan.sheet.header,
        columns=plan.columns,
        formats=plan.formats,
        first_rows=tuple(rows),
        questions=plan.questions,
        notes=plan.notes,
        mapping=mapping.overlaid(Mapping(columns=plan.columns)),
    )


def import_invoices(
    request: ImportRequest, work: Work, *, progress: Callable[[int], None] = lambda _: None
) -> ImportOutcome:
    """Takes every row of the file, or raises and leaves the store as it was.

    Raises NotSaid where the file leaves something open, RowsRefused where rows cannot be taken (they are then listed in
    `faults_to`). `progress` hears how many rows are read so far.
    """
    require(work.person, Role.APPROVER, "import invoices")
    plan = _plan(request.path, request.mapping, work.workspace.currency)
    plan.insist()
    if not request.dry_run:
        return _taken(request, plan, work, progress)
    nested = work.connection.begin_nested()
    try:
        return _taken(request, plan, work, progress)
    finally:
        nested.rollback()


def _taken(request: ImportRequest, plan: Plan, work: Work, progress: Callable[[int], None]) -> ImportOutcome:
    source = _source(plan, request.mapping)
    run = Import(
        id=start_record(work.scope, now=work.now, by_id=work.person.id, source=source, file_name=request.path.name),
        scope=work.scope,
        source=source,
        told=frozenset(plan.columns),
        balance_counts=Field.BALANCE in plan.columns and Field.TOTAL in plan.columns,
        today=work.today,
        now=work.now,
        by_id=work.person.id,
    )
    incoming = StagedImport(run)
    incoming.open()
    with FaultFile(request.faults_to) as faults:
        rows = chunks(plan, request.mapping, default_currency=work.workspace.currency)
        read, left_out = _stage(rows, incoming, faults, progress)
        duplicates = incoming.settle()
        if request.up_to is not None and (later := incoming.keep_up_to(request.up_to)):
            left_out[_LATER] = later
        for fault in incoming.faults():
            column = plan.columns.get(Field(fault.field), fault.field)
            faults.add(line=fault.line, column=column, value=fault.value, reason=fault.reason)
    if faults.count:
        raise RowsRefused(faults, read=read)
    if not read:
        words = f"{request.path.name} has a header and no invoices below it."
        raise NotATable(words)
    merged = incoming.merge(words_of=CHANGES_KEPT)
    outcome = _outcome(merged, read=read, duplicates=duplicates, left_out=left_out, request=request, source=source)
    counts = {name: value for name, value in asdict(outcome).items() if name not in ("changes", "words", "dry_run")}
    keep_record(run, counts=counts, changes=list(outcome.changes))
    work.record("import_invoices", outcome.words)
    return outcome


def _stage(
    rows: Iterator[Chunk], incoming: StagedImport, faults: FaultFile, progress: Callable[[int], None]
) -> tuple[int, dict[str, int]]:
    """Stages a chunk at a time, so that memory does not grow with the file. Returns rows read and what was left out."""
    read, left_out = 0, dict[str, int]()
    for chunk in rows:
        incoming.add(chunk.facts, chunk.clients)
        for line, column, value, reason in chunk.faults:
            faults.add(line=line, column=column, value=value, reason=reason)
        read, left_out = read + chunk.read, chunk.left_out
        progress(read)
    return read, left_out


def _plan(path: Path, mapping: Mapping, default_currency: str | None) -> Plan:
    sheet = open_sheet(path, encoding=mapping.encoding, delimiter=mapping.delimiter)
    return make_plan(sheet, mapping, default_currency=default_currency)


def _source(plan: Plan, mapping: Mapping) -> str:
    """Whose the invoices are. A plain file's name stands for it without dates and numbers: next week's is the same."""
    if mapping.source or plan.tool:
        return mapping.source or plan.tool or ""
    stem = " ".join(_NOT_A_NAME.sub(" ", plan.sheet.path.stem).split()).lower()
    return f"csv:{stem or 'file'}"


def _outcome(
    merged: Merged, *, read: int, duplicates: int, left_out: dict[str, int], request: ImportRequest, source: str
) -> ImportOutcome:
    return ImportOutcome(
        dry_run=request.dry_run,
        read=read,
        new=merged.new,
        changed=merged.changed,
        unchanged=read - duplicates - left_out.get(_LATER, 0) - merged.new - merged.changed,
        duplicates=duplicates,
        left_out=left_out,
        clients_new=merged.clients_new,
        aliases_new=merged.aliases_new,
        disputes_new=merged.disputes_new,
        contradictions=merged.contradictions,
        arrived_overdue=merged.arrived_overdue,
        missing=merged.missing,
        totals=merged.totals,
        changes=tuple(change_words(change) for change in merged.changes),
        words=outcome_words(merged, file_name=request.path.name, source=source, duplicates=duplicates),
    )


_NOT_A_NAME = re.compile(r"[\W\d_]+")
_ENCODINGS = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16"}
