"""Work agreed with a client and not billed yet: recorded, so that nobody forgets to bill it."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Change
from domain.errors import NotUnderstood
from domain.roles import Role, require
from domain.said_dates import in_full
from receivables.changes import done, shown
from receivables.record_invoice import client_said
from receivables.said import amount, coming_day
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMilestone:
    """As typed: whom it is agreed with, how much, what it is; the day it is expected, and what it waits for, if known.

    `is_new_client` says that a name unlike any known is meant as it stands.
    """

    client: str
    amount: str
    title: str
    expected: str | None = None
    waits_for: str | None = None
    is_new_client: bool = False


def record_milestone(request: RecordMilestone, work: Work) -> Change:
    """Records it, and its client where the name is new. It is in no sum until it is reached and billed."""
    require(work.person, Role.MEMBER, "record a milestone")
    total = amount(request.amount, work, currency=None)
    title = request.title.strip()
    if not title:
        words = 'What is it? Say it in quotes, like `/invoice milestone Acme 3000 EUR "Second half"`.'
        raise NotUnderstood(words, field="title")
    expected = coming_day(request.expected, work, field="expected_on") if request.expected else None
    client, is_new = client_said(request.client, work, is_new=request.is_new_client)
    milestone = work.milestones.add(
        client_id=client.id,
        title=title,
        amount=total,
        expected_on=expected.on if expected else None,
        waits_for=(request.waits_for or "").strip() or None,
        on=work.today,
        now=work.now,
        by_id=work.person.id,
    )
    understood = [f"expected {in_full(expected.on)}" if expected else "no day is expected yet"]
    if milestone.waits_for:
        understood.append(f"when {milestone.waits_for}")
    if expected and milestone.is_past(work.today):
        understood.append("that day is over")
    understood.append(f"not billed, and in no sum, until `/invoice milestone {milestone.label} reached`")
    if is_new:
        understood.append(f"{client.name} is a new client")
    if expected and expected.assumed:
        understood.append(expected.assumed)
    said = f"{milestone.label} noted for {client.name}: {shown(total.minor, total.currency, work)}, “{title}”"
    undo = [("take_back_milestone", {"milestone_id": milestone.id})]
    return done("record_milestone", said, work, client=client, undo=undo, understood=tuple(understood))
