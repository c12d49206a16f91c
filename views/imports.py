"""Bringing in invoices from a file: the form, how the file is read, what would change, what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from domain.date_columns import FirstPart
from domain.file_import import LARGEST_MB, ColumnRead, FileSeen, FileTaken, HowToRead, OpenQuestion, RowsAtFault
from views import ids, inputs, kit, limits, rich, wording
from views.ids import Action, Field, Form
from views.inputs import Ask
from views.kit import Block, Body
from views.messages import answer, message
from views.modals import TICKED, told
from views.refusals import refused_words

AS_SHOWN = "as shown"
KINDS = ("csv", "txt")
COLUMNS = {
    Field.NUMBER: "Which column is the invoice's number?",
    Field.CLIENT: "Which column is the client?",
    Field.TOTAL: "Which column is the amount?",
    Field.DUE_ON: "Which column is the due date?",
}
_LONGEST_COLUMN = 60
_DETAILS = 20
_NAMES = {
    "number": "number",
    "client": "client",
    "client_number": "client's number",
    "issued_on": "issued",
    "due_on": "due",
    "delivered_on": "delivered",
    "total": "total",
    "paid": "paid",
    "balance": "balance",
    "paid_on": "paid on",
    "currency": "currency",
    "status": "status",
    "disputed": "disputed",
    "email": "e-mail",
    "notes": "notes",
}


def choose_file(*, currency: str | None) -> Body:
    """The form of `/invoice import`. `currency`: the workspace's, for rows that name none."""
    ask = Ask(
        label="CSV file",
        hint=f"Your invoicing tool's export, or any CSV of invoices, up to {LARGEST_MB} MB."
        " You see what would change before anything is kept.",
    )
    blocks = [
        inputs.file(Field.FILE, ask, KINDS),
        _as_sent(HowToRead()),
        _first(HowToRead()),
        _currency(HowToRead(), currency),
    ]
    return inputs.form(Form.IMPORT_FILE, "Import invoices", blocks, submit="Try it")


def read_anew(seen: FileSeen, how: HowToRead, *, file: str, currency: str | None) -> Body:
    """The same form about a file that is in Slack already, with a field for each question that is open."""
    asked = {question.field for question in seen.questions}
    blocks = [kit.words(f"{wording.one_line(seen.file_name, 120)} need not be uploaded again.")]
    blocks += [_column(field, seen, how) for field in COLUMNS if field in asked or field in how.columns]
    if not seen.has_status:
        blocks.append(_as_sent(how))
    blocks += [_first(how), _currency(how, currency)]
    if Field.DECIMAL_MARK in asked or how.decimal_mark:
        options = [("A point: 1,250.00", "."), ("A comma: 1.250,00", ",")]
        mark = Ask(label="Decimal mark of the amounts", optional=True)
        blocks.append(inputs.choice(Field.DECIMAL_MARK, mark, options, filled=how.decimal_mark))
    return inputs.form(Form.IMPORT_FILE, "How to read it", blocks, submit="Try it", kept=about(file, how))


def about(file: str, how: HowToRead) -> str:
    """What buttons and the form keep: the file by its id in Slack, and what was said about it."""
    return ids.pairs(
        file=file,
        currency=how.currency,
        first=how.first,
        mark=how.decimal_mark,
        sent=TICKED if how.as_sent else None,
        columns=";".join(f"{field}.{place}" for field, place in how.columns.items()) or None,
    )


def reading(name: str) -> Body:
    """In the place of the form, at once."""
    called = wording.one_line(name, 120) if name else "your file"
    said = f"Reading {called} … The answer comes as a direct message from Dunwell."
    return told(message(wording.escaped(said), [kit.words(said)]), title="Import invoices")


def opening() -> Body:
    """While the file is looked at, to ask the right questions about it."""
    said = "Reading the file …"
    return told(message(said, [kit.words(said)]), title="How to read it")


def asked(seen: FileSeen, how: HowToRead, *, file: str) -> Body:
    """What the file leaves open, each in words, and the form that answers it."""
    said = f"{wording.one_line(seen.file_name, 120)} leaves something open. Nothing was imported."
    blocks = [
        _line(said),
        rich.rich(rich.bullets([rich.coded(kit.clipped(one.words, 600)) for one in _once(seen.questions)])),
        *_how(seen),
        *kit.actions(
            kit.primary("Answer in the form", Action.READ_ANEW, about(file, how)), kit.button("Not now", Action.NOT_NOW)
        ),
    ]
    return message(wording.escaped(said), blocks)


def tried(seen: FileSeen, done: FileTaken, how: HowToRead, *, file: str) -> Body:
    """The dry run, and the buttons that make it real."""
    kept = about(file, how)
    yes = [] if done.is_nothing_new else [kit.primary("Import it", Action.IMPORT_IT, kept)]
    blocks = [
        _line(f"Dry run, nothing is kept yet. {done.words}"),
        *_details(done.details),
        *_how(seen),
        *kit.actions(*yes, kit.button("Read it differently", Action.READ_ANEW, kept), _no(done)),
    ]
    return message(wording.escaped(f"Dry run: {done.words}"), blocks)


def imported(done: FileTaken) -> Body:
    """What came of it, in the place of the dry run."""
    return message(wording.escaped(done.words), [_line(done.words), *_details(done.details)])


def rows_refused(faults: RowsAtFault, how: HowToRead, *, file: str) -> Body:
    """Rows that cannot be taken; the list of all of them follows as a file."""
    counted = wording.plural(faults.count, "fault")
    said = f"Nothing was imported from {wording.one_line(faults.file_name, 120)}: {counted} in {faults.read:,} rows."
    then = "Every one is in the file that follows. Correct yours and send it in again with `/invoice import`."
    blocks = [
        _line(said),
        rich.rich(rich.bullets([rich.coded(kit.clipped(line, 600)) for line in faults.first])),
        _line(then),
        *kit.actions(
            kit.button("Read it differently", Action.READ_ANEW, about(file, how)),
            kit.button("Not now", Action.NOT_NOW),
        ),
    ]
    return message(wording.escaped(said), blocks)


def begun() -> Body:
    """To the one who pressed, while it is imported."""
    said = "Importing it. What came of it takes the place of the dry run in a moment."
    return answer(message(said, [kit.words(said)]), public=False)


def not_now() -> Body:
    """In the place of the dry run."""
    said = "Nothing was imported. `/invoice import` is there when you want it."
    return answer(message(said, [_line(said)]), public=False)


def not_read(words: str) -> Body:
    """A file that cannot be read as invoices, or could not be had."""
    return message(wording.escaped(words), [refused_words(words)])


def _no(done: FileTaken) -> Block:
    return kit.button("Done" if done.is_nothing_new else "Not now", Action.NOT_NOW)


def _line(said: str) -> Block:
    return rich.rich(rich.line(*rich.coded(kit.clipped(said, limits.SECTION_TEXT))))


def _details(lines: Sequence[str]) -> list[Block]:
    if not lines:
        return []
    return [rich.rich(rich.bullets([[rich.text(kit.clipped(line, 300))] for line in lines[: _DETAILS + 2]]))]


def _how(seen: FileSeen) -> list[Block]:
    tool = f"From {seen.tool}. " if seen.tool else ""
    columns = "; ".join(map(_read, seen.columns))
    notes = [rich.rich(rich.line(rich.italic(note))) for note in seen.notes]
    said = f"{tool}Read as: {columns}." if columns else f"{tool}Its columns: {', '.join(seen.header)}."
    return [rich.rich(rich.line(rich.text(kit.clipped(said, 1_500)))), *notes]


def _read(one: ColumnRead) -> str:
    like = f" (like {one.example})" if one.example else ""
    return f"{_NAMES.get(one.field, one.field)} from “{wording.one_line(one.column, _LONGEST_COLUMN)}”{like}"


def _once(questions: Sequence[OpenQuestion]) -> list[OpenQuestion]:
    return list({question.words: question for question in questions}.values())


def _column(field: Field, seen: FileSeen, how: HowToRead) -> Block:
    options = [(name, str(place)) for place, name in enumerate(seen.header)]
    place = how.columns.get(field)
    ask = Ask(label=COLUMNS[field], example="Choose a column", optional=True)
    return inputs.choice(field, ask, options, filled=None if place is None else str(place))


def _as_sent(how: HowToRead) -> Block:
    ask = Ask(label="Rows without a status", optional=True, hint="Otherwise they come in as drafts.")
    ticked = [TICKED] if how.as_sent else []
    return inputs.ticks(Field.AS_SENT, ask, [("They were sent to the client", TICKED)], ticked=ticked)


def _first(how: HowToRead) -> Block:
    ask = Ask(label="Dates are written", hint="Counts only where the file itself leaves it open, like 07/03/2026.")
    options = [
        ("As the file shows", AS_SHOWN),
        ("Day first: 31/12/2026", FirstPart.DAY.value),
        ("Month first: 12/31/2026", FirstPart.MONTH.value),
        ("Year first: 2026-12-31", FirstPart.YEAR.value),
    ]
    return inputs.choice(Field.DATE_FORMAT, ask, options, filled=how.first or AS_SHOWN)


def _currency(how: HowToRead, default: str | None) -> Block:
    hint = f"Left empty: {default}." if default else "Only where the file names none."
    ask = Ask(label="Currency of rows that name none", optional=True, example="EUR", longest=20, hint=hint)
    return inputs.text(Field.CURRENCY, ask, filled=how.currency or "")
