"""What each tick does: ask what is owed, do each in a transaction of its own, and say so when one fails."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk import Desk
from bot.letters import RULES
from bot.timetable import AFTERWARDS, TICK, Job
from delivery import letters
from delivery.letters import LetterWays
from delivery.outbox import Courier, deliver_due
from delivery.outcome import wait_before_next
from domain.exception_queue import ExceptionKind
from domain.occasions import Occasion, latest_weekly
from domain.reminder import Reminder
from domain.workspace import Workspace
from reminders.clock_stopped import STOPPED, gap_since, tell_clock_stopped
from reminders.drafts import are_any_unwritten, keep_written, to_write, unwritten
from reminders.writers import Model
from reminders.writing import write_letter
from storage.unit_of_work import Work

_log = logging.getLogger("dunwell.clock")
_PAUSE = 0.25
# So many steps at most before the others have their turn again.
_MOST = 100
_MINUTE = timedelta(minutes=1)
_NO_CHANNEL = (
    "Something is ready to be told ({what}), but no channel is set. Whoever runs Dunwell sets DUNWELL_CHANNEL;"
    " then it is told, and nothing is lost."
)

LETTER = "reminder"
# So often a letter that could not be written is tried before anybody is told.
_TRIES_UNTOLD = 3
_UNWRITTEN = "The letter to {client} could not be written ({fault}). It is tried again; the log says more."


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Which jobs did something, were too late to be of use, and failed (each is tried again at the next tick)."""

    jobs: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def tick(desk: Desk, workspace: Workspace) -> Done:
    """Does what the clock owes a workspace by now, and beats. With nothing owed it is a handful of looks at indexes."""
    # The gap goes first: what comes after it in the channel is what was late.
    jobs = (_GAP, *TICK)
    done = _do(jobs, desk, workspace)
    with desk.work(workspace) as work:
        _settle_failures((job.name for job in jobs if job.name not in done.failed), work)
        # A beat would end the gap before anybody was told of it.
        if STOPPED not in done.failed:
            work.jobs.beat(work.now)
    return done


def compose(desk: Desk, workspace: Workspace, failed_at: dict[str, datetime] | None = None) -> Done:
    """Writes what was claimed and not written yet (the thread of a long alert), and brings cards up to date.

    `failed_at` remembers from call to call which job failed when: it is left alone for a minute then.
    """
    failed_at = {} if failed_at is None else failed_at
    now = desk.clock.now()
    # A calendar in a trial may be moved back, too.
    jobs = [job for job in AFTERWARDS if job.name not in failed_at or abs(now - failed_at[job.name]) >= _MINUTE]
    done = _do(jobs, desk, workspace)
    failed_at.update(dict.fromkeys(done.failed, now))
    mended = [job.name for job in jobs if job.name in failed_at and job.name not in done.failed]
    if mended:
        with desk.work(workspace) as work:
            _settle_failures(mended, work)
        for name in mended:
            del failed_at[name]
    return done


def never() -> bool:
    """Nobody asks to stop."""
    return False


def write_drafts(
    desk: Desk, workspace: Workspace, model: Model | None = None, *, is_stopping: Callable[[], bool] = never
) -> int:
    """Writes the letters that were planned, in no transaction: a model may take its time. Returns how many.

    One that could not be written is tried again, each time after a longer wait, and is in the exception queue after a
    few tries; the others go on.
    """
    with desk.reading(workspace) as work:
        found = to_write(work) if are_any_unwritten(work) else []
    return sum(not is_stopping() and _is_written(reminder, desk, workspace, model) for reminder in found)


def deliver(desk: Desk, workspace: Workspace, courier: Courier, *, is_stopping: Callable[[], bool] = never) -> int:
    """Lets a workspace's waiting words leave, by its own courier. Returns how many steps that took."""
    return _steps(lambda: deliver_due(desk.database, workspace.id, courier, desk.clock.now, most=1), is_stopping)


def deliver_letters(
    desk: Desk, workspace: Workspace, ways: LetterWays, *, is_stopping: Callable[[], bool] = never
) -> int:
    """Lets approved letters leave, each at most once. Returns how many steps that took."""
    return _steps(lambda: letters.deliver_letters(desk, workspace, ways, RULES, most=1), is_stopping)


def deliver_all(desk: Desk, workspace: Workspace, courier: Courier, *, seconds: float = 120) -> int:
    """The same until nothing is left that may leave, keeping Slack's pace; gives up waiting after so many seconds."""
    end = time.monotonic() + seconds
    steps = deliver(desk, workspace, courier)
    while time.monotonic() < end and _is_any_leaving(desk, workspace):
        before = desk.clock.now()
        time.sleep(_PAUSE)
        if desk.clock.now() == before:
            # A clock that stands still never frees a channel.
            break
        steps += deliver(desk, workspace, courier)
    return steps


def turn(
    desk: Desk,
    workspace: Workspace,
    courier: Courier | None = None,
    model: Model | None = None,
    ways: LetterWays | None = None,
) -> Done:
    """All of it once, for the command line and for a calendar that was moved: tick, compose, write, send, deliver."""
    done = tick(desk, workspace)
    compose(desk, workspace)
    write_drafts(desk, workspace, model)
    if ways is not None:
        deliver_letters(desk, workspace, ways)
    if courier is not None:
        deliver_all(desk, workspace, courier)
    return done


def _steps(step: Callable[[], int], is_stopping: Callable[[], bool]) -> int:
    """One after the other, and none is begun once told to stop: each may take as long as a mail server likes."""
    for taken in range(_MOST):
        if is_stopping() or step() == 0:
            return taken
    return _MOST


def _is_written(reminder: Reminder, desk: Desk, workspace: Workspace, model: Model | None) -> bool:
    kind, about_id = ExceptionKind.JOB_FAILED.value, reminder.id
    try:
        with desk.reading(workspace) as work:
            draft = unwritten(reminder, work)
        written = write_letter(draft.facts, draft.own, model)
        with desk.work(workspace) as work:
            again = "It was written after all."
            work.exceptions.resolve_about(kind, about=LETTER, about_id=about_id, resolution=again, now=work.now)
            return keep_written(draft, written, work)
    except Exception as fault:  # noqa: BLE001 - whatever it is, the other letters go on and a person is told
        _log.exception("letter not written", extra={"reminder": about_id, "workspace": workspace.id})
        with desk.work(workspace) as work:
            tries = reminder.attempts + 1
            work.reminders.write_later(reminder, work.now + wait_before_next(tries))
            if tries >= _TRIES_UNTOLD:
                reason = _UNWRITTEN.format(client=reminder.client, fault=type(fault).__name__)
                work.exceptions.put_in(kind, about=LETTER, about_id=about_id, reason=reason, now=work.now)
        return False


def _is_any_leaving(desk: Desk, workspace: Workspace) -> bool:
    with desk.reading(workspace) as work:
        return work.outbox.is_any_leaving(work.now)


def _is_gap(_occasion: Occasion, work: Work) -> bool:
    return gap_since(work.jobs.last_beat(), work) is not None


def _tell_gap(_occasion: Occasion, work: Work) -> None:
    last = work.jobs.last_beat()
    if last is not None:
        tell_clock_stopped(last, work)


# The clock itself had stopped: no row of the timetable could say so.
_GAP = Job(name=STOPPED, latest=latest_weekly, is_owed=_is_gap, act=_tell_gap, needs_channel=False)


def _owed(jobs: Iterable[Job], desk: Desk, workspace: Workspace) -> tuple[list[tuple[Job, Occasion]], list[str]]:
    """What is owed, and what could not even be asked."""
    owed: list[tuple[Job, Occasion]] = []
    failed: list[str] = []
    left = deque(jobs)
    while left:
        broken: tuple[Job, Exception] | None = None
        with desk.reading(workspace) as work:
            while left and broken is None:
                job = left.popleft()
                try:
                    occasion = job.latest(work.workspace, work.now)
                    if job.is_owed(occasion, work):
                        owed.append((job, occasion))
                except Exception as fault:  # noqa: BLE001 - whatever it is, the other jobs are asked and a person is told
                    # In a look of their own: PostgreSQL answers nothing more in one in which a question failed.
                    broken = job, fault
        if broken is not None:
            _tell_failed(*broken, desk, workspace)
            failed.append(broken[0].name)
    return owed, failed


def _do(jobs: Iterable[Job], desk: Desk, workspace: Workspace) -> Done:
    owed, failed = _owed(jobs, desk, workspace)
    done: dict[str, list[str]] = {"jobs": [], "skipped": [], "failed": failed}
    for job, occasion in owed:
        try:
            ready = _prepared(job, occasion, desk, workspace)
            with desk.work(workspace) as work:
                done[_do_one(ready, occasion, work)].append(job.name)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the other jobs go on and a person is told
            # One job must not stop the others; this one is owed still, and a person is told.
            _tell_failed(job, fault, desk, workspace)
            failed.append(job.name)
    return Done(jobs=tuple(done["jobs"]), skipped=tuple(done["skipped"]), failed=tuple(failed))


def _prepared(job: Job, occasion: Occasion, desk: Desk, workspace: Workspace) -> Job:
    if job.prepare is None:
        return job
    with desk.reading(workspace) as work:
        return replace(job, act=job.prepare(occasion, work))


def _do_one(job: Job, occasion: Occasion, work: Work) -> str:
    if job.useful_for is not None and work.now - occasion.at > job.useful_for:
        _skip(job, occasion, work, work.now)
        return "skipped"
    if job.needs_channel and work.workspace.channel is None:
        reason = _NO_CHANNEL.format(what=job.name)
        work.exceptions.put_in(
            ExceptionKind.NO_CHANNEL.value, about="workspace", about_id=0, reason=reason, now=work.now
        )
        return "skipped"
    job.act(occasion, work)
    if job.needs_channel:
        _settle(ExceptionKind.NO_CHANNEL, "workspace", "A channel is set.", work)
    _settle_failures([job.name], work)
    return "jobs"


def _skip(job: Job, occasion: Occasion, work: Work, now: datetime) -> None:
    """Too late to be of use: recorded, so that the next one can say so."""
    if work.jobs.claim(job.name, occasion.period, now=now):
        work.jobs.finish(job.name, occasion.period, now=now, note=f"skipped: meant for {occasion.at.isoformat()}")


def _tell_failed(job: Job, fault: Exception, desk: Desk, workspace: Workspace) -> None:
    reason = (
        f"The {job.name} could not be done ({type(fault).__name__}). It is tried again every minute and nothing is"
        " lost; the log says more."
    )
    _log.error("job failed", exc_info=fault, extra={"job": job.name, "workspace": workspace.id})
    with desk.work(workspace) as work:
        work.exceptions.put_in(
            ExceptionKind.JOB_FAILED.value, about=_name(job.name), about_id=0, reason=reason, now=work.now
        )


def _settle_failures(names: Iterable[str], work: Work) -> None:
    # One look at an index, since an idle tick has nothing else to do.
    if work.exceptions.count_waiting() == 0:
        return
    for name in names:
        _settle(ExceptionKind.JOB_FAILED, _name(name), "It worked again.", work)


def _settle(kind: ExceptionKind, about: str, resolution: str, work: Work) -> None:
    work.exceptions.resolve_about(kind.value, about=about, about_id=0, resolution=resolution, now=work.now)


def _name(job: str) -> str:
    return f"job {job}"
