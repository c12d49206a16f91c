from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from domain.delivery import State
from domain.hold import Hold
from domain.letter import Letter, Route, Words
from domain.reminder import ReminderState, Writer
from storage.tables import reminders
from storage.unit_of_work import Work
from tests.books import fresh_postgres
from tests.bot.conftest import Dunwell
from tests.builders import keep_invoice, plan_letter


@pytest.fixture(params=["sqlite", "postgresql"])
def folder(folder: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The book is in a file of the folder, or on PostgreSQL."""
    if request.param == "sqlite":
        yield folder
        return
    with fresh_postgres(request.getfixturevalue("postgres_url")) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        yield folder


def a_book(work: Work) -> None:
    """Acme is long overdue, and so is Blum, who is on hold for years; Cove pays in the year 2090."""
    keep_invoice(work, number="A-1", due_on=date(2026, 3, 4), total_minor=100_00)
    held = keep_invoice(work, number="B-1", client="Blum", due_on=date(2026, 3, 4), total_minor=50_00)
    keep_invoice(work, number="C-1", client="Cove", due_on=date(2090, 3, 20), total_minor=80_00)
    hold = Hold(
        id=0,
        client_id=held.client_id,
        invoice_id=None,
        reason="they are moving",
        until=date(2089, 1, 2),
        placed_on=work.today,
        by="",
    )
    work.holds.place(hold, now=work.now, by_id=work.person.id)


def drafted(found: dict[str, Any]) -> list[tuple[str, str, bool]]:
    return [(one["client"], one["stage"], one["is_sent"]) for day in found["played"] for one in day["drafted"]]


def test_a_rehearsal_plays_all_three_letters_and_leaves_the_book_as_it_was(dunwell: Dunwell, in_the_book: Any):
    in_the_book(a_book)
    found = dunwell("rehearse", "--days", "40", "--json").json
    assert drafted(found) == [("Acme", stage, True) for stage in ("friendly", "firm", "final")]
    told = json.dumps(found, ensure_ascii=False)
    assert "B-1 is on hold through" in told
    assert "the last letter went, or was skipped" in told
    assert "C-1" not in told

    def nothing_happened(work: Work) -> None:
        assert work.reminders.in_state(*ReminderState) == []
        assert work.exceptions.waiting() == []
        assert work.outbox.in_state(*State) == []

    in_the_book(nothing_happened)


def test_without_approvals_what_is_drafted_waits(dunwell: Dunwell, in_the_book: Any):
    in_the_book(a_book)
    found = dunwell("rehearse", "--days", "12", "--no-approvals", "--json").json
    assert drafted(found) == [("Acme", "friendly", False)]
    said = dunwell("rehearse", "--days", "12", "--no-approvals").out
    assert "Acme: friendly, A-1, €100.00, waits for approval" in said


def test_why_says_each_rule_and_the_next_day(dunwell: Dunwell, in_the_book: Any):
    in_the_book(a_book)
    said = dunwell("why", "B-1").out
    assert "STANDS  B-1 is on hold through" in said
    found = dunwell("why", "A-1", "--json").json
    assert found["accounts"][0]["stage"] == "friendly"
    assert dunwell("why", "nobody").code == 1


def test_why_and_export_of_a_past_day_know_what_was_known_then(dunwell: Dunwell, in_the_book: Any):
    def sent_and_paid(work: Work) -> None:
        invoice = keep_invoice(work, number="A-1", due_on=date(2026, 3, 4), total_minor=100_00)
        letter = work.reminders.get(plan_letter(work, invoice) or 0)
        work.reminders.write(
            letter, Letter(route=Route.EMAIL, recipients=(), words=Words(subject="A", text="B")), writer=Writer.TEMPLATE
        )
        sent = {"state": "sent", "sent_on": date(2026, 3, 20), "decided_at": datetime(2026, 3, 19, 9, tzinfo=UTC)}
        work.connection.execute(update(reminders).values(**sent))
        work.payments.add(invoice, minor=100_00, paid_on=date(2026, 3, 25), now=work.now, by_id=work.person.id)
        work.invoices.recount(invoice, changed_on=work.today)

    in_the_book(sent_and_paid)
    assert "A-1 is paid" in dunwell("why", "A-1").out
    assert "A-1" not in dunwell("export", "open").out
    before, between, after = (dunwell("why", "A-1", "--as-of", f"2026-03-{day}").out for day in (18, 19, 24))
    assert "waits" in before
    assert "approved" in between
    assert "sent    " in after
    assert "sent    " not in before + between
    assert "A-1,Acme" in dunwell("export", "open", "--as-of", "2026-03-24").out


def test_what_is_told_on_a_day_stands_below_that_day(dunwell: Dunwell, in_the_book: Any):
    in_the_book(a_book)
    [_, _, *lines] = dunwell("rehearse", "--days", "14").out.splitlines()
    told = [line for line in lines if line]
    assert any("Billing, week of" in line for line in told)
    days = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w+ \d{4}")
    assert [line for line in told if not line.startswith("  ") and not days.fullmatch(line)] == []
