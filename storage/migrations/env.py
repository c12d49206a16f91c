"""Alembic's way in. The connection is storage.upgrade's: one transaction under one lock for all that is missing."""

from __future__ import annotations

from alembic import context

from storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, compare_type=True)
context.run_migrations()
