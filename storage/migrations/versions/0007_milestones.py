"""Work agreed and not billed yet, which every list shows above Draft: milestones, and the days they were moved."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "milestones",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="M-1, M-2, ...: never given twice"),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("waits_for", sa.Text(), nullable=True, comment="in somebody's words"),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column(
            "state",
            sa.String(length=8),
            nullable=False,
            comment="waiting, reached, dropped; undone: it was never true",
        ),
        sa.Column("ended_on", sa.Date(), nullable=True, comment="the day it was reached or dropped"),
        sa.Column("reason", sa.Text(), nullable=True, comment="why it was dropped"),
        sa.Column("invoice_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_milestones_by_id")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_milestones_client_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_milestones_invoice_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_milestones_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestones")),
        sa.UniqueConstraint("workspace_id", "number", name=op.f("uq_milestones_workspace_id_number")),
        comment="work agreed and not billed yet: no invoice, and in no sum of debts",
    )
    for name, columns in (("waiting", ["expected_on", "number"]), ("client", ["client_id"])):
        op.create_index(
            f"ix_milestones_{name}",
            "milestones",
            ["workspace_id", *columns],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
    op.create_table(
        "milestone_moves",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("milestone_id", ID, nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("was_expected_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestones.id"], name=op.f("fk_milestone_moves_milestone_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_milestone_moves_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_moves")),
        comment="which day was expected before each move, so that a past day can be shown as it stood",
    )
    op.create_index("ix_milestone_moves_milestone", "milestone_moves", ["workspace_id", "milestone_id"], unique=False)
