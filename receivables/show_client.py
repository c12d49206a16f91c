"""One client's account: who owes what, how they pay, what was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from domain.answers import ClientCard, InvoiceRow, PayingHabit
from domain.client import Client
from domain.invoice import Invoice, Status
from domain.milestone import all_waiting
from domain.money import Money
from domain.promise import PromiseState
from domain.roles import Role, require
from domain.timeline import last_contact, standing
from receivables.credit_left import all_credit
from storage.seen import seen
from storage.standing import state_of
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowClient:
    """By id, as a button carries it."""

    client_id: int


def show_client(request: ShowClient, work: Work) -> ClientCard:
    """The account as of today."""
    require(work.person, Role.VIEWER, "see a client")
    client = work.clients.get(request.client_id)
    live = [invoice for invoice in work.invoices.of_client(client.id) if invoice.is_live]
    rows = [each.row for each in seen([invoice for invoice in live if invoice.is_open or not invoice.sent_on], work)]
    opened = tuple(row for row in rows if row.invoice.is_open)
    touches = work.timeline.of_client(client.id)
    return ClientCard(
        today=work.today,
        client=client,
        aliases=tuple(work.clients.aliases(client.id)),
        contacts=tuple(work.clients.contacts(client.id)),
        open_rows=opened,
        drafts=tuple(row for row in rows if row.status is Status.DRAFT),
        open_total=_totals(opened),
        overdue_total=_totals(row for row in opened if row.status is Status.OVERDUE),
        credit=all_credit(client.id, work),
        habit=_habit(client, live, work),
        last_contact=last_contact(touches),
        touches=tuple(standing(touches)),
        holds=tuple(work.holds.current_of_clients([client.id], work.today)),
        not_yet_triggered=all_waiting(work.milestones.of_client(client.id)),
    )


def _totals(rows: Iterable[InvoiceRow]) -> tuple[tuple[Money, int], ...]:
    found: dict[str, tuple[Money, int]] = {}
    for row in rows:
        money, count = found.get(row.invoice.currency, (Money(0, row.invoice.currency), 0))
        found[row.invoice.currency] = (money + row.invoice.balance, count + 1)
    return tuple(found.values())


def _habit(client: Client, live: list[Invoice], work: Work) -> PayingHabit:
    settled = work.invoices.settled_days(client.id)
    states = [state_of(promise, work) for promise in work.promises.of_client(client.id) if not promise.withdrawn]
    dated = work.payments.dated_of_client(client.id) & settled.keys()
    delays = [(settled[each.id] - each.due_on).days for each in live if each.due_on and each.id in dated]
    return PayingHabit(
        settled=len(settled),
        usual_days_late=round(median(delays)) if delays else None,
        promises_kept=states.count(PromiseState.KEPT),
        promises_broken=states.count(PromiseState.BROKEN),
        undated=len(settled) - len(dated),
    )
