"""`import`: a CSV file in a form, read and tried in the background, imported by a press.

The form and the buttons are answered at once. What came of it is told in a direct message.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from slack_bolt import App

from connectors.mapping import currency_said
from connectors.plan import NotSaid
from domain.date_columns import FirstPart
from domain.errors import Busy, NotUnderstood, Refusal
from domain.file_import import FileSeen, FileTaken, HowToRead
from handlers.command import Line
from handlers.edge import Ack, Edge, value_of
from handlers.forms import kept, typed
from handlers.ports import Body, Caller, Patient, Reader
from receivables.import_faults import RowsRefused
from receivables.sent_file import SentFile, in_the_form, look_at_file, may_import, rows_at_fault, take_file
from views import imports
from views.ids import Action, Field, Form, any_of, read_pairs
from views.modals import TICKED, told
from views.refusals import refused, surprised

_LISTED = "Every row that could not be taken: its line, column, value, and why."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A file by its id in Slack, and what was said about how it is read."""

    file: str
    how: HowToRead


class BeingImported(Busy):
    """The same message was pressed a moment ago."""

    def __init__(self) -> None:
        Refusal.__init__(self, "It is being imported right now. What came of it takes the place of the dry run.")


@dataclass(frozen=True, slots=True)
class InHand:
    """Messages whose import is running in this process; the database sees to it that none is imported twice."""

    _messages: set[tuple[str, str]]
    _guard: Lock

    def take(self, message: tuple[str, str]) -> None:
        """Raises BeingImported."""
        with self._guard:
            if message in self._messages:
                raise BeingImported
            self._messages.add(message)

    def leave(self, message: tuple[str, str]) -> None:
        """It is done, or was not."""
        with self._guard:
            self._messages.discard(message)


def on_import(_: Line, caller: Caller, edge: Edge) -> Body:
    """`import`: the form."""
    return edge.desk.look(may_import, None, lambda currency, _: imports.choose_file(currency=currency), caller)


def register(app: App, edge: Edge) -> None:
    """The form sent in, and the buttons under a dry run."""
    in_hand = InHand(set(), Lock())

    @app.view(str(Form.IMPORT_FILE))
    def on_sent(ack: Ack, body: dict[str, Any]) -> None:
        edge.submission(ack, body, lambda caller: _sent_in(body["view"], caller, edge))

    @app.action(any_of(Action.READ_ANEW))
    def on_read_anew(ack: Ack, body: dict[str, Any]) -> None:
        asked = _asked(read_pairs(value_of(body)))
        edge.slowly(ack, body, imports.opening(), lambda caller: _question(asked, caller, edge))

    @app.action(any_of(Action.NOT_NOW))
    def on_not_now(ack: Ack, body: dict[str, Any]) -> None:
        edge.press(ack, body, lambda _: imports.not_now(), replaces=True)

    @app.action(any_of(Action.IMPORT_IT))
    def on_import_it(ack: Ack, body: dict[str, Any]) -> None:
        asked, place = _asked(read_pairs(value_of(body))), body.get("container") or {}
        at = (str(place.get("channel_id") or ""), str(place.get("message_ts") or ""))
        edge.press(ack, body, lambda caller: _pressed(asked, at, in_hand, caller, edge))


def _sent_in(view: Body, caller: Caller, edge: Edge) -> Body:
    asked = _filled_in(view)
    first: list[bool] = []

    def shown(_found: str | None, _reader: Reader) -> Body:
        first.append(True)
        return imports.reading(_name_in(view))

    window = edge.desk.answer(may_import, None, shown, caller)
    if first:  # a form delivered twice is tried once
        edge.slack.later(lambda patient: _told(patient, caller, edge, lambda: _try(asked, caller, edge, patient)))
    return window


def _try(asked: Asked, caller: Caller, edge: Edge, slack: Patient) -> None:
    """How it is read, and the dry run of it where nothing is open, in a direct message."""
    with TemporaryDirectory(prefix="dunwell-import-") as folder:
        sent = SentFile(path=slack.fetch(asked.file, Path(folder)), how=asked.how, dry_run=True)
        seen = _look(sent, caller, edge)
        if seen.questions:
            slack.tell(caller.slack_id, imports.asked(seen, asked.how, file=asked.file))
            return

        def shown(done: FileTaken, _: Reader) -> Body:
            return imports.tried(seen, done, asked.how, file=asked.file)

        again = replace(caller, request_id=f"tried:{caller.request_id}"[:200])
        try:
            slack.tell(caller.slack_id, edge.desk.answer_at_length(take_file, sent, shown, again))
        except RowsRefused as faulty:
            slack.tell(caller.slack_id, _rows(faulty, sent, asked))
            slack.send_files(caller.slack_id, [(sent.faults.name, sent.faults.read_bytes())], _LISTED)


def _pressed(asked: Asked, at: tuple[str, str], in_hand: InHand, caller: Caller, edge: Edge) -> Body:
    """Begins the import of a message once; a second press while it runs is refused in words."""
    first: list[bool] = []

    def shown(_found: str | None, _reader: Reader) -> Body:
        first.append(True)
        return imports.begun()

    said = edge.desk.answer(may_import, None, shown, caller)
    if first:
        in_hand.take(at)

        def work(patient: Patient) -> None:
            try:
                _told(patient, caller, edge, lambda: _import(asked, at, caller, edge, patient))
            finally:
                in_hand.leave(at)

        edge.slack.later(work)
    return said


def _import(asked: Asked, at: tuple[str, str], caller: Caller, edge: Edge, slack: Patient) -> None:
    """All of it or nothing, once a message: a later press of the same one hears what was done."""
    once = replace(caller, request_id=f"import:{at[0]}:{at[1]}")
    with TemporaryDirectory(prefix="dunwell-import-") as folder:
        sent = SentFile(path=slack.fetch(asked.file, Path(folder)), how=asked.how)
        try:
            done = edge.desk.answer_at_length(take_file, sent, lambda taken, _: imports.imported(taken), once)
        except RowsRefused as faulty:
            slack.change(*at, _rows(faulty, sent, asked))
            slack.send_files(caller.slack_id, [(sent.faults.name, sent.faults.read_bytes())], _LISTED)
            return
        except NotSaid:
            slack.change(*at, imports.asked(_look(sent, caller, edge), asked.how, file=asked.file))
            return
    slack.change(*at, done)


def _told(slack: Patient, caller: Caller, edge: Edge, work: Callable[[], None]) -> None:
    """Nobody waits in vain: what stands in the way is told in the same direct message."""
    try:
        work()
    except Refusal as refusal:
        slack.tell(caller.slack_id, imports.not_read(in_the_form(refusal.words)))
    except Exception as error:  # noqa: BLE001 - the edge of the background: the trace goes to the log
        slack.tell(caller.slack_id, surprised(edge.surprise(error)))


def _question(asked: Asked, caller: Caller, edge: Edge) -> Callable[[Patient], Body]:
    """Looks at the file again, to ask what it leaves open. Who may not import is refused before that."""
    currency: list[str | None] = []

    def known(found: str | None, _: Reader) -> Body:
        currency.append(found)
        return {}

    edge.desk.look(may_import, None, known, caller)

    def made(slack: Patient) -> Body:
        try:
            with TemporaryDirectory(prefix="dunwell-import-") as folder:
                seen = _look(SentFile(path=slack.fetch(asked.file, Path(folder)), how=asked.how), caller, edge)
        except Refusal as refusal:
            return told(refused(refusal), title="How to read it")
        except Exception as error:  # noqa: BLE001 - the edge of the background: the trace goes to the log
            return told(surprised(edge.surprise(error)), title="How to read it")
        return imports.read_anew(seen, asked.how, file=asked.file, currency=currency[0])

    return made


def _look(sent: SentFile, caller: Caller, edge: Edge) -> FileSeen:
    found: list[FileSeen] = []

    def kept_here(seen: FileSeen, _: Reader) -> Body:
        found.append(seen)
        return {}

    edge.desk.look(look_at_file, sent, kept_here, caller)
    return found[0]


def _rows(faulty: RowsRefused, sent: SentFile, asked: Asked) -> Body:
    return imports.rows_refused(rows_at_fault(faulty, sent.path.name), asked.how, file=asked.file)


def _asked(carried: dict[str, str]) -> Asked:
    """What a button or a form keeps; what is torn reads as not said."""
    first, places = carried.get("first", ""), {}
    for pair in carried.get("columns", "").split(";"):
        field, dot, place = pair.partition(".")
        if dot and field in {str(each) for each in imports.COLUMNS} and place.isdecimal():
            places[field] = int(place)
    how = HowToRead(
        currency=carried.get("currency"),
        first=FirstPart(first) if first in set(FirstPart) else None,
        decimal_mark=carried.get("mark"),
        as_sent=carried.get("sent") == TICKED,
        columns=places,
    )
    return Asked(file=carried.get("file", ""), how=how)


def _filled_in(view: Body) -> Asked:
    fields, before = typed(view), kept(view)
    columns = {str(field): int(fields[field]) for field in imports.COLUMNS if fields.get(field, "").isdecimal()}
    first, currency = fields.get(Field.DATE_FORMAT, ""), fields.get(Field.CURRENCY)
    file = fields.get(Field.FILE) or before.get("file", "")
    if not file:
        words = "Choose a CSV file."
        raise NotUnderstood(words, field=Field.FILE)
    how = HowToRead(
        currency=currency_said(currency) if currency else None,
        first=FirstPart(first) if first in set(FirstPart) else None,
        decimal_mark=fields.get(Field.DECIMAL_MARK),
        as_sent=fields.get(Field.AS_SENT) == TICKED,
        columns=columns,
    )
    return Asked(file=file, how=how)


def _name_in(view: Body) -> str:
    """The file's name, where the form has the file in it."""
    for elements in view.get("state", {}).get("values", {}).values():
        for element in elements.values():
            if element.get("files"):
                return str(element["files"][0].get("name") or "")
    return ""
