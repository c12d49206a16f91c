"""How clients are chased: settings by workspace, client and invoice; letters; who approved what; documents."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.tables.columns import Id, Instant, by_id, id_of, metadata, only_where, own_id, workspace_id

chasing_rules = Table(
    "chasing_rules",
    metadata,
    own_id(),
    workspace_id(),
    id_of("clients", needed=False),
    id_of("invoices", needed=False),
    Column("coming_days", Integer, nullable=True),
    Column("friendly_days", Integer, nullable=True),
    Column("firm_days", Integer, nullable=True),
    Column("final_days", Integer, nullable=True),
    Column("gap_days", Integer, nullable=True),
    Column("grace_days", Integer, nullable=True),
    Column("least", JSON(none_as_null=True), nullable=True, comment="currency to minor units: less is not chased"),
    Column("is_off", Boolean, nullable=True),
    Column("country", String(2), nullable=True, comment="whose public holidays count"),
    Index(
        "uq_chasing_rules_workspace",
        "workspace_id",
        unique=True,
        **only_where("client_id IS NULL AND invoice_id IS NULL"),
    ),
    Index(
        "uq_chasing_rules_client",
        "workspace_id",
        "client_id",
        unique=True,
        **only_where("invoice_id IS NULL AND client_id IS NOT NULL"),
    ),
    Index(
        "uq_chasing_rules_invoice", "workspace_id", "invoice_id", unique=True, **only_where("invoice_id IS NOT NULL")
    ),
    comment="none in a column leaves it to the next wider row",
)

reminders = Table(
    "reminders",
    metadata,
    own_id(),
    workspace_id(),
    Column("kind", String(16), nullable=False),
    id_of("clients"),
    Column("currency", String(3), nullable=False),
    Column("lead_id", Id, ForeignKey("invoices.id"), nullable=False, comment="the invoice that led it: its cycle"),
    Column("stage", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("language", String(2), nullable=False),
    Column("facts", JSON, nullable=False, comment="items, credit, net, what it builds on: as they were when planned"),
    Column("basis", String(64), nullable=False, comment="hash of all it stands on"),
    Column("letter", JSON, nullable=True, comment="exactly what would leave; none: not written yet"),
    Column("letter_hash", String(64), nullable=True),
    Column("raw", LargeBinary, nullable=True, comment="the bytes of the mail, once approved"),
    Column("raw_hash", String(64), nullable=True),
    Column("writer", String(16), nullable=True),
    Column("writer_note", Text, nullable=True),
    Column("prompt_version", String(32), nullable=True),
    Column("flaws", JSON, nullable=False),
    Column("changed", Text, nullable=True, comment="what had changed since the draft before it"),
    Column("planned_on", Date, nullable=False),
    Column("planned_at", Instant, nullable=False),
    Column("asked_by_id", Id, ForeignKey("people.id"), nullable=True, comment="none: the clock planned it"),
    Column("message_id", Text, nullable=True, comment="the mail's Message-ID"),
    Column("not_before", Instant, nullable=True),
    Column("claimed_at", Instant, nullable=True),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("reason", Text, nullable=True, comment="why it was refused, waits, lapsed or is uncertain, in words"),
    Column("decided_by_id", Id, ForeignKey("people.id"), nullable=True),
    Column("decided_at", Instant, nullable=True),
    Column("snoozed_until", Date, nullable=True),
    Column("sent_on", Date, nullable=True),
    Index(
        "uq_reminders_once",
        "workspace_id",
        "kind",
        "client_id",
        "currency",
        "lead_id",
        "stage",
        unique=True,
        **only_where("state NOT IN ('lapsed', 'skipped')"),
    ),
    Index(
        "uq_reminders_open",
        "workspace_id",
        "kind",
        "client_id",
        "currency",
        unique=True,
        **only_where(
            "state IN ('writing', 'waiting', 'second person', 'by hand', 'approved', 'claimed', 'uncertain', 'refused')"
        ),
    ),
    Index("ix_reminders_state", "workspace_id", "state"),
    Index("ix_reminders_client", "workspace_id", "client_id"),
    comment="one letter, one client, one currency; never the same twice",
)

reminder_invoices = Table(
    "reminder_invoices",
    metadata,
    Column("workspace_id", Id, ForeignKey("workspaces.id"), primary_key=True),
    Column("reminder_id", Id, ForeignKey("reminders.id"), primary_key=True),
    Column("invoice_id", Id, ForeignKey("invoices.id"), primary_key=True),
    Index("ix_reminder_invoices_invoice", "workspace_id", "invoice_id"),
    comment="which invoices a reminder names",
)

approvals = Table(
    "approvals",
    metadata,
    own_id(),
    workspace_id(),
    id_of("reminders"),
    by_id(),
    Column("letter_hash", String(64), nullable=False, comment="the exact letter approved"),
    Column("version", Integer, nullable=False, comment="of the reminder: taken back, the same words are asked anew"),
    Column("at", Instant, nullable=False),
    UniqueConstraint("workspace_id", "reminder_id", "by_id", "letter_hash", "version"),
)

own_letters = Table(
    "own_letters",
    metadata,
    own_id(),
    workspace_id(),
    Column("language", String(2), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    by_id(),
    Column("at", Instant, nullable=False),
    UniqueConstraint("workspace_id", "language", "stage"),
    comment="letters a workspace wrote in place of ours",
)

documents = Table(
    "documents",
    metadata,
    own_id(),
    workspace_id(),
    id_of("invoices"),
    Column("file_name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("added_at", Instant, nullable=False),
    by_id(),
    UniqueConstraint("workspace_id", "invoice_id"),
    comment="the invoice itself, to go with its reminder",
)

model_days = Table(
    "model_days",
    metadata,
    Column("workspace_id", Id, ForeignKey("workspaces.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("calls", Integer, nullable=False, server_default=text("0")),
    Column("tokens", BigInteger, nullable=False, server_default=text("0")),
    comment="what the language model was asked on a day: its budget",
)
