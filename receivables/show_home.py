"""The App Home: the whole picture, what is mine first."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Home, InvoiceRow
from domain.client import Client
from domain.next_step import needs_a_person, urgency
from domain.promise import Certainty, Promise
from domain.roles import Role, require
from receivables.rows import Seen, seen
from storage.unit_of_work import Work

SHOWN = 8
LOOKED_AT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowHome:
    """Of the person who asks."""


def show_home(_: ShowHome, work: Work) -> Home:
    """As of today."""
    require(work.person, Role.VIEWER, "see the book")
    urgent = most_urgent(work)
    return Home(
        today=work.today,
        person=work.person.name,
        totals=tuple(work.totals.by_status(work.today)),
        aging=tuple(work.totals.by_bucket(work.today)),
        mine=tuple(_mine(work)),
        needs_person=tuple((each.row, each.action) for each in urgent[:SHOWN]),
        needs_person_left=max(0, len(urgent) - SHOWN),
        open_promises=tuple(_promises(work)),
        exceptions=tuple(work.exceptions.waiting()),
    )


def most_urgent(work: Work) -> list[Seen]:
    """What needs somebody, in the order of what costs most to ignore; the oldest due are looked at."""
    looked_at = seen(work.invoices.page(None, work.today, limit=LOOKED_AT), work)
    needing = [each for each in looked_at if needs_a_person(each.row, each.action)]
    return sorted(needing, key=lambda each: urgency(each.row, each.action))


def _mine(work: Work) -> list[InvoiceRow]:
    return [each.row for each in seen(work.invoices.owned_by(work.person.id, limit=SHOWN), work)]


def _promises(work: Work) -> list[tuple[Promise, Client]]:
    opened = [promise for promise in work.promises.all_open(limit=SHOWN) if promise.certainty is Certainty.GIVEN]
    return [(promise, work.clients.get(promise.client_id)) for promise in opened]
