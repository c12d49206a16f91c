"""Whose book it is: workspaces, their people, the clients and who to write to."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from storage.tables.columns import Id, Instant, id_of, metadata, only_where, own_id, workspace_id

workspaces = Table(
    "workspaces",
    metadata,
    own_id(),
    Column("team_id", String(32), nullable=False, comment="Slack's id of the workspace"),
    Column("name", Text, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("locale", String(16), nullable=False),
    Column("currency", String(3), nullable=True, comment="the default; none: it must be said"),
    Column("country", String(2), nullable=True, comment="whose public holidays count"),
    Column("channel", String(32), nullable=True, comment="the billing channel's Slack id"),
    Column("digest_day", String(9), nullable=False),
    Column("digest_hour", Integer, nullable=False),
    Column("alert_hour", Integer, nullable=False),
    Column("no_action_days", Integer, nullable=False),
    Column("second_at_final", Boolean, nullable=False, server_default=false(), comment="the final letter needs two"),
    Column("second_from", JSON, nullable=True, comment="currency to minor units: from there a letter needs two"),
    Column("thanks", Boolean, nullable=False, server_default=false(), comment="draft a thank-you on full payment"),
    Column("how_to_pay", Text, nullable=True, comment="payment details as letters show them"),
    Column("mail_from", Text, nullable=True, comment="the address letters come from"),
    Column("reply_to", Text, nullable=True, comment="the person answers go to"),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("team_id"),
)

people = Table(
    "people",
    metadata,
    own_id(),
    workspace_id(),
    Column("slack_id", String(32), nullable=True, comment="none: Dunwell itself (clock, import, command line)"),
    Column("name", Text, nullable=False),
    Column("role", String(16), nullable=False),
    UniqueConstraint("workspace_id", "slack_id"),
    # A unique key does not count rows without a Slack id: this one says that Dunwell itself is there once.
    Index("uq_people_itself", "workspace_id", unique=True, **only_where("slack_id IS NULL")),
)

clients = Table(
    "clients",
    metadata,
    own_id(),
    workspace_id(),
    Column("number", Text, nullable=True, comment="its identity in the source, where it has one"),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, comment="index: domain.client.name_key(name)"),
    Column("net_days", Integer, nullable=True),
    Column("terms_basis", String(16), nullable=True),
    Column("owner_id", Id, ForeignKey("people.id"), nullable=True),
    Column("language", String(16), nullable=True),
    Column("slack_channel", String(32), nullable=True, comment="the channel shared with them; none: by e-mail"),
    Column("created_at", Instant, nullable=False),
    Column("import_id", Id, nullable=True),
    Column("joined_into_id", Id, nullable=True, comment="the client it is now: all that was its is there"),
    UniqueConstraint("workspace_id", "number"),
    Index("ix_clients_workspace_id_name_key", "workspace_id", "name_key"),
)

aliases = Table(
    "aliases",
    metadata,
    own_id(),
    workspace_id(),
    id_of("clients"),
    Column("name", Text, nullable=False, comment="another spelling of the client's name"),
    Column("name_key", Text, nullable=False),
    UniqueConstraint("workspace_id", "client_id", "name"),
    Index("ix_aliases_workspace_id_name_key", "workspace_id", "name_key"),
)

contacts = Table(
    "contacts",
    metadata,
    own_id(),
    workspace_id(),
    id_of("clients"),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=True),
    UniqueConstraint("workspace_id", "client_id", "email"),
)
