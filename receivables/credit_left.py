"""What credit a client has, where it waits, and what may be taken back of it."""

from __future__ import annotations

from domain.client import Client
from domain.credit import CreditSource
from domain.errors import WrongState
from domain.invoice import Invoice
from domain.ledger import Entry, EntryKind, standing
from domain.money import Money, totals_by_currency
from receivables.changes import shown
from storage.unit_of_work import Work


def credit_left(client_id: int, work: Work) -> tuple[CreditSource, ...]:
    """Credit that can be used here: the client's own first, then what was paid too much, oldest invoice first.

    What was paid too much on a mirrored invoice is its source's to place.
    """
    return tuple(source for source in all_credit(client_id, work) if source.is_ours)


def all_credit(client_id: int, work: Work) -> tuple[CreditSource, ...]:
    """All that lowers what letters ask a client for, mirrored invoices' part too."""
    own = [CreditSource(invoice=None, left=left) for left in _unapplied(client_id, work) if left.minor > 0]
    over = [CreditSource(invoice=each, left=-each.balance) for each in work.credits.overpaid(client_id)]
    return (*own, *over)


def refuse_if_used(about: Invoice | Client, work: Work) -> None:
    """Raises WrongState where less is left than was used for another invoice or paid back: taking that money away
    would make a client owe here what they were credited elsewhere. Asked after the change, which it takes down."""
    if isinstance(about, Invoice):
        if about.balance.minor > 0 and (used := _used(work.payments.of_invoice(about.id))):
            raise WrongState(_words(used[-1], about.number, f"/invoice paid {about.number} back", work), field="about")
        return
    for left in _unapplied(about.id, work):
        used = [each for each in _used(work.credits.unapplied(about.id)) if each.amount.currency == left.currency]
        if left.minor < 0 and used:
            raise WrongState(_words(used[-1], about.name, f"/invoice credit {about.name} back", work), field="about")


def _unapplied(client_id: int, work: Work) -> list[Money]:
    return list(totals_by_currency(entry.amount for entry in work.credits.unapplied(client_id)).values())


def _used(entries: list[Entry]) -> list[Entry]:
    return [each for each in standing(entries) if each.kind is not EntryKind.ENTERED and each.amount.minor < 0]


def _words(used: Entry, name: str, line: str, work: Work) -> str:
    amount = shown(-used.amount.minor, used.amount.currency, work)
    how = "was paid back" if used.kind is EntryKind.REFUNDED else "was used for another invoice"
    return f"{amount} of what {name} had too much {how} ({used.words}). Take that back first: `{line}`."
