from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import bot
from domain.hold import Hold
from domain.promise import Certainty, Promise
from domain.timeline import Direction, Medium
from storage.unit_of_work import Work
from tests.bot.conftest import Dunwell
from tests.builders import keep_invoice

LEDGERS = Path(os.environ.get("DUNWELL_TEST_LEDGERS", Path(__file__).parents[2].parent / "shared" / "data" / "ledgers"))
ROOT = Path(bot.__file__).parent.parent


def a_small_book(work: Work) -> None:
    """Overdue at Acme, due at Blum, half paid and not due at Cove, a draft, one paid in dollars."""
    keep_invoice(work, number="A-1", due_on=date(2026, 3, 4), total_minor=100_00)
    keep_invoice(work, number="B-1", client="Blum", due_on=date(2026, 3, 11), total_minor=50_00)
    half = keep_invoice(work, number="C-1", client="Cove", due_on=date(2026, 3, 20), total_minor=80_00)
    keep_invoice(work, number="D-1", client="Cove", sent_on=None, due_on=None, total_minor=10_00)
    paid = keep_invoice(work, number="E-1", client="Elm", currency="USD", due_on=date(2026, 3, 2), total_minor=70_00)
    for invoice, minor, on in ((half, 30_00, date(2026, 3, 9)), (paid, 70_00, date(2026, 3, 10))):
        work.payments.add(invoice, minor=minor, paid_on=on, now=work.now, by_id=work.person.id)
        work.invoices.recount(invoice, changed_on=work.today)


def by_status(found: dict[str, Any]) -> dict[str, list[str]]:
    return {group["status"]: [each["number"] for each in group["invoices"]] for group in found["groups"]}


def test_status_is_json_a_script_can_rely_on(dunwell: Dunwell, in_the_book: Any):
    in_the_book(a_small_book)
    found = dunwell("status", "--json", "--as-of", "2026-03-11").json
    assert found["as_of"] == "2026-03-11"
    assert by_status(found) == {"Overdue": ["A-1"], "Due": ["B-1"], "Sent": ["C-1"], "Draft": ["D-1"], "Paid": ["E-1"]}
    assert found["groups"][2]["invoices"] == [
        {
            "number": "C-1",
            "client": "Cove",
            "currency": "EUR",
            "total_minor": 80_00,
            "balance_minor": 50_00,
            "due_on": "2026-03-20",
            "days_past_due": -9,
            "badges": ["partially paid"],
        }
    ]
    assert found["totals"] == [
        {"currency": "EUR", "status": "Overdue", "count": 1, "balance_minor": 100_00},
        {"currency": "EUR", "status": "Due", "count": 1, "balance_minor": 50_00},
        {"currency": "EUR", "status": "Sent", "count": 1, "balance_minor": 50_00},
        {"currency": "EUR", "status": "Draft", "count": 1, "balance_minor": 10_00},
        {"currency": "USD", "status": "Paid", "count": 1, "balance_minor": 0},
    ]


def test_a_past_day_shows_the_book_as_it_stood(dunwell: Dunwell, in_the_book: Any):
    in_the_book(a_small_book)
    before_the_money = by_status(dunwell("status", "--json", "--as-of", "2026-03-08").json)
    assert before_the_money["Overdue"] == ["E-1", "A-1"]
    assert before_the_money["Sent"] == ["B-1", "C-1"]
    assert by_status(dunwell("status", "--json", "--as-of", "2026-02-01").json)["Overdue"] == []


def test_badges_are_those_of_that_day(dunwell: Dunwell, in_the_book: Any):
    def a_promise_a_hold_and_a_word(work: Work) -> None:
        invoice = keep_invoice(work, number="A-1", due_on=date(2026, 3, 4), total_minor=100_00)
        promise = Promise(
            id=0,
            client_id=invoice.client_id,
            invoice_id=invoice.id,
            currency="EUR",
            expected_minor=100_00,
            made_on=date(2026, 3, 11),
            promised_on=date(2026, 3, 13),
            certainty=Certainty.GIVEN,
            words="Friday",
            by="Ana",
        )
        work.promises.add(promise, touch_id=None, watch_on=date(2026, 3, 17), now=work.now, by_id=work.person.id)
        hold = Hold(
            id=0,
            client_id=invoice.client_id,
            invoice_id=None,
            reason="new contact",
            until=date(2026, 3, 25),
            placed_on=date(2026, 3, 20),
            by="Ana",
        )
        work.holds.place(hold, now=work.now, by_id=work.person.id)
        work.timeline.add(
            client_id=invoice.client_id,
            invoice_id=None,
            direction=Direction.IN,
            medium=Medium.PHONE,
            words="Friday",
            happened_on=date(2026, 3, 11),
            now=work.now,
            by_id=work.person.id,
        )

    in_the_book(a_promise_a_hold_and_a_word)

    def badges(day: str) -> list[str]:
        rows = dunwell("status", "--json", "--as-of", day).json["groups"][0]["invoices"]
        found: list[str] = rows[0]["badges"]
        return found

    assert badges("2026-03-10") == ["no action"]
    assert badges("2026-03-12") == ["promised"]
    assert badges("2026-03-18") == ["promise broken", "no action"]
    assert badges("2026-03-21") == ["promise broken", "on hold", "no action"]


def test_aging_is_by_currency_with_all_five_buckets_and_the_largest_debtors(dunwell: Dunwell, in_the_book: Any):
    in_the_book(a_small_book)
    found = dunwell("aging", "--json", "--as-of", "2026-03-11").json
    assert [each["currency"] for each in found["currencies"]] == ["EUR"]
    euro = found["currencies"][0]
    assert [(each["name"], each["count"], each["balance_minor"]) for each in euro["buckets"]] == [
        ("not due", 2, 100_00),
        ("1-30", 1, 100_00),
        ("31-60", 0, 0),
        ("61-90", 0, 0),
        ("over 90", 0, 0),
    ]
    assert euro["top_debtors"][0] == {"client": "Acme", "client_number": None, "count": 1, "balance_minor": 100_00}


def test_people_read_tables_in_their_own_locale(dunwell: Dunwell, in_the_book: Any, monkeypatch: pytest.MonkeyPatch):
    in_the_book(a_small_book)
    shown = dunwell("status", "--as-of", "2026-03-11").out
    assert "Overdue: 1, €100.00" in shown
    assert "no action since 2 Feb" in shown
    assert "\x1b" not in shown
    assert all(line == line.rstrip() for line in shown.splitlines())
    monkeypatch.setenv("DUNWELL_LOCALE", "de_DE")
    assert "Overdue: 1, 100,00\xa0€" in dunwell("status", "--as-of", "2026-03-11").out


def test_a_name_cannot_take_over_the_terminal(dunwell: Dunwell, in_the_book: Any):
    evil = "Ac\x1b[2Jme \u202etxt"
    in_the_book(lambda work: keep_invoice(work, client=evil, due_on=date(2026, 3, 4)))
    shown = dunwell("status", "--as-of", "2026-03-11").out + dunwell("client", "zz" + evil).err
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert dunwell("status", "--json", "--as-of", "2026-03-11").json["groups"][0]["invoices"][0]["client"] == evil


def test_a_client_is_found_by_a_part_of_the_name(dunwell: Dunwell, in_the_book: Any):
    in_the_book(a_small_book)
    assert "Cove" in dunwell("client", "cov").out
    assert dunwell("client", "cov", "--json").json["client"]["name"] == "Cove"
    past = dunwell("client", "cov", "--json", "--as-of", "2026-03-08").json
    assert past["client"] == "Cove"
    assert by_status(past)["Sent"] == ["C-1"]


def test_the_digest_reads_as_it_would_in_slack_and_posts_nothing(dunwell: Dunwell, in_the_book: Any):
    in_the_book(a_small_book)
    shown = dunwell("digest").out
    assert "Acme" in shown
    assert dunwell("digest", "--json").json["totals"]
    past = dunwell("digest", "--as-of", "2026-01-01", "--json").json
    assert past["today"] == "2026-01-01"
    assert past["totals"] == []


def test_a_tick_on_the_command_line_tells_what_is_owed_once(dunwell: Dunwell, in_the_book: Any):
    in_the_book(a_small_book, datetime(2026, 3, 1, 12, tzinfo=UTC))
    first = dunwell("tick", "--json")
    assert first.code == 0, first.err
    assert dunwell("tick", "--json").json["failed"] == []


@pytest.mark.parametrize(
    ("words", "complaint", "code"),
    [
        (("client", "Nobody"), "No client goes by “Nobody”", 1),
        (("status", "--as-of", "someday"), "“someday” is not a day", 1),
        (("stauts",), "No such command", 2),
        (("import", "nowhere.csv"), "does not exist", 2),
        (("db", "backup", "data/dunwell.db"), "is there already", 1),
    ],
)
def test_a_refusal_is_words_and_an_exit_code(words: tuple[str, ...], complaint: str, code: int, dunwell: Dunwell):
    dunwell("status")
    refused = dunwell(*words)
    assert refused.code == code
    assert complaint in " ".join(refused.err.split())
    assert "Traceback" not in refused.out + refused.err


def test_a_surprise_is_a_number_and_the_trace_is_in_the_log(
    dunwell: Dunwell, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("xoxb-123-secret at ana@example.com")

    monkeypatch.setattr("bot.commands.book.status_book", broken)
    surprised = dunwell("status")
    assert surprised.code == 1
    assert "Traceback" not in surprised.out + surprised.err
    reference = surprised.err.split("Reference ")[1][:6]
    log = (folder / "data" / "dunwell.log").read_text()
    assert reference in log
    assert "ZeroDivisionError" in log
    assert "xoxb-123" not in log
    assert "ana@example.com" not in log


def test_a_zone_that_does_not_load_stops_every_command(dunwell: Dunwell, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DUNWELL_TIMEZONE", "Mars/Olympus")
    for command in ("serve", "status", "tick"):
        refused = dunwell(command)
        assert refused.code == 1
        assert "“Mars/Olympus” is not a time zone" in refused.err


def test_without_slack_serving_becomes_the_local_slack(dunwell: Dunwell, monkeypatch: pytest.MonkeyPatch):
    become: list[list[str]] = []
    monkeypatch.setattr("os.execv", lambda _program, words: become.append(words[1:]))
    monkeypatch.setattr("bot.app.build", lambda _settings: pytest.fail("it would have become another program"))
    dunwell("demo", "--port", "8770", "--database", "sqlite:///mine.db")
    assert become == [["-m", "demo", "--port", "8770", "--database", "sqlite:///mine.db"]]


def test_a_reader_that_goes_away_is_no_fault(folder: Path, in_the_book: Any):
    def a_long_book(work: Work) -> None:
        for number in range(400):
            keep_invoice(work, number=f"N-{number}", due_on=date(2026, 3, 4) + timedelta(days=number))

    in_the_book(a_long_book)
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    dunwell = subprocess.Popen(
        [sys.executable, "-m", "bot", "status", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ
    )
    assert dunwell.stdout is not None
    assert dunwell.stderr is not None
    with dunwell:
        dunwell.stdout.read(10)
        dunwell.stdout.close()
        assert dunwell.stderr.read() == b""


@pytest.mark.ledgers
def test_a_real_ledger_replayed_to_a_day_gives_its_true_numbers(dunwell: Dunwell):
    ledger = LEDGERS / "ibm_late_payments.csv"
    if not ledger.is_file():
        pytest.skip("the real ledgers are not beside the project")
    done = dunwell("import", str(ledger), "--currency", "USD", "--as-sent", "--yes", "--json")
    assert done.code == 0, done.err
    assert (done.json["read"], done.json["new"]) == (2_466, 2_466)
    totals = {each["status"]: each for each in dunwell("status", "--json", "--as-of", "2013-06-30").json["totals"]}
    assert (totals["Overdue"]["count"], totals["Overdue"]["balance_minor"]) == (12, 835_56)
    assert totals["Due"]["count"] == 3
    opened = [totals[status] for status in ("Overdue", "Due", "Sent")]
    assert sum(each["count"] for each in opened) == 84
    assert sum(each["balance_minor"] for each in opened) == 5_119_85
    debtors = dunwell("aging", "--json", "--as-of", "2013-06-30").json["currencies"][0]["top_debtors"]
    assert (debtors[0]["client"], debtors[0]["count"], debtors[0]["balance_minor"]) == ("7938-EVASK", 5, 301_34)
    assert dunwell("db", "check").out.startswith("Whole")
