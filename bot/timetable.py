"""Everything the clock does by itself, on one page: name, when, how late it is still useful.

No job runs "at" its time. A tick asks the store which of these are owed since their latest moment and claims them, so a
tick is safe every minute, from several processes, and after any outage.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.occasions import Occasion, latest_daily, latest_weekly
from domain.workspace import Workspace
from reminders import (
    digest,
    each_alone,
    find_overdue,
    forget_answers,
    overdue_thread,
    plan,
    promises_due,
    refresh_cards,
    replan,
)
from storage.unit_of_work import Work

TICK_SECONDS = 60
# Slack takes a message a second in a channel, so that is how often the outbox is looked into.
DELIVERY_SECONDS = 1
SMALL_HOURS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """`latest` is the moment it was last meant for; `is_owed` a cheap look; `act` claims and does it, in a transaction.

    `prepare` does its reading in a look before, which keeps nobody waiting, and returns the act.
    `useful_for` is how late it may still be done (None: always); later, that occasion is recorded as skipped.
    """

    name: str
    latest: Callable[[Workspace, datetime], Occasion]
    is_owed: Callable[[Occasion, Work], bool]
    act: Callable[[Occasion, Work], object]
    prepare: Callable[[Occasion, Work], Callable[[Occasion, Work], object]] | None = None
    useful_for: timedelta | None = None
    needs_channel: bool = True


def _alert_hour(workspace: Workspace, now: datetime) -> Occasion:
    return latest_daily(workspace, workspace.alert_hour, now)


def _small_hours(workspace: Workspace, now: datetime) -> Occasion:
    return latest_daily(workspace, SMALL_HOURS, now)


def _now(_workspace: Workspace, now: datetime) -> Occasion:
    return Occasion(period=now.isoformat(), day=now.date(), at=now)


# In this order: what is broken today is first in today's digest.
TICK = (
    Job(
        name=promises_due.BROKEN,
        latest=_alert_hour,
        is_owed=promises_due.are_promises_owed,
        act=promises_due.settle_promises,
    ),
    Job(
        name=find_overdue.ALERT,
        latest=_alert_hour,
        is_owed=find_overdue.is_alert_owed,
        act=find_overdue.post_overdue_alert,
    ),
    Job(
        name=digest.DIGEST,
        latest=latest_weekly,
        is_owed=digest.is_digest_owed,
        act=digest.post_digest,
        prepare=digest.prepare_digest,
        useful_for=digest.USEFUL_FOR,
    ),
    Job(
        name=forget_answers.FORGET,
        latest=_small_hours,
        is_owed=forget_answers.is_forgetting_owed,
        act=forget_answers.forget_answers,
        needs_channel=False,
    ),
)

# What is composed from claims that were made already, and what reads more of the book. It may take longer, so it is no
# part of a tick.
AFTERWARDS = (
    Job(
        name=find_overdue.THREAD,
        latest=_now,
        is_owed=overdue_thread.is_thread_owed,
        act=overdue_thread.post_overdue_threads,
        needs_channel=False,
    ),
    Job(
        name=plan.PLAN,
        latest=_alert_hour,
        is_owed=plan.is_plan_owed,
        act=plan.plan_day,
        prepare=plan.prepare_plan,
    ),
    Job(
        name=replan.JOB,
        latest=_now,
        is_owed=replan.is_replan_owed,
        act=replan.replan,
        needs_channel=False,
    ),
    Job(
        name=each_alone.JOB,
        latest=_now,
        is_owed=replan.is_again_owed,
        act=replan.plan_again,
        needs_channel=False,
    ),
    Job(
        name=refresh_cards.JOB,
        latest=_now,
        is_owed=refresh_cards.is_refresh_owed,
        act=refresh_cards.refresh_cards,
        needs_channel=False,
    ),
)
