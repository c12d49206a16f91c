"""Looking at the book: `status`, `client`, their pages, and the cards of one invoice or one client."""

from __future__ import annotations

from functools import cache
from typing import Any

from slack_bolt import App

from domain.answers import ClientCard, InvoiceCard, StatusList
from domain.errors import MoreThanOne
from domain.invoice import Status
from domain.milestone import NOT_YET_TRIGGERED
from handlers.changing import change_shown
from handlers.command import Line
from handlers.edge import Ack, Edge, pressed, value_of
from handlers.milestones import all_milestones
from handlers.ports import Body, Caller, Reader, View
from receivables.find import Find, find
from receivables.list_invoices import ListInvoices, list_invoices
from receivables.show_client import ShowClient, show_client
from receivables.show_invoice import ShowInvoice, show_invoice
from receivables.typed import CLIENT_WORDS, is_joining, typed_client, typed_find, typed_join, typed_terms
from views.changes import Choice, choose
from views.client_card import client_card
from views.ids import Action, any_of, pairs, read_pairs
from views.invoice_card import invoice_card
from views.status_list import status_list
from views.timeline import timeline_modal

_STATUSES = {status.value.casefold(): status for status in Status}
_EVERYTHING = ("", "all", "open")
_NOT_BILLED = (NOT_YET_TRIGGERED.casefold(), "milestone", "milestones")


def on_status(line: Line, caller: Caller, edge: Edge) -> Body:
    """`status`, `status overdue`, `status 1042`, `status Acme`."""
    wanted = line.said.rest.casefold()
    if wanted in _EVERYTHING or wanted in _STATUSES:
        request = ListInvoices(only=_STATUSES.get(wanted))
        return edge.desk.look(list_invoices, request, _list(public=line.said.public), caller)
    if wanted in _NOT_BILLED:
        return all_milestones(caller, edge, public=line.said.public)
    try:
        return edge.desk.look(typed_find, line.said, card(public=line.said.public), caller)
    except MoreThanOne as several:
        return choose(several.words, [Choice(label=each, value=pairs(find=each)) for each in several.matches])


def on_client(line: Line, caller: Caller, edge: Edge) -> Body:
    """`client Acme`; `client Acme net 30`, `client Acme language German` keep what is new; `client Acme Ltd same as
    Acme` joins the two."""
    if is_joining(line.said):
        return edge.desk.answer(typed_join, line.said, change_shown(public=line.said.public), caller)
    if any(word.casefold() in CLIENT_WORDS for word in line.said.words[1:]):
        return edge.desk.answer(typed_terms, line.said, change_shown(public=line.said.public), caller)
    return edge.desk.look(typed_client, line.said, card(public=line.said.public), caller)


def register(app: App, edge: Edge) -> None:
    """Buttons that lead through the book."""

    @app.action(any_of(Action.STATUS))
    def on_list(ack: Ack, body: dict[str, Any]) -> None:
        only = _STATUSES.get(read_pairs(value_of(body)).get("only", "").casefold())
        edge.press(ack, body, lambda caller: edge.desk.look(list_invoices, ListInvoices(only=only), _list(), caller))

    @app.action(any_of(Action.STATUS_EARLIER))
    @app.action(any_of(Action.STATUS_LATER))
    def on_page(ack: Ack, body: dict[str, Any]) -> None:
        kept = read_pairs(value_of(body))
        request = ListInvoices(only=_STATUSES.get(kept.get("only", "").casefold()), cursor=kept.get("cursor"))
        replaces = bool(body.get("container", {}).get("is_ephemeral"))
        edge.press(ack, body, lambda who: edge.desk.look(list_invoices, request, _list(), who), replaces=replaces)

    @app.action(any_of(Action.CHOOSE))
    def on_chosen(ack: Ack, body: dict[str, Any]) -> None:
        request = Find(said=read_pairs(value_of(body)).get("find", ""))
        edge.press(ack, body, lambda caller: edge.desk.look(find, request, card(), caller))

    @app.action(any_of(Action.OPEN_INVOICE))
    def on_open_invoice(ack: Ack, body: dict[str, Any]) -> None:
        request = ShowInvoice(invoice_id=pressed(body, "invoice") or 0)
        edge.press(ack, body, lambda caller: edge.desk.look(show_invoice, request, card(), caller))

    @app.action(any_of(Action.OPEN_CLIENT))
    def on_open_client(ack: Ack, body: dict[str, Any]) -> None:
        request = ShowClient(client_id=pressed(body, "client") or 0)
        edge.press(ack, body, lambda caller: edge.desk.look(show_client, request, card(), caller))

    @app.action(any_of(Action.WHOLE_TIMELINE))
    def on_timeline(ack: Ack, body: dict[str, Any]) -> None:
        request = ShowInvoice(invoice_id=pressed(body, "invoice") or 0)
        edge.form(ack, body, lambda caller: edge.desk.look(show_invoice, request, _timeline, caller))


def card(*, public: bool = False) -> View[InvoiceCard | ClientCard]:
    """The view of whichever card was found."""

    def shown(found: InvoiceCard | ClientCard, reader: Reader) -> Body:
        if isinstance(found, InvoiceCard):
            return invoice_card(found, locale=reader.locale, role=reader.role, public=public)
        return client_card(found, locale=reader.locale, role=reader.role, public=public)

    return shown


@cache
def _list(*, public: bool = False) -> View[StatusList]:
    # The same view each time: the desk knows an answer it gave before by it.
    def shown(found: StatusList, reader: Reader) -> Body:
        return status_list(found, locale=reader.locale, public=public)

    return shown


def _timeline(found: InvoiceCard, reader: Reader) -> Body:
    return timeline_modal(found, locale=reader.locale)
