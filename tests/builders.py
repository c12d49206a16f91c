"""Small builders: a test names only the facts it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.desk import Desk
from domain.calendar import zone
from domain.chasing import Stage
from domain.invoice import Invoice
from domain.letter import BuildsOn, Ground, Language
from domain.money import Money
from domain.terms import Due
from domain.workspace import Workspace
from handlers.ports import Caller
from reminders.facts import item_of
from storage.unit_of_work import Work

TEAM = "T0LOCAL"
ANA = Caller(team_id=TEAM, slack_id="U0ANA", name="Ana", request_id="first")
BEN = Caller(team_id=TEAM, slack_id="U0BEN", name="Ben", request_id="first")


def a_workspace(**changed: Any) -> Workspace:
    """A small agency in Lisbon that sends letters by e-mail."""
    plain = Workspace(
        id=0,
        team_id=TEAM,
        name="Rua Nova Studio",
        tz=zone("Europe/Lisbon"),
        currency="EUR",
        channel="C0BILLING",
        mail_from="Rua Nova Studio <billing@ruanova.example>",
        reply_to="Ana Lima <ana@ruanova.example>",
    )
    return replace(plain, **changed)


def an_invoice(**changed: Any) -> Invoice:
    """€1,200 to Acme, issued and sent 2 February 2026, due 4 March, nothing paid."""
    plain = Invoice(
        id=1,
        client_id=1,
        client="Acme",
        number="INV-1042",
        currency="EUR",
        total_minor=120_000,
        issued_on=date(2026, 2, 2),
        sent_on=date(2026, 2, 2),
        due=Due(on=date(2026, 3, 4)),
    )
    if "due_on" in changed:
        on = changed.pop("due_on")
        changed["due"] = Due(on=on) if on else None
    return replace(plain, **changed)


def keep_invoice(work: Work, *, client: str = "Acme", **changed: Any) -> Invoice:
    """Records an invoice (and its client, once) in the store."""
    known = work.clients.named(client)
    owner = known[0] if known else work.clients.add(name=client, now=work.now)
    wanted = replace(an_invoice(**changed), client_id=owner.id, client=owner.name)
    return work.invoices.add(wanted, now=work.now)


def plan_letter(work: Work, invoice: Invoice, **changed: Any) -> int | None:
    """Plans a friendly letter in English about this invoice alone. None where the client's one place is taken."""
    item = item_of(invoice)
    plain: dict[str, Any] = {
        "client_id": invoice.client_id,
        "currency": invoice.currency,
        "lead_id": invoice.id,
        "stage": Stage.FRIENDLY,
        "language": Language.ENGLISH,
        "items": [item],
        "credit": Money(0, invoice.currency),
        "net": item.remaining,
        "builds_on": BuildsOn(ground=Ground.NOTHING_YET),
        "basis": "0" * 64,
        "today": work.today,
        "now": work.now,
    }
    return work.reminders.plan(**{**plain, **changed})


def ask(caller: Caller, request_id: str) -> Caller:
    """The same person with another request."""
    return replace(caller, request_id=request_id)


def workspace_of(desk: Desk) -> Workspace:
    """The one workspace of a test's desk."""
    from storage.workspaces import workspace_of_team

    with desk.database.reading() as connection:
        found = workspace_of_team(connection, TEAM)
    assert found is not None
    return found
