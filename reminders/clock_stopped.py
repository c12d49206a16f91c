"""The clock says itself when it had stopped: for more than 26 hours, or while something was due."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.exception_queue import ExceptionKind
from domain.news import ClockStopped
from domain.occasions import latest_daily, latest_weekly
from reminders.digest import DIGEST, USEFUL_FOR
from storage.unit_of_work import Work
from views.alerts import clock_stopped

STOPPED = "clock stopped"
# A day has a beat at least; two hours are for a clock that changes and a machine that starts.
LONGEST_SILENCE = timedelta(hours=26)
# Up to this late nobody calls it late.
GRACE = timedelta(hours=1)


def gap_since(last: datetime | None, work: Work) -> ClockStopped | None:
    """What a person must know of the time since the last beat; None where the clock simply goes on."""
    if last is None or work.now - last <= GRACE:
        return None
    workspace = work.workspace
    before = work.now - GRACE
    alerts = latest_daily(workspace, workspace.alert_hour, before)
    week = latest_weekly(workspace, before)
    missed_alerts = alerts.at > last
    missed_digest = week.at > max(last, work.jobs.started_at()) and not work.jobs.was_claimed(DIGEST, week.period)
    told = ClockStopped(
        stopped_at=last.astimezone(workspace.tz),
        back_at=work.now.astimezone(workspace.tz),
        overdue=work.alerts.count_owed(alerts.day) if missed_alerts else 0,
        promises=len(work.promises.watched(alerts.day)) if missed_alerts else 0,
        digest_for=week.day if missed_digest else None,
        digest_skipped=missed_digest and work.now - week.at > USEFUL_FOR,
    )
    is_worth_a_word = bool(told.overdue or told.promises or told.digest_for)
    return told if is_worth_a_word or work.now - last > LONGEST_SILENCE else None


def tell_clock_stopped(last: datetime, work: Work) -> int | None:
    """Tells the channel of the gap since `last`, once; without a channel it waits in the exception queue."""
    told = gap_since(last, work)
    if told is None:
        return None
    body = clock_stopped(told)
    if work.workspace.channel is None:
        work.exceptions.put_in(
            ExceptionKind.CLOCK_STOPPED.value, about="clock", about_id=0, reason=body["text"], now=work.now
        )
        return None
    return work.outbox.put(
        kind=STOPPED, key=f"clock stopped:{last.isoformat()}", channel=work.workspace.channel, body=body, now=work.now
    )
