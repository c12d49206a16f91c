"""How clients are chased: settings, letters, who approved what, documents, the model's budget."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "model_days",
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("calls", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("tokens", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_model_days_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "day", name=op.f("pk_model_days")),
        comment="what the language model was asked on a day: its budget",
    )
    op.create_table(
        "own_letters",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_own_letters_by_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_own_letters_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_letters")),
        sa.UniqueConstraint(
            "workspace_id", "language", "stage", name=op.f("uq_own_letters_workspace_id_language_stage")
        ),
        comment="letters a workspace wrote in place of ours",
    )
    op.create_table(
        "chasing_rules",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=True),
        sa.Column("invoice_id", ID, nullable=True),
        sa.Column("coming_days", sa.Integer(), nullable=True),
        sa.Column("friendly_days", sa.Integer(), nullable=True),
        sa.Column("firm_days", sa.Integer(), nullable=True),
        sa.Column("final_days", sa.Integer(), nullable=True),
        sa.Column("gap_days", sa.Integer(), nullable=True),
        sa.Column("grace_days", sa.Integer(), nullable=True),
        sa.Column("least", sa.JSON(), nullable=True, comment="currency to minor units: less is not chased"),
        sa.Column("is_off", sa.Boolean(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True, comment="whose public holidays count"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_chasing_rules_client_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_chasing_rules_invoice_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_chasing_rules_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chasing_rules")),
        comment="none in a column leaves it to the next wider row",
    )
    op.create_index(
        "uq_chasing_rules_client",
        "chasing_rules",
        ["workspace_id", "client_id"],
        unique=True,
        sqlite_where=sa.text("invoice_id IS NULL AND client_id IS NOT NULL"),
        postgresql_where=sa.text("invoice_id IS NULL AND client_id IS NOT NULL"),
    )
    op.create_index(
        "uq_chasing_rules_invoice",
        "chasing_rules",
        ["workspace_id", "invoice_id"],
        unique=True,
        sqlite_where=sa.text("invoice_id IS NOT NULL"),
        postgresql_where=sa.text("invoice_id IS NOT NULL"),
    )
    op.create_index(
        "uq_chasing_rules_workspace",
        "chasing_rules",
        ["workspace_id"],
        unique=True,
        sqlite_where=sa.text("client_id IS NULL AND invoice_id IS NULL"),
        postgresql_where=sa.text("client_id IS NULL AND invoice_id IS NULL"),
    )
    op.create_table(
        "documents",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("invoice_id", ID, nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_documents_by_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_documents_invoice_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_documents_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("workspace_id", "invoice_id", name=op.f("uq_documents_workspace_id_invoice_id")),
        comment="the invoice itself, to go with its reminder",
    )
    op.create_table(
        "reminders",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("lead_id", ID, nullable=False, comment="the invoice that led it: its cycle"),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column(
            "facts",
            sa.JSON(),
            nullable=False,
            comment="items, credit, net, what it builds on: as they were when planned",
        ),
        sa.Column("basis", sa.String(length=64), nullable=False, comment="hash of all it stands on"),
        sa.Column("letter", sa.JSON(), nullable=True, comment="exactly what would leave; none: not written yet"),
        sa.Column("letter_hash", sa.String(length=64), nullable=True),
        sa.Column("raw", sa.LargeBinary(), nullable=True, comment="the bytes of the mail, once approved"),
        sa.Column("raw_hash", sa.String(length=64), nullable=True),
        sa.Column("writer", sa.String(length=16), nullable=True),
        sa.Column("writer_note", sa.Text(), nullable=True),
        sa.Column("prompt_version", sa.String(length=32), nullable=True),
        sa.Column("flaws", sa.JSON(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=True, comment="what had changed since the draft before it"),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", ID, nullable=True, comment="none: the clock planned it"),
        sa.Column("message_id", sa.Text(), nullable=True, comment="the mail's Message-ID"),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "reason", sa.Text(), nullable=True, comment="why it was refused, waits, lapsed or is uncertain, in words"
        ),
        sa.Column("decided_by_id", ID, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["people.id"], name=op.f("fk_reminders_asked_by_id")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_reminders_client_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["people.id"], name=op.f("fk_reminders_decided_by_id")),
        sa.ForeignKeyConstraint(["lead_id"], ["invoices.id"], name=op.f("fk_reminders_lead_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_reminders_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        comment="one letter, one client, one currency; never the same twice",
    )
    op.create_index("ix_reminders_client", "reminders", ["workspace_id", "client_id"], unique=False)
    op.create_index("ix_reminders_state", "reminders", ["workspace_id", "state"], unique=False)
    op.create_index(
        "uq_reminders_once",
        "reminders",
        ["workspace_id", "kind", "client_id", "currency", "lead_id", "stage"],
        unique=True,
        sqlite_where=sa.text("state NOT IN ('lapsed', 'skipped')"),
        postgresql_where=sa.text("state NOT IN ('lapsed', 'skipped')"),
    )
    op.create_index(
        "uq_reminders_open",
        "reminders",
        ["workspace_id", "kind", "client_id", "currency"],
        unique=True,
        sqlite_where=sa.text(
            "state IN ('writing', 'waiting', 'second person', 'by hand', 'approved', 'claimed', 'uncertain', 'refused')"
        ),
        postgresql_where=sa.text(
            "state IN ('writing', 'waiting', 'second person', 'by hand', 'approved', 'claimed', 'uncertain', 'refused')"
        ),
    )
    op.create_table(
        "approvals",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("reminder_id", ID, nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("letter_hash", sa.String(length=64), nullable=False, comment="the exact letter approved"),
        sa.Column(
            "version",
            sa.Integer(),
            nullable=False,
            comment="of the reminder: taken back, the same words are asked anew",
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_approvals_by_id")),
        sa.ForeignKeyConstraint(["reminder_id"], ["reminders.id"], name=op.f("fk_approvals_reminder_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_approvals_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
        sa.UniqueConstraint(
            "workspace_id",
            "reminder_id",
            "by_id",
            "letter_hash",
            "version",
            name=op.f("uq_approvals_workspace_id_reminder_id_by_id_letter_hash_version"),
        ),
    )
    op.create_table(
        "reminder_invoices",
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("reminder_id", ID, nullable=False),
        sa.Column("invoice_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_reminder_invoices_invoice_id")),
        sa.ForeignKeyConstraint(["reminder_id"], ["reminders.id"], name=op.f("fk_reminder_invoices_reminder_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_reminder_invoices_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "reminder_id", "invoice_id", name=op.f("pk_reminder_invoices")),
        comment="which invoices a reminder names",
    )
    op.create_index("ix_reminder_invoices_invoice", "reminder_invoices", ["workspace_id", "invoice_id"], unique=False)
    op.add_column(
        "clients",
        sa.Column(
            "slack_channel",
            sa.String(length=32),
            nullable=True,
            comment="the channel shared with them; none: by e-mail",
        ),
    )
    op.add_column(
        "workspaces",
        sa.Column(
            "second_at_final",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="the final letter needs two",
        ),
    )
    op.add_column(
        "workspaces",
        sa.Column(
            "second_from", sa.JSON(), nullable=True, comment="currency to minor units: from there a letter needs two"
        ),
    )
    op.add_column(
        "workspaces",
        sa.Column(
            "thanks",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="draft a thank-you on full payment",
        ),
    )
    op.add_column(
        "workspaces", sa.Column("how_to_pay", sa.Text(), nullable=True, comment="payment details as letters show them")
    )
    op.add_column(
        "workspaces", sa.Column("mail_from", sa.Text(), nullable=True, comment="the address letters come from")
    )
    op.add_column("workspaces", sa.Column("reply_to", sa.Text(), nullable=True, comment="the person answers go to"))
    op.create_index("ix_audit_newest", "audit", ["workspace_id", "id"], unique=False)
