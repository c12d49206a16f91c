"""A book begun before Slack was connected becomes the book of the Slack workspace it is connected to."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from storage.tables import workspaces

BEFORE_SLACK = "local"
# The workspace of the local Slack: somebody's own book may have been tried there first.
TRIED_OUT = "T0LOCAL"


def adopt_book(connection: Connection, team_id: str) -> bool:
    """Gives the book begun (or tried out) without Slack, if there is one, to this team. False where it has its own."""
    known = {row.team_id for row in connection.execute(select(workspaces.c.team_id))}
    waiting = next((team for team in (BEFORE_SLACK, TRIED_OUT) if team in known), None)
    if team_id in known or waiting is None:
        return False
    mine = update(workspaces).where(workspaces.c.team_id == waiting)
    return connection.execute(mine.values(team_id=team_id)).rowcount == 1
