"""The thread under an overdue alert: a card for each invoice; beyond twenty, the rest in lines, all of them."""

from __future__ import annotations

from datetime import datetime

from domain.occasions import Occasion
from reminders.find_overdue import THREAD
from reminders.news import news
from storage.seen import seen
from storage.unit_of_work import Work
from views.alerts import overdue_card, overdue_lines

CARD = "overdue card"
LINES = "overdue lines"
CARDS = 20


def is_thread_owed(_occasion: Occasion, work: Work) -> bool:
    """Whether an alert was posted whose thread is not written yet, or whose invoices are watched still."""
    return bool(work.jobs.unfinished(THREAD)) or work.alerts.is_any_watched_in_vain(work.today)


def post_overdue_threads(_occasion: Occasion, work: Work) -> int:
    """Writes the thread of every alert that lacks one, and stops watching what was told. Returns how many replies wait
    to leave."""
    work.alerts.stop_watching(work.today)
    return sum(_write(int(alert), at, work) for alert, at in work.jobs.unfinished(THREAD))


def _write(alert_id: int, claimed_at: datetime, work: Work) -> int:
    if not work.jobs.finish(THREAD, str(alert_id), now=work.now):
        return 0
    alert = work.outbox.get(alert_id)
    told = work.alerts.told_by(alert_id, at=claimed_at)
    locale = work.workspace.locale
    for one in news(told[:CARDS], work):
        work.outbox.put(
            kind=CARD,
            key=f"overdue card:{alert_id}:{one.row.invoice.id}",
            channel=alert.channel,
            body=overdue_card(one, today=work.today, locale=locale),
            now=work.now,
            reply_to=alert_id,
            about="invoice",
            about_id=one.row.invoice.id,
        )
    rest = [one.row for one in seen(told[CARDS:], work)]
    bodies = overdue_lines(rest, today=work.today, locale=locale) if rest else []
    for place, body in enumerate(bodies):
        work.outbox.put(
            kind=LINES,
            key=f"overdue lines:{alert_id}:{place}",
            channel=alert.channel,
            body=body,
            now=work.now,
            reply_to=alert_id,
        )
    return min(len(told), CARDS) + len(bodies)
