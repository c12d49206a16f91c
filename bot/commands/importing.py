"""Invoices come in from a file: shown, counted, asked about, then imported."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot.commands.edge import Opened, complain, opened, print_json, show
from bot.commands.past import AsOf, Json
from bot.interrupts import INTERRUPTED
from connectors.mapping import Mapping, columns_said, currency_said, decimal_mark_said
from connectors.plan import NotSaid
from domain.errors import Refusal
from receivables.import_invoices import ImportOutcome, ImportRequest, import_invoices
from receivables.import_mappings import save_mapping as keep_mapping
from receivables.import_mappings import saved_mapping
from receivables.import_preview import Preview, preview
from receivables.import_words import alike_lines, detail_lines

CELL = 24
_STOPPED = "Stopped. A file is imported whole or not at all: `dunwell status` shows which it was."


def import_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file from an invoicing tool.")],
    *,
    columns: Annotated[
        list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="Which column holds a field; repeat it.")
    ] = None,
    date_format: Annotated[str | None, typer.Option(help="How the file writes days, like %d/%m/%Y.")] = None,
    currency: Annotated[str | None, typer.Option(help="The currency of rows that name none.")] = None,
    decimal_mark: Annotated[
        str | None, typer.Option(metavar="MARK", help="The decimal mark of amounts: a point or a comma.")
    ] = None,
    encoding: Annotated[str | None, typer.Option(metavar="NAME", help="The file's encoding, like utf-8.")] = None,
    as_sent: Annotated[bool, typer.Option("--as-sent", help="Rows without a status count as sent.")] = False,
    own: Annotated[
        bool, typer.Option("--own", help="The invoices become Dunwell's own: from now on you keep them in Slack.")
    ] = False,
    mapping: Annotated[str | None, typer.Option(metavar="NAME", help="Read the file as saved under this name.")] = None,
    save_mapping: Annotated[str | None, typer.Option(metavar="NAME", help="Save how it is read under a name.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Import at once: no dry run, no question.")] = False,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Bring in invoices from a CSV file: shown and counted first, then all of it or nothing.

    With --json the dry run's counts are printed, or with --yes those of the import. --as-of reads the file as it stood
    at the end of a past day, for a book that begins there: what was issued or paid later is left out. Money without a
    day counts from its invoice's due date on.
    """
    said = Mapping(
        columns=columns_said(columns or ()),
        date_format=date_format,
        currency=currency_said(currency) if currency else None,
        decimal_mark=decimal_mark_said(decimal_mark) if decimal_mark else None,
        encoding=encoding,
        as_sent=as_sent,
    )
    with opened(as_of=as_of) as book:
        wanted = _saved(book, mapping).overlaid(said)
        with _stopped_in_words():
            _bring_in(_Asked(file=file, mapping=wanted, own=own, save_as=save_mapping, yes=yes, as_json=as_json), book)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the command line asked for."""

    file: Path
    mapping: Mapping
    own: bool
    save_as: str | None
    yes: bool
    as_json: bool


@contextmanager
def _stopped_in_words() -> Iterator[None]:
    """Ctrl+C may come before, while or just after the file is kept."""
    try:
        yield
    except KeyboardInterrupt:
        complain(_STOPPED)
        raise typer.Exit(INTERRUPTED) from None


def _bring_in(asked: _Asked, book: Opened) -> None:
    seen = preview(asked.file, asked.mapping, default_currency=book.workspace.currency)
    if not asked.as_json:
        _show(seen)
    if seen.questions:
        raise NotSaid(seen.questions)
    if not asked.yes and not _is_wanted(asked, book):
        return
    done = _run(book, asked, dry_run=False)
    if asked.save_as:
        with book.desk.work(book.workspace) as work:
            keep_mapping(asked.save_as, seen.mapping, work)
    if asked.as_json:
        print_json(done)
        return
    typer.echo(done.words)
    if asked.yes:
        _tell_details(done)


def _is_wanted(asked: _Asked, book: Opened) -> bool:
    """Tries it, says what would come of it, and asks."""
    tried = _run(book, asked, dry_run=True)
    if asked.as_json:
        print_json(tried)
        return False
    typer.echo(f"\nDry run, nothing is kept: {tried.words}")
    _tell_details(tried)
    if _agreed():
        return True
    typer.echo("Nothing was imported.")
    return False


def _tell_details(done: ImportOutcome) -> None:
    for line in detail_lines(
        done.changes,
        changed=done.changed,
        missing=done.missing,
        missing_first=done.missing_first,
        renamed=done.renamed,
    ):
        show(line)
    for line in alike_lines(done.alike, left=done.alike_left):
        show(line)


def _run(book: Opened, asked: _Asked, *, dry_run: bool) -> ImportOutcome:
    file = asked.file
    request = ImportRequest(
        path=file,
        mapping=asked.mapping,
        faults_to=Path(f"{file.stem}-faults.csv"),
        dry_run=dry_run,
        own=asked.own,
        up_to=book.as_of,
    )
    title = "Reading" if dry_run else "Importing"
    with _progress(title, quiet=asked.as_json) as tell, book.desk.work(book.workspace) as work:
        return import_invoices(request, work, progress=tell)


def _saved(book: Opened, name: str | None) -> Mapping:
    if name is None:
        return Mapping()
    with book.looking() as work:
        return saved_mapping(name, work)


def _agreed() -> bool:
    if not sys.stdin.isatty():
        words = "Nothing was imported: nobody is there to be asked. Add --yes to import at once."
        raise Refusal(words)
    return typer.confirm("Import it?")


@contextmanager
def _progress(what: str, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, only where somebody watches."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,} rows"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal, transient=True) as bar:
        task = bar.add_task(what, total=None)

        def tell(read: int) -> None:
            bar.update(task, completed=read)

        yield tell


def _show(seen: Preview) -> None:
    tool = f" from {seen.tool}" if seen.tool else ""
    show(f"{seen.file_name}{tool}: {seen.encoding}, columns separated by {seen.delimiter}")
    table = Table(box=None, pad_edge=False)
    for name in ("Field", "Column", "Written as"):
        table.add_column(name)
    for field, column in seen.columns.items():
        table.add_row(field.value, column, seen.formats.get(field, ""))
    show(table)
    show("First rows:")
    for row in seen.first_rows:
        show("  " + " | ".join(cell if len(cell) <= CELL else cell[:CELL] + "…" for cell in row))
    for note in seen.notes:
        show(f"Note: {note}")
