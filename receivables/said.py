"""Short words → what they mean in this workspace: which invoice or client, which day, how much.

Whatever cannot be read is refused in words that say what was understood and show something that works.
"""

from __future__ import annotations

import re
from datetime import date

from domain.amounts import NotAnAmount, said_amount
from domain.client import Client
from domain.currencies import currencies_named
from domain.date_rules import order_in
from domain.errors import MoreThanOne, NoSuchClient, NoSuchInvoice, NotUnderstood, Refusal, neither
from domain.invoice import Invoice
from domain.money import Money
from domain.said_dates import DayMonth, Lean, NotADate, SaidDate, read_said_date
from storage.unit_of_work import Work

# A currency nobody writes with a sign: a shared sign such as $ then stays undecided, and is asked about.
_NO_SIGN = "CLF"
_SIGNS = "$€£¥₹₽₺₴₪₩"
# How forms and buttons name what was chosen: `invoice:12`, `client:3`. Ids of another workspace are not found.
_APART = re.compile(r"[^\W\d_]{1,12}-? \d{1,12}")
_FIGURES = re.compile(r"-?\d[\d.,' ]*(?:[kK](?![^\W\d_]))?")
_CHOSEN = re.compile(r"(?P<kind>invoice|client):(?P<id>\d{1,18})")


def day_order(work: Work) -> DayMonth:
    """How 3/4 is read here: day first, except where the locale writes the month first."""
    return order_in(work.workspace.locale)


def coming_day(said: str, work: Work, *, field: str) -> SaidDate:
    """A day still to come, or today."""
    return _day(said, work, Lean.FUTURE, field)


def past_day(said: str, work: Work, *, field: str, what: str) -> SaidDate:
    """A day that was, or today; refuses one in the future (`what` names it)."""
    found = _day(said, work, Lean.PAST, field)
    if found.on > work.today:
        words = f"{what} on {found.words} is in the future. If it was another day, say which."
        raise NotUnderstood(words, field=field)
    return found


def nearest_day(said: str, work: Work, *, field: str) -> SaidDate:
    """A day on either side of today; without a year, the nearer one."""
    either = (_day(said, work, Lean.FUTURE, field), _day(said, work, Lean.PAST, field))
    return min(either, key=lambda found: abs((found.on - work.today).days))


def day_after(said: str, work: Work, *, after: date, field: str) -> SaidDate:
    """A due day as said today: “in two weeks” and “Friday” count from today. A day without a year is the first such
    one `after` the day of issue, which may be long ago."""
    try:
        from_then = read_said_date(said, today=after, order=day_order(work))
        from_today = read_said_date(said, today=work.today, order=day_order(work))
    except NotADate as unread:
        raise NotUnderstood(str(unread), field=field) from None
    is_yearless = (from_then.on.month, from_then.on.day) == (from_today.on.month, from_today.on.day)
    return from_then if is_yearless else from_today


def amount(said: str, work: Work, *, currency: str | None, field: str = "amount") -> Money:
    """An amount of money above zero. Without a currency in the words it is `currency`, else the workspace's."""
    default = currency or work.workspace.currency
    if default is None and not any(letter.isalpha() or letter in _SIGNS for letter in said):
        words = "Say the currency too, like EUR 1,250.00: this workspace has no default."
        raise NotUnderstood(words, field=field)
    try:
        found = said_amount(said, default_currency=default or _NO_SIGN)
    except NotAnAmount as unread:
        signed = currencies_signed(said)
        if currency is not None and signed and currency not in signed:
            words = f"That invoice is in {currency}, and “{said.strip()}” is not. Currencies are never mixed."
            raise NotUnderstood(words, field=field) from None
        raise NotUnderstood(str(unread), field=field) from None
    if found.minor <= 0:
        words = f"“{said.strip()}” is not above zero. To lower what an invoice asks for, use `/invoice credit`."
        raise NotUnderstood(words, field=field)
    if currency is not None and found.currency != currency:
        words = f"That invoice is in {currency}, and “{said.strip()}” is {found.currency}. Currencies are never mixed."
        raise NotUnderstood(words, field=field)
    return Money(found.minor, found.currency)


def currencies_signed(said: str) -> tuple[str, ...]:
    """What an amount with a sign of several currencies may be in (`$10`); none where it is no such amount."""
    figures = _FIGURES.search(said)
    named = currencies_named(f"{said[: figures.start()]}{said[figures.end() :]}") if figures else ()
    try:
        return named if named and said_amount(said, default_currency=named[0]) else ()
    except NotAnAmount:
        return ()


def chosen_client(said: str, work: Work) -> Client | None:
    """The client a form or a button names; None for words somebody typed."""
    chosen = _CHOSEN.fullmatch(said)
    return work.clients.get(int(chosen["id"])) if chosen and chosen["kind"] == "client" else None


def invoice_meant(said: str, work: Work) -> Invoice:
    """The live invoice of a number or half a number; a client's name works where exactly one of theirs is open."""
    chosen = _CHOSEN.fullmatch(said)
    if chosen and chosen["kind"] == "client":
        return _only_open_one(work.clients.get(int(chosen["id"])), work)
    try:
        found = work.invoices.get(int(chosen["id"])) if chosen else _numbered(said, work)
    except NoSuchInvoice as unknown:
        return _only_open_one(_client_instead(said, work, unknown), work)
    if not found.is_live:
        words = f"{found.number} was voided on {found.voided_on:%-d %B %Y} ({found.void_reason})."
        raise Refusal(words, field="invoice")
    return found


def either_meant(said: str, work: Work) -> Invoice | Client:
    """An invoice by its number, else a client by name; or either as a form or a button names it."""
    chosen = _CHOSEN.fullmatch(said)
    if chosen:
        store = work.invoices if chosen["kind"] == "invoice" else work.clients
        return store.get(int(chosen["id"]))
    try:
        return _numbered(said, work)
    except MoreThanOne:
        named = work.clients.named(said)
        if len(named) == 1:
            return named[0]
        raise
    except NoSuchInvoice as no_invoice:
        return _client_instead(said, work, no_invoice)


def is_known_exactly(said: str, work: Work) -> bool:
    """Whether these words alone are a number or a name, spelt out: two looks at an index."""
    return work.invoices.by_number(said.strip().lstrip("#")) is not None or bool(work.clients.named(said))


def is_begun(said: str, work: Work) -> bool:
    """Whether an invoice's number ends or a client's name begins with these words."""
    if any(letter.isdigit() for letter in said) and " " not in said and work.invoices.is_ending(said):
        return True
    return is_spelt_apart(said, work) or bool(work.clients.begun(said))


def is_spelt_apart(said: str, work: Work) -> bool:
    """Whether two words are a number with a space in it: `inv 1042` for INV-1042."""
    return _APART.fullmatch(said) is not None and bool(work.invoices.spelt(said))


def _numbered(said: str, work: Work) -> Invoice:
    """The invoice of a number; a client's name spelt out comes before a number that is only written otherwise."""
    found = work.invoices.find(said)
    is_written_so = found.number.casefold().endswith(said.strip().lstrip("#").casefold())
    if not is_written_so and work.clients.named(said):
        raise NoSuchInvoice(said)
    return found


def _client_instead(said: str, work: Work, unknown: NoSuchInvoice) -> Client:
    try:
        return work.clients.find(said)
    except NoSuchClient as no_client:
        raise neither(said, unknown, no_client) from None


def _only_open_one(client: Client, work: Work) -> Invoice:
    live = [invoice for invoice in work.invoices.of_client(client.id) if invoice.is_live]
    opened = [invoice for invoice in live if invoice.is_open] or [invoice for invoice in live if not invoice.sent_on]
    if len(opened) == 1:
        return opened[0]
    if not opened:
        words = f"{client.name} has nothing open. `/invoice client {client.name}` shows what was."
        raise Refusal(words, field="invoice")
    raise MoreThanOne(client.name, tuple(invoice.number for invoice in opened[:9]))


def _day(said: str, work: Work, lean: Lean, field: str) -> SaidDate:
    try:
        return read_said_date(said, today=work.today, order=day_order(work), lean=lean)
    except NotADate as unread:
        raise NotUnderstood(str(unread), field=field) from None
