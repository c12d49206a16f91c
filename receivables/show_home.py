"""The App Home: the whole picture, what is mine first."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Home
from domain.invoice import Status
from domain.next_step import needs_a_person, urgency
from domain.reminder import DECIDED_ON
from domain.roles import Role, require
from domain.seen import Seen
from domain.totals import StatusTotal
from storage.promised_parts import PromisedPartsStore
from storage.seen import seen
from storage.unit_of_work import Work

SHOWN = 8
LOOKED_AT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowHome:
    """Of the person who asks."""


def show_home(_: ShowHome, work: Work) -> Home:
    """As of today."""
    require(work.person, Role.VIEWER, "see the book")
    totals = tuple(work.totals.by_status(work.today))
    urgent = most_urgent(work)
    mine = [each.row for each in seen(work.invoices.owned_by(work.person.id, limit=SHOWN), work)]
    promises = work.promises.all_given(limit=SHOWN)
    drafts = work.reminders.in_state(*DECIDED_ON)
    return Home(
        tz=work.workspace.tz,
        today=work.today,
        person=work.person.name,
        totals=totals,
        aging=tuple(work.totals.by_bucket(work.today)),
        mine=tuple(mine),
        mine_left=work.invoices.count_owned_by(work.person.id) - len(mine),
        needs_person=tuple((each.row, each.action) for each in urgent[:SHOWN]),
        needs_person_left=_left(urgent, totals),
        open_promises=tuple((promise, work.clients.get(promise.client_id)) for promise in promises),
        promises_left=work.promises.count_given() - len(promises),
        numbers={each: work.invoices.get(each).number for promise in promises if (each := promise.invoice_id)},
        against=PromisedPartsStore(work.scope).of(promises),
        exceptions=tuple(work.exceptions.waiting()),
        drafts=tuple(drafts[:SHOWN]),
        drafts_left=max(0, len(drafts) - SHOWN),
        not_yet_triggered=work.milestones.waiting(limit=1),
    )


def most_urgent(work: Work) -> list[Seen]:
    """What needs somebody, in the order of what costs most to ignore; the oldest due are looked at."""
    looked_at = seen(work.invoices.page(None, work.today, limit=LOOKED_AT), work)
    needing = [each for each in looked_at if needs_a_person(each.row, each.action)]
    return sorted(needing, key=lambda each: urgency(each.row, each.action))


def _left(urgent: list[Seen], totals: tuple[StatusTotal, ...]) -> int:
    """How many more need somebody; of a book larger than was looked at, all that are overdue or due."""
    late = sum(total.count for total in totals if total.status in (Status.OVERDUE, Status.DUE))
    known = late if late > LOOKED_AT else len(urgent)
    return max(0, known - SHOWN)
