"""Typed lines about an invoice that are neither money nor words: `delivered`, `viewed`, `block`, `unblock`."""

from __future__ import annotations

from domain.answers import Change
from domain.errors import NotUnderstood
from domain.sentence import Said
from receivables.block_work import BlockWork, UnblockWork, block_work, unblock_work
from receivables.mark_viewed import MarkViewed, mark_viewed
from receivables.record_delivery import RecordDelivery, record_delivery
from receivables.targets import target_and_rest
from storage.unit_of_work import Work


def typed_delivered(said: Said, work: Work) -> Change:
    """`delivered 1042`, `delivered 1042 on 1 March`, `delivered 1042 yesterday`."""
    number, day = _number_and_day(said, "Which invoice's work was delivered? Like `/invoice delivered 1042`.", work)
    return record_delivery(RecordDelivery(invoice=number, on=day), work)


def typed_viewed(said: Said, work: Work) -> Change:
    """`viewed 1042`, `viewed 1042 on 3 March`."""
    number, day = _number_and_day(said, "Which invoice did they open? Like `/invoice viewed 1042`.", work)
    return mark_viewed(MarkViewed(invoice=number, on=day), work)


def typed_block(said: Said, work: Work) -> Change:
    """`block 1042 launch of the shop`."""
    if not said.rest:
        raise NotUnderstood("Which work waits for which invoice? Like `/invoice block 1042 launch of the shop`.")
    number, what = target_and_rest(list(said.words), work)
    return block_work(BlockWork(invoice=number, what=said.quoted or what), work)


def typed_unblock(said: Said, work: Work) -> Change:
    """`unblock 1042`."""
    if not said.rest:
        raise NotUnderstood("The work of which invoice goes on? Like `/invoice unblock 1042`.")
    number, rest = target_and_rest(list(said.words), work)
    if rest:
        words = f"The work goes on at once: `/invoice unblock {number}`, without “{rest}”."
        raise NotUnderstood(words, field="invoice")
    return unblock_work(UnblockWork(invoice=number), work)


def _number_and_day(said: Said, hint: str, work: Work) -> tuple[str, str | None]:
    if not said.rest:
        raise NotUnderstood(hint)
    number, day = target_and_rest(list(said.words), work)
    first, _, rest = day.partition(" ")
    return number, (rest if first.casefold() == "on" else day) or None
