"""Undo: fifteen minutes, once, step by step back. Nothing is erased: what was recorded is answered by a new row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.answers import Change
from domain.errors import Refusal, TooLate
from domain.invoice import UNDONE, Invoice
from domain.record import UNDO_FOR, Record
from domain.roles import Role, require
from domain.terms import Basis, Due, Terms
from receivables.block_work import tell_still_blocked
from receivables.changes import Step, done
from receivables.credit_left import refuse_if_used
from receivables.join_clients import part_clients
from receivables.money_moved import money_moved
from receivables.promises import bring_back_promise, take_back_promise
from receivables.set_chasing import chasing_before
from receivables.undo_milestones import MILESTONE_STEPS
from receivables.undo_trail import (
    DISPUTE,
    HOLD,
    bring_back_voided,
    changed_with,
    did_more_since,
    newest_since,
    refuse_if_newer,
    standing_before,
    steps_of,
)
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """The record a button carries."""

    record_id: int


def undo(request: Undo, work: Work) -> Change:
    """Takes an act back. Raises TooLate after fifteen minutes, AlreadyDone where it was undone."""
    require(work.person, Role.MEMBER, "undo something")
    record = work.audit.get(request.record_id)
    if record is None or record.undo is None:
        words = "There is nothing to undo here."
        raise Refusal(words)
    if record.client_id:
        work.clients.take(record.client_id)
    taken = [record, *changed_with(record, work)]
    for each in taken:
        _claim(each, work)
    for each in reversed(taken):
        for name, arguments in steps_of(each):
            _STEPS[name](work, each, **arguments)
    invoice = work.invoices.get(record.invoice_id) if record.invoice_id else None
    client = work.clients.get(record.client_id) if record.client_id else None
    said = "; and with it: ".join(each.said for each in taken)
    return done("undo", f"Undone: {said}", work, invoice=invoice, client=client)


def facts_before(invoice: Invoice) -> Step:
    """The step that puts an invoice's own facts back as they were."""
    terms = invoice.terms
    return "restore_facts", {
        "invoice_id": invoice.id,
        "version": invoice.version + 1,
        "sent_on": _text(invoice.sent_on),
        "due_on": _text(invoice.due_on),
        "net_days": terms.net_days if terms else None,
        "basis": terms.basis.value if terms else None,
        "delivered_on": _text(invoice.delivered_on),
        "voided_on": _text(invoice.voided_on),
        "void_reason": invoice.void_reason,
    }


def _claim(record: Record, work: Work) -> None:
    if record.by_id != work.person.id:
        require(work.person, Role.APPROVER, f"undo what {record.by} did")
    if work.now > record.at + UNDO_FOR:
        words = "Undo works for fifteen minutes, and they are over. Record the opposite instead: both stay on record."
        raise TooLate(words)
    work.audit.claim_undo(record, now=work.now, by_id=work.person.id)


def _reverse_payment(work: Work, _: Record, *, payment_id: int, invoice_id: int) -> None:
    work.payments.reverse(payment_id, now=work.now, by_id=work.person.id)
    _settle_anew(invoice_id, work)


def _reverse_credit(work: Work, _: Record, *, credit_id: int, invoice_id: int | None) -> None:
    credit = work.credits.reverse(credit_id, now=work.now, by_id=work.person.id)
    if invoice_id is not None:
        _settle_anew(invoice_id, work)
    else:
        refuse_if_used(work.clients.get(credit.client_id), work)


def _settle_anew(invoice_id: int, work: Work) -> None:
    after = work.invoices.recount(work.invoices.get(invoice_id), changed_on=work.today)
    refuse_if_used(after, work)
    money_moved(after, work)


def _restore_facts(work: Work, record: Record, *, invoice_id: int, version: int, **was: Any) -> None:
    invoice = _untouched(work, record, invoice_id, version)
    terms = None if was["net_days"] is None else Terms(net_days=was["net_days"], basis=Basis(was["basis"]))
    due_on = _day(was["due_on"])
    before = replace(
        invoice,
        sent_on=_day(was["sent_on"]),
        due=Due(on=due_on, terms=terms) if due_on else None,
        waiting_terms=None if due_on else terms,
        # A record of the version before this one did not keep it, and changed none.
        delivered_on=_day(was["delivered_on"]) if "delivered_on" in was else invoice.delivered_on,
        voided_on=_day(was["voided_on"]),
        void_reason=was["void_reason"],
    )
    after = work.invoices.keep(invoice, before, changed_on=work.today)
    money_moved(after, work)
    if invoice.voided_on and not after.voided_on:
        bring_back_voided(after, work)


def _remove_invoice(work: Work, record: Record, *, invoice_id: int) -> None:
    invoice = _untouched(work, record, invoice_id, 1)
    # The row stays, void; its number is free again for the invoice that was meant.
    number = f"{invoice.number} ({UNDONE})"
    if work.invoices.by_number(number) is not None:
        number = f"{invoice.number} ({UNDONE} {record.id})"
    gone = replace(invoice, voided_on=work.today, void_reason=UNDONE, number=number)
    money_moved(work.invoices.keep(invoice, gone, changed_on=work.today), work)


def _untouched(work: Work, record: Record, invoice_id: int, version: int) -> Invoice:
    invoice = work.invoices.get(invoice_id)
    if invoice.version != version:
        later = [each for each in work.audit.of_invoice(invoice_id) if each.id > record.id and each.undone_at is None]
        if later:
            raise did_more_since(later[-1])
        words = "This cannot be undone any more: it changed since."
        raise TooLate(words)
    return invoice


def _withdraw_touch(work: Work, _: Record, *, touch_id: int) -> None:
    touch = work.timeline.get(touch_id)
    work.timeline.add(
        client_id=touch.client_id,
        invoice_id=touch.invoice_id,
        direction=touch.direction,
        medium=touch.medium,
        words="",
        happened_on=touch.happened_on,
        now=work.now,
        by_id=work.person.id,
        corrects=touch_id,
    )


def _withdraw_promise(work: Work, _: Record, *, promise_id: int, **_of_touch: Any) -> None:
    take_back_promise(promise_id, work)


def _restore_promise(work: Work, record: Record, *, promise_id: int) -> None:
    for earlier in standing_before(promise_id, record.at, work):
        bring_back_promise(earlier, work)


def _end_hold(work: Work, _: Record, *, hold_id: int) -> None:
    work.holds.end(hold_id, on=work.today)


def _resume_hold(work: Work, record: Record, *, hold_id: int) -> None:
    standing = standing_before(hold_id, record.at, work, of=HOLD)
    later = newest_since(record, work, of=HOLD)
    if later is None:
        for each in standing:
            work.holds.resume(each)
    elif standing and record.act == "resume":
        raise did_more_since(later)
    # What came since a hold took its place already, and finds what stood before it once it is undone itself.


def _drop_dispute(work: Work, _: Record, *, dispute_id: int) -> None:
    work.disputes.resolve(dispute_id, on=work.today, outcome=UNDONE)


def _reopen_dispute(work: Work, record: Record, *, dispute_id: int) -> None:
    if not standing_before(dispute_id, record.at, work, of=DISPUTE):
        return
    again = work.disputes.open_of_invoice(record.invoice_id) if record.invoice_id else None
    if again is not None:
        words = f"This cannot be undone any more: {again.by} opened another dispute since then ({again.reason})."
        raise TooLate(words)
    later = newest_since(record, work, of=DISPUTE)
    if later is not None:
        raise did_more_since(later)
    work.disputes.reopen(dispute_id)


def _assign_client(work: Work, record: Record, *, client_id: int, owner_id: int | None) -> None:
    since = f"{work.clients.get(client_id).owner} was made its owner since then"
    refuse_if_newer(record, "assign_client", work, since=since, client_id=client_id)
    work.clients.keep(client_id, owner_id=owner_id)


def _assign_invoice(work: Work, record: Record, *, invoice_id: int, owner_id: int | None) -> None:
    since = f"{work.invoices.get(invoice_id).owner} was made its owner since then"
    refuse_if_newer(record, "assign_invoice", work, since=since, invoice_id=invoice_id)
    work.invoices.assign(invoice_id, owner_id)


def _restore_viewed(work: Work, record: Record, *, invoice_id: int, was: str | None) -> None:
    refuse_if_newer(record, "restore_viewed", work, since="another day was told since then", invoice_id=invoice_id)
    invoice = work.invoices.get(invoice_id)
    work.invoices.keep(invoice, replace(invoice, viewed_on=_day(was)), changed_on=work.today)


def _restore_blocked(work: Work, record: Record, *, invoice_id: int, was: str | None) -> None:
    refuse_if_newer(record, "restore_blocked", work, since="that was changed since then", invoice_id=invoice_id)
    invoice = work.invoices.get(invoice_id)
    tell_still_blocked(work.invoices.keep(invoice, replace(invoice, blocked_work=was), changed_on=work.today), work)


def _restore_terms(work: Work, record: Record, *, client_id: int, was: dict[str, Any] | None) -> None:
    since = f"the terms were set to {work.clients.get(client_id).terms} since then"
    refuse_if_newer(record, "restore_terms", work, since=since, client_id=client_id)
    net_days, basis = (was["net_days"], was["terms_basis"]) if was else (None, None)
    work.clients.keep(client_id, net_days=net_days, terms_basis=basis)


def _restore_client(work: Work, record: Record, *, client_id: int, what: str, was: str | None) -> None:
    since = f"the {what.replace('_', ' ')} was set anew since then"
    refuse_if_newer(record, "restore_client", work, since=since, client_id=client_id, what=what)
    work.clients.keep(client_id, **{what: was})


def _restore_chasing(work: Work, record: Record, *, was: dict[str, Any], **about: int) -> None:
    refuse_if_newer(record, "restore_chasing", work, since="when they are chased was set anew since then", **about)
    work.chasing.keep(chasing_before(was), **about)


def _drop_contact(work: Work, _: Record, *, contact_id: int) -> None:
    work.clients.drop_contact(contact_id)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_STEPS: dict[str, Callable[..., None]] = {
    "reverse_payment": _reverse_payment,
    "reverse_credit": _reverse_credit,
    "restore_facts": _restore_facts,
    "remove_invoice": _remove_invoice,
    "withdraw_touch": _withdraw_touch,
    "withdraw_promise": _withdraw_promise,
    "restore_promise": _restore_promise,
    "end_hold": _end_hold,
    "resume_hold": _resume_hold,
    "drop_dispute": _drop_dispute,
    "reopen_dispute": _reopen_dispute,
    "assign_client": _assign_client,
    "assign_invoice": _assign_invoice,
    "restore_viewed": _restore_viewed,
    "restore_blocked": _restore_blocked,
    "restore_terms": _restore_terms,
    "restore_client": _restore_client,
    "restore_chasing": _restore_chasing,
    "drop_contact": _drop_contact,
    **MILESTONE_STEPS,
    "part_clients": part_clients,
}
