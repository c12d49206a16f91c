"""Who did what, which requests were answered, what was imported."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False, comment="record_payment, log_reply, ..."),
        sa.Column("client_id", ID, nullable=True),
        sa.Column("invoice_id", ID, nullable=True),
        sa.Column("said", sa.Text(), nullable=False, comment="what changed, in words"),
        sa.Column("undo", sa.JSON(), nullable=True, comment="what takes it back; none: cannot be undone"),
        sa.Column("undone_by_id", ID, nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_audit_by_id")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["people.id"], name=op.f("fk_audit_undone_by_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_audit_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_at", "audit", ["workspace_id", "at"], unique=False)
    op.create_index("ix_audit_client", "audit", ["workspace_id", "client_id"], unique=False)
    op.create_index("ix_audit_invoice", "audit", ["workspace_id", "invoice_id"], unique=False)
    op.create_table(
        "requests",
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("request_id", sa.String(length=160), nullable=False, comment="Slack's id of what came in"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("audit_id", ID, nullable=True, comment="what it did"),
        sa.Column(
            "answer", sa.JSON(), nullable=True, comment="what was answered: a redelivered request hears the same again"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_requests_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "request_id", name=op.f("pk_requests")),
    )
    op.create_index("ix_requests_at", "requests", ["at"], unique=False)
    op.create_table(
        "imports",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column(
            "changes", sa.JSON(), nullable=False, comment="what the source changed, in words; the first thousand"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_imports_by_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_imports_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_table(
        "mappings",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_mappings_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mappings")),
        sa.UniqueConstraint("workspace_id", "name", name=op.f("uq_mappings_workspace_id_name")),
    )
