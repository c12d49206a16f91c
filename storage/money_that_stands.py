"""Which payments and credit notes tell a day: those that came and were not taken back. Sums need not ask, every row
counts in them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select


def stands(rows: Any) -> ColumnElement[bool]:
    """Whether a row of payments or credit notes is money that came and stayed: it takes nothing back, nothing takes it
    back, and what its source no longer counts has not used it up, the newest first."""
    less, between = rows.alias(), rows.alias()
    since = (
        select(func.sum(between.c.amount_minor))
        .where(_same(between, rows), between.c.id >= rows.c.id, between.c.id <= less.c.id, _is_untaken(between))
        .correlate(rows, less)
        .scalar_subquery()
    )
    used_up = exists().where(_same(less, rows), less.c.id > rows.c.id, _is_correction(less), since <= 0)
    return and_(rows.c.amount_minor > 0, _is_untaken(rows), ~used_up.correlate(rows))


def _same(other: Any, rows: Any) -> ColumnElement[bool]:
    return and_(other.c.workspace_id == rows.c.workspace_id, other.c.invoice_id == rows.c.invoice_id)


def _is_correction(rows: Any) -> ColumnElement[bool]:
    """Less money told by a source: it names no row it takes back."""
    return and_(rows.c.amount_minor < 0, _reverses_none(rows))


def _is_untaken(rows: Any) -> ColumnElement[bool]:
    reversal = rows.alias()
    return and_(_reverses_none(rows), ~exists().where(reversal.c.reverses_id == rows.c.id).correlate(rows))


def _reverses_none(rows: Any) -> ColumnElement[bool]:
    """Without a word of NULL: SQLite takes that for a key, and goes through all that reverse nothing for each row."""
    return func.coalesce(rows.c.reverses_id, 0) == 0
