"""Workspaces and their people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, bindparam, select, update

from domain.calendar import Weekday, zone
from domain.errors import MoreThanOne
from domain.roles import Person, Role
from domain.workspace import Workspace
from storage.scope import Scope, add_once, of_workspace
from storage.tables import people, workspaces
from storage.written import Written

ITSELF = "Dunwell"


def workspace_of_team(connection: Connection, team_id: str) -> Workspace | None:
    """The workspace of a Slack team, if Dunwell knows it."""
    found = _OF_TEAM.run(connection, {"team": team_id})
    return _workspace(found[0]) if found else None


def workspace_and_person(connection: Connection, team_id: str, slack_id: str) -> tuple[Workspace | None, Person | None]:
    """The same with the person who asks there, if they are known, in one look."""
    found = _WHO_ASKS.run(connection, {"team": team_id, "slack_id": slack_id})
    if not found:
        return None, None
    [row] = found
    known = row.person_id is not None
    person = Person(id=row.person_id, slack_id=slack_id, name=row.person, role=Role(row.role)) if known else None
    return _workspace(row), person


def all_workspaces(connection: Connection) -> list[Workspace]:
    """Every workspace, oldest first."""
    return [_workspace(row) for row in connection.execute(select(workspaces).order_by(workspaces.c.id))]


def keep_workspace(connection: Connection, wanted: Workspace, now: datetime) -> Workspace:
    """Records the workspace, or brings its settings up to date. `wanted.id` is ignored; the answer has its id."""
    values = {
        "name": wanted.name,
        "timezone": wanted.tz.key,
        "locale": wanted.locale,
        "currency": wanted.currency,
        "country": wanted.country,
        "channel": wanted.channel,
        "digest_day": wanted.digest_day.value,
        "digest_hour": wanted.digest_hour,
        "alert_hour": wanted.alert_hour,
        "no_action_days": wanted.no_action_days,
        "second_at_final": wanted.second_at_final,
        "second_from": dict(wanted.second_from) or None,
        "thanks": wanted.thanks,
        "how_to_pay": wanted.how_to_pay or None,
        "mail_from": wanted.mail_from,
        "reply_to": wanted.reply_to,
    }
    known = workspace_of_team(connection, wanted.team_id)
    if known or add_once(connection, workspaces, team_id=wanted.team_id, created_at=now, **values) is None:
        connection.execute(update(workspaces).where(workspaces.c.team_id == wanted.team_id).values(**values))
    kept = workspace_of_team(connection, wanted.team_id)
    assert kept is not None  # noqa: S101 - written two lines above
    return kept


@dataclass(frozen=True, slots=True)
class PeopleStore:
    """The people of one workspace."""

    scope: Scope

    def itself(self) -> Person:
        """Dunwell: who the clock, imports and the command line act as."""
        known = self._itself()
        if known is None:
            self.scope.add_once(people, slack_id=None, name=ITSELF, role=Role.ADMIN.value)
            known = self._itself()
        assert known is not None  # noqa: S101 - written above, by us or by whoever was first
        return known

    def by_slack_id(self, slack_id: str) -> Person | None:
        """The person behind a Slack id."""
        row = self.scope.one(_BY_SLACK_ID, slack_id=slack_id)
        return _person(row) if row else None

    def slack_id(self, person_id: int) -> str | None:
        """The Slack id of a person; None for Dunwell itself."""
        row = self.scope.one(select(people.c.slack_id).where(self.scope.mine(people), people.c.id == person_id))
        return row.slack_id if row else None

    def slack_ids(self) -> list[str]:
        """Everybody Dunwell has met in Slack."""
        query = select(people.c.slack_id).where(self.scope.mine(people), people.c.slack_id.is_not(None))
        return [row.slack_id for row in self.scope.all(query.order_by(people.c.id))]

    def rename(self, slack_id: str, name: str) -> None:
        """What a person is called from now on, on what is already recorded too."""
        mine = update(people).where(self.scope.mine(people), people.c.slack_id == slack_id)
        self.scope.connection.execute(mine.values(name=name))

    def by_name(self, name: str) -> Person | None:
        """The person of this name or, where no whole name is it, of this first name, whatever its case.

        Raises MoreThanOne.
        """
        rows = self.scope.all(select(people).where(self.scope.mine(people), people.c.slack_id.is_not(None)))
        wanted = name.casefold()
        whole = [row for row in rows if row.name.casefold() == wanted]
        found = whole or [row for row in rows if row.name.casefold().split()[:1] == [wanted]]
        if len(found) > 1:
            raise MoreThanOne(name, tuple(row.name for row in found))
        return _person(found[0]) if found else None

    def keep(self, *, slack_id: str, name: str, role: Role) -> Person:
        """Records a person, or brings name and role up to date."""
        known = self.by_slack_id(slack_id)
        if known is None:
            self.scope.add_once(people, slack_id=slack_id, name=name, role=role.value)
            known = self.by_slack_id(slack_id)
        assert known is not None  # noqa: S101 - written above, by us or by whoever was first
        if (known.name, known.role) != (name, role):
            change = update(people).where(people.c.id == known.id).values(name=name, role=role.value)
            self.scope.connection.execute(change)
        return Person(id=known.id, slack_id=slack_id, name=name, role=role)

    def _itself(self) -> Person | None:
        row = self.scope.one(select(people).where(self.scope.mine(people), people.c.slack_id.is_(None)))
        return _person(row) if row else None


def _workspace(row: Row[tuple[object, ...]]) -> Workspace:
    return Workspace(
        id=row.id,
        team_id=row.team_id,
        name=row.name,
        tz=zone(row.timezone),
        locale=row.locale,
        currency=row.currency,
        country=row.country,
        channel=row.channel,
        digest_day=Weekday(row.digest_day),
        digest_hour=row.digest_hour,
        alert_hour=row.alert_hour,
        no_action_days=row.no_action_days,
        second_at_final=row.second_at_final,
        second_from=tuple((row.second_from or {}).items()),
        thanks=row.thanks,
        how_to_pay=row.how_to_pay or "",
        mail_from=row.mail_from,
        reply_to=row.reply_to,
    )


def _person(row: Row[tuple[object, ...]]) -> Person:
    return Person(id=row.id, slack_id=row.slack_id, name=row.name, role=Role(row.role))


# Asked with every command.
_OF_TEAM = Written(select(workspaces).where(workspaces.c.team_id == bindparam("team")))
_WHO_ASKS = Written(
    select(workspaces, people.c.id.label("person_id"), people.c.name.label("person"), people.c.role)
    .select_from(
        workspaces.outerjoin(
            people, (people.c.workspace_id == workspaces.c.id) & (people.c.slack_id == bindparam("slack_id"))
        )
    )
    .where(workspaces.c.team_id == bindparam("team"))
)
_BY_SLACK_ID = Written(select(people).where(of_workspace(people), people.c.slack_id == bindparam("slack_id")))
