"""Whose book it is: workspaces, their people, the clients and who to write to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "workspaces",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False, comment="Slack's id of the workspace"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=True, comment="the default; none: it must be said"),
        sa.Column("country", sa.String(length=2), nullable=True, comment="whose public holidays count"),
        sa.Column("channel", sa.String(length=32), nullable=True, comment="the billing channel's Slack id"),
        sa.Column("digest_day", sa.String(length=9), nullable=False),
        sa.Column("digest_hour", sa.Integer(), nullable=False),
        sa.Column("alert_hour", sa.Integer(), nullable=False),
        sa.Column("no_action_days", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
        sa.UniqueConstraint("team_id", name=op.f("uq_workspaces_team_id")),
    )
    op.create_table(
        "people",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column(
            "slack_id",
            sa.String(length=32),
            nullable=True,
            comment="none: Dunwell itself (clock, import, command line)",
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_people_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("workspace_id", "slack_id", name=op.f("uq_people_workspace_id_slack_id")),
    )
    op.create_index(
        "uq_people_itself",
        "people",
        ["workspace_id"],
        unique=True,
        sqlite_where=sa.text("slack_id IS NULL"),
        postgresql_where=sa.text("slack_id IS NULL"),
    )
    op.create_table(
        "clients",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("number", sa.Text(), nullable=True, comment="its identity in the source, where it has one"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False, comment="index: domain.client.name_key(name)"),
        sa.Column("net_days", sa.Integer(), nullable=True),
        sa.Column("terms_basis", sa.String(length=16), nullable=True),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("import_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_clients_owner_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_clients_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clients")),
        sa.UniqueConstraint("workspace_id", "number", name=op.f("uq_clients_workspace_id_number")),
    )
    op.create_index("ix_clients_workspace_id_name_key", "clients", ["workspace_id", "name_key"], unique=False)
    op.create_table(
        "aliases",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="another spelling of the client's name"),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_aliases_client_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_aliases_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aliases")),
        sa.UniqueConstraint("workspace_id", "client_id", "name", name=op.f("uq_aliases_workspace_id_client_id_name")),
    )
    op.create_index("ix_aliases_workspace_id_name_key", "aliases", ["workspace_id", "name_key"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_contacts_client_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_contacts_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sa.UniqueConstraint(
            "workspace_id", "client_id", "email", name=op.f("uq_contacts_workspace_id_client_id_email")
        ),
    )
