"""The invoice itself, to go along with its reminders."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.edge import opened, show
from delivery.documents import AttachDocument, attach_document


def attach(
    number: Annotated[str, typer.Argument(help="The invoice's number, like INV-1042.")],
    file: Annotated[
        Path,
        typer.Argument(exists=True, dir_okay=False, help="Its PDF (or XML, PNG, JPEG), named after the number."),
    ],
) -> None:
    """Keep a file with its invoice: it goes along with every reminder drafted from now on."""
    with opened() as book, book.desk.work(book.workspace) as work:
        request = AttachDocument(number=number, file_name=file.name, content=file.read_bytes())
        done = attach_document(request, work)
    show(f"{done.said}; {', '.join(done.understood)}.")
