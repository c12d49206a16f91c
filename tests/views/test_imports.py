"""What an import says in Slack, with the longest and most hostile file there could be."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import connectors
from domain.date_columns import FirstPart
from domain.file_import import ColumnRead, FileSeen, FileTaken, HowToRead, OpenQuestion, RowsAtFault
from receivables.sent_file import in_the_form
from storage import import_changes
from tests.views.samples import takes_message, takes_view
from views import imports
from views.ids import Action, read_pairs
from views.lost_windows import Lost, window_lost

HOSTILE = "*a* <!channel> `b` <@U0ANA> & <https://x.example|y> "
HOW = HowToRead(
    currency="EUR",
    first=FirstPart.MONTH,
    decimal_mark=",",
    as_sent=True,
    columns={"number": 99, "client": 98, "total": 97, "due_on": 96},
)


def seen(words: str, count: int) -> FileSeen:
    header = tuple(f"{words}{place}" for place in range(count))
    return FileSeen(
        file_name=words,
        tool=words,
        header=header,
        columns=tuple(ColumnRead(field="due_on", column=name, example="31/12/2026") for name in header),
        questions=tuple(OpenQuestion(field=field, words=words) for field in (*HOW.columns, "decimal_mark")),
        notes=(words,) * 3,
        has_status=False,
    )


@pytest.mark.parametrize("words", ["a", HOSTILE, HOSTILE * 100])
@pytest.mark.parametrize("count", [1, 300])
def test_slack_takes_every_message_and_form_of_an_import(words: str, count: int):
    file, done = (
        seen(words, count),
        FileTaken(file_name=words, words=words, details=(words,) * 22, is_nothing_new=False),
    )
    takes_view(imports.choose_file(currency=None))
    takes_view(imports.read_anew(file, HOW, file="F1", currency="EUR"))
    takes_view(imports.reading(words))
    takes_message(imports.asked(file, HOW, file="F1"))
    takes_message(imports.tried(file, done, HOW, file="F1"))
    takes_message(imports.imported(done))
    takes_message(imports.not_read(words))
    faults = RowsAtFault(file_name=words, count=count, read=count, first=(words,) * 3)
    takes_message(imports.rows_refused(faults, HOW, file="F1"))


def test_what_a_button_keeps_is_short():
    message = imports.asked(seen("a", 3), HOW, file="F0123456789")
    [value] = [
        one["value"]
        for block in message["blocks"]
        for one in block.get("elements", ())
        if one.get("action_id") == Action.READ_ANEW
    ]
    assert len(value) < 200
    assert read_pairs(value)["file"] == "F0123456789"


def test_no_option_of_the_command_line_is_told_in_slack():
    for file in (*Path(connectors.__path__[0]).glob("*.py"), Path(import_changes.__file__)):
        tree = ast.parse(file.read_text())
        for node in ast.walk(tree):
            words = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            is_whole = words.count("`") % 2 == 0  # a piece of a longer one is tried through Slack
            if (
                is_whole and re.search(r"`--\w", words) and file.name not in {"mapping.py", "fields.py"}
            ):  # about options themselves
                assert "`--" not in in_the_form(words), words
    assert in_the_form("Name it: `--map due_on=Column`.") == "Choose it in the form."


def test_whatever_word_slack_refuses_a_form_for_a_file_with_the_missing_scope_is_named():
    said = window_lost(imports.choose_file(currency=None), Lost.FAULT, "ref-1", is_changed=False)
    assert "probably lacks the scope `files:read`" in said["text"].replace("\u02cb", "`")
