"""A book begun before Slack was connected becomes the book of the Slack workspace it is connected to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, exists, select, update

from domain.exception_queue import ExceptionKind
from domain.promise import Certainty
from storage.clockwork import ALERT
from storage.import_indexes import day_after
from storage.scope import Scope
from storage.tables import alerts, digests, exceptions, heartbeats, invoices, job_runs, outbox, promises, workspaces

BEFORE_SLACK = "local"
# The workspace of the local Slack: somebody's own book may have been tried there first.
TRIED_OUT = "T0LOCAL"
# Periods of these are named by the message itself, or by the week a digest was posted in.
_THREADS, _DIGESTS = "overdue thread", "digest"
_STUCK = (ExceptionKind.NOT_POSTED.value, ExceptionKind.MAYBE_POSTED.value)


def adopt_book(connection: Connection, team_id: str) -> str | None:
    """Gives the book begun (or tried out) without Slack, if there is one, to this team. Returns whose it was until
    then; None where the team has its own, there is none, or another process was first."""
    known = {row.team_id for row in connection.execute(select(workspaces.c.team_id))}
    waiting = next((team for team in (BEFORE_SLACK, TRIED_OUT) if team in known), None)
    if team_id in known or waiting is None:
        return None
    mine = update(workspaces).where(workspaces.c.team_id == waiting)
    return waiting if connection.execute(mine.values(team_id=team_id)).rowcount == 1 else None


def tell_anew(scope: Scope, *, this_week: str, now: datetime) -> None:
    """What the clock told in the local Slack alone counts as told to nobody: what is still overdue is due to be told,
    and the digest of `this_week` (an ISO week) to be posted. What people recorded there stays as it is."""
    _watch_again(scope)
    for told in (
        delete(alerts).where(scope.mine(alerts), alerts.c.told_as == ALERT),
        delete(digests).where(scope.mine(digests), digests.c.period >= this_week),
        delete(job_runs).where(scope.mine(job_runs), job_runs.c.job == _DIGESTS, job_runs.c.period >= this_week),
        delete(job_runs).where(scope.mine(job_runs), job_runs.c.job == _THREADS),
        # That clock did not stop: it was another Slack's.
        delete(heartbeats).where(scope.mine(heartbeats)),
        delete(outbox).where(scope.mine(outbox)),
    ):
        scope.connection.execute(told)
    stuck = (exceptions.c.kind.in_(_STUCK), exceptions.c.about == "message", exceptions.c.resolved_at.is_(None))
    over = {"resolved_at": now, "resolution": "It was meant for the local Slack."}
    scope.connection.execute(update(exceptions).where(scope.mine(exceptions), *stuck).values(over))


def _watch_again(scope: Scope) -> None:
    told = exists().where(
        alerts.c.workspace_id == invoices.c.workspace_id,
        alerts.c.invoice_id == invoices.c.id,
        alerts.c.due_on == invoices.c.due_on,
        alerts.c.told_as == ALERT,
    )
    untold = update(invoices).where(scope.mine(invoices), invoices.c.open_minor.is_not(None), told)
    scope.connection.execute(untold.values(watch_on=day_after(scope, invoices.c.due_on)))
    # A proposed day that was pointed out is looked at no more, and is undecided still.
    undecided = (promises.c.withdrawn_at.is_(None), promises.c.closed_as.is_(None), promises.c.watch_on.is_(None))
    proposed = update(promises).where(
        scope.mine(promises), promises.c.certainty == Certainty.PROPOSED.value, *undecided
    )
    scope.connection.execute(proposed.values(watch_on=promises.c.promised_on))
