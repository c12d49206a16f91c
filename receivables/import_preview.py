"""How a file will be read, before anything of it is kept."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from connectors.fields import Field
from connectors.mapping import Mapping
from connectors.plan import Plan, Question, make_plan
from connectors.reading import DELIMITERS, open_sheet

_SHOWN = 5
_NOT_A_NAME = re.compile(r"[\W\d_]+")
_ENCODINGS = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16"}


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


def preview(path: Path, mapping: Mapping, *, default_currency: str | None) -> Preview:
    """Looks at a file without touching the store. Raises a Refusal for what is no table of invoices."""
    plan = plan_of(path, mapping, default_currency)
    rows = (tuple(cells) for _, cells in islice(plan.rows(Counter()), _SHOWN))
    return Preview(
        file_name=path.name,
        encoding=_ENCODINGS.get(plan.sheet.encoding, plan.sheet.encoding),
        delimiter=DELIMITERS.get(plan.sheet.delimiter, plan.sheet.delimiter),
        tool=plan.tool,
        source=source_of(plan, mapping),
        header=plan.sheet.header,
        columns=plan.columns,
        formats=plan.formats,
        first_rows=tuple(rows),
        questions=plan.questions,
        notes=plan.notes,
        mapping=mapping.overlaid(Mapping(columns=plan.columns)),
    )


def plan_of(path: Path, mapping: Mapping, default_currency: str | None) -> Plan:
    """How a file is read, as far as it can be known. Raises a Refusal for what is no table of invoices."""
    sheet = open_sheet(path, encoding=mapping.encoding, delimiter=mapping.delimiter)
    return make_plan(sheet, mapping, default_currency=default_currency)


def source_of(plan: Plan, mapping: Mapping) -> str:
    """Whose the invoices are. A plain file's name stands for it without dates and numbers: next week's is the same."""
    if mapping.source or plan.tool:
        return mapping.source or plan.tool or ""
    stem = " ".join(_NOT_A_NAME.sub(" ", plan.sheet.path.stem).split()).lower()
    return f"csv:{stem or 'file'}"
