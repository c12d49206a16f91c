"""What is owed and what came in."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.tables.columns import Id, Instant, by_id, id_of, metadata, only_where, own_id, workspace_id

invoices = Table(
    "invoices",
    metadata,
    own_id(),
    workspace_id(),
    id_of("clients"),
    Column("number", Text, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("total_minor", BigInteger, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("delivered_on", Date, nullable=True),
    Column("due_on", Date, nullable=True),
    Column("net_days", Integer, nullable=True, comment="terms the due date came from; none: stated"),
    Column("terms_basis", String(16), nullable=True),
    Column("sent_on", Date, nullable=True, comment="none: a draft"),
    Column("voided_on", Date, nullable=True),
    Column("void_reason", Text, nullable=True),
    Column("source", Text, nullable=False),
    Column("owner_id", Id, ForeignKey("people.id"), nullable=True),
    Column("title", Text, nullable=True),
    Column("blocked_work", Text, nullable=True),
    Column("viewed_on", Date, nullable=True),
    Column("import_id", Id, nullable=True),
    Column("recorded_at", Instant, nullable=False),
    Column("version", Integer, nullable=False, server_default=text("1")),
    # Indexes: derived, recomputed by storage.invoices on every change of a fact.
    Column("paid_minor", BigInteger, nullable=False, server_default=text("0"), comment="index: sum of payments"),
    Column("credited_minor", BigInteger, nullable=False, server_default=text("0"), comment="index: sum of credits"),
    Column("open_minor", BigInteger, nullable=True, comment="index: the balance of an open invoice, none if not open"),
    Column("settled_on", Date, nullable=True, comment="index: the day the balance reached zero"),
    Column("watch_on", Date, nullable=True, comment="index: the day the clock must look: due date + 1, none once told"),
    Column("told_for", Date, nullable=True, comment="the due date that had passed when an import brought it open"),
    UniqueConstraint("workspace_id", "number"),
    Index(
        "ix_invoices_open",
        "workspace_id",
        "due_on",
        "id",
        **only_where("open_minor IS NOT NULL"),
    ),
    Index(
        "ix_invoices_watch",
        "workspace_id",
        "watch_on",
        **only_where("watch_on IS NOT NULL"),
    ),
    Index(
        "ix_invoices_settled",
        "workspace_id",
        "settled_on",
        **only_where("settled_on IS NOT NULL"),
    ),
    Index("ix_invoices_client", "workspace_id", "client_id"),
)

invoice_lines = Table(
    "invoice_lines",
    metadata,
    own_id(),
    workspace_id(),
    id_of("invoices"),
    Column("position", Integer, nullable=False),
    Column("description", Text, nullable=False),
    Column("amount_minor", BigInteger, nullable=False),
    UniqueConstraint("workspace_id", "invoice_id", "position"),
)

totals = Table(
    "totals",
    metadata,
    Column("workspace_id", Id, ForeignKey("workspaces.id"), primary_key=True),
    Column("state", String(8), primary_key=True, comment="draft, open or paid"),
    Column("currency", String(3), primary_key=True),
    Column("due_on", Date, primary_key=True, comment="0001-01-01 where no due date matters (draft, paid)"),
    Column("invoices", BigInteger, nullable=False),
    Column("balance_minor", BigInteger, nullable=False),
    comment="index: count and balance of live invoices; equals the same sums over invoices",
)

due_changes = Table(
    "due_changes",
    metadata,
    own_id(),
    workspace_id(),
    id_of("invoices"),
    Column("changed_on", Date, nullable=False),
    Column("was_due_on", Date, nullable=True),
    Index("ix_due_changes_invoice", "workspace_id", "invoice_id"),
    comment="what the due date was before each change, so that a past day can be shown as it stood",
)

payments = Table(
    "payments",
    metadata,
    own_id(),
    workspace_id(),
    id_of("clients"),
    id_of("invoices"),
    Column("currency", String(3), nullable=False),
    Column("amount_minor", BigInteger, nullable=False, comment="negative: reverses an earlier one"),
    Column("paid_on", Date, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    by_id(),
    Column("source", Text, nullable=False),
    Column("note", Text, nullable=True),
    Column("reverses_id", Id, ForeignKey("payments.id"), nullable=True),
    UniqueConstraint("reverses_id"),
    Index("ix_payments_invoice", "workspace_id", "invoice_id"),
    Index("ix_payments_recorded", "workspace_id", "recorded_at"),
)

credit_notes = Table(
    "credit_notes",
    metadata,
    own_id(),
    workspace_id(),
    id_of("clients"),
    id_of("invoices", needed=False),
    Column("currency", String(3), nullable=False),
    Column("amount_minor", BigInteger, nullable=False, comment="negative: reverses an earlier one"),
    Column("issued_on", Date, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    by_id(),
    Column("source", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("reverses_id", Id, ForeignKey("credit_notes.id"), nullable=True),
    UniqueConstraint("reverses_id"),
    Index("ix_credit_notes_invoice", "workspace_id", "invoice_id"),
    Index("ix_credit_notes_client", "workspace_id", "client_id"),
)
