"""The timeline, which nobody can change, and what it led to: promises, disputes, holds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

NEVER = "a touch is never changed or removed: correct it with a new one"
REFUSE = {
    "sqlite": (
        f"CREATE TRIGGER touches_are_never_changed BEFORE UPDATE ON touches BEGIN SELECT RAISE(ABORT, '{NEVER}'); END",
        f"CREATE TRIGGER touches_are_never_removed BEFORE DELETE ON touches BEGIN SELECT RAISE(ABORT, '{NEVER}'); END",
    ),
    "postgresql": (
        f"CREATE FUNCTION touches_stay() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''{NEVER}''; END'",
        "CREATE TRIGGER touches_stay BEFORE UPDATE OR DELETE ON touches FOR EACH ROW EXECUTE FUNCTION touches_stay()",
    ),
}


def upgrade() -> None:
    op.create_table(
        "touches",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("invoice_id", ID, nullable=True),
        sa.Column("direction", sa.String(length=8), nullable=False),
        sa.Column("medium", sa.String(length=8), nullable=True),
        sa.Column("words", sa.Text(), nullable=False, comment="as spoken; empty in a row that withdraws another"),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("corrects_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_touches_by_id")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_touches_client_id")),
        sa.ForeignKeyConstraint(["corrects_id"], ["touches.id"], name=op.f("fk_touches_corrects_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_touches_invoice_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_touches_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touches")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_touches_corrects_id")),
        comment="append only: a trigger refuses to change or remove a row",
    )
    op.create_index("ix_touches_client", "touches", ["workspace_id", "client_id", "happened_on"], unique=False)
    op.create_table(
        "promises",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("invoice_id", ID, nullable=True),
        sa.Column("touch_id", ID, nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("expected_minor", sa.BigInteger(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column("certainty", sa.String(length=8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "closed_as",
            sa.String(length=9),
            nullable=True,
            comment="index: kept or broken, once money or the clock decided",
        ),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("watch_on", sa.Date(), nullable=True, comment="index: the day the clock must look at it"),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_promises_by_id")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_promises_client_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_promises_invoice_id")),
        sa.ForeignKeyConstraint(["touch_id"], ["touches.id"], name=op.f("fk_promises_touch_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_promises_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
    )
    op.create_index("ix_promises_client", "promises", ["workspace_id", "client_id"], unique=False)
    op.create_index(
        "ix_promises_watch",
        "promises",
        ["workspace_id", "watch_on"],
        unique=False,
        sqlite_where=sa.text("watch_on IS NOT NULL"),
        postgresql_where=sa.text("watch_on IS NOT NULL"),
    )
    op.create_table(
        "disputes",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("invoice_id", ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_disputes_by_id")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_disputes_client_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_disputes_invoice_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_disputes_owner_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_disputes_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputes")),
    )
    op.create_index("ix_disputes_invoice", "disputes", ["workspace_id", "invoice_id"], unique=False)
    op.create_index(
        "uq_disputes_open",
        "disputes",
        ["workspace_id", "invoice_id"],
        unique=True,
        sqlite_where=sa.text("resolved_on IS NULL"),
        postgresql_where=sa.text("resolved_on IS NULL"),
    )
    op.create_table(
        "holds",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("invoice_id", ID, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False, comment="every hold has an end or review date"),
        sa.Column("placed_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_holds_by_id")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_holds_client_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_holds_invoice_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_holds_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
    )
    op.create_index("ix_holds_client", "holds", ["workspace_id", "client_id"], unique=False)
    op.create_index("ix_holds_until", "holds", ["workspace_id", "until"], unique=False)

    for statement in REFUSE[op.get_bind().dialect.name]:
        op.execute(statement)
