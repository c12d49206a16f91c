"""Each under the key that makes it happen once, and the outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("invoice_id", ID, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "told_as", sa.String(length=16), nullable=False, comment="alert, or on arrival: imported already overdue"
        ),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outbox_id", ID, nullable=True, comment="the message that told of it"),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_alerts_invoice_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_alerts_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint(
            "workspace_id", "invoice_id", "due_on", name=op.f("uq_alerts_workspace_id_invoice_id_due_on")
        ),
        comment="an invoice's turning Overdue, told once for each due date",
    )
    op.create_index("ix_alerts_raised", "alerts", ["workspace_id", "raised_at"], unique=False)
    op.create_table(
        "digests",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False, comment="ISO week, 2026-W48"),
        sa.Column("covers_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("covers_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outbox_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_digests_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
        sa.UniqueConstraint("workspace_id", "period", name=op.f("uq_digests_workspace_id_period")),
    )
    op.create_table(
        "job_runs",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("job", sa.String(length=32), nullable=False),
        sa.Column("period", sa.String(length=32), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_job_runs_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_runs")),
        sa.UniqueConstraint("workspace_id", "job", "period", name=op.f("uq_job_runs_workspace_id_job_period")),
    )
    op.create_table(
        "heartbeats",
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_heartbeats_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_heartbeats")),
        comment="the clock's last tick: a gap is told to the channel",
    )
    op.create_table(
        "outbox",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="overdue alert, digest, card, ..."),
        sa.Column("key", sa.Text(), nullable=False, comment="what is posted once"),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False, comment="exactly what is sent: text, blocks, metadata"),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("reply_to_id", ID, nullable=True, comment="posted in that message's thread"),
        sa.Column("updates_id", ID, nullable=True, comment="re-renders that message"),
        sa.Column("about", sa.String(length=32), nullable=True, comment="invoice, client, digest: whose card this is"),
        sa.Column("about_id", ID, nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("posted_channel", sa.String(length=32), nullable=True),
        sa.Column("posted_ts", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True, comment="why it was refused, waits, or is uncertain, in words"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["reply_to_id"], ["outbox.id"], name=op.f("fk_outbox_reply_to_id")),
        sa.ForeignKeyConstraint(["updates_id"], ["outbox.id"], name=op.f("fk_outbox_updates_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_outbox_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_outbox_workspace_id_key")),
    )
    op.create_index("ix_outbox_about", "outbox", ["workspace_id", "about", "about_id"], unique=False)
    op.create_index("ix_outbox_waiting", "outbox", ["workspace_id", "state", "not_before"], unique=False)
    op.create_table(
        "exceptions",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=32), nullable=False),
        sa.Column("about_id", ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolution", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_exceptions_owner_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_exceptions_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exceptions")),
    )
    op.create_index(
        "uq_exceptions_open",
        "exceptions",
        ["workspace_id", "kind", "about", "about_id"],
        unique=True,
        sqlite_where=sa.text("resolved_at IS NULL"),
        postgresql_where=sa.text("resolved_at IS NULL"),
    )
