"""Invoices as every list, card and alert shows them today. Many take no more looks at the store than one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.answers import InvoiceRow
from domain.badges import NOTHING_AROUND
from domain.invoice import Invoice
from domain.says_paid import says_paid
from domain.seen import Seen, row_as, seen_as
from storage.credit_around import CreditAroundStore
from storage.last_words import LastWordsStore
from storage.letters_around import LettersAroundStore
from storage.unit_of_work import Work

# Databases take only so many values in one question.
AT_ONCE = 1_000


def seen(invoices: Sequence[Invoice], work: Work) -> list[Seen]:
    """Each invoice with its row and next action as of today, in the order given."""
    return [one for some in in_batches(invoices) for one in _seen(some, work)]


def row_of(invoice: Invoice, work: Work) -> InvoiceRow:
    """One invoice's row, without what to do next: the client's last words are not asked for."""
    beside = work.around.of([invoice], work.today)[invoice.id]
    quiet = work.workspace.no_action_days
    return row_as(invoice, beside, work.today, no_action_days=quiet, holidays=work.holidays)


def in_batches(invoices: Sequence[Invoice]) -> Iterator[Sequence[Invoice]]:
    """As many at a time as one question takes."""
    return (invoices[start : start + AT_ONCE] for start in range(0, len(invoices), AT_ONCE))


def _seen(invoices: Sequence[Invoice], work: Work) -> Iterator[Seen]:
    around = work.around.of(invoices, work.today)
    quiet = work.workspace.no_action_days
    spoken_of = [each for each in invoices if each.is_open and around[each.id].last_contact_on is not None]
    said_last = LastWordsStore(work.scope).unanswered(spoken_of)
    letters = LettersAroundStore(work.scope).of([each for each in invoices if each.is_open], work.today)
    covered = CreditAroundStore(work.scope).covered([each for each in invoices if each.is_open], work.today)
    for invoice in invoices:
        beside = around.get(invoice.id, NOTHING_AROUND)
        if invoice.id in said_last:
            words, said_on = said_last[invoice.id]
            beside = replace(beside, said_on=said_on, said_paid_on=said_on if says_paid(words, said_on) else None)
        if invoice.id in letters:
            letter = letters[invoice.id]
            beside = replace(beside, letter_leaves=letter.leaves, letter_went_on=letter.went_on)
        if (invoice.client_id, invoice.currency) in covered:
            beside = replace(beside, credit_covers=True)
        yield seen_as(invoice, beside, work.today, no_action_days=quiet, holidays=work.holidays)
