"""From words to a card: the invoice or the client that `/invoice status 1042` or `/invoice client acme` means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.answers import ClientCard, InvoiceCard
from domain.client import Client
from domain.invoice import Invoice
from domain.money import Money, totals_by_currency
from domain.promise import Promise
from domain.roles import Role, require
from receivables.as_opened import AsOpened, opened_with
from receivables.credit_left import credit_left
from receivables.said import either_meant
from receivables.show_client import ShowClient, show_client
from receivables.show_invoice import ShowInvoice, show_invoice
from storage.unit_of_work import Work

SUGGESTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """As typed: a number, half of one, a client's name or nickname."""

    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggest:
    """What was typed so far into a search field; `only_clients` leaves invoices out."""

    typed: str
    only_clients: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One choice: `key` is what comes back when it is chosen (`invoice:12`, `client:3`)."""

    key: str
    label: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForForm:
    """What a form is about, by the ids a button carries; none of them: a form about nothing yet."""

    invoice_id: int | None = None
    client_id: int | None = None
    promise_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts:
    """What a form is filled in with. `owner` is a Slack id; `credit` is what could be paid back, if in one currency;
    `opened` marks what is so now."""

    today: date
    currency: str | None
    invoice: Invoice | None = None
    client: Client | None = None
    promise: Promise | None = None
    owner: str | None = None
    credit: Money | None = None
    opened: AsOpened | None = None


def for_form(request: ForForm, work: Work) -> FormFacts:
    """Reads what a form begins with."""
    require(work.person, Role.MEMBER, "change anything")
    promise = work.promises.get(request.promise_id) if request.promise_id else None
    invoice = work.invoices.get(request.invoice_id) if request.invoice_id else None
    client = work.clients.get(request.client_id) if request.client_id else None
    owner_id = work.invoices.owner_id(invoice.id) if invoice else work.clients.owner_id(client.id) if client else None
    return FormFacts(
        today=work.today,
        currency=work.workspace.currency,
        invoice=invoice,
        client=client,
        promise=promise,
        owner=work.people.slack_id(owner_id) if owner_id else None,
        credit=_credit(invoice, client, work),
        opened=_opened(invoice, client, promise, work),
    )


def _credit(invoice: Invoice | None, client: Client | None, work: Work) -> Money | None:
    if invoice is not None:
        return -invoice.balance if invoice.balance.minor < 0 else None
    if client is None:
        return None
    there_is = list(totals_by_currency(each.left for each in credit_left(client.id, work)).values())
    return there_is[0] if len(there_is) == 1 else None


def _opened(invoice: Invoice | None, client: Client | None, promise: Promise | None, work: Work) -> AsOpened | None:
    if invoice is None and promise is not None and promise.invoice_id is not None:
        invoice = work.invoices.get(promise.invoice_id)
    of = invoice.client_id if invoice else promise.client_id if promise else client.id if client else None
    return None if of is None else opened_with(invoice, of, work)


def find(request: Find, work: Work) -> InvoiceCard | ClientCard:
    """The card of what was meant."""
    require(work.person, Role.VIEWER, "see the book")
    target = either_meant(request.said, work)
    if isinstance(target, Client):
        return show_client(ShowClient(client_id=target.id), work)
    return show_invoice(ShowInvoice(invoice_id=target.id), work)


def find_client(request: Find, work: Work) -> ClientCard:
    """The account of the client meant."""
    return show_client(ShowClient(client_id=work.clients.find(request.said).id), work)


def suggest(request: Suggest, work: Work) -> list[Suggestion]:
    """Open invoices and clients that fit what was typed; nothing typed: the oldest due."""
    require(work.person, Role.MEMBER, "search the book")
    clients = work.clients.beginning_with(request.typed, limit=SUGGESTED // 2)
    named = [Suggestion(key=f"client:{client.id}", label=client.name, note=client.number or "") for client in clients]
    if request.only_clients:
        return named
    invoices = work.invoices.suggested(request.typed, limit=SUGGESTED - len(named))
    found = [Suggestion(key=f"invoice:{each.id}", label=each.number, note=each.client) for each in invoices]
    return found + named
