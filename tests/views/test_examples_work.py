from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest

from bot.desk import Desk
from domain.sentence import split_command
from domain.workspace import Workspace
from handlers.command import Line
from handlers.edge import Edge
from handlers.features import FEATURES
from handlers.ports import Slack
from storage.database import Database
from tests.builders import ANA, keep_invoice
from tests.views.samples import shown, takes_message
from views.commands import COMMANDS


@pytest.fixture
def database(sqlite: Database) -> Database:
    return sqlite


_EXAMPLES = [
    (one.word, example)
    for one in COMMANDS
    for example in one.examples
    if one.word not in ("help", "import", "export", "digest")
]


@pytest.mark.parametrize(("word", "example"), _EXAMPLES)
def test_every_example_in_the_help_does_what_it_says(desk: Desk, workspace: Workspace, word: str, example: str):
    _book_for(word, desk, workspace)
    answered = _typed(example, desk)
    takes_message(answered)
    assert answered["response_type"] == "ephemeral"
    assert "Like `/invoice" not in shown(answered)


def test_every_subcommand_in_the_help_is_listened_for():
    assert {one.word for one in COMMANDS} - {"help"} <= set(FEATURES)


def _book_for(word: str, desk: Desk, workspace: Workspace) -> None:
    with desk.work(workspace) as work:
        if word == "add":
            client = work.clients.add(name="Acme", now=work.now)
            work.clients.keep(client.id, net_days=30, terms_basis="issue")
        else:
            keep_invoice(work, sent_on=None if word == "send" else date(2026, 2, 2))
        if word == "client":
            keep_invoice(work, client="Acme Studios", number="INV-7")
    if word == "refund":
        _typed("/invoice paid INV-1042 1250", desk)
    if word == "milestone":
        _typed('/invoice milestone Acme 900 EUR "First half"', desk)
    if word == "unblock":
        _typed("/invoice block INV-1042 launch of the shop", desk)
    if word == "resume":
        _typed("/invoice hold Acme until 20 March new PO", desk)
        _typed("/invoice dispute INV-1042 hours are wrong", desk)


def _typed(line: str, desk: Desk) -> dict[str, Any]:
    # As Slack hands it over: a mention carries the person's id.
    text = line.removeprefix("/invoice ").replace("@ana", "<@U0ANA|ana>")
    said = split_command(text)
    edge = Edge(desk=desk, slack=cast("Slack", None), surprise=str)
    return FEATURES[said.sub](Line(said=said, escaped=text, channel="C0BILLING"), replace(ANA, request_id=line), edge)
