"""What the clock owes and what waits to be posted, each under the key that makes it happen once."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
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

from storage.tables.columns import Id, Instant, id_of, metadata, only_where, own_id, workspace_id

alerts = Table(
    "alerts",
    metadata,
    own_id(),
    workspace_id(),
    id_of("invoices"),
    Column("due_on", Date, nullable=False),
    Column("told_as", String(16), nullable=False, comment="alert, or on arrival: imported already overdue"),
    Column("raised_at", Instant, nullable=False),
    Column("outbox_id", Id, nullable=True, comment="the message that told of it"),
    UniqueConstraint("workspace_id", "invoice_id", "due_on"),
    Index("ix_alerts_raised", "workspace_id", "raised_at"),
    comment="an invoice's turning Overdue, told once for each due date",
)

digests = Table(
    "digests",
    metadata,
    own_id(),
    workspace_id(),
    Column("period", String(16), nullable=False, comment="ISO week, 2026-W48"),
    Column("covers_from", Instant, nullable=False),
    Column("covers_to", Instant, nullable=False),
    Column("outbox_id", Id, nullable=True),
    UniqueConstraint("workspace_id", "period"),
)

job_runs = Table(
    "job_runs",
    metadata,
    own_id(),
    workspace_id(),
    Column("job", String(32), nullable=False),
    Column("period", String(32), nullable=False),
    Column("claimed_at", Instant, nullable=False),
    Column("finished_at", Instant, nullable=True),
    Column("note", Text, nullable=True),
    UniqueConstraint("workspace_id", "job", "period"),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("workspace_id", Id, ForeignKey("workspaces.id"), primary_key=True),
    Column("beat_at", Instant, nullable=False),
    comment="the clock's last tick: a gap is told to the channel",
)

outbox = Table(
    "outbox",
    metadata,
    own_id(),
    workspace_id(),
    Column("kind", String(32), nullable=False, comment="overdue alert, digest, card, ..."),
    Column("key", Text, nullable=False, comment="what is posted once"),
    Column("channel", String(32), nullable=False),
    Column("body", JSON, nullable=False, comment="exactly what is sent: text, blocks, metadata"),
    Column("body_hash", String(64), nullable=False),
    Column("reply_to_id", Id, ForeignKey("outbox.id"), nullable=True, comment="posted in that message's thread"),
    Column("updates_id", Id, ForeignKey("outbox.id"), nullable=True, comment="re-renders that message"),
    Column("about", String(32), nullable=True, comment="invoice, client, digest: whose card this is"),
    Column("about_id", Id, nullable=True),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("not_before", Instant, nullable=False),
    Column("claimed_at", Instant, nullable=True),
    Column("posted_channel", String(32), nullable=True),
    Column("posted_ts", String(32), nullable=True),
    Column("reason", Text, nullable=True, comment="why it was refused, waits, or is uncertain, in words"),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("workspace_id", "key"),
    Index("ix_outbox_waiting", "workspace_id", "state", "not_before"),
    Index("ix_outbox_about", "workspace_id", "about", "about_id"),
)

exceptions = Table(
    "exceptions",
    metadata,
    own_id(),
    workspace_id(),
    Column("kind", String(32), nullable=False),
    Column("about", String(32), nullable=False),
    Column("about_id", Id, nullable=False),
    Column("reason", Text, nullable=False),
    Column("raised_at", Instant, nullable=False),
    Column("owner_id", Id, ForeignKey("people.id"), nullable=True),
    Column("resolved_at", Instant, nullable=True),
    Column("resolution", Text, nullable=True),
    Index(
        "uq_exceptions_open",
        "workspace_id",
        "kind",
        "about",
        "about_id",
        unique=True,
        **only_where("resolved_at IS NULL"),
    ),
)
