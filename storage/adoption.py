"""A book begun before Slack was connected becomes the book of the Slack workspace it is connected to."""

from __future__ import annotations

from sqlalchemy import Connection, update

from storage.tables import workspaces

BEFORE_SLACK = "local"


def adopt_book(connection: Connection, team_id: str) -> bool:
    """Gives the book begun without Slack, if there is one, to this team. False where the team has one already."""
    known = connection.execute(workspaces.select().where(workspaces.c.team_id == team_id)).one_or_none()
    if known is not None:
        return False
    mine = update(workspaces).where(workspaces.c.team_id == BEFORE_SLACK)
    return connection.execute(mine.values(team_id=team_id)).rowcount == 1
