"""`/invoice import`: a file chosen in a form, tried, imported by a press; what stands in the way is told in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Desk, Roles
from bot.http import EVENTS, HttpDoor, web
from bot.manifest import manifest
from connectors.mapping import Mapping
from demo.local_slack import LocalSlack
from demo.local_slack.faults import Faults
from domain.roles import Role
from domain.workspace import Workspace
from receivables.import_preview import preview
from tests.handlers.billing import buttons_of
from tests.handlers.conftest import ANA, BEN, BILLING, SECRET, TOKEN, Office, a_bot, free_port, words_of
from tests.views.samples import takes_message, takes_view

SAMPLES = Path(__file__).parent.parent / "samples"
HEADER = "Number,Client,Issued,Due,Total,Currency,Status\n"
TWO = HEADER + "A-1,Acme,2026-02-01,2026-03-20,100.00,EUR,sent\nA-2,Borg,2026-02-01,2026-03-25,50.00,EUR,sent\n"


def the_form(office: Office, by: Any = ANA) -> dict[str, Any]:
    before = {view["id"] for view in office.slack.modals(by)}
    assert office.type("/invoice import", by).ok
    office.slack.wait_for(lambda: {view["id"] for view in office.slack.modals(by)} - before)
    window = office.slack.modals(by)[-1]
    takes_view(window_only(window))
    return window


def window_only(window: dict[str, Any]) -> dict[str, Any]:
    wanted = ("type", "title", "close", "blocks", "callback_id", "submit", "private_metadata")
    return {key: window[key] for key in wanted if window.get(key)}


def told(office: Office, count: int = 1) -> dict[str, Any]:
    """The newest of so many direct messages."""
    office.slack.wait_for(lambda: len(office.slack.messages(ANA)) >= count, 10)
    message = office.slack.messages(ANA)[count - 1]
    if message.get("blocks"):
        takes_message({"text": message["text"], "blocks": message["blocks"]})
    return message


def send_in(office: Office, content: str | bytes, name: str = "my.csv", **said: Any) -> dict[str, Any]:
    """Chosen, sent in; the direct message that answers."""
    before, window = len(office.slack.messages(ANA)), the_form(office)
    file = office.slack.choose_file(ANA, name, content.encode() if isinstance(content, str) else content)
    answer = office.slack.submit(ANA, window, {"file": [file], **said})
    assert answer.ok, (answer.errors, answer.error)
    assert f"Reading {name} …" in words_of(office.slack.modals(ANA)[-1]["blocks"])
    return told(office, before + 1)


def read_anew(office: Office, message: dict[str, Any]) -> dict[str, Any]:
    office.slack.press(ANA, message, "read_anew")
    office.slack.wait_for(lambda: office.slack.modals(ANA)[-1]["callback_id"] == "import_file")
    window = office.slack.modals(ANA)[-1]
    takes_view(window_only(window))
    return window


def now(office: Office, message: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in office.slack.messages(ANA) if one["ts"] == message["ts"])


def press_import(office: Office, message: dict[str, Any]) -> str:
    assert office.slack.press(ANA, message, "import_it").ok
    office.slack.wait_for(lambda: "import_it" not in buttons_of(now(office, message)), 10)
    return words_of(now(office, message)["blocks"])


def in_the_book(office: Office) -> int:
    with office.desk.reading(office.workspace) as work:
        return sum(total.count for total in work.totals.by_status(work.today))


def test_a_file_is_tried_in_the_direct_message_and_imported_once_by_a_press(office: Office):
    tried = send_in(office, (SAMPLES / "stripe_invoices.csv").read_bytes(), "stripe_invoices.csv")
    said = words_of(tried["blocks"])
    assert "Dry run, nothing is kept yet. Would import stripe_invoices.csv (Stripe)" in said
    assert "From Stripe. Read as: number from" in said
    assert buttons_of(tried) == ["import_it", "read_anew", "not_now"]
    assert in_the_book(office) == 0
    done = press_import(office, tried)
    assert "Imported stripe_invoices.csv (Stripe)" in done
    held = in_the_book(office)
    assert held > 0
    office.slack.redeliver(kind="block_actions")
    assert in_the_book(office) == held
    again = send_in(office, (SAMPLES / "stripe_invoices.csv").read_bytes(), "stripe_invoices.csv")
    assert "nothing new, nothing changed" in words_of(again["blocks"])
    assert "import_it" not in buttons_of(again)


def test_next_weeks_file_of_the_same_name_changes_the_same_book(office: Office):
    press_import(office, send_in(office, TWO, "Export 2026-03-02.csv"))
    later = TWO.replace("100.00", "120.00").replace("A-2,Borg,2026-02-01,2026-03-25,50.00,EUR,sent\n", "")
    said = words_of(send_in(office, later, "Export 2026-03-09.csv")["blocks"])
    assert "(csv:export): 1 changed" in said
    assert "A-1: total EUR 100.00 → EUR 120.00" in said
    assert "1 open invoice of this source is not in this file any more: A-2." in said


def test_a_row_that_cannot_be_taken_imports_nothing_and_the_list_of_faults_follows(office: Office):
    said = send_in(office, TWO.replace("50.00", "*much*"))
    read = words_of(said["blocks"])
    assert "Nothing was imported from my.csv: 1 fault in 2 rows." in read
    assert "Line 3, Total, “*much*”" in read
    assert "tmp" not in read
    listed = told(office, 2)["files"][0]
    assert listed["name"] == "my-faults.csv"
    assert "3,Total,*much*," in office.slack.file_content(listed["id"]).decode()
    assert in_the_book(office) == 0


def test_an_open_question_is_answered_in_the_form_about_the_same_file(office: Office):
    rows = "No;Kunde;Fällig am;Betrag\n7;Acme;07/03/2026;1.250\n8;Borg;08/03/2026;2.500\n"
    asked = send_in(office, rows.replace("No;", "Kennung X;"), "Liste.csv")
    said = words_of(asked["blocks"])
    assert "Liste.csv leaves something open. Nothing was imported." in said
    assert "“07/03/2026” could be 7 March 2026 or 3 July 2026, and no other date in the file decides. Say in" in said
    assert "No column holds the invoice's number. Choose it in the form." in said
    assert "--" not in said
    window = read_anew(office, asked)
    fields = [block["block_id"] for block in window["blocks"] if block["type"] == "input"]
    assert fields == ["number", "as_sent", "date_format", "currency", "decimal_mark"]
    refused = office.slack.submit(ANA, window, {"number": "Kennung X", "currency": "dollarinos"})
    assert "is not a currency code" in str(refused.errors["currency"])
    values = {"number": "Kennung X", "date_format": "day", "decimal_mark": ".", "as_sent": ["yes"], "currency": ""}
    assert office.slack.submit(ANA, window, values).ok
    tried = told(office, 2)
    assert "due from “Fällig am” (like 31/12/2026)" in words_of(tried["blocks"])
    press_import(office, tried)
    card = office.read("/invoice status 7")
    assert "€1.25" in card
    assert "7 Mar" in card


def test_a_file_that_is_lost_or_gone_is_told_in_words_and_can_be_pressed_again(office: Office):
    office.slack.faults.next("download", Faults.reset_before())
    assert "did not arrive whole" in words_of(send_in(office, TWO)["blocks"])
    tried = send_in(office, TWO)
    office.slack.faults.next("download", Faults.server_error(503))
    office.slack.press(ANA, tried, "import_it")
    assert "HTTP 503" in words_of(told(office, 3)["blocks"])
    assert "import_it" in buttons_of(now(office, tried))
    press_import(office, tried)
    assert in_the_book(office) == 2
    third = send_in(office, TWO.replace("A-1", "A-3"))
    office.slack.delete_file(third_file(third))
    office.slack.press(ANA, third, "import_it")
    assert "somebody deleted it" in words_of(told(office, 5)["blocks"])
    assert in_the_book(office) == 2


def test_a_press_while_it_is_being_imported_is_refused_in_words_and_imports_nothing_twice(office: Office):
    tried = send_in(office, TWO)
    office.slack.faults.next("download", Faults.slow(0.5))
    office.slack.press(ANA, tried, "import_it")
    office.slack.press(ANA, tried, "import_it")
    office.slack.wait_for(lambda: len(office.slack.ephemerals(ANA)) == 2)
    said = {words_of(one["blocks"]) for one in office.slack.ephemerals(ANA)}
    assert any("It is being imported right now." in one for one in said), said
    office.slack.wait_for(lambda: buttons_of(now(office, tried)) == [], 10)
    assert in_the_book(office) == 2


def third_file(message: dict[str, Any]) -> str:
    [value] = {one["value"] for block in message["blocks"] for one in block.get("elements", ()) if one.get("value")}
    return str(value).split("file:")[1].split(",")[0]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.csv", "\n", "empty.csv is empty"),
        ("picture.csv", "\0\1\2", "is not a CSV file"),
        ("head.csv", HEADER, "no invoices below it"),
        ("../../x/*my* <!channel>.csv", TWO, "(csv:"),
    ],
)
def test_what_is_no_table_of_invoices_is_told_in_words(office: Office, name: str, content: str, words: str):
    before, window = len(office.slack.messages(ANA)), the_form(office)
    file = office.slack.choose_file(ANA, name, content.encode())
    assert office.slack.submit(ANA, window, {"file": [file]}).ok
    assert words in words_of(told(office, before + 1)["blocks"])


def test_a_spreadsheet_or_no_file_at_all_does_not_leave_the_form(office: Office):
    window = the_form(office)
    assert "required" in office.slack.submit(ANA, window, {}).errors["file"]
    file = office.slack.choose_file(ANA, "book.xlsx", b"PK")
    assert "csv, txt" in office.slack.submit(ANA, window, {"file": [file]}).errors["file"]


def test_whoever_may_not_import_is_told_before_choosing_a_file(office: Office):
    object.__setattr__(office.desk, "roles", Roles(named={"U0BEN": Role.MEMBER}))
    assert "To import invoices you need to be an approver here" in office.read("/invoice import", BEN)
    assert office.slack.modals(BEN) == []


def test_not_now_keeps_nothing(office: Office):
    tried = send_in(office, TWO)
    office.slack.press(ANA, tried, "not_now")
    office.slack.wait_for(lambda: buttons_of(now(office, tried)) == [])
    assert "Nothing was imported." in words_of(now(office, tried)["blocks"])
    assert in_the_book(office) == 0


@pytest.fixture
def older(desk: Desk, workspace: Workspace) -> Iterator[tuple[LocalSlack, list[BaseException]]]:
    """An installation from before files were read."""
    port, made = free_port(), manifest()
    made["oauth_config"]["scopes"]["bot"].remove("files:read")
    address = f"http://127.0.0.1:{port}{EVENTS}"
    slack = LocalSlack(
        people=[ANA], channels=[BILLING], bot_token=TOKEN, signing_secret=SECRET, request_url=address, manifest=made
    )
    with slack:
        surprises: list[BaseException] = []
        app, after = a_bot(slack, desk, surprises)
        door = HttpDoor(web(dict, app), host="127.0.0.1", port=port)
        door.open()
        yield slack, surprises
        door.close(1)
        after.close()


def test_an_older_installation_is_told_which_scope_it_lacks(older: tuple[LocalSlack, list[BaseException]]):
    slack, surprises = older
    assert slack.slash(ANA, BILLING, "/invoice import").ok
    slack.wait_for(lambda: slack.ephemerals(ANA))
    said = words_of(slack.ephemerals(ANA)[-1]["blocks"])
    assert "lacks the scope \nfiles:read\n" in said
    assert "dunwell doctor" in said
    assert [str(each) for each in surprises] == ["Slack did not open a window: scope"]


def test_the_books_name_is_the_one_the_command_line_gives(office: Office, tmp_path: Path):
    path = tmp_path / "My Export 2026-03.csv"
    path.write_text(TWO)
    source = preview(path, Mapping(), default_currency=None).source
    assert f"({source})" in words_of(send_in(office, TWO, path.name)["blocks"])
