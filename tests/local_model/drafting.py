"""Drafts for the whole sample book, at every stage: what the model wrote, and what became of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import MovableClock
from bot.desk import Desk
from demo.telling import tell
from domain.calendar import zone
from domain.chasing import Stage
from domain.invoice import Invoice, Status, status
from domain.letter import Facts, Language
from domain.money import Money
from domain.reminder import Writer
from domain.workspace import Workspace
from reminders.checks import flaws_of
from reminders.facts import item_of, language_of, recipients_of
from reminders.grounds import builds_on
from reminders.writers import Model
from reminders.writing import write_letter
from storage.database import open_database
from storage.unit_of_work import Work
from storage.upgrade import upgrade
from storage.workspaces import keep_workspace

NOW = datetime(2026, 11, 20, 15, 20, tzinfo=UTC)
HOW_TO_PAY = "IBAN PT50 0002 0123 1234 5678 9015 4"


@dataclass(slots=True, kw_only=True)
class Report:
    """How many drafts the model wrote at once, wrote at its second try, and left to the template; and how many of the
    letters in the end have a fault."""

    drafts: int = 0
    at_once: int = 0
    rewritten: int = 0
    template: int = 0
    faulty: int = 0


def sample_facts() -> list[Facts]:
    """The facts of every account of the sample book that has something overdue, at each stage, in two languages."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'sample.db'}")
        upgrade(database)
        clock = MovableClock(NOW, stands_still=True)
        wanted = Workspace(
            id=0, team_id="T0", name="Rua Nova Studio", tz=zone("Europe/Lisbon"), currency="EUR", how_to_pay=HOW_TO_PAY
        )
        with database.writing() as connection:
            workspace = keep_workspace(connection, wanted, NOW)
        desk = Desk(database=database, clock=clock)
        tell(desk, workspace, clock, lambda: None)
        with desk.reading(workspace) as work:
            found = list(_accounts(work))
        database.close()
    return [
        replace(facts, stage=stage, language=language)
        for facts in found
        for stage in (Stage.FRIENDLY, Stage.FIRM, Stage.FINAL)
        for language in dict.fromkeys((Language.ENGLISH, facts.language))
    ]


def draft_all(facts: list[Facts], model: Model) -> Report:
    """Writes each with the model, as a running Dunwell would."""
    report = Report()
    for each in facts:
        written = write_letter(each, None, model)
        report.drafts += 1
        report.template += written.writer is Writer.TEMPLATE
        report.rewritten += written.writer is Writer.MODEL and written.note is not None
        report.at_once += written.writer is Writer.MODEL and written.note is None
        report.faulty += bool(flaws_of(written.words, each))
    return report


def _accounts(work: Work) -> Iterator[Facts]:
    overdue: dict[tuple[int, str], list[Invoice]] = {}
    for invoice in _all(work):
        if status(invoice, work.today) is Status.OVERDUE:
            overdue.setdefault((invoice.client_id, invoice.currency), []).append(invoice)
    for (client_id, currency), invoices in overdue.items():
        client = work.clients.get(client_id)
        items = tuple(item_of(invoice) for invoice in invoices)
        yield Facts(
            language=language_of(client, work.workspace),
            stage=Stage.FRIENDLY,
            today=work.today,
            client=client.name,
            recipients=recipients_of(client_id, work),
            items=items,
            credit=Money(0, currency),
            net=Money(sum(item.remaining.minor for item in items), currency),
            sender=client.owner or work.workspace.name,
            company=work.workspace.name,
            builds_on=builds_on(client_id, [invoice.id for invoice in invoices], work),
            how_to_pay=work.workspace.how_to_pay,
        )


def _all(work: Work) -> list[Invoice]:
    return [
        invoice
        for client in work.clients.beginning_with("", limit=100)
        for invoice in work.invoices.of_client(client.id)
    ]
