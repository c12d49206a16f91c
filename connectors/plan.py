"""How a file will be read: each field's column, each column's way of writing dates and amounts, and what is not known.

Nothing is guessed that could be wrong in silence: a day and month that read both ways, a missing currency or due date
become questions, and a plan with questions imports nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from connectors.column_forms import DateForms, date_forms, decimal_mark
from connectors.currency_signs import Unclear, are_signed
from connectors.fields import AMOUNTS, DATES, Field, header_key, proposed
from connectors.mapping import Mapping, currency_said
from connectors.profile import LeftOut, Profile
from connectors.reading import Row, Sheet
from connectors.tools import recognise
from domain.errors import NotUnderstood, Refusal, listed

LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something the file does not say. `field` is what it is about; `words` name the option that answers."""

    field: str
    words: str


class NotSaid(Refusal):
    """The file leaves something open that only a person can say; nothing was imported."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        super().__init__("\n".join(question.words for question in questions), field=questions[0].field)
        self.questions = questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything needed to read the file's rows as invoices. `is_signed`: each amount names its row's currency."""

    sheet: Sheet
    profile: Profile | None
    columns: dict[Field, str]
    formats: dict[Field, str]
    decimal_mark: str | None
    currency: str | None
    is_signed: bool
    as_sent: bool
    questions: tuple[Question, ...]
    notes: tuple[str, ...]

    def place(self, field: Field) -> int | None:
        """Where the field's column stands."""
        name = self.columns.get(field)
        return None if name is None else self.sheet.header.index(name)

    def rows(self, left_out: LeftOut) -> Iterator[Row]:
        """The rows that are invoices; what else the tool lists is counted into `left_out`."""
        rows = self.sheet.rows()
        if self.profile is None or self.profile.reshape is None:
            return rows
        return self.profile.reshape(self.sheet.header, rows, left_out)

    @property
    def tool(self) -> str | None:
        """The tool that wrote the file, where it is known."""
        return self.profile.tool if self.profile else None

    @property
    def repeats(self) -> bool:
        """Whether the tool writes an invoice more than once: a row for each of its lines."""
        return self.profile is not None and self.profile.lines

    def insist(self) -> None:
        """Raises NotSaid while anything is open."""
        if self.questions:
            raise NotSaid(self.questions)


def make_plan(sheet: Sheet, mapping: Mapping, *, default_currency: str | None) -> Plan:
    """Puts together what the tool's profile, the columns' names, the cells and the person say; the person last.

    Raises a Refusal for a file of a known tool that lists no invoices, and for columns named that are not there.
    """
    profile = recognise(sheet.header)
    if profile is not None and profile.refusal is not None and not mapping.columns:
        raise NotUnderstood(profile.refusal)
    columns = _columns(sheet, profile, mapping)
    rows = _Rows(sheet, profile)
    forms = _dates(rows, columns, mapping)
    mark = mapping.decimal_mark or decimal_mark(rows.cells(columns, AMOUNTS))
    currency = currency_said(mapping.currency) if mapping.currency else default_currency
    is_signed, unclear = _signs(rows, columns, mapping, default_currency)
    as_sent = mapping.as_sent or (profile is not None and profile.as_sent)
    return Plan(
        sheet=sheet,
        profile=profile,
        columns=columns,
        formats=forms.formats,
        decimal_mark=mark,
        currency=currency,
        is_signed=is_signed,
        as_sent=as_sent,
        questions=(
            *_questions(columns, forms, mark, as_sent=as_sent),
            *_currency_question(columns, unclear, is_known=is_signed or currency is not None),
        ),
        notes=tuple(_notes(columns, as_sent=as_sent)),
    )


class _Rows:
    """Looks into the file for samples: first its top, and all of it when that decides nothing."""

    def __init__(self, sheet: Sheet, profile: Profile | None) -> None:
        self.sheet = sheet
        self.reshape = profile.reshape if profile else None

    def cells(self, columns: dict[Field, str], fields: Sequence[Field], *, everywhere: bool = False) -> list[str]:
        """Different cells of these columns, the oldest first."""
        places = [self.sheet.header.index(columns[field]) for field in fields if field in columns]
        if not places:
            return []
        seen: dict[str, None] = {}
        for position, (_, row) in enumerate(self._all()):
            if position >= LOOKED_AT and not everywhere:
                break
            for place in places:
                if place < len(row) and row[place].strip():
                    seen[row[place]] = None
            if len(seen) > _MOST_SAMPLES:
                break
        return list(seen)

    def _all(self) -> Iterator[Row]:
        rows = self.sheet.rows()
        return rows if self.reshape is None else self.reshape(self.sheet.header, rows, LeftOut())


_MOST_SAMPLES = 50_000


def _columns(sheet: Sheet, profile: Profile | None, mapping: Mapping) -> dict[Field, str]:
    said = {field: _spelled(sheet, name) for field, name in mapping.columns.items()}
    known = profile.mapped(sheet.header) if profile is not None else proposed(sheet.header)
    free = {field: name for field, name in known.items() if name not in said.values()}
    return {**free, **said}


def _spelled(sheet: Sheet, name: str) -> str:
    if name in sheet.header:
        return name
    found = next((column for column in sheet.header if header_key(column) == header_key(name)), None)
    if found is None:
        named = [column for column in sheet.header if not column.startswith("column ")]
        words = f"The file has no column “{name}”. It has {listed(named)}."
        raise NotUnderstood(words, field="map")
    return found


def _dates(rows: _Rows, columns: dict[Field, str], mapping: Mapping) -> DateForms:
    fields = [field for field in DATES if field in columns]
    found = date_forms({field: rows.cells(columns, [field]) for field in fields}, mapping.date_format)
    # What a person said about the order only counts where the whole file leaves it open.
    if mapping.date_format is None and (found.open or len(found.formats) < len(fields)):
        # The first rows leave it open, or have no date in a column; further down one may decide.
        every = {field: rows.cells(columns, [field], everywhere=True) for field in fields}
        found = date_forms(every, None, mapping.first)
    return found


def _signs(rows: _Rows, columns: dict[Field, str], mapping: Mapping, default: str | None) -> tuple[bool, str | None]:
    """Whether each amount names its currency, where nothing else does; and one whose sign means several."""
    if Field.CURRENCY in columns or mapping.currency:
        return False, None
    amount = Field.TOTAL if Field.TOTAL in columns else Field.BALANCE
    try:
        return are_signed(rows.cells(columns, [amount]), default), None
    except Unclear as unclear:
        return False, unclear.cell


def _currency_question(columns: dict[Field, str], unclear: str | None, *, is_known: bool) -> Iterable[Question]:
    if unclear is not None:
        words = f"“{unclear}” could be dollars of several countries, or another shared sign. {_SAY_CURRENCY}"
        yield Question(field="currency", words=words)
    elif Field.CURRENCY not in columns and not is_known:
        yield Question(field="currency", words=f"The file names no currency. {_SAY_CURRENCY}")


def _questions(columns: dict[Field, str], forms: DateForms, mark: str | None, *, as_sent: bool) -> Iterable[Question]:
    if Field.NUMBER not in columns:
        yield Question(field="number", words=_no_column("invoice's number", Field.NUMBER))
    if Field.CLIENT not in columns and Field.CLIENT_NUMBER not in columns:
        yield Question(field="client", words=_no_column("client", Field.CLIENT))
    if Field.TOTAL not in columns and Field.BALANCE not in columns:
        yield Question(field="total", words=_no_column("amount", Field.TOTAL))
    if Field.DUE_ON not in columns and (as_sent or Field.STATUS in columns or Field.ISSUED_ON not in columns):
        yield Question(field="due_on", words=_no_column("due date", Field.DUE_ON) + _WITHOUT_DUE)
    if mark is None:
        yield Question(field="decimal_mark", words=_WHICH_MARK)
    for example, words in forms.open:
        yield Question(field="date_format", words=f"“{example}” {words}")


_SAY_CURRENCY = "Say it, like `--currency EUR`."
_WITHOUT_DUE = " It is never made up; `--map due_on=` the issue date's column counts them due on issue."
_WHICH_MARK = (
    "The amounts could be thousands or decimals, like “1.250”. Say which mark is the decimal one: `--decimal-mark ,`."
)


def _no_column(what: str, field: Field) -> str:
    return f"No column holds the {what}. Name it: `--map {field}=Column`."


def _notes(columns: dict[Field, str], *, as_sent: bool) -> Iterable[str]:
    if Field.STATUS not in columns and not as_sent:
        yield "Rows have no status: they come in as drafts unless money came in. `--as-sent` counts them as sent."
    if Field.ISSUED_ON not in columns:
        yield "No column holds the issue date: the due date stands in for it, or today where that is earlier."
    if Field.PAID_ON not in columns and (Field.PAID in columns or {Field.BALANCE, Field.TOTAL} <= columns.keys()):
        yield "No column says when money came in: the due date stands in for it, or today where that is earlier."
