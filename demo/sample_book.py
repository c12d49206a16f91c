"""A small studio's last five weeks: eight clients, thirty invoices in every status, two currencies, what people said.

Days are counted back from the day it is told: `-12` is twelve days ago. All names are made up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from domain.reminder import ReminderState
from domain.reminder_card import Sure
from domain.timeline import Direction, Medium
from handlers.ports import Caller
from receivables.assign_owner import AssignOwner, assign_owner
from receivables.dispute import OpenDispute, open_dispute
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.keep_client import KeepClient, keep_client
from receivables.log_reply import LogReply, log_reply
from receivables.mark_sent import MarkSent, mark_sent
from receivables.record_invoice import RecordInvoice, record_invoice
from receivables.record_milestone import RecordMilestone, record_milestone
from receivables.record_payment import RecordPayment, record_payment
from reminders.approve import Approve, approve
from reminders.decided import OnCard
from storage.unit_of_work import Work

ANA, BEN, CARLA = "U0ANA", "U0BEN", "U0CARLA"
PEOPLE = ((ANA, "Ana Lima", "Owner"), (BEN, "Ben Okafor", "Designer"), (CARLA, "Carla Weiss", "Bookkeeper"))
FIRST_DAY = -35


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something somebody did on a day of the story."""

    day: int
    by: str
    act: Callable[[Any, Any], Any]
    request: Any

    def caller(self, team_id: str, place: int) -> Caller:
        """Who did it, as Slack would have said it."""
        name = next(name for slack_id, name, _ in PEOPLE if slack_id == self.by)
        return Caller(team_id=team_id, slack_id=self.by, name=name, request_id=f"sample:{place}")


def told(today: date) -> list[Happening]:
    """The whole story in the order it happened, ending on `today`."""
    story = [*_history(today), *_running(today), *_known(), *_said(today), *_done(today), *_drafts(today)]
    story += _agreed(today)
    story += [Happening(day=day, by=ANA, act=approve_waiting, request=APPROVED) for day in range(FIRST_DAY + 1, -1)]
    return sorted(story, key=lambda happening: happening.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Billed:
    """An invoice: when issued, how much, how many days to pay; and when it was paid, if it was."""

    client: str
    amount: str
    title: str
    issued: int
    net: int
    paid: int | None = None
    by: str = ANA


def _history(today: date) -> list[Happening]:
    """What is paid by now, so that each client has a way of paying."""
    billed = (
        _Billed(client="Harbour & Pine", amount="€2,400", title="Brand workshop", issued=-95, net=30, paid=-60),
        _Billed(client="Harbour & Pine", amount="€1,150", title="Menu cards", issued=-70, net=30, paid=-31),
        _Billed(client="Kestrel Coffee", amount="€860", title="Packaging, round one", issued=-80, net=14, paid=-58),
        _Billed(client="Kestrel Coffee", amount="€940", title="Packaging, round two", issued=-55, net=14, paid=-33),
        _Billed(client="Müller & Söhne GmbH", amount="€5,200", title="Website, part one", issued=-90, net=30, paid=-61),
        _Billed(client="Lumen Labs", amount="USD 3,800", title="Pitch deck", issued=-75, net=30, paid=-40),
        _Billed(client="Atlas Bakery", amount="€420", title="Price list", issued=-50, net=14, paid=-30),
        _Billed(client="Papel e Tinta", amount="€1,300", title="Book cover", issued=-66, net=30, paid=-28),
        _Billed(client="Orchard Health", amount="USD 2,250", title="Icon set", issued=-64, net=30, paid=-26),
        _Billed(client="Blue Anchor Sailing", amount="€780", title="Season poster", issued=-15, net=14, paid=-1),
    )
    return [happening for each in billed for happening in _written(each, today)]


def _running(today: date) -> list[Happening]:
    """What is open: overdue for long and for a day, due today, due soon and later."""
    billed = (
        _Billed(client="Harbour & Pine", amount="€3,600", title="Website design", issued=-62, net=30),
        _Billed(client="Kestrel Coffee", amount="€1,980", title="Shop signage", issued=-34, net=14),
        _Billed(client="Kestrel Coffee", amount="€640", title="Window lettering", issued=-20, net=14),
        _Billed(client="Müller & Söhne GmbH", amount="€5,200", title="Website, second half", issued=-40, net=30),
        _Billed(client="Lumen Labs", amount="USD 4,400", title="Investor site", issued=-45, net=30),
        _Billed(client="Papel e Tinta", amount="€1,750", title="Catalogue", issued=-33, net=30, by=CARLA),
        _Billed(client="Atlas Bakery", amount="€510", title="Christmas labels", issued=-15, net=14, by=CARLA),
        _Billed(client="Orchard Health", amount="USD 6,100", title="Patient app, sprint 1", issued=-30, net=30),
        _Billed(client="Blue Anchor Sailing", amount="€890", title="Boat names", issued=-14, net=14),
        _Billed(client="Harbour & Pine", amount="€1,200", title="Photo direction", issued=-29, net=30),
        _Billed(client="Orchard Health", amount="USD 2,900", title="Patient app, sprint 2", issued=-24, net=30),
        _Billed(client="Lumen Labs", amount="USD 1,650", title="Logo refresh", issued=-12, net=30),
        _Billed(client="Papel e Tinta", amount="€980", title="Bookmarks", issued=-9, net=30, by=CARLA),
        _Billed(client="Müller & Söhne GmbH", amount="€1,400", title="Hosting and care", issued=-5, net=30),
        _Billed(client="Atlas Bakery", amount="€330", title="Opening hours sign", issued=-3, net=14, by=CARLA),
        _Billed(client="Blue Anchor Sailing", amount="€2,050", title="Booking page", issued=-2, net=30),
    )
    return [happening for each in billed for happening in _written(each, today)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveWaiting:
    """The clients whose drafts somebody approves in the morning."""

    clients: tuple[str, ...]


# Drafts to the others wait: whoever tries this has something to decide.
APPROVED = ApproveWaiting(
    clients=("Harbour & Pine", "Müller & Söhne GmbH", "Atlas Bakery", "Papel e Tinta", "Orchard Health")
)


def approve_waiting(request: ApproveWaiting, work: Work) -> None:
    """Approves what waits for these clients, as a press on each card would."""
    for reminder in work.reminders.in_state(ReminderState.WAITING):
        if reminder.client in request.clients:
            card = OnCard(reminder_id=reminder.id, version=reminder.version)
            approve(Approve(card=card, sure=frozenset(Sure)), work)


def _known() -> list[Happening]:
    """Who to write to; nobody is on file at Blue Anchor Sailing. The addresses are reserved for examples."""
    people = (
        ("Harbour & Pine", "Maria Lopes", "maria@harbourpine.example"),
        ("Kestrel Coffee", "Tom Kestrel", "tom@kestrelcoffee.example"),
        ("Müller & Söhne GmbH", "Jana Müller", "rechnung@mueller-soehne.example"),
        ("Lumen Labs", "Priya Shah", "priya@lumenlabs.example"),
        ("Papel e Tinta", "Rui Pinto", "rui@papeletinta.example"),
        ("Atlas Bakery", "Omar Atlas", "omar@atlasbakery.example"),
        ("Orchard Health", "Accounts", "accounts@orchardhealth.example"),
        ("Orchard Health", "Dana Whitfield", "dana@orchardhealth.example"),
    )
    german = KeepClient(client="Müller & Söhne GmbH", language="German")
    return [
        *(
            Happening(
                day=FIRST_DAY, by=ANA, act=keep_client, request=KeepClient(client=client, contact=name, email=email)
            )
            for client, name, email in people
        ),
        Happening(day=FIRST_DAY, by=ANA, act=keep_client, request=german),
    ]


def _said(today: date) -> list[Happening]:
    """Replies, promises and what was written to them."""
    paying, promised = today + timedelta(days=3), today + timedelta(days=-12)
    reminded = LogReply(
        target="INV-1011",
        words="Friendly reminder sent, with the invoice attached once more.",
        medium=Medium.EMAIL,
        direction=Direction.OUT,
    )
    return [
        _reply(-30, "Harbour & Pine", "Lovely work. Accounts has it, it goes into the next run.", Medium.EMAIL),
        _reply(-27, "INV-1011", "Sorry, our bookkeeper was ill. I'll sort it this week.", Medium.PHONE, BEN),
        Happening(day=-20, by=ANA, act=log_reply, request=reminded),
        _reply(-17, "INV-1012", f"We pay on {promised:%-d %B}, promised.", Medium.SLACK, BEN),
        _reply(-8, "INV-1015", "Half today, the rest when our round closes.", Medium.EMAIL),
        _reply(-4, "INV-1011", f"I'll pay on {paying:%-d %B}.", Medium.EMAIL),
    ]


def _done(today: date) -> list[Happening]:
    """A part payment, a dispute, a hold, a credit note, owners."""
    part = RecordPayment(invoice="INV-1015", amount="2200", on=(today - timedelta(days=8)).isoformat())
    missing = OpenDispute(invoice="INV-1014", reason="two pages of the second half are missing", owner="me")
    until = (today + timedelta(days=9)).isoformat()
    handover = HoldChasing(target="Papel e Tinta", until=until, reason="new owner takes over the books")
    misspelt = IssueCreditNote(target="INV-1013", amount="64", reason="one word was spelt wrong")
    return [
        Happening(day=-28, by=ANA, act=assign_owner, request=AssignOwner(target="Lumen Labs", owner="me")),
        Happening(day=-28, by=BEN, act=assign_owner, request=AssignOwner(target="Kestrel Coffee", owner="me")),
        Happening(day=-8, by=CARLA, act=record_payment, request=part),
        Happening(day=-6, by=BEN, act=open_dispute, request=missing),
        Happening(day=-3, by=ANA, act=hold_chasing, request=handover),
        Happening(day=-2, by=CARLA, act=issue_credit_note, request=misspelt),
    ]


def _reply(day: int, target: str, words: str, medium: Medium, by: str = ANA) -> Happening:
    return Happening(day=day, by=by, act=log_reply, request=LogReply(target=target, words=words, medium=medium))


def _drafts(today: date) -> list[Happening]:
    """What is recorded and has not gone out."""
    drafts = (
        ("Orchard Health", "USD 2,900", "Patient app, sprint 3", BEN),
        ("Harbour & Pine", "€900", "Spring menu", ANA),
        ("Kestrel Coffee", "€1,120", "Subscription box", BEN),
        ("Lumen Labs", "USD 700", "Business cards", ANA),
    )
    yesterday = (today - timedelta(days=1)).isoformat()
    return [
        Happening(
            day=-1,
            by=by,
            act=record_invoice,
            request=RecordInvoice(client=client, amount=amount, title=title, issued=yesterday),
        )
        for client, amount, title, by in drafts
    ]


def _agreed(today: date) -> list[Happening]:
    """What is agreed and not billed yet: one whose day is over, and one still to come."""
    agreed = (
        (-26, BEN, "Lumen Labs", "USD 3,300", "Investor site, second half", -3, "the new site is live"),
        (-13, ANA, "Harbour & Pine", "€2,400", "Website launch", 12, "their photos are in"),
    )
    return [
        Happening(
            day=day,
            by=by,
            act=record_milestone,
            request=RecordMilestone(
                client=client,
                amount=amount,
                title=title,
                expected=(today + timedelta(days=expected)).isoformat(),
                waits_for=waits_for,
            ),
        )
        for day, by, client, amount, title, expected, waits_for in agreed
    ]


def _written(billed: _Billed, today: date) -> list[Happening]:
    issued = (today + timedelta(days=billed.issued)).isoformat()
    told_on = max(billed.issued, FIRST_DAY)
    number = _NUMBERS[billed.title]
    story = [
        Happening(
            day=told_on,
            by=billed.by,
            act=record_invoice,
            request=RecordInvoice(
                client=billed.client,
                amount=billed.amount,
                number=number,
                title=billed.title,
                issued=issued,
                net=str(billed.net),
                is_new_client=True,
            ),
        ),
        Happening(day=told_on, by=billed.by, act=mark_sent, request=MarkSent(invoice=number, on=issued)),
    ]
    if billed.paid is not None:
        paid = RecordPayment(invoice=number, on=(today + timedelta(days=billed.paid)).isoformat())
        story.append(Happening(day=max(billed.paid, FIRST_DAY), by=CARLA, act=record_payment, request=paid))
    return story


_TITLES = (
    "Brand workshop",
    "Menu cards",
    "Packaging, round one",
    "Packaging, round two",
    "Website, part one",
    "Pitch deck",
    "Price list",
    "Book cover",
    "Icon set",
    "Season poster",
    "Website design",
    "Shop signage",
    "Window lettering",
    "Website, second half",
    "Investor site",
    "Catalogue",
    "Christmas labels",
    "Patient app, sprint 1",
    "Boat names",
    "Photo direction",
    "Patient app, sprint 2",
    "Logo refresh",
    "Bookmarks",
    "Hosting and care",
    "Opening hours sign",
    "Booking page",
)
_NUMBERS = {title: f"INV-{1001 + place}" for place, title in enumerate(_TITLES)}
