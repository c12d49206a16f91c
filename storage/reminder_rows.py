"""Rows of reminders ↔ domain values. Facts and letters are kept as JSON, exactly as they were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row

from domain.chasing import Stage
from domain.letter import BrokenWord, BuildsOn, Fault, Flaw, Ground, Item, Language, Letter, Recipient, Route, Words
from domain.money import Money
from domain.reminder import Approval, Kind, Reminder, ReminderState, Writer


def reminder_of(row: Row[Any], approvals: Sequence[Approval]) -> Reminder:
    """The domain value of a row."""
    facts, currency = row.facts, row.currency
    return Reminder(
        id=row.id,
        kind=Kind(row.kind),
        client_id=row.client_id,
        client=row.client,
        currency=currency,
        lead_id=row.lead_id,
        stage=Stage(row.stage),
        state=ReminderState(row.state),
        version=row.version,
        language=Language(row.language),
        items=tuple(_item(kept, currency) for kept in facts["items"]),
        credit=Money(facts["credit"], currency),
        net=Money(facts["net"], currency),
        basis=row.basis,
        builds_on=_builds_on(facts["builds_on"], currency),
        planned_on=row.planned_on,
        planned_at=row.planned_at,
        asked_by=row.asked_by,
        letter=letter_of(row.letter) if row.letter else None,
        writer=Writer(row.writer) if row.writer else None,
        writer_note=row.writer_note,
        prompt_version=row.prompt_version,
        flaws=tuple(Flaw(fault=Fault(fault), shown=shown) for fault, shown in row.flaws),
        changed=row.changed,
        approvals=tuple(approvals),
        message_id=row.message_id,
        not_before=row.not_before,
        claimed_at=row.claimed_at,
        attempts=row.attempts,
        reason=row.reason,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        snoozed_until=row.snoozed_until,
        sent_on=row.sent_on,
    )


def facts_kept(items: Sequence[Item], credit: Money, net: Money, builds_on: BuildsOn) -> dict[str, Any]:
    """What a letter was written from, as JSON."""
    return {
        "items": [
            {
                "invoice_id": item.invoice_id,
                "number": item.number,
                "issued_on": item.issued_on.isoformat(),
                "due_on": item.due_on.isoformat(),
                "total": item.total.minor,
                "received": item.received.minor,
                "remaining": item.remaining.minor,
                "title": item.title,
            }
            for item in items
        ],
        "credit": credit.minor,
        "net": net.minor,
        "builds_on": {
            "ground": builds_on.ground.value,
            "on": _iso(builds_on.on),
            "by": builds_on.by,
            "words": builds_on.words,
            "touch_id": builds_on.touch_id,
            "promised_on": _iso(builds_on.promised_on),
            "part": _minor(builds_on.part),
            "broken": _broken_kept(builds_on.broken),
        },
    }


def letter_kept(letter: Letter) -> dict[str, Any]:
    """A letter as JSON."""
    return {
        "route": letter.route.value,
        "recipients": [[each.contact_id, each.name, each.email] for each in letter.recipients],
        "subject": letter.words.subject,
        "text": letter.words.text,
        "documents": list(letter.documents),
        "channel": letter.channel,
    }


def letter_of(kept: dict[str, Any]) -> Letter:
    """And back."""
    return Letter(
        route=Route(kept["route"]),
        recipients=tuple(
            Recipient(contact_id=contact_id, name=name, email=email) for contact_id, name, email in kept["recipients"]
        ),
        words=Words(subject=kept["subject"], text=kept["text"]),
        documents=tuple(kept["documents"]),
        channel=kept.get("channel"),
    )


def _item(kept: dict[str, Any], currency: str) -> Item:
    return Item(
        invoice_id=kept["invoice_id"],
        number=kept["number"],
        issued_on=date.fromisoformat(kept["issued_on"]),
        due_on=date.fromisoformat(kept["due_on"]),
        total=Money(kept["total"], currency),
        received=Money(kept["received"], currency),
        remaining=Money(kept["remaining"], currency),
        title=kept["title"],
    )


def _builds_on(kept: dict[str, Any], currency: str) -> BuildsOn:
    return BuildsOn(
        ground=Ground(kept["ground"]),
        on=_day(kept["on"]),
        by=kept["by"],
        words=kept["words"],
        touch_id=kept["touch_id"],
        promised_on=_day(kept["promised_on"]),
        # Neither was kept of older letters.
        part=_money(kept.get("part"), currency),
        broken=_broken_word(kept.get("broken"), currency),
    )


def _broken_kept(broken: BrokenWord | None) -> dict[str, Any] | None:
    if broken is None:
        return None
    days = {"on": _iso(broken.on), "promised_on": _iso(broken.promised_on)}
    return {**days, "part": _minor(broken.part), "by": broken.by}


def _broken_word(kept: dict[str, Any] | None, currency: str) -> BrokenWord | None:
    if kept is None:
        return None
    return BrokenWord(
        on=date.fromisoformat(kept["on"]),
        promised_on=date.fromisoformat(kept["promised_on"]),
        part=_money(kept["part"], currency),
        by=kept["by"],
    )


def _minor(amount: Money | None) -> int | None:
    return amount.minor if amount else None


def _money(minor: int | None, currency: str) -> Money | None:
    return Money(minor, currency) if minor is not None else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
