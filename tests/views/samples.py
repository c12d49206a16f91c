"""Small builders of what acts answer with, and the check every screen passes: the local Slack would take it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from demo.local_slack.block_kit import is_too_long_in_all, message_problems, view_problems
from domain.aging import Bucket
from domain.answers import (
    Change,
    ClientCard,
    Home,
    InvoiceCard,
    InvoiceRow,
    NextAction,
    NextStep,
    PayingHabit,
    StatusGroup,
    StatusList,
)
from domain.badges import Badge
from domain.client import Client, Contact
from domain.exception_queue import OpenException
from domain.invoice import Invoice, Status, days_past_due, status
from domain.ledger import Entry, Line
from domain.money import Money
from domain.promise import Certainty, Promise, PromiseState
from domain.terms import Terms
from domain.timeline import Direction, Medium, Touch
from domain.totals import BucketTotal, StatusTotal
from tests.builders import an_invoice
from views.messages import weight

LISBON = ZoneInfo("Europe/Lisbon")
TODAY = date(2026, 3, 16)  # a Monday; INV-1042 fell due on 4 March
NOW = datetime(2026, 3, 16, 9, 30, tzinfo=UTC)

HOSTILE = (
    "",
    "   \n\t ",
    "<!channel> <@U0ANA> <https://evil.example|pay here>",
    "*bold* _it_ ~gone~ `code` & <b>",
    "```\n> quote\n• list",
    "شركة النور للتجارة",
    "👩‍👩‍👧‍👦 Café Ünïcode 🧾",
    "x" * 3_000,
    "word " * 900,
    "a\u202eb\u200bc\ufeff",
)


def a_row(*badges: Badge, today: date = TODAY, **facts: Any) -> InvoiceRow:
    """An invoice as a list shows it."""
    invoice = an_invoice(**facts)
    return InvoiceRow(
        invoice=invoice, status=status(invoice, today), badges=badges, days_past_due=days_past_due(invoice, today)
    )


def a_client(**facts: Any) -> Client:
    """Acme, net 30, Ana's."""
    return Client(**{"id": 1, "name": "Acme", "terms": Terms(net_days=30), "owner": "Ana", **facts})


def a_touch(words: str = "I'll sort it Friday", **facts: Any) -> Touch:
    """Something the client wrote on 9 March, kept by Ana."""
    known = {
        "id": 1,
        "client_id": 1,
        "invoice_id": 1,
        "direction": Direction.IN,
        "medium": Medium.EMAIL,
        "words": words,
        "happened_on": date(2026, 3, 9),
        "recorded_at": NOW - timedelta(days=7),
        "by": "Ana",
    }
    return Touch(**{**known, **facts})


def a_promise(**facts: Any) -> Promise:
    """All of €1,200 by Friday 20 March."""
    known = {
        "id": 7,
        "client_id": 1,
        "invoice_id": 1,
        "currency": "EUR",
        "expected_minor": 120_000,
        "made_on": date(2026, 3, 9),
        "promised_on": date(2026, 3, 20),
        "certainty": Certainty.GIVEN,
        "words": "I'll sort it Friday",
        "by": "Ana",
    }
    return Promise(**{**known, **facts})


def a_payment(minor: int = 50_000, currency: str = "EUR", **facts: Any) -> Entry:
    """€500.00 on 6 March, recorded by Ben."""
    known = {
        "id": 1,
        "client_id": 1,
        "invoice_id": 1,
        "amount": Money(minor, currency),
        "on": date(2026, 3, 6),
        "recorded_at": NOW - timedelta(days=10),
        "by": "Ben",
        "source": "dunwell",
        "words": None,
        "reverses": None,
    }
    return Entry(**{**known, **facts})


def a_card(row: InvoiceRow | None = None, **facts: Any) -> InvoiceCard:
    """INV-1042, overdue, nothing said yet."""
    known = {
        "today": TODAY,
        "tz": LISBON,
        "row": row or a_row(),
        "client": a_client(),
        "next_action": NextAction(step=NextStep.CONTACT),
        "last_contact": None,
    }
    return InvoiceCard(**{**known, **facts})


def a_client_card(*rows: InvoiceRow, **facts: Any) -> ClientCard:
    """Acme's account with these open invoices."""
    totals: dict[str, tuple[Money, int]] = {}
    for row in rows:
        sum_, count = totals.get(row.invoice.currency, (Money(0, row.invoice.currency), 0))
        totals[row.invoice.currency] = (sum_ + row.invoice.balance, count + 1)
    known = {
        "today": TODAY,
        "client": a_client(),
        "aliases": (),
        "contacts": (Contact(id=1, name="Petra", email="petra@acme.example"),),
        "open_rows": rows,
        "drafts": (),
        "open_total": tuple(totals.values()),
        "overdue_total": (),
        "credit": (),
        "habit": PayingHabit(settled=12, usual_days_late=5, promises_kept=3, promises_broken=1),
        "last_contact": None,
        "touches": (),
    }
    return ClientCard(**{**known, **facts})


def a_list(*rows: InvoiceRow, more: dict[Status, int] | None = None, **facts: Any) -> StatusList:
    """A page of the book with these rows; `more` counts those on other pages, €100.00 each."""
    more = more or {}
    totals: dict[tuple[Status, str], list[int]] = {}
    for row in rows:
        known = totals.setdefault((row.status, row.invoice.currency), [0, 0])
        known[0] += 1
        known[1] += row.invoice.balance.minor
    for found, count in more.items():
        known = totals.setdefault((found, "EUR"), [0, 0])
        known[0] += count
        known[1] += 0 if found is Status.PAID else count * 10_000
    groups = tuple(
        StatusGroup(
            status=each,
            rows=tuple(row for row in rows if row.status is each),
            count=sum(count for (of, _), (count, _) in totals.items() if of is each),
        )
        for each in Status
    )
    counted = tuple(
        StatusTotal(status=of, currency=currency, count=count, balance_minor=minor)
        for (of, currency), (count, minor) in totals.items()
    )
    return StatusList(**{"today": TODAY, "only": None, "totals": counted, "groups": groups, **facts})


def a_change(said: str = "€500.00 received for INV-1042 on Mon 16 Mar 2026", **facts: Any) -> Change:
    """A payment recorded a moment ago."""
    known = {"said": said, "record_id": 31, "undo_until": NOW + timedelta(minutes=15), "row": a_row(), "today": TODAY}
    return Change(**{**known, **facts})


def an_exception(**facts: Any) -> OpenException:
    """A message that could not be posted yesterday, nobody's yet."""
    known = {
        "id": 4,
        "kind": "not posted",
        "about": "outbox",
        "about_id": 9,
        "reason": "Slack said `channel_not_found` to the overdue alert",
        "raised_at": NOW - timedelta(days=1),
        "owner": None,
    }
    return OpenException(**{**known, **facts})


def a_home(**facts: Any) -> Home:
    """Ana's Monday: one overdue invoice and one promise."""
    totals = (
        StatusTotal(status=Status.OVERDUE, currency="EUR", count=1, balance_minor=120_000),
        StatusTotal(status=Status.PAID, currency="EUR", count=4, balance_minor=0),
    )
    aging = (BucketTotal(bucket=Bucket.TO_30, currency="EUR", count=1, balance_minor=120_000),)
    known = {
        "today": TODAY,
        "tz": LISBON,
        "person": "Ana",
        "totals": totals,
        "aging": aging,
        "mine": (a_row(owner="Ana"),),
        "needs_person": ((a_row(), NextAction(step=NextStep.CONTACT)),),
        "needs_person_left": 0,
        "open_promises": ((a_promise(), a_client()),),
        "exceptions": (),
    }
    return Home(**{**known, **facts})


def a_full_card(words: str = "I'll sort it Friday", **facts: Any) -> InvoiceCard:
    """A card with everything on it, all of it in these words."""
    invoice: dict[str, Any] = {"client": words, "number": words, "title": words, "owner": words, "blocked_work": words}
    row = a_row(**{**invoice, "paid_minor": 50_000, **facts})
    return a_card(
        row,
        client=a_client(name=words, owner=words),
        last_contact=a_touch(words, by=words, link=words),
        lines=(Line(description=words, amount_minor=120_000),) * 30,
        payments=(a_payment(by=words),),
        credit_notes=(a_payment(words=words),),
        touches=(a_touch(words, by=words, link="https://example.slack.com/p1"),) * 30,
        promises=((a_promise(words=words), PromiseState.OPEN),),
    )


def takes_message(body: dict[str, Any]) -> None:
    """Asserts that Slack would take this message, with room to spare."""
    assert 0 < len(body["text"].strip()) <= len(body["text"]) <= 3_900
    assert body["blocks"]
    assert message_problems(body["blocks"]) == []
    assert not is_too_long_in_all(body["blocks"])
    assert sum(weight(block) for block in body["blocks"]) < 12_000
    assert_nothing_alive(body)


def takes_view(view: dict[str, Any]) -> None:
    """Asserts that Slack would take this modal or App Home."""
    assert view_problems(view, view["type"]) == []
    assert_nothing_alive(view)


def assert_nothing_alive(body: dict[str, Any]) -> None:
    """No mention, link or formatting of anybody's making in what Slack reads as markup."""
    for text in [body.get("text", ""), *mrkdwn_in(body)]:
        bare = text.replace("<!date^", "")
        assert "<!" not in bare, text
        assert "<@" not in bare, text
        assert "<http" not in bare, text


def mrkdwn_in(node: Any) -> Iterator[str]:
    """Every text Slack reads as markup."""
    if isinstance(node, dict):
        if node.get("type") == "mrkdwn":
            yield node["text"]
        for value in node.values():
            yield from mrkdwn_in(value)
    elif isinstance(node, list):
        for item in node:
            yield from mrkdwn_in(item)


def words_of(node: Any) -> str:
    """All that a person reads, in order."""
    if isinstance(node, dict):
        own = node.get("text")
        said = own if isinstance(own, str) else ""
        return said + "".join(
            words_of(value) + "\n" for key, value in node.items() if isinstance(value, dict | list) and key != "style"
        )
    return "\n".join(words_of(item) for item in node) if isinstance(node, list) else ""


def shown(body: dict[str, Any]) -> str:
    """What a person reads of a message or view, on one line, with plain spaces."""
    return " ".join(words_of(body["blocks"]).split())


def actions_of(body: dict[str, Any]) -> list[str]:
    """The action ids of a message's buttons and menus, in order."""
    blocks = [block for block in body["blocks"] if block["type"] == "actions"]
    return [element["action_id"] for block in blocks for element in block["elements"]]


def an_invoice_numbered(place: int, **facts: Any) -> Invoice:
    """One of many."""
    return an_invoice(**{"id": place, "number": f"INV-{place}", **facts})
