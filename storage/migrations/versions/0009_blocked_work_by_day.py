"""What work an invoice blocked before each change, so that a past day is shown as it stood."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "block_changes",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("invoice_id", ID, nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("was_blocked_work", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_block_changes_invoice_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_block_changes_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_block_changes")),
        comment="what work an invoice blocked before each change, so that a past day can be shown as it stood",
    )
    op.create_index("ix_block_changes_invoice", "block_changes", ["workspace_id", "invoice_id"])
