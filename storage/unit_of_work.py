"""One act's view of the store: one transaction, one workspace, one person, one reading of the clock."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from domain.calendar import NO_HOLIDAYS, today_in
from domain.roles import Person
from domain.workspace import Workspace
from storage.around import AroundStore
from storage.chasing_rules import ChasingStore
from storage.clients import ClientStore
from storage.clockwork import AlertStore, JobStore
from storage.exceptions import ExceptionStore
from storage.invoices import InvoiceStore
from storage.milestones import MilestoneStore
from storage.money_in import CreditStore, PaymentStore
from storage.outbox import OutboxStore
from storage.own_letters import OwnLetterStore
from storage.past import PastStore
from storage.records import AuditStore, RequestStore
from storage.reminders import ReminderStore
from storage.scope import Scope
from storage.stops import DisputeStore, HoldStore, PromiseStore
from storage.timeline import TimelineStore
from storage.totals import TotalsStore
from storage.workspaces import PeopleStore


@dataclass(frozen=True, kw_only=True)
class Work:
    """What an act may use. `today` is the date in the workspace's zone at the act's one instant."""

    connection: Connection
    workspace: Workspace
    person: Person
    now: datetime
    holidays: Container[date] = NO_HOLIDAYS

    @cached_property
    def today(self) -> date:
        """The workspace's date."""
        return today_in(self.workspace.tz, self.now)

    @cached_property
    def scope(self) -> Scope:
        """What the stores stand on."""
        return Scope(self.connection, self.workspace.id)

    @cached_property
    def people(self) -> PeopleStore:
        """Who works here."""
        return PeopleStore(self.scope)

    @cached_property
    def clients(self) -> ClientStore:
        """Who owes."""
        return ClientStore(self.scope)

    @cached_property
    def invoices(self) -> InvoiceStore:
        """What is owed."""
        return InvoiceStore(self.scope)

    @cached_property
    def payments(self) -> PaymentStore:
        """What came in."""
        return PaymentStore(self.scope)

    @cached_property
    def credits(self) -> CreditStore:
        """What was credited."""
        return CreditStore(self.scope)

    @cached_property
    def timeline(self) -> TimelineStore:
        """What was said."""
        return TimelineStore(self.scope)

    @cached_property
    def promises(self) -> PromiseStore:
        """What was promised."""
        return PromiseStore(self.scope)

    @cached_property
    def disputes(self) -> DisputeStore:
        """What is contested."""
        return DisputeStore(self.scope)

    @cached_property
    def holds(self) -> HoldStore:
        """What waits."""
        return HoldStore(self.scope)

    @cached_property
    def milestones(self) -> MilestoneStore:
        """What is agreed and not billed yet."""
        return MilestoneStore(self.scope)

    @cached_property
    def around(self) -> AroundStore:
        """What surrounds invoices, many at once."""
        return AroundStore(self.scope)

    @cached_property
    def totals(self) -> TotalsStore:
        """Counts and balances without reading every invoice."""
        return TotalsStore(self.scope)

    @cached_property
    def past(self) -> PastStore:
        """The book as it stood on a day."""
        return PastStore(self.scope)

    @cached_property
    def alerts(self) -> AlertStore:
        """Who was told of what turned Overdue."""
        return AlertStore(self.scope)

    @cached_property
    def jobs(self) -> JobStore:
        """What the clock owes."""
        return JobStore(self.scope)

    @cached_property
    def outbox(self) -> OutboxStore:
        """Words waiting to leave."""
        return OutboxStore(self.scope)

    @cached_property
    def reminders(self) -> ReminderStore:
        """Letters to clients, from plan to sent."""
        return ReminderStore(self.scope)

    @cached_property
    def own_letters(self) -> OwnLetterStore:
        """Letters the workspace wrote itself."""
        return OwnLetterStore(self.scope)

    @cached_property
    def chasing(self) -> ChasingStore:
        """When clients are chased, where it was set."""
        return ChasingStore(self.scope)

    @cached_property
    def exceptions(self) -> ExceptionStore:
        """What needs a person."""
        return ExceptionStore(self.scope)

    @cached_property
    def audit(self) -> AuditStore:
        """Who did what."""
        return AuditStore(self.scope)

    @cached_property
    def requests(self) -> RequestStore:
        """What was answered."""
        return RequestStore(self.scope)

    def record(
        self,
        act: str,
        said: str,
        *,
        client_id: int | None = None,
        invoice_id: int | None = None,
        undo: dict[str, Any] | None = None,
    ) -> int:
        """Writes the audit row of what this act just did, by this person, now; returns the id Undo goes by."""
        return self.audit.add(
            act, said, now=self.now, by_id=self.person.id, client_id=client_id, invoice_id=invoice_id, undo=undo
        )
