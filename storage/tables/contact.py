"""What was said and what it led to: the timeline, promises, disputes, holds."""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

from storage.tables.columns import Id, Instant, by_id, id_of, metadata, only_where, own_id, workspace_id

touches = Table(
    "touches",
    metadata,
    own_id(),
    workspace_id(),
    id_of("clients"),
    id_of("invoices", needed=False),
    Column("direction", String(8), nullable=False),
    Column("medium", String(8), nullable=True),
    Column("words", Text, nullable=False, comment="as spoken; empty in a row that withdraws another"),
    Column("happened_on", Date, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    by_id(),
    Column("link", Text, nullable=True),
    Column("corrects_id", Id, ForeignKey("touches.id"), nullable=True),
    UniqueConstraint("corrects_id"),
    Index("ix_touches_client", "workspace_id", "client_id", "happened_on"),
    comment="append only: a trigger refuses to change or remove a row",
)

NEVER = "a touch is never changed or removed: correct it with a new one"
_REFUSE = {
    "sqlite": (
        f"CREATE TRIGGER touches_are_never_changed BEFORE UPDATE ON touches BEGIN SELECT RAISE(ABORT, '{NEVER}'); END",
        f"CREATE TRIGGER touches_are_never_removed BEFORE DELETE ON touches BEGIN SELECT RAISE(ABORT, '{NEVER}'); END",
    ),
    "postgresql": (
        f"CREATE FUNCTION touches_stay() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''{NEVER}''; END'",
        "CREATE TRIGGER touches_stay BEFORE UPDATE OR DELETE ON touches FOR EACH ROW EXECUTE FUNCTION touches_stay()",
    ),
}
for _kind, _statements in _REFUSE.items():
    for _statement in _statements:
        _refusing = DDL(_statement)  # type: ignore[no-untyped-call]  # SQLAlchemy left this one without types
        event.listen(touches, "after_create", _refusing.execute_if(dialect=_kind))

promises = Table(
    "promises",
    metadata,
    own_id(),
    workspace_id(),
    id_of("clients"),
    id_of("invoices", needed=False),
    id_of("touches", needed=False, name="touch_id"),
    Column("currency", String(3), nullable=False),
    Column("expected_minor", BigInteger, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("promised_on", Date, nullable=False),
    Column("certainty", String(8), nullable=False),
    Column("words", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    by_id(),
    Column("withdrawn_at", Instant, nullable=True),
    Column("closed_as", String(9), nullable=True, comment="index: kept or broken, once money or the clock decided"),
    Column("closed_on", Date, nullable=True),
    Column("watch_on", Date, nullable=True, comment="index: the day the clock must look at it"),
    Index("ix_promises_client", "workspace_id", "client_id"),
    Index(
        "ix_promises_watch",
        "workspace_id",
        "watch_on",
        **only_where("watch_on IS NOT NULL"),
    ),
)

disputes = Table(
    "disputes",
    metadata,
    own_id(),
    workspace_id(),
    id_of("clients"),
    id_of("invoices"),
    Column("reason", Text, nullable=False),
    Column("owner_id", Id, ForeignKey("people.id"), nullable=True),
    Column("opened_on", Date, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    by_id(),
    Column("resolved_on", Date, nullable=True),
    Column("outcome", Text, nullable=True),
    Index("ix_disputes_invoice", "workspace_id", "invoice_id"),
    Index(
        "uq_disputes_open",
        "workspace_id",
        "invoice_id",
        unique=True,
        **only_where("resolved_on IS NULL"),
    ),
)

holds = Table(
    "holds",
    metadata,
    own_id(),
    workspace_id(),
    id_of("clients"),
    id_of("invoices", needed=False),
    Column("reason", Text, nullable=False),
    Column("until", Date, nullable=False, comment="every hold has an end or review date"),
    Column("placed_on", Date, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    by_id(),
    Column("ended_on", Date, nullable=True),
    Index("ix_holds_client", "workspace_id", "client_id"),
    Index("ix_holds_until", "workspace_id", "until"),
)
