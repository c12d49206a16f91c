"""An invoice voided by mistake, found after Undo is over: it is back as it was. That it was void stays on record."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.answers import Change
from domain.client import Client
from domain.errors import OwnedBySource, WrongState
from domain.roles import Role, require
from domain.said_dates import in_full
from receivables.changes import done
from receivables.money_moved import money_moved
from receivables.said import either_meant
from receivables.undo import facts_before
from receivables.undo_trail import bring_back_voided
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class BringBackInvoice:
    """Which void invoice, as typed."""

    invoice: str


def bring_back_invoice(request: BringBackInvoice, work: Work) -> Change:
    """Makes it live again, with the promises that ended with it; the calendar says where it stands now."""
    require(work.person, Role.APPROVER, "bring a void invoice back")
    found = either_meant(request.invoice, work)
    if isinstance(found, Client) or found.is_live:
        name = found.name if isinstance(found, Client) else found.number
        raise WrongState(f"{name} is not void, so there is nothing to bring back.", field="invoice")
    if found.is_mirrored:
        raise OwnedBySource(found.number, found.source, "amounts and voiding")
    if found.was_undone:
        words = f"{found.number} was never recorded: its entry was undone. Record it again with `/invoice add`."
        raise WrongState(words, field="invoice")
    live = replace(found, voided_on=None, void_reason=None)
    after = work.invoices.keep(found, live, changed_on=work.today)
    money_moved(after, work)
    bring_back_voided(after, work)
    was = f"it was void since {in_full(found.voided_on)} ({found.void_reason})" if found.voided_on else ""
    said = f"{found.number} is back"
    return done("bring_back_invoice", said, work, invoice=after, undo=[facts_before(found)], understood=(was,))
