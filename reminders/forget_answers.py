"""Answers kept for redelivered requests are forgotten after a day: Slack redelivers for minutes."""

from __future__ import annotations

from datetime import timedelta

from domain.occasions import Occasion
from storage.unit_of_work import Work

FORGET = "forget answers"
KEPT_FOR = timedelta(days=1)


def is_forgetting_owed(occasion: Occasion, work: Work) -> bool:
    """Once a day."""
    return not work.jobs.was_claimed(FORGET, occasion.period)


def forget_answers(occasion: Occasion, work: Work) -> int:
    """Drops what is older than a day. Returns how many."""
    if not work.jobs.claim(FORGET, occasion.period, now=work.now):
        return 0
    dropped = work.requests.forget_before(work.now - KEPT_FOR)
    work.jobs.finish(FORGET, occasion.period, now=work.now, note=str(dropped))
    return dropped
