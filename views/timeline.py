"""What was said and done, newest first: touches in the client's words, money, promises, stops, and who did what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from domain.answers import InvoiceCard
from domain.calendar import today_in
from domain.hold import Dispute, Hold
from domain.invoice import OWN_SOURCE
from domain.ledger import Entry, EntryKind
from domain.money import Money
from domain.promise import Against, Certainty, Promise, PromiseState
from domain.record import Record
from domain.timeline import Touch
from views import ids, inputs, kit, limits, rich, wording
from views.kit import Block, Body, clipped
from views.rich import Node

# Their facts are told by what they left behind: the touch, the payment, the promise, the hold.
_TOLD_BY_FACTS = frozenset(
    {
        "log_reply",
        "record_payment",
        "issue_credit_note",
        "change_promise",
        "set_promise",
        "open_dispute",
        "hold_chasing",
        "resume",
        "take_back_payment",
        "take_back_credit",
        "use_credit",
        "refund_credit",
    }
)
_A_BLOCK = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing that happened: the day it is for, the instant it is ordered by, and how it is told."""

    on: date
    at: datetime
    nodes: tuple[Node, ...]


def moments(card: InvoiceCard, *, locale: str, longest: int = 300) -> list[Moment]:
    """All that happened around an invoice, newest first. `longest` is how much of anybody's words is shown."""
    today = card.today
    found = [
        *(touched(touch, today, longest=longest) for touch in card.touches),
        *_entered(card.payments, lambda entry: _paid(entry, locale), today, card.tz),
        *_entered(card.credit_notes, lambda entry: _credited(entry, locale, longest), today, card.tz),
        *(_promised(promise, state, card.against.get(promise.id), locale, today) for promise, state in card.promises),
        *(moment for dispute in card.disputes for moment in _disputed(dispute, today, longest)),
        *(moment for hold in card.holds for moment in _held(hold, today, longest)),
        *(_done(record, today, card.tz, longest) for record in _told_by_nothing_else(card.records)),
    ]
    return sorted(found, key=lambda moment: (moment.on, moment.at), reverse=True)


def touched(touch: Touch, today: date, *, longest: int = 300) -> Moment:
    """A contact or a note: when, how, by whom, and the words as spoken."""
    about = f"{wording.contact(touch)}, kept by {wording.one_line(touch.by)}: "
    nodes = [*_on(touch.happened_on, today, about), rich.text(f"“{clipped(touch.words, longest)}”")]
    if touch.link:
        nodes += [rich.text(" "), rich.link(touch.link, "message")]
    return Moment(on=touch.happened_on, at=touch.recorded_at, nodes=tuple(nodes))


def shown(found: Sequence[Moment], most: int, *, heading: str = "Timeline") -> list[Block]:
    """The newest of them, and how many earlier ones there are."""
    if not found:
        return [rich.rich(rich.line(rich.bold(heading), rich.text("  Nothing has happened yet.")))]
    blocks = [
        rich.rich(rich.line(rich.bold(heading)), rich.bullets([moment.nodes for moment in found[:most]])),
    ]
    left = len(found) - most
    if left > 0:
        blocks.append(kit.context(f"{wording.plural(left, 'earlier entry', 'earlier entries')} not shown here."))
    return blocks


def timeline_modal(card: InvoiceCard, *, locale: str) -> Body:
    """The whole timeline of an invoice, to read. Beyond a thousand entries it says how many are left."""
    found = moments(card, locale=locale, longest=2_000)
    room = (limits.VIEW_BLOCKS - 2) * _A_BLOCK
    blocks: list[Block] = [kit.words(f"{card.row.invoice.number} · {card.row.invoice.client}")]
    blocks.extend(
        rich.rich(rich.bullets([moment.nodes for moment in found[start : start + _A_BLOCK]]))
        for start in range(0, min(len(found), room), _A_BLOCK)
    )
    if not found:
        blocks.append(kit.context("Nothing has happened yet."))
    if len(found) > room:
        blocks.append(
            kit.context(f"{len(found) - room:,} older entries are not shown; `/invoice export` has them all.")
        )
    kept = ids.pairs(invoice=card.row.invoice.id)
    return inputs.reading(ids.Form.TIMELINE, "Timeline", blocks, kept=kept)


def _on(day: date, today: date, what: str) -> list[Node]:
    return [rich.bold(wording.short(day, today)), rich.text(f"  {what}")]


def _entered(entries: Sequence[Entry], words: Callable[[Entry], str], today: date, tz: ZoneInfo) -> Iterator[Moment]:
    """Each payment or credit note once: one that was taken back is struck through, with by whom, on the day of that."""
    taken_back = {entry.reverses: entry for entry in entries if entry.reverses is not None}
    for entry in entries:
        back = taken_back.get(entry.id)
        if back is not None:
            on = today_in(tz, back.recorded_at)
            gone = rich.struck(f"{words(entry)} on {wording.short(entry.on, today)} ({_from(entry)})")
            yield Moment(on=on, at=back.recorded_at, nodes=(*_on(on, today, ""), gone, rich.text(_back(back))))
        elif entry.reverses is None:
            said = f"{words(entry)} ({_from(entry)})"
            yield Moment(on=entry.on, at=entry.recorded_at, nodes=tuple(_on(entry.on, today, said)))


def _paid(entry: Entry, locale: str) -> str:
    if entry.kind is not EntryKind.ENTERED:
        return _credit_used(entry, locale)
    return f"{wording.money(entry.amount, locale)} received"


def _credit_used(entry: Entry, locale: str) -> str:
    """€50.00 of their credit used, from INV-1 · €50.00 paid too much, used for INV-2 · €50.00 paid back."""
    amount, words = wording.money(_size(entry.amount), locale), wording.one_line(entry.words or "")
    if entry.kind is EntryKind.REFUNDED:
        return f"{amount} paid back to them"
    return f"{amount} of their credit used, {words}" if entry.amount.minor > 0 else f"{amount} too much, used {words}"


def _size(amount: Money) -> Money:
    return -amount if amount.minor < 0 else amount


def _credited(entry: Entry, locale: str, longest: int) -> str:
    if entry.kind is not EntryKind.ENTERED:
        return f"{wording.money(_size(entry.amount), locale)} of their credit used"
    why = f": {clipped(entry.words, longest)}" if entry.words else ""
    return f"credit note of {wording.money(entry.amount, locale)}{why}"


def _back(entry: Entry) -> str:
    return f" taken back by {_from(entry)}"


def _from(entry: Entry) -> str:
    by = wording.one_line(entry.by)
    return by if entry.source == OWN_SOURCE else f"{by}, from {wording.one_line(entry.source)}"


def _promised(promise: Promise, state: PromiseState, against: Against | None, locale: str, today: date) -> Moment:
    if promise.certainty is Certainty.PROPOSED:
        said = f"no day promised; to follow up on {wording.in_full(promise.promised_on)}"
    else:
        amount = wording.promised_sum(promise, against, locale)
        said = f"{amount} promised for {wording.in_full(promise.promised_on)}: {state}"
    return Moment(on=promise.made_on, at=_noon(promise.made_on), nodes=tuple(_on(promise.made_on, today, said)))


def _disputed(dispute: Dispute, today: date, longest: int) -> list[Moment]:
    whose = f", {wording.one_line(dispute.owner)} looks after it" if dispute.owner else ""
    said = f"disputed{whose} (kept by {wording.one_line(dispute.by)}): {clipped(dispute.reason, longest)}"
    found = [
        Moment(on=dispute.opened_on, at=_noon(dispute.opened_on), nodes=tuple(_on(dispute.opened_on, today, said)))
    ]
    if dispute.resolved_on:
        said = f"dispute settled: {clipped(dispute.outcome or 'no outcome noted', longest)}"
        ended = dispute.resolved_on
        found.append(Moment(on=ended, at=_noon(ended), nodes=tuple(_on(ended, today, said))))
    return found


def _held(hold: Hold, today: date, longest: int) -> list[Moment]:
    what = "on hold" if hold.invoice_id else "the whole client on hold"
    until = wording.in_full(hold.until)
    said = f"{what} until {until} (by {wording.one_line(hold.by)}): {clipped(hold.reason, longest)}"
    found = [Moment(on=hold.placed_on, at=_noon(hold.placed_on), nodes=tuple(_on(hold.placed_on, today, said)))]
    if hold.ended_on:
        ended = hold.ended_on
        found.append(Moment(on=ended, at=_noon(ended), nodes=tuple(_on(ended, today, "hold ended early"))))
    return found


def _done(record: Record, today: date, tz: ZoneInfo, longest: int) -> Moment:
    on = today_in(tz, record.at)
    said = f"{clipped(record.said, longest)} ({wording.one_line(record.by)})"
    return Moment(on=on, at=record.at, nodes=tuple(_on(on, today, said)))


def _told_by_nothing_else(records: Sequence[Record]) -> Iterator[Record]:
    """Undoing what a fact tells of is told by that fact too: the payment is struck through, the words are gone."""
    undone = {record.undone_at for record in records if record.act in _TOLD_BY_FACTS and record.undone_at}
    for record in records:
        if record.act not in _TOLD_BY_FACTS and not (record.act == "undo" and record.at in undone):
            yield record


def _noon(day: date) -> datetime:
    """Where only the day is known, it stands among the others of its day."""
    return datetime.combine(day, time(12), tzinfo=UTC)
