"""One invoice: its facts, what was last said, what to do next, what happened, and the buttons that apply now."""

from __future__ import annotations

from datetime import date

from domain.answers import InvoiceCard
from domain.badges import BadgeName
from domain.invoice import Invoice, Status
from domain.ledger import EntryKind, latest_standing
from domain.money import Money
from domain.roles import Role
from domain.terms import Basis
from domain.timeline import Touch
from views import ids, kit, rich, rows, timeline, wording
from views.ids import Action
from views.kit import Block, Body
from views.messages import answer, message
from views.wording import name

_TIMELINE = 8
_LINES = 10


def invoice_card(card: InvoiceCard, *, locale: str, role: Role, public: bool = False) -> Body:
    """The whole of an invoice. Buttons a person's role does not reach are left out."""
    invoice = card.row.invoice
    found = timeline.moments(card, locale=locale)
    blocks = [
        kit.header(f"{wording.one_line(invoice.number, 60)} · {wording.one_line(invoice.client)}"),
        rich.rich(rich.line(*_standing(card, locale))),
        *kit.facts(_facts(card, locale)),
        *_lines(card, locale),
        *last_contact(card.last_contact, card.today, none="None about this invoice so far."),
        *timeline.shown(found, _TIMELINE),
        *_buttons(card, role, locale, longer=len(found) > _TIMELINE),
    ]
    text = wording.escaped(rows.said(card.row, today=card.today, locale=locale))
    return answer(message(text, blocks), public=public)


def last_contact(touch: Touch | None, today: date, *, none: str = "None kept so far.") -> list[Block]:
    """The newest contact in the words spoken: who, when, how."""
    if touch is None:
        return [rich.rich(rich.line(rich.bold("Last contact"), rich.text(f"  {none}")))]
    about = (
        f"  {wording.in_full(touch.happened_on)} ({wording.ago(touch.happened_on, today)}), {wording.contact(touch)}"
    )
    nodes = [rich.bold("Last contact"), rich.text(f"{about}, kept by {wording.one_line(touch.by)}")]
    if touch.link:
        nodes += [rich.text(" · "), rich.link(touch.link, "message")]
    return [rich.rich(rich.line(*nodes), rich.quote(touch.words, 1_200))]


def _standing(card: InvoiceCard, locale: str) -> list[rich.Node]:
    invoice = card.row.invoice
    amount = rich.bold(rows.left(invoice, locale))
    nodes = [rich.text(f"{rows.mark(card.row)} "), amount, rich.text(f" · {rows.state(card.row, card.today, locale)}")]
    if invoice.void_reason:
        nodes.append(rich.text(f": {kit.clipped(invoice.void_reason, 300)}"))
    if invoice.is_live:
        step = wording.next_step(card.next_action, card.today, locale)
        nodes += [rich.text("\n"), rich.bold("Next: "), rich.text(step)]
    return nodes


def _facts(card: InvoiceCard, locale: str) -> list[tuple[str, str]]:
    invoice = card.row.invoice
    named = [
        ("Amount", _amounts(invoice, card.credit, locale)),
        ("Due", _due(card)),
        ("Dates", _dates(invoice)),
        ("Owner", name(invoice.owner or card.client.owner or "nobody yet")),
        (
            "Source",
            f"{name(invoice.source)} (amounts and dates are changed there)" if invoice.is_mirrored else "Dunwell",
        ),
    ]
    if invoice.title:
        named.append(("For", wording.escaped(kit.clipped(invoice.title, 300))))
    if invoice.blocked_work:
        named.append(("Work blocked", wording.escaped(kit.clipped(invoice.blocked_work, 300))))
    return named


def _amounts(invoice: Invoice, credit: Money | None, locale: str) -> str:
    received, credited = Money(invoice.paid_minor, invoice.currency), Money(invoice.credited_minor, invoice.currency)
    said = [f"{wording.money(invoice.total, locale)} in all", f"{wording.money(received, locale)} received"]
    left = wording.money(invoice.balance, locale)
    if credited.minor:
        said.append(f"{wording.money(credited, locale)} credited")
    if invoice.is_live:
        over = invoice.balance.minor < 0
        said.append(f"{wording.money(-invoice.balance, locale)} too much" if over else f"{left} left")
    if credit is not None:
        said.append(f"{wording.money(credit, locale)} of their credit is not used yet")
    return "\n".join(said)


def _dates(invoice: Invoice) -> str:
    said = [f"issued {wording.in_full(invoice.issued_on)}"]
    if invoice.delivered_on:
        said.append(f"delivered {wording.in_full(invoice.delivered_on)}")
    said.append(f"sent {wording.in_full(invoice.sent_on)}" if invoice.sent_on else "not sent yet")
    return "\n".join(said)


def _due(card: InvoiceCard) -> str:
    invoice = card.row.invoice
    if invoice.due is not None:
        return f"{wording.in_full(invoice.due.on)}\n{wording.due_source(invoice.due, card.today)}"
    terms = invoice.waiting_terms or card.client.terms
    waits = terms is not None and terms.basis is Basis.DELIVERY and invoice.delivered_on is None
    return f"no due date yet\n{terms}, whose day is not known yet" if waits else "no due date yet"


def _lines(card: InvoiceCard, locale: str) -> list[Block]:
    # One line that only repeats what the invoice is for says nothing new.
    if [line.description for line in card.lines] in ([], [card.row.invoice.title]):
        return []
    currency = card.row.invoice.currency
    shown = [
        [
            rich.text(f"{wording.one_line(line.description, 150)}  "),
            rich.bold(wording.money(Money(line.amount_minor, currency), locale)),
        ]
        for line in card.lines[:_LINES]
    ]
    left = len(card.lines) - _LINES
    more = [kit.context(f"{wording.plural(left, 'more line')}.")] if left > 0 else []
    return [rich.rich(rich.bullets(shown)), *more]


def _buttons(card: InvoiceCard, role: Role, locale: str, *, longer: bool) -> list[Block]:
    """Two rows: what is done every day, and what is done now and then."""
    value = ids.pairs(invoice=card.row.invoice.id)
    often, seldom = _applying(card)
    reach = list(Role).index(role)
    rare = [(label, action) for label, action, needed in seldom if reach >= list(Role).index(needed)]
    daily = [
        kit.primary(label, action, value) if not place else kit.button(label, action, value)
        for place, (label, action, needed) in enumerate(often)
        if reach >= list(Role).index(needed)
    ]
    second = [(kit.danger if action is Action.VOID else kit.button)(label, action, value) for label, action in rare]
    whole = [kit.button("Whole timeline", Action.WHOLE_TIMELINE, value)] if longer else []
    back = _take_back(card, locale) if reach >= list(Role).index(Role.APPROVER) else []
    return [*kit.actions(*daily), *kit.actions(*second, *back, *whole)]


def _take_back(card: InvoiceCard, locale: str) -> list[Block]:
    """For a payment recorded wrong. The button carries which one it is: pressed twice, it takes back no second one."""
    invoice, payment = card.row.invoice, latest_standing(card.payments)
    if payment is None or invoice.is_mirrored or not invoice.is_live:
        return []
    size = -payment.amount if payment.amount.minor < 0 else payment.amount
    what, so = _TAKEN_BACK[payment.kind]
    asked = kit.confirm(
        f"Take back {what}?",
        f"{wording.money(size, locale)} of {wording.in_full(payment.on)} {so}. It stays on the timeline, struck"
        " through. There is no Undo: record it again instead.",
        yes="Take it back",
    )
    value = ids.pairs(invoice=invoice.id, payment=payment.id)
    return [kit.danger(f"Take back {what}", Action.TAKE_BACK_PAYMENT, value, confirm=asked)]


# By what kind of entry it is: what it is called, and what becomes of its amount.
_TAKEN_BACK = {
    EntryKind.ENTERED: ("payment", "is owed again"),
    EntryKind.MOVED: ("credit", "counts again where it was"),
    EntryKind.REFUNDED: ("refund", "is their credit again"),
}


_Buttons = list[tuple[str, Action, Role]]


def _applying(card: InvoiceCard) -> tuple[_Buttons, _Buttons]:
    invoice, row = card.row.invoice, card.row
    block: _Buttons = [("Block work", Action.BLOCK, Role.MEMBER)]
    if invoice.blocked_work:
        block = [("Unblock work", Action.UNBLOCK, Role.MEMBER)]
    if not invoice.is_live:
        return block if invoice.blocked_work else [], []
    reply: _Buttons = [("Log reply", Action.LOG_REPLY, Role.MEMBER)]
    assign: _Buttons = [("Assign", Action.ASSIGN, Role.MEMBER)]
    own: _Buttons = [] if invoice.is_mirrored else [("Void", Action.VOID, Role.APPROVER)]
    due: _Buttons = [] if invoice.is_mirrored else [("Due date", Action.CHANGE_DUE_DATE, Role.APPROVER)]
    if row.status is Status.DRAFT:
        send: _Buttons = [] if invoice.is_mirrored else [("Mark sent", Action.MARK_SENT, Role.APPROVER)]
        return [*send, *reply], [*due, *assign, *block, *own]
    if not invoice.is_open:
        over = invoice.balance.minor < 0 and not invoice.is_mirrored
        refund: _Buttons = [("Record refund", Action.REFUND, Role.APPROVER)] if over else []
        return [*block, *reply] if invoice.blocked_work else reply, refund
    money: _Buttons = [] if invoice.is_mirrored else [("Record payment", Action.RECORD_PAYMENT, Role.APPROVER)]
    credit: _Buttons = [] if invoice.is_mirrored else [("Credit note", Action.CREDIT_NOTE, Role.APPROVER)]
    used: _Buttons = [("Use their credit", Action.USE_CREDIT, Role.APPROVER)] if card.credit else []
    remind: _Buttons = [("Draft reminder", Action.REMIND, Role.MEMBER)] if _may_chase(card) else []
    why: _Buttons = [("Why (not) reminded", Action.WHY, Role.MEMBER)] if row.status is Status.OVERDUE else []
    chasing: _Buttons = [("Chasing", Action.CHASING, Role.APPROVER)]
    return [*reply, *money, *remind, *_stops(card)], [*used, *credit, *due, *assign, *block, *chasing, *why, *own]


def _may_chase(card: InvoiceCard) -> bool:
    row = card.row
    return row.status is Status.OVERDUE and not row.badge(BadgeName.ON_HOLD) and not row.badge(BadgeName.DISPUTED)


def _stops(card: InvoiceCard) -> _Buttons:
    held = any(hold.is_on(card.today) and hold.invoice_id for hold in card.holds)
    hold: _Buttons = [("Resume" if held else "Hold", Action.RESUME if held else Action.HOLD, Role.MEMBER)]
    if card.row.badge(BadgeName.DISPUTED):
        return [*hold, ("Settle dispute", Action.SETTLE_DISPUTE, Role.MEMBER)]
    return [*hold, ("Dispute", Action.DISPUTE, Role.MEMBER)]
