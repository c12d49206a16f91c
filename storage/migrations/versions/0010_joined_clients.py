"""Two spellings of one client are joined: the row stays, says which client it is now, and leads there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    now = sa.Column("joined_into_id", ID, nullable=True, comment="the client it is now: all that was its is there")
    op.add_column("clients", now)
