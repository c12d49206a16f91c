"""What a client's words are taken to promise: the promise to keep, and what is echoed of how they were understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from domain.answers import Hint
from domain.calendar import next_business_day
from domain.client import Client
from domain.invoice import Invoice
from domain.promise import Certainty, Promise, follow_up_on, holds_until, says_the_rest
from domain.said_dates import in_full
from domain.said_promise import FoundPromise, PromiseKind, find_promise
from receivables.changes import shown
from receivables.said import day_order
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The promise to keep, if there is one, and the lines that say what was understood. `denied`: an open promise the
    words speak against; `hint`: what they call for."""

    promise: Promise | None = None
    understood: tuple[str, ...] = ()
    denied: Promise | None = None
    hint: Hint | None = None


def heard_promise(
    words: str, said_on: date, invoice: Invoice | None, client: Client, owed: dict[str, int], work: Work
) -> Heard:
    """Words like “Friday” are read as of the day they were said, which may not be the day they are logged. `owed` is
    what `owed_by` says of the same."""
    currency = invoice.currency if invoice else next(iter(owed), None)
    if currency is None or not owed.get(currency):
        return Heard()
    found = find_promise(words, today=said_on, order=day_order(work), default_currency=currency)
    if found is None or found.kind not in (PromiseKind.DATED, PromiseKind.UNDATED):
        return _hinted(found, currency, invoice, client, work)
    if len(owed) == 1 and found.on and found.other_sum:
        left = shown(owed[currency], currency, work)
        return Heard(understood=(f"they named “{found.other_sum}” and {left} is owed, so {_WHICH_CURRENCY}",))
    if len(owed) > 1:
        if (found.currency or "") not in owed:
            return Heard(understood=("they owe in several currencies, so no promise was set: log it on an invoice",))
        currency = found.currency or currency
    promise = Promise(
        id=0,
        client_id=client.id,
        invoice_id=invoice.id if invoice else None,
        currency=currency,
        expected_minor=_expected(found, currency, owed[currency], invoice),
        made_on=said_on,
        promised_on=found.on or _follow_up(found, work),
        certainty=Certainty.GIVEN if found.on else Certainty.PROPOSED,
        words=words,
        by=work.person.name,
    )
    if promise.certainty is Certainty.GIVEN:
        part = _part(promise, found, owed[currency], invoice, work)
        return Heard(promise=promise, understood=_promised(promise, part, found))
    return _too_early(found, currency, invoice, client, work) or _proposed(promise, found, work)


_WHICH_CURRENCY = "no promise was set: ask which currency they mean, then set the date"


def owed_by(invoice: Invoice | None, client: Client, work: Work) -> dict[str, int]:
    """What is left, in minor units by currency: on the invoice, or on all the client's open ones."""
    if invoice is not None:
        return {invoice.currency: invoice.balance.minor} if invoice.is_open else {}
    owed: dict[str, int] = {}
    for each in work.invoices.of_client(client.id):
        if each.is_open:
            owed[each.currency] = owed.get(each.currency, 0) + each.balance.minor
    return owed


def _proposed(promise: Promise, found: FoundPromise, work: Work) -> Heard:
    if stays := _open_dated(promise, work):
        kept = f"the promise for {in_full(stays.promised_on)} stays"
        return Heard(understood=(f"{_why_undated(found)}; {kept}",))
    return Heard(
        promise=promise, understood=(f"{_why_undated(found)}, so follow up on {in_full(promise.promised_on)}",)
    )


def _expected(found: FoundPromise, currency: str, owed: int, invoice: Invoice | None) -> int:
    if _is_rest(found, invoice):
        # “We paid half, the other half Friday”: on Friday nothing is left. The first half may not be on record yet:
        # were only the second expected, the first one would be taken for it.
        return owed
    if found.amount_minor is not None and found.currency == currency:
        return min(found.amount_minor, owed)
    if found.share is not None:
        return max(1, min(owed, owed * found.share.numerator // found.share.denominator))
    return owed


def _is_rest(found: FoundPromise, invoice: Invoice | None) -> bool:
    """Whether the part they name leaves nothing to pay: what they paid before, or pay until then, is the other part."""
    if found.says_part_paid:
        return True
    # “The remaining 600”, said of a client with many invoices, is not all of them.
    names_part = found.share is not None or (found.amount_minor is not None and invoice is not None)
    return names_part and found.then_on is None and says_the_rest(found.because)


def _follow_up(found: FoundPromise, work: Work) -> date:
    """The first working day after they are back, else a week from now."""
    if found.follow_up_on is None or found.follow_up_on <= work.today:
        return follow_up_on(work.today, work.holidays)
    return next_business_day(found.follow_up_on - timedelta(days=1), work.holidays)


def _open_dated(promise: Promise, work: Work) -> Promise | None:
    """The client's own day for the same thing, not over yet: a vaguer word does not take it away."""
    for earlier in work.promises.open_of_clients([promise.client_id]):
        is_same = (earlier.invoice_id, earlier.currency) == (promise.invoice_id, promise.currency)
        is_ahead = holds_until(earlier.promised_on, work.holidays) >= work.today
        if is_same and is_ahead and earlier.certainty is Certainty.GIVEN:
            return earlier
    return None


def _part(promise: Promise, found: FoundPromise, owed: int, invoice: Invoice | None, work: Work) -> str:
    """Of what is owed; of the rest no sum is named, because it depends on what is on record."""
    if _is_rest(found, invoice):
        return "the rest "
    is_part = found.amount_minor is not None or promise.expected_minor < owed
    return f"{shown(promise.expected_minor, promise.currency, work)} " if is_part else ""


def _promised(promise: Promise, part: str, found: FoundPromise) -> tuple[str, ...]:
    lines = [f"{part}promised for {in_full(promise.promised_on)} (“{found.because}”)"]
    if found.assumed:
        lines.append(found.assumed)
    if found.then_on:
        lines.append(f"the part named for {in_full(found.then_on)} is not kept as a promise: log it when it is due")
    if found.says_part_paid:
        lines.append("they also say that a part is paid: check the bank, then record the payment")
    return tuple(lines)


def _too_early(found: FoundPromise, currency: str, invoice: Invoice | None, client: Client, work: Work) -> Heard | None:
    """“Not before 10 January”, where they had promised an earlier day."""
    denied = _denied(currency, invoice, client, work) if found.not_before else None
    if denied is None or found.not_before is None or denied.promised_on >= found.not_before:
        return None
    return Heard(understood=(_why_undated(found), _against(denied)), denied=denied)


def _why_undated(found: FoundPromise) -> str:
    if found.not_before:
        return f"no payment to expect before {in_full(found.not_before)} (“{found.because}”)"
    if found.impossible:
        return f"{found.impossible} is not a day"
    if found.named:
        return f"{found.named} is named, but not promised"
    return f"no promise yet (“{found.because}”)" if found.follow_up_on else "no firm date in it"


def _hinted(found: FoundPromise | None, currency: str, invoice: Invoice | None, client: Client, work: Work) -> Heard:
    if found is None:
        return Heard()
    if found.kind is PromiseKind.CLAIMS_PAID:
        words = "they say it is paid: check the bank, then record the payment"
        return Heard(understood=(words,), hint=Hint.RECORD_PAYMENT)
    if found.kind is PromiseKind.DISPUTE_HINT:
        return Heard(understood=("this sounds like a dispute: open one if it is",), hint=Hint.DISPUTE)
    denied = _denied(currency, invoice, client, work)
    if denied is None:
        return Heard()
    return Heard(understood=(_against(denied),), denied=denied)


def _against(denied: Promise) -> str:
    return (
        f"this speaks against the promise for {in_full(denied.promised_on)}, which stands and is waited for: change its"
        " date, or set the day they mean now"
    )


def _denied(currency: str, invoice: Invoice | None, client: Client, work: Work) -> Promise | None:
    """The newest open promise that the words may be about, not over yet."""
    for each in reversed(work.promises.open_of_clients([client.id])):
        is_about = invoice is None or each.surrounds(invoice.id, invoice.sent_on)
        is_ahead = holds_until(each.promised_on, work.holidays) >= work.today
        if is_about and is_ahead and each.currency == currency and each.certainty is Certainty.GIVEN:
            return each
    return None
