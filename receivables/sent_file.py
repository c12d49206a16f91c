"""An invoice file that came in from Slack: looked at, tried, then taken whole or not at all.

The same preview, dry run and import as on the command line, in words that name the form's fields instead of options.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from connectors.fields import Field
from connectors.mapping import Mapping
from connectors.reading import open_sheet
from domain.file_import import ColumnRead, FileSeen, FileTaken, HowToRead, OpenQuestion, RowsAtFault
from domain.roles import Role, require
from receivables.import_faults import RowsRefused
from receivables.import_invoices import ImportRequest, import_invoices
from receivables.import_preview import Preview, preview
from receivables.import_words import missing_line
from storage.importing import NAMED
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file by its own name in a folder of its own; its list of faults is written beside it."""

    path: Path
    how: HowToRead
    dry_run: bool = False

    @property
    def faults(self) -> Path:
        """Where rows that cannot be taken are listed."""
        return self.path.with_name(f"{self.path.stem}-faults.csv")


def may_import(_request: None, work: Work) -> str | None:
    """Whether the person may import at all; answers the currency of rows that name none."""
    require(work.person, Role.APPROVER, "import invoices")
    return work.workspace.currency


def look_at_file(request: SentFile, work: Work) -> FileSeen:
    """How it is read, and what it leaves open. Raises a Refusal for what is no table of invoices."""
    may_import(None, work)
    return _seen(preview(request.path, _mapping(request), default_currency=work.workspace.currency))


def take_file(request: SentFile, work: Work) -> FileTaken:
    """Imports it, or in a dry run does all of it and takes it back. Raises NotSaid and RowsRefused as import does."""
    wanted = ImportRequest(
        path=request.path, mapping=_mapping(request), faults_to=request.faults, dry_run=request.dry_run
    )
    done = import_invoices(wanted, work)
    more = done.changed - NAMED
    return FileTaken(
        file_name=request.path.name,
        words=done.words,
        details=(
            *done.changes[:NAMED],
            *([f"and {more:,} more"] if more > 0 else []),
            *missing_line(done.missing, done.missing_first),
        ),
        is_nothing_new=not done.new and not done.changed,
    )


def rows_at_fault(refused: RowsRefused, file_name: str) -> RowsAtFault:
    """What Slack says of them: the list itself is sent along, and its place on this machine is nobody's business."""
    return RowsAtFault(
        file_name=file_name,
        count=refused.faults.count,
        read=refused.read,
        first=tuple(in_the_form(line) for line in refused.faults.first),
    )


def in_the_form(words: str) -> str:
    """The words of an import, with the form's fields in the place of the command line's options."""
    for option, said in _IN_THE_FORM:
        words = option.sub(said, words)
    return words


def _seen(found: Preview) -> FileSeen:
    return FileSeen(
        file_name=found.file_name,
        tool=found.tool,
        header=found.header,
        columns=tuple(
            ColumnRead(field=field.value, column=column, example=_example(found.formats.get(field)))
            for field, column in found.columns.items()
        ),
        questions=tuple(OpenQuestion(field=one.field, words=in_the_form(one.words)) for one in found.questions),
        notes=tuple(map(in_the_form, found.notes)),
        has_status=Field.STATUS in found.columns,
    )


def _mapping(request: SentFile) -> Mapping:
    how = request.how
    header = open_sheet(request.path).header if how.columns else ()
    columns = {field: header[place] for field, place in how.columns.items() if place < len(header)}
    return Mapping.model_validate(
        {
            "columns": columns,
            "first": how.first,
            "currency": how.currency,
            "decimal_mark": how.decimal_mark,
            "as_sent": how.as_sent,
        }
    )


def _example(form: str | None) -> str:
    return date(2026, 12, 31).strftime(form) if form else ""


_IN_THE_FORM = tuple(
    (re.compile(option), said)
    for option, said in (
        (r"Say it, like `--currency [A-Z]{3}`\.", "Say it in the form."),
        (r"say it for the whole file, like `--currency [A-Z]{3}`", "say it in the form for all rows that name none"),
        (r"Name it: `--map \w+=Column`\.", "Choose it in the form."),
        (r"`--map due_on=` the issue date's column counts", "choosing the issue date's column counts"),
        (r"Say which mark is the decimal one: `--decimal-mark ,`\.", "Say in the form which mark is the decimal one."),
        (r"Say `--date-format [^`]+`(?: or `--date-format [^`]+`)?\.", "Say in the form which comes first."),
        (r"say how they are written, like `--date-format [^`]+`:", "say in the form what comes first:"),
        (r"Say how dates are written, like `--date-format [^`]+`\.", "Correct the file, or choose another column."),
        (r"`--as-sent` counts", "A tick in the form counts"),
        (r"Say its encoding, like `--encoding \w+`\.", "Save it as CSV in UTF-8 and choose it again."),
        (r"by `--own`, and no file changes it; `--own` again", "and no file changes it; `dunwell import --own` again"),
    )
)
