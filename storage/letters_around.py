"""Letters that do the asking now: approved and still to leave, or gone so lately that no other may go. One look,
however many invoices; a second one, for the settings, where any went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, bindparam, func, or_, select

from domain.invoice import Invoice
from domain.reminder import LEAVING, Kind, ReminderState
from storage.chasing_rules import ChasingStore
from storage.scope import Scope, of_workspace
from storage.tables import reminder_invoices, reminders
from storage.written import Written

# No setting keeps letters apart for longer.
_LONGEST_GAP = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAround:
    """`leaves`: one is approved and did not leave yet. `went_on`: the newest that went within the gap."""

    leaves: bool = False
    went_on: date | None = None


@dataclass(frozen=True, slots=True)
class LettersAroundStore:
    """Reads, for one workspace, which invoices a letter asks for these days."""

    scope: Scope

    def of(self, found: Sequence[Invoice], today: date) -> dict[int, LetterAround]:
        """By invoice id; those that no such letter names are not there. A thank-you asks for nothing."""
        if not found:
            return {}
        ids = [invoice.id for invoice in found]
        rows = self.scope.all(_LETTERS, invoice_ids=ids, since=today - _LONGEST_GAP)
        leaving = {row.invoice_id for row in rows if row.state != ReminderState.SENT}
        went = {row.invoice_id: row.latest for row in rows if row.state == ReminderState.SENT}
        late = self._within_gap([invoice for invoice in found if invoice.id in went], went, today)
        return {each: LetterAround(leaves=each in leaving, went_on=late.get(each)) for each in leaving | late.keys()}

    def _within_gap(self, found: Sequence[Invoice], went: dict[int, date], today: date) -> dict[int, date]:
        if not found:
            return {}
        rules = ChasingStore(self.scope).all()
        gaps = {invoice.id: rules.of(invoice.client_id, invoice.id).gap_days for invoice in found}
        # On its own day a letter is fresh, whatever the gap.
        return {each: went[each] for each, gap in gaps.items() if (today - went[each]).days < max(gap, 1)}


_LETTERS = Written(
    select(reminder_invoices.c.invoice_id, reminders.c.state, func.max(reminders.c.sent_on).label("latest"))
    .select_from(reminder_invoices.join(reminders, reminders.c.id == reminder_invoices.c.reminder_id))
    .where(
        of_workspace(reminder_invoices),
        reminder_invoices.c.invoice_id.in_(bindparam("invoice_ids", expanding=True)),
        reminders.c.kind == Kind.REMINDER.value,
        or_(
            reminders.c.state.in_([state.value for state in LEAVING]),
            and_(reminders.c.state == ReminderState.SENT.value, reminders.c.sent_on >= bindparam("since")),
        ),
    )
    .group_by(reminder_invoices.c.invoice_id, reminders.c.state)
)
