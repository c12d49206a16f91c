"""`export`: the book as CSV files, in a direct message to the one who asked."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from domain.roles import Role, require
from handlers.command import Line
from handlers.edge import Edge
from handlers.ports import Body, Caller, Reader
from receivables.export_book import ExportOutcome, ExportRequest, export_book
from storage.unit_of_work import Work
from views.exports import files_coming

_WORDS = "Your book as CSV. A spreadsheet opens these, and an import reads them back."


def on_export(line: Line, caller: Caller, edge: Edge) -> Body:
    """Says that they are coming; a large book takes longer to write than Slack waits for an answer."""
    everything = line.said.rest.casefold() == "all"
    answer = edge.desk.look(_may_export, None, lambda _found, _reader: files_coming(), caller)
    edge.slack.upload(caller.slack_id, lambda: _files(caller, edge, everything=everything), _WORDS)
    return answer


def _may_export(_request: None, work: Work) -> None:
    require(work.person, Role.MEMBER, "export the book")


def _files(caller: Caller, edge: Edge, *, everything: bool) -> list[tuple[str, bytes]]:
    written: list[Path] = []

    def kept(found: ExportOutcome, _: Reader) -> Body:
        written.extend(found.rows)
        return {}

    with TemporaryDirectory(prefix="dunwell-export-") as folder:
        edge.desk.look(export_book, ExportRequest(folder=Path(folder), everything=everything), kept, caller)
        return [(path.name, path.read_bytes()) for path in written]
