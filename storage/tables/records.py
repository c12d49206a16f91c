"""Who did what, which requests were answered, what was imported."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.columns import Id, Instant, by_id, metadata, own_id, workspace_id

audit = Table(
    "audit",
    metadata,
    own_id(),
    workspace_id(),
    Column("at", Instant, nullable=False),
    by_id(),
    Column("act", String(32), nullable=False, comment="record_payment, log_reply, ..."),
    Column("client_id", Id, nullable=True),
    Column("invoice_id", Id, nullable=True),
    Column("said", Text, nullable=False, comment="what changed, in words"),
    Column("undo", JSON, nullable=True, comment="what takes it back; none: cannot be undone"),
    Column("undone_by_id", Id, ForeignKey("people.id"), nullable=True),
    Column("undone_at", Instant, nullable=True),
    Index("ix_audit_invoice", "workspace_id", "invoice_id"),
    Index("ix_audit_client", "workspace_id", "client_id"),
    Index("ix_audit_at", "workspace_id", "at"),
    # The newest act is asked for every second.
    Index("ix_audit_newest", "workspace_id", "id"),
)

requests = Table(
    "requests",
    metadata,
    Column("workspace_id", Id, ForeignKey("workspaces.id"), primary_key=True),
    Column("request_id", String(160), primary_key=True, comment="Slack's id of what came in"),
    Column("at", Instant, nullable=False),
    Column("audit_id", Id, nullable=True, comment="what it did"),
    Column("answer", JSON, nullable=True, comment="what was answered: a redelivered request hears the same again"),
    Index("ix_requests_at", "at"),
)

imports = Table(
    "imports",
    metadata,
    own_id(),
    workspace_id(),
    Column("at", Instant, nullable=False),
    by_id(),
    Column("source", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("changes", JSON, nullable=False, comment="what the source changed, in words; the first thousand"),
)

mappings = Table(
    "mappings",
    metadata,
    own_id(),
    workspace_id(),
    Column("name", Text, nullable=False),
    Column("mapping", JSON, nullable=False),
    UniqueConstraint("workspace_id", "name"),
)
