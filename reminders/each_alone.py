"""Each client's reminders are planned by themselves: where that fails for one, the others go on, a person is told, and
it is tried again until it works."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from domain.exception_queue import ExceptionKind
from storage.apart import apart
from storage.unit_of_work import Work
from views.planned import not_planned

JOB = "plan again"
TRY_AGAIN = timedelta(hours=1)
_TRIED = "tried"
_KIND = ExceptionKind.NOT_PLANNED.value
_ABOUT = "client"

Value = TypeVar("Value")
_log = logging.getLogger("dunwell.letters")


def alone(client_id: int, part: Callable[[], Value], work: Work) -> Value | None:
    """Does what concerns one client. Where that fails it is undone and told, and None comes of it."""
    done, fault = apart(work.scope, part)
    if fault is not None:
        tell_not_planned(client_id, fault, work)
    return done


def tell_not_planned(client_id: int, fault: Exception, work: Work) -> None:
    """Puts the client into the exception queue, once, and the trace into the log."""
    _log.error("reminders not planned", exc_info=fault, extra={"client": client_id, "workspace": work.workspace.id})
    name = work.clients.get(client_id).name
    reason = not_planned(name, type(fault).__name__)
    work.exceptions.put_in(_KIND, about=_ABOUT, about_id=client_id, reason=reason, now=work.now)


def not_planned_yet(work: Work) -> list[int]:
    """The clients whose reminders could not be planned, since long enough to try again; none before that."""
    waiting = work.exceptions.about(_KIND)
    tried = work.jobs.note_of(JOB, _TRIED)
    last = [datetime.fromisoformat(tried)] if tried else []
    if not waiting or any(abs(work.now - at) < TRY_AGAIN for at in (min(waiting.values()), *last)):
        return []
    return sorted(waiting)


def tried_again(work: Work) -> None:
    """Remembers when that was."""
    work.jobs.keep_note(JOB, _TRIED, work.now.isoformat(), now=work.now)


def settle(client_id: int, work: Work) -> None:
    """It worked: nobody need look at it any more."""
    again = "It worked again."
    work.exceptions.resolve_about(_KIND, about=_ABOUT, about_id=client_id, resolution=again, now=work.now)
