"""Work agreed and not billed yet. No sum over invoices ever looks here."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.columns import Instant, by_id, id_of, metadata, only_where, own_id, workspace_id

milestones = Table(
    "milestones",
    metadata,
    own_id(),
    workspace_id(),
    id_of("clients"),
    Column("number", Integer, nullable=False, comment="M-1, M-2, ...: never given twice"),
    Column("title", Text, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("amount_minor", BigInteger, nullable=False),
    Column("expected_on", Date, nullable=True),
    Column("waits_for", Text, nullable=True, comment="in somebody's words"),
    Column("recorded_on", Date, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    by_id(),
    Column("state", String(8), nullable=False, comment="waiting, reached, dropped; undone: it was never true"),
    Column("ended_on", Date, nullable=True, comment="the day it was reached or dropped"),
    Column("reason", Text, nullable=True, comment="why it was dropped"),
    id_of("invoices", needed=False),
    UniqueConstraint("workspace_id", "number"),
    Index(
        "ix_milestones_waiting",
        "workspace_id",
        "expected_on",
        "number",
        **only_where("state = 'waiting'"),
    ),
    Index("ix_milestones_client", "workspace_id", "client_id", **only_where("state = 'waiting'")),
    comment="work agreed and not billed yet: no invoice, and in no sum of debts",
)

milestone_moves = Table(
    "milestone_moves",
    metadata,
    own_id(),
    workspace_id(),
    id_of("milestones"),
    Column("moved_on", Date, nullable=False),
    Column("was_expected_on", Date, nullable=True),
    Index("ix_milestone_moves_milestone", "workspace_id", "milestone_id"),
    comment="which day was expected before each move, so that a past day can be shown as it stood",
)
