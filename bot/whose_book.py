"""Which workspace's book this process keeps, with the settings brought up to date."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.clock import Clock
from bot.desk import Desk, Roles
from bot.holidays import holidays_of
from bot.settings import Settings
from domain.errors import Refusal, listed
from domain.occasions import latest_weekly
from domain.workspace import Workspace
from reminders.card import show_waiting
from storage.adoption import BEFORE_SLACK, TRIED_OUT, adopt_book, tell_anew
from storage.chasing_rules import ChasingStore
from storage.database import Database
from storage.scope import Scope
from storage.unit_of_work import Work
from storage.workspaces import PeopleStore, all_workspaces, keep_workspace

# Setting → field of the workspace it is kept in.
_KEPT = {
    "timezone": "tz",
    "locale": "locale",
    "currency": "currency",
    "country": "country",
    "channel": "channel",
    "digest_day": "digest_day",
    "digest_hour": "digest_hour",
    "alert_hour": "alert_hour",
    "no_action_days": "no_action_days",
    "approve_twice_final": "second_at_final",
    "approve_twice_from": "second_from",
    "thanks": "thanks",
    "how_to_pay": "how_to_pay",
    "mail_from": "mail_from",
    "reply_to": "reply_to",
}


def slack_workspace(database: Database, settings: Settings, *, team_id: str, name: str, now: datetime) -> Workspace:
    """The book of the Slack workspace the token belongs to, as the settings say.

    A book begun before Slack was connected (by an import on the command line) is taken over, not left behind. What
    only the local Slack was told is told again in the real one, and a draft that waits has its card there.
    """
    with database.writing() as connection:
        was = adopt_book(connection, team_id)
        workspace = keep_workspace(connection, _as_set(settings, team_id=team_id, name=name), now)
        scope = Scope(connection, workspace.id)
        ChasingStore(scope).keep(settings.chasing)
        if was == TRIED_OUT:
            tell_anew(scope, this_week=latest_weekly(workspace, now).period, now=now)
        itself = PeopleStore(scope).itself()
        holidays = holidays_of(workspace)
        show_waiting(Work(connection=connection, workspace=workspace, person=itself, now=now, holidays=holidays))
        return workspace


def this_workspace(database: Database, settings: Settings, *, now: datetime) -> Workspace:
    """The book the command line works on: the only one there is, or the one DUNWELL_TEAM names; begun where none is.

    What the environment says here and now holds for this look and is not kept: a command typed in a shell without the
    settings must not move the digest of a running Dunwell.
    """
    with database.reading() as connection:
        known = all_workspaces(connection)
    found = [each for each in known if settings.team in (None, each.team_id)]
    if not known:
        with database.writing() as connection:
            team = settings.team or BEFORE_SLACK
            return keep_workspace(connection, _as_set(settings, team_id=team, name="Dunwell"), now)
    if len(found) != 1:
        teams = listed([f"{each.team_id} ({each.name})" for each in known], "or")
        words = f"DUNWELL_TEAM must name one of the books kept here: {teams}."
        raise Refusal(words)
    return replace(found[0], **_said(settings))


def desk_of(settings: Settings, database: Database, clock: Clock) -> Desk:
    """The desk every act runs at: roles and holidays as the settings say."""
    roles = Roles(named=settings.roles, everybody_else=settings.default_role)
    return Desk(database=database, clock=clock, roles=roles, holidays=holidays_of)


def _as_set(settings: Settings, *, team_id: str, name: str) -> Workspace:
    plain = Workspace(id=0, team_id=team_id, name=name, tz=settings.tz)
    return replace(
        plain, **{kept: getattr(settings, "tz" if said == "timezone" else said) for said, kept in _KEPT.items()}
    )


def _said(settings: Settings) -> dict[str, Any]:
    told = [said for said in _KEPT if said in settings.model_fields_set]
    return {_KEPT[said]: getattr(settings, "tz" if said == "timezone" else said) for said in told}
