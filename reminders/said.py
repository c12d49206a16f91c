"""Days as people say them on a card."""

from __future__ import annotations

from domain.date_rules import Lean, NotADate, order_in
from domain.errors import NotUnderstood
from domain.said_dates import SaidDate, read_said_date
from storage.unit_of_work import Work


def coming_day(said: str, work: Work, *, field: str) -> SaidDate:
    """A day still to come. Raises NotUnderstood in words where it cannot be read, or is not to come."""
    try:
        found = read_said_date(said, today=work.today, order=order_in(work.workspace.locale), lean=Lean.FUTURE)
    except NotADate as unread:
        raise NotUnderstood(str(unread), field=field) from None
    if found.on <= work.today:
        words = f"{found.words} is not to come any more. Say a day from tomorrow on."
        raise NotUnderstood(words, field=field)
    return found
