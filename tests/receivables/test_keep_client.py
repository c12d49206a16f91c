from __future__ import annotations

import pytest

from bot.desk import Desk
from domain.errors import NotUnderstood, TooLate
from domain.workspace import Workspace
from receivables.keep_client import KeepClient, keep_client
from receivables.undo import Undo, undo
from tests.builders import keep_invoice


@pytest.mark.parametrize("said", ["German", "deutsch", "DE"])
def test_the_language_of_a_clients_letters_is_kept_and_taken_back(desk: Desk, workspace: Workspace, said: str):
    with desk.work(workspace) as work:
        client_id = keep_invoice(work).client_id
        change = keep_client(KeepClient(client="Acme", language=said), work)
        assert change.said == "Acme: letters in German"
        assert work.clients.get(client_id).language == "de"
        undo(Undo(record_id=change.record_id or 0), work)
        assert work.clients.get(client_id).language is None


def test_a_language_no_letters_are_kept_in_is_refused_with_those_that_are(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work)
        with pytest.raises(NotUnderstood, match="English, German, French, Spanish or Polish"):
            keep_client(KeepClient(client="Acme", language="Klingon"), work)


def test_undoing_an_older_language_does_not_undo_a_newer_one(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work)
        older = keep_client(KeepClient(client="Acme", language="German"), work)
        keep_client(KeepClient(client="Acme", language="French"), work)
        with pytest.raises(TooLate, match="language was set anew since then"):
            undo(Undo(record_id=older.record_id or 0), work)


@pytest.mark.parametrize("said", ["C0ACME", "<#C0ACME|acme>", "<#C0ACME>"])
def test_letters_go_to_the_channel_shared_with_a_client(desk: Desk, workspace: Workspace, said: str):
    with desk.work(workspace) as work:
        client_id = keep_invoice(work).client_id
        keep_client(KeepClient(client="Acme", channel=said), work)
        assert work.clients.get(client_id).slack_channel == "C0ACME"


def test_what_is_no_channel_is_refused(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        keep_invoice(work)
        with pytest.raises(NotUnderstood, match="“acme corner” is not a channel"):
            keep_client(KeepClient(client="Acme", channel="acme corner"), work)
