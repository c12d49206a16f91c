"""Credit can be used for another invoice or paid back: entries say so, and a moved one names where it came from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for table in ("payments", "credit_notes"):
        op.add_column(
            table,
            sa.Column(
                "kind",
                sa.String(length=8),
                nullable=True,
                comment="moved to or from another invoice, or refunded; none: entered, as nearly all are",
            ),
        )
        op.add_column(
            table,
            sa.Column(
                "moved_from_id",
                ID,
                sa.ForeignKey(f"{table}.id", name=op.f(f"fk_{table}_moved_from_id")),
                nullable=True,
                comment="the entry it was taken from by",
            ),
            inline_references=True,
        )
