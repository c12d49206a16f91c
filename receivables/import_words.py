"""What an import did, in words for people: the audit trail, the change list, the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.currencies import digits
from domain.errors import listed
from domain.invoice import OWN_SOURCE
from storage.alike import Alike
from storage.importing import NAMED, Changed, Merged

ALIKE_NAMED = 20


def change_words(change: Changed) -> str:
    """One changed invoice: `INV-7: due 4 Mar 2026 → 1 Apr 2026, total EUR 90.00 → EUR 100.00`."""
    code = change.currency
    pairs = (
        ("kept by", _keeper(change.was_source), _keeper(change.source)),
        ("client", change.was_client, change.client),
        ("total", money(change.was_total_minor, code), money(change.total_minor, code)),
        ("received", money(change.was_received_minor, code), money(change.received_minor, code)),
        ("issued", _day(change.was_issued_on), _day(change.issued_on)),
        ("due", _day(change.was_due_on), _day(change.due_on)),
        ("sent", _day(change.was_sent_on), _day(change.sent_on)),
        ("void", _day(change.was_voided_on), _day(change.voided_on)),
        ("viewed", _day(change.was_viewed_on), _day(change.viewed_on)),
    )
    said = [f"{what} {was} → {now}" for what, was, now in pairs if was != now]
    return f"{change.number}: {', '.join(said) or 'details'}"


def outcome_words(merged: Merged, *, file_name: str, source: str, duplicates: int, alike: int, dry_run: bool) -> str:
    """The whole import in a sentence or two."""
    did = "Would import" if dry_run else "Imported"
    if not merged.new and not merged.changed:
        return f"{did} {file_name} ({source}): nothing new, nothing changed."
    counts = [f"{count:,} {what}" for count, what in ((merged.new, "new"), (merged.changed, "changed")) if count]
    sums = [f"{money(total, code)} in {count:,}" for code, (count, total) in merged.totals.items()]
    parts = [f"{did} {file_name} ({source}): {listed(counts)}; the file holds {listed(sums)}."]
    late = _OLD if merged.is_old_book else _ALERTED
    parts += [
        f"{count:,} {one if count == 1 else many}."
        for count, one, many in (
            (merged.clients_new, "new client", "new clients"),
            (alike, "of them looks like another client", "of them look like other clients"),
            (duplicates, "repeated row left out", "repeated rows left out"),
            (merged.arrived_overdue, late, late),
            (merged.contradictions, "needs a look: what was agreed here no longer fits", _LOOK),
        )
        if count
    ]
    return " ".join(parts)


def detail_lines(
    changes: Sequence[str],
    *,
    changed: int,
    missing: int,
    missing_first: Sequence[str],
    renamed: Sequence[tuple[str, str]] = (),
) -> list[str]:
    """Which invoices changed, which void ones of our own gave their number up, and which open ones the file no longer
    has: the first of each. For the terminal."""
    lines = [
        f"{number}, void here, gives its number to the file's: it is “{now}” from now on."
        for number, now in renamed[:NAMED]
    ]
    lines += [f"{len(renamed) - NAMED:,} more void ones do."] if len(renamed) > NAMED else []
    lines += [f"  {each}" for each in changes[:NAMED]]
    if changed > NAMED:
        all_of_them = "lists all" if changed == len(changes) else f"lists the first {len(changes):,}"
        lines.append(f"  and {changed - NAMED:,} more: `--json` {all_of_them}.")
    return [*lines, *missing_line(missing, missing_first)]


def missing_line(missing: int, missing_first: Sequence[str]) -> list[str]:
    """Which open invoices of the source the file no longer has; nothing where it has them all."""
    if not missing:
        return []
    are = "open invoice of this source is" if missing == 1 else "open invoices of this source are"
    more = f" and {missing - len(missing_first):,} more" if missing > len(missing_first) else ""
    return [f"{missing:,} {are} not in this file any more: {', '.join(missing_first)}{more}."]


def alike_lines(alike: Sequence[Alike], *, left: int) -> list[str]:
    """Which clients look like one, and how to make them one. For the terminal."""
    lines = [
        f"“{each.known}” and “{each.new}” look like one client. If they are, join them in Slack after the import:"
        f' /invoice client "{each.new}" same as "{each.known}"'
        for each in alike
    ]
    return [*lines, f"{left:,} more look like another client."] if left else lines


_OLD = "arrived already overdue and will not be alerted one by one"
_ALERTED = "arrived already overdue and are in the next alert"
_LOOK = "need a look: what was agreed here no longer fits"


def money(minor: int, currency: str) -> str:
    """Code and plain figures with ISO's digits: `EUR 1,200.00`. For records; screens show money in their locale."""
    places = digits(currency)
    whole, rest = divmod(abs(minor), 10**places)
    sign = "-" if minor < 0 else ""
    return f"{currency} {sign}{whole:,}" + (f".{rest:0{places}d}" if places else "")


def _keeper(source: str) -> str:
    return "Dunwell" if source == OWN_SOURCE else source


def _day(day: date | None) -> str:
    return f"{day:%-d %b %Y}" if day else "none"
