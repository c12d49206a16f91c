"""One workspace's book, as it is now, copied into another, empty database."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from storage.tables import metadata

AT_ONCE = 2_000


def copy_book(source: Connection, target: Connection, workspace_id: int) -> None:
    """Copies every row of the workspace, table by table; the source is only read."""
    for table in metadata.sorted_tables:
        owner = table.c.id if table.name == "workspaces" else table.c.workspace_id
        query = select(table).where(owner == workspace_id).order_by(*table.primary_key)
        rows = source.execute(query, execution_options={"stream_results": True, "yield_per": AT_ONCE}).mappings()
        for some in rows.partitions(AT_ONCE):
            target.execute(insert(table), [dict(row) for row in some])
