"""What is owed and what came in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "invoices",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("net_days", sa.Integer(), nullable=True, comment="terms the due date came from; none: stated"),
        sa.Column("terms_basis", sa.String(length=16), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True, comment="none: a draft"),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("blocked_work", sa.Text(), nullable=True),
        sa.Column("viewed_on", sa.Date(), nullable=True),
        sa.Column("import_id", ID, nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "paid_minor", sa.BigInteger(), server_default=sa.text("0"), nullable=False, comment="index: sum of payments"
        ),
        sa.Column(
            "credited_minor",
            sa.BigInteger(),
            server_default=sa.text("0"),
            nullable=False,
            comment="index: sum of credits",
        ),
        sa.Column(
            "open_minor",
            sa.BigInteger(),
            nullable=True,
            comment="index: the balance of an open invoice, none if not open",
        ),
        sa.Column("settled_on", sa.Date(), nullable=True, comment="index: the day the balance reached zero"),
        sa.Column(
            "watch_on",
            sa.Date(),
            nullable=True,
            comment="index: the day the clock must look: due date + 1, none once told",
        ),
        sa.Column(
            "told_for",
            sa.Date(),
            nullable=True,
            comment="the due date that had passed when an import brought it open",
        ),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_invoices_client_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_invoices_owner_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_invoices_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoices")),
        sa.UniqueConstraint("workspace_id", "number", name=op.f("uq_invoices_workspace_id_number")),
    )
    op.create_index("ix_invoices_client", "invoices", ["workspace_id", "client_id"], unique=False)
    op.create_index(
        "ix_invoices_open",
        "invoices",
        ["workspace_id", "due_on", "id"],
        unique=False,
        sqlite_where=sa.text("open_minor IS NOT NULL"),
        postgresql_where=sa.text("open_minor IS NOT NULL"),
    )
    op.create_index(
        "ix_invoices_settled",
        "invoices",
        ["workspace_id", "settled_on"],
        unique=False,
        sqlite_where=sa.text("settled_on IS NOT NULL"),
        postgresql_where=sa.text("settled_on IS NOT NULL"),
    )
    op.create_index(
        "ix_invoices_watch",
        "invoices",
        ["workspace_id", "watch_on"],
        unique=False,
        sqlite_where=sa.text("watch_on IS NOT NULL"),
        postgresql_where=sa.text("watch_on IS NOT NULL"),
    )
    op.create_table(
        "invoice_lines",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("invoice_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_invoice_lines_invoice_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_invoice_lines_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_lines")),
        sa.UniqueConstraint(
            "workspace_id", "invoice_id", "position", name=op.f("uq_invoice_lines_workspace_id_invoice_id_position")
        ),
    )
    op.create_table(
        "totals",
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False, comment="draft, open or paid"),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False, comment="0001-01-01 where no due date matters (draft, paid)"),
        sa.Column("invoices", sa.BigInteger(), nullable=False),
        sa.Column("balance_minor", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_totals_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "state", "currency", "due_on", name=op.f("pk_totals")),
        comment="index: count and balance of live invoices; equals the same sums over invoices",
    )
    op.create_table(
        "due_changes",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("invoice_id", ID, nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("was_due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_due_changes_invoice_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_due_changes_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_changes")),
        comment="what the due date was before each change, so that a past day can be shown as it stood",
    )
    op.create_index("ix_due_changes_invoice", "due_changes", ["workspace_id", "invoice_id"], unique=False)
    op.create_table(
        "payments",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("invoice_id", ID, nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False, comment="negative: reverses an earlier one"),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("reverses_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_payments_by_id")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_payments_client_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_payments_invoice_id")),
        sa.ForeignKeyConstraint(["reverses_id"], ["payments.id"], name=op.f("fk_payments_reverses_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_payments_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_payments_reverses_id")),
    )
    op.create_index("ix_payments_invoice", "payments", ["workspace_id", "invoice_id"], unique=False)
    op.create_index("ix_payments_recorded", "payments", ["workspace_id", "recorded_at"], unique=False)
    op.create_table(
        "credit_notes",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("invoice_id", ID, nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False, comment="negative: reverses an earlier one"),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reverses_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_credit_notes_by_id")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_credit_notes_client_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_credit_notes_invoice_id")),
        sa.ForeignKeyConstraint(["reverses_id"], ["credit_notes.id"], name=op.f("fk_credit_notes_reverses_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_credit_notes_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credit_notes")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_credit_notes_reverses_id")),
    )
    op.create_index("ix_credit_notes_client", "credit_notes", ["workspace_id", "client_id"], unique=False)
    op.create_index("ix_credit_notes_invoice", "credit_notes", ["workspace_id", "invoice_id"], unique=False)
