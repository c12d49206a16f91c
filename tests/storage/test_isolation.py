"""Every door of every store, tried with what belongs to another workspace: nothing is told, nothing there changes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, get_type_hints

import pytest
from sqlalchemy import select

from bot.desk import Desk
from domain.chasing import ChasingRule, Stage
from domain.delivery import State
from domain.errors import GoneFromBook, Refusal
from domain.invoice import Invoice
from domain.ledger import EntryKind
from domain.letter import BuildsOn, Ground, Language, Letter, LetterName, Route, Words
from domain.milestone import MilestoneState
from domain.promise import PromiseState
from domain.reminder import Kind, ReminderState, Writer
from domain.roles import Role
from domain.timeline import Direction
from domain.workspace import Workspace
from receivables.dispute import OpenDispute, open_dispute
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.log_reply import LogReply, log_reply
from receivables.record_milestone import RecordMilestone, record_milestone
from receivables.record_payment import RecordPayment, record_payment
from storage.database import Database
from storage.invoice_rows import place
from storage.tables import metadata
from storage.unit_of_work import Work
from storage.workspaces import keep_workspace
from tests.builders import a_workspace, keep_invoice, plan_letter

SECRET = "Geheim"
DAY = date(2026, 3, 20)
WORDS = Words(subject=SECRET, text=SECRET)
LETTER = Letter(route=Route.EMAIL, recipients=(), words=WORDS)


@dataclass(frozen=True)
class Theirs:
    """Another workspace, and one of everything in it. Each id is 5, so that every one of them fits every door."""

    workspace: Workspace
    things: dict[str, Any]


@pytest.fixture
def theirs(database: Database, desk: Desk) -> Theirs:
    with database.writing() as connection:
        wanted = a_workspace(team_id="T0OTHER", name=f"{SECRET} studio")
        other = keep_workspace(connection, wanted, desk.clock.now())
    with desk.work(other) as work:
        invoices = [
            keep_invoice(work, client=f"{SECRET} {number}", number=f"{SECRET}-{number}") for number in range(1, 6)
        ]
        for invoice in invoices:
            log_reply(LogReply(target=invoice.number, words=f"{SECRET}: we pay on Friday"), work)
            record_payment(RecordPayment(invoice=invoice.number, amount="10"), work)
            issue_credit_note(IssueCreditNote(target=invoice.number, amount="10", reason=SECRET), work)
            open_dispute(OpenDispute(invoice=invoice.number, reason=SECRET), work)
            hold_chasing(HoldChasing(target=invoice.number, reason=SECRET), work)
            work.exceptions.put_in("contradiction", about="invoice", about_id=invoice.id, reason=SECRET, now=work.now)
            agreed = RecordMilestone(client=invoice.client, amount="10", title=SECRET, expected="2026-03-20")
            record_milestone(agreed, work)
            work.clients.add_alias(invoice.client_id, f"{SECRET} alias {invoice.id}")
            work.people.keep(slack_id=f"U0{invoice.id}", name=SECRET, role=Role.ADMIN)
            work.chasing.keep(ChasingRule(gap_days=5), invoice_id=invoice.id)
            work.own_letters.keep(Language.ENGLISH, LetterName.FIRM, WORDS, now=work.now, by_id=work.person.id)
            _written(invoice, work)
            work.outbox.put(kind="card", key=SECRET + invoice.number, channel="C", body={"text": SECRET}, now=work.now)
        things = {
            "Invoice": work.invoices.get(5),
            "Promise": work.promises.get(5),
            "Message": work.outbox.get(5),
            "Reminder": work.reminders.get(5),
            "Record": work.audit.get(5),
            "Entry": replace(work.payments.of_invoice(5)[0], kind=EntryKind.MOVED, moved_from=5),
            "Hold": work.holds.of_client(5)[0],
            "Place | None": place(work.invoices.get(5)),
            "Milestone": work.milestones.get(5),
            "Sequence[Invoice]": [work.invoices.get(5)],
        }
    return Theirs(other, things)


def _written(invoice: Invoice, work: Work) -> None:
    builds_on = BuildsOn(ground=Ground.REPLY, words=SECRET)
    reminder_id = plan_letter(work, invoice, builds_on=builds_on, basis=SECRET)
    assert work.reminders.write(work.reminders.get(reminder_id or 0), LETTER, writer=Writer.TEMPLATE)


def doors() -> Iterator[tuple[str, str]]:
    for store, found in vars(Work).items():
        if isinstance(found, cached_property) and (kind := get_type_hints(found.func)["return"]).__name__ != "Scope":
            yield from (
                (store, name) for name, door in vars(kind).items() if inspect.isfunction(door) and name[0] != "_"
            )


PLAIN: dict[str, Any] = {
    "int": 5,
    "int | None": 5,
    "list[int]": [1, 2, 3, 4, 5],
    "date": DAY,
    "date | None": None,
    "str | None": "U05",
    "Role": Role.VIEWER,
    "Status | None": None,
    "tuple[date, int] | None": None,
    "Sequence[Line]": (),
    "Terms | None": None,
    "Direction": Direction.IN,
    "Medium | None": None,
    "PromiseState": PromiseState.KEPT,
    "MilestoneState": MilestoneState.REACHED,
    "State": State.CLAIMED,
    "Collection[str]": frozenset(),
    "Stage": Stage.FIRM,
    "Language": Language.ENGLISH,
    "LetterName": LetterName.FIRM,
    "Sequence[Item]": (),
    "BuildsOn": BuildsOn(ground=Ground.NOTHING_YET),
    "Kind": Kind.REMINDER,
    "Letter": LETTER,
    "Writer": Writer.PERSON,
    "ReminderState": ReminderState.LAPSED,
    "Sequence[Flaw]": (),
    "bytes": b"words",
    "Words": WORDS,
    "EntryKind": EntryKind.REFUNDED,
    "ChasingRule": ChasingRule(gap_days=9),
    "dict[str, Any]": {"text": "words"},
    "dict[str, Any] | None": None,
}


def given(parameter: inspect.Parameter, work: Work, things: dict[str, Any]) -> Any:
    if parameter.annotation == "datetime":
        return work.now + timedelta(days=30)
    if parameter.annotation == "str":
        return {"slack_id": "U05", "job": "digest", "about": "invoice", "kind": "contradiction"}.get(
            parameter.name, SECRET[:3]
        )
    if parameter.name == "by_id":
        return work.person.id
    if parameter.annotation == "Money":
        return things["Invoice"].balance
    return {**PLAIN, **things}[parameter.annotation]


def test_no_door_of_a_store_leads_to_another_workspace(desk: Desk, workspace: Workspace, theirs: Theirs):
    tried = list(doors())
    told, changed = [], []
    with desk.work(workspace) as work:
        before = rows(work, theirs.workspace)
        for store, door in tried:
            # Each door is tried on the same book.
            attempt = work.connection.begin_nested()
            if SECRET in tell(getattr(getattr(work, store), door), work, theirs.things):
                told.append(f"{store}.{door}")
            if rows(work, theirs.workspace) != before:
                changed.append(f"{store}.{door}")
            attempt.rollback()
    assert (told, changed) == ([], [])
    assert len(tried) > 100


def tell(opened: Callable[..., Any], work: Work, things: dict[str, Any]) -> str:
    """All a door tells when it is given what is theirs; what it was given itself, it may repeat."""
    wanted = [each for each in inspect.signature(opened).parameters.values() if each.kind is not each.VAR_POSITIONAL]
    named = {each.name: given(each, work, things) for each in wanted if each.kind is not each.VAR_KEYWORD}
    if opened == work.clients.keep:
        named["language"] = "de"
    try:
        found = opened(**named)
    except Refusal as refusal:
        found = refusal.words
    return "" if any(each.annotation in things for each in wanted) else repr(found)


def test_an_id_of_another_workspace_is_refused_in_words(desk: Desk, workspace: Workspace, theirs: Theirs):
    with desk.work(workspace) as work:
        for get in (
            work.invoices.get,
            work.clients.get,
            work.promises.get,
            work.timeline.get,
            work.outbox.get,
            work.milestones.get,
        ):
            with pytest.raises(GoneFromBook, match="not in this workspace's book"):
                get(5)
        with pytest.raises(GoneFromBook, match="payment"):
            work.payments.reverse(5, now=work.now, by_id=work.person.id)
        with pytest.raises(GoneFromBook, match="credit note"):
            work.credits.reverse(5, now=work.now, by_id=work.person.id)


def rows(work: Work, workspace: Workspace) -> dict[str, list[Any]]:
    """Every row of a workspace, table by table."""
    found = {}
    for table in metadata.sorted_tables:
        if "workspace_id" in table.c:
            query = select(table).where(table.c.workspace_id == workspace.id).order_by(*table.primary_key)
            found[table.name] = [tuple(row) for row in work.connection.execute(query)]
    return found
