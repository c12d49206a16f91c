"""Invoices an import meets again: what their source now says otherwise is taken over, recorded, and told to people.

Only columns the file has are compared, and a blank cell tells nothing: a file changes nothing it does not tell. Dunwell
keeps what is Dunwell's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, insert, literal, null, or_, select, true, update

from domain.invoice import OWN_SOURCE
from storage.import_indexes import derive
from storage.import_moved import follow_clients
from storage.import_new import PAYMENT_COLUMNS, Import
from storage.import_stage import Fault, inserted, staged, staged_changes, staged_clients
from storage.tables import due_changes, invoices, payments

CSV = "csv"  # sources that begin so are files; any file may bring another's invoices up to date


def find_changes(run: Import) -> int:
    """Puts every staged row that differs from its invoice into `staged_changes`. Returns how many."""
    received = invoices.c.paid_minor + invoices.c.credited_minor
    is_open = case((invoices.c.open_minor.is_not(None), 1), else_=0)
    query = select(
        staged.c.line,
        invoices.c.id,
        invoices.c.client_id,
        invoices.c.source,
        invoices.c.total_minor,
        received,
        invoices.c.issued_on,
        invoices.c.due_on,
        invoices.c.sent_on,
        invoices.c.voided_on,
        invoices.c.viewed_on,
        is_open,
    )
    met = _met(run, query).where(or_(*_differences(run)))
    columns = [column.name for column in staged_changes.columns]
    return inserted(run.scope.connection, insert(staged_changes).from_select(columns, met))


def clashes(run: Import) -> Iterator[Fault]:
    """Changes a source may not make: to an invoice of another source, and of a currency."""
    query = (
        select(staged.c.line, staged.c.number, staged.c.currency, invoices.c.currency.label("was"))
        .add_columns(invoices.c.source, invoices.c.import_id, invoices.c.paid_minor)
        .select_from(_changed())
        .where(or_(_of_another(run), invoices.c.currency != staged.c.currency))
        .order_by(staged.c.line)
    )
    for row in run.scope.connection.execute(query):
        if row.was != row.currency:
            yield Fault(
                line=row.line, field="currency", value=row.currency, reason=f"it is recorded in {row.was}; {_STAYS}"
            )
        else:
            yield Fault(line=row.line, field="number", value=row.number, reason=_not_its(row))


def apply_changes(run: Import) -> None:
    """Takes the changes over: facts, payments, what is recorded of a moved due date, and every index."""
    _record_due_changes(run)
    _correct_payments(run)
    run.scope.connection.execute(_facts(run))
    follow_clients(run)
    derive(run.scope, select(staged_changes.c.invoice_id))


_STAYS = "the currency of an invoice does not change"


def _not_its(row: Any) -> str:
    if row.source == OWN_SOURCE and row.import_id is not None:
        return "it became Dunwell's own by `--own`, and no file changes it; `--own` again takes in only what is new"
    if row.source == OWN_SOURCE:
        back = f"take its payments back first, with `/invoice paid {row.number} back`, then "
        return (
            "an invoice of this number was made in Slack and says otherwise. If it is the same one,"
            f" {back if row.paid_minor else ''}`/invoice void {row.number} comes from the file` and import again: the"
            " file's takes its number. If it is another, give the file's row another number"
        )
    return f"an invoice of this number comes from {row.source} and says otherwise; this file cannot change it"


def _met(run: Import, query: Any) -> Any:
    """Staged rows beside the invoices they are about."""
    return (
        query.select_from(staged)
        .join(staged_clients, staged_clients.c.ref == staged.c.client_ref)
        .join(invoices, and_(run.scope.mine(invoices), invoices.c.number == staged.c.number))
        .where(invoices.c.source != OWN_SOURCE if run.is_own else true())
    )


def _changed() -> Any:
    """Changes beside their staged rows and invoices."""
    return staged_changes.join(staged, staged.c.line == staged_changes.c.line).join(
        invoices, invoices.c.id == staged_changes.c.invoice_id
    )


def _differences(run: Import) -> Iterator[ColumnElement[bool]]:
    if run.is_own:
        yield invoices.c.source != OWN_SOURCE
    elif run.source.casefold() != OWN_SOURCE:
        # Told even where the two agree: tomorrow they would not. Only Dunwell's own export is read back.
        yield and_(invoices.c.source == OWN_SOURCE, invoices.c.import_id.is_not(None))
    yield invoices.c.client_id != staged_clients.c.client_id
    yield invoices.c.currency != staged.c.currency
    yield invoices.c.total_minor != staged.c.total_minor
    for column in _told_facts(run):
        yield _otherwise(column)
    yield and_(staged.c.sent == 1, invoices.c.sent_on.is_(None))
    yield and_(staged.c.void == 1, invoices.c.voided_on.is_(None))
    yield _revived(run)
    # A view contradicts nobody: told by another source, it is no change of its.
    yield and_(_seen_viewed(), ~_of_another(run))
    yield _paid_otherwise(run)
    if "paid_on" in run.told:
        yield _paid_another_day(run)


def _told_facts(run: Import) -> list[str]:
    """Columns of facts the file has, as they are called here."""
    kept = {"issued_on": "issued_on", "due_on": "due_on", "delivered_on": "delivered_on", "notes": "title"}
    return [column for field, column in kept.items() if field in run.told]


def _otherwise(column: str) -> ColumnElement[bool]:
    """Whether the file says something else; a blank cell says nothing."""
    return and_(staged.c[column].is_not(None), invoices.c[column].is_distinct_from(staged.c[column]))


def _of_another(run: Import) -> ColumnElement[bool]:
    other = invoices.c.source != run.source
    return and_(other, ~invoices.c.source.startswith(CSV)) if run.source.startswith(CSV) else other


def _seen_viewed() -> ColumnElement[bool]:
    """First told as viewed now. A file that no longer says so takes nothing back: it was opened."""
    return and_(staged.c.viewed == 1, invoices.c.viewed_on.is_(None))


def _revived(run: Import) -> ColumnElement[bool]:
    """Void by its source's word, and by its word no longer. What a person made void stays so."""
    return and_(staged.c.void == 0, invoices.c.voided_on.is_not(None), invoices.c.void_reason == run.void_reason)


def _received(run: Import) -> ColumnElement[int]:
    return invoices.c.paid_minor + invoices.c.credited_minor if run.balance_counts else invoices.c.paid_minor


def _paid_otherwise(run: Import) -> ColumnElement[bool]:
    return and_(staged.c.paid_minor.is_not(None), staged.c.paid_minor != _received(run))


def _paid_another_day(run: Import) -> ColumnElement[bool]:
    """Settled by one payment, whose day the source now says otherwise."""
    mine = (run.scope.mine(payments), payments.c.invoice_id == invoices.c.id)
    one = select(func.count()).where(*mine).correlate(invoices).scalar_subquery() == 1
    day = select(func.max(payments.c.paid_on)).where(*mine).correlate(invoices).scalar_subquery()
    # The index first: only where it differs are payments looked at.
    return and_(
        staged.c.paid_on.is_not(None),
        invoices.c.settled_on.is_not(None),
        invoices.c.settled_on != staged.c.paid_on,
        one,
        day != staged.c.paid_on,
        ~_paid_otherwise(run),
    )


def _record_due_changes(run: Import) -> None:
    if "due_on" not in run.told:
        return
    moved = (
        select(
            literal(run.scope.workspace_id),
            invoices.c.id,
            run.constant(run.today, due_changes.c.changed_on),
            invoices.c.due_on,
        )
        .select_from(_changed())
        .where(_otherwise("due_on"))
        .order_by(staged.c.line)
    )
    columns = ["workspace_id", "invoice_id", "changed_on", "was_due_on"]
    run.scope.connection.execute(insert(due_changes).from_select(columns, moved))


def _correct_payments(run: Import) -> None:
    """One payment for what is more (or less, then negative) than is recorded; a lone payment's day as now said."""
    more = staged.c.paid_minor - _received(run)
    day = case((more > 0, staged.c.paid_on))
    query = (
        select(
            literal(run.scope.workspace_id),
            invoices.c.client_id,
            invoices.c.id,
            invoices.c.currency,
            more,
            func.coalesce(day, run.constant(run.today, payments.c.paid_on)),
            run.constant(run.now, payments.c.recorded_at),
            literal(run.by_id),
            literal(run.source),
            case(
                (more < 0, literal("its source no longer counts this as paid")),
                (staged.c.paid_on.is_(None), literal("its source does not say the day")),
            ),
        )
        .select_from(_changed())
        .where(_paid_otherwise(run))
    )
    if "paid_on" in run.told:
        lone = (
            select(staged.c.paid_on)
            .select_from(_changed())
            .where(staged_changes.c.invoice_id == payments.c.invoice_id, _paid_another_day(run))
        )
        mine = (run.scope.mine(payments), payments.c.invoice_id.in_(select(staged_changes.c.invoice_id)))
        run.scope.connection.execute(
            update(payments)
            .where(*mine, lone.correlate(payments).exists())
            .values(paid_on=lone.correlate(payments).scalar_subquery())
        )
    run.scope.connection.execute(insert(payments).from_select(PAYMENT_COLUMNS, query))


def _facts(run: Import) -> Any:
    values: dict[Any, Any] = {
        invoices.c.client_id: staged_clients.c.client_id,
        invoices.c.total_minor: staged.c.total_minor,
        invoices.c.sent_on: case(
            (and_(staged.c.sent == 1, invoices.c.sent_on.is_(None)), run.constant(run.today, invoices.c.sent_on)),
            else_=invoices.c.sent_on,
        ),
        invoices.c.version: invoices.c.version + 1,
        invoices.c.source: literal(OWN_SOURCE) if run.is_own else invoices.c.source,
    }
    is_voided = and_(staged.c.void == 1, invoices.c.voided_on.is_(None))
    for column, now in (
        ("voided_on", run.constant(run.today, invoices.c.voided_on)),
        ("void_reason", literal(run.void_reason)),
    ):
        was = invoices.c[column]
        values[was] = case((_revived(run), null()), (is_voided, now), else_=was)
    today = run.constant(run.today, invoices.c.viewed_on)
    values[invoices.c.viewed_on] = case((_seen_viewed(), today), else_=invoices.c.viewed_on)
    for column in _told_facts(run):
        values[invoices.c[column]] = func.coalesce(staged.c[column], invoices.c[column])
    if "due_on" in run.told:
        # A date the source states is no longer one that came from terms.
        for column in ("net_days", "terms_basis"):
            values[invoices.c[column]] = case((_otherwise("due_on"), null()), else_=invoices.c[column])
    return (
        update(invoices)
        .where(
            run.scope.mine(invoices),
            staged_changes.c.invoice_id == invoices.c.id,
            staged.c.line == staged_changes.c.line,
            staged_clients.c.ref == staged.c.client_ref,
        )
        .values(values)
    )
