"""The overdue alert: what turned Overdue is claimed and told in one transaction, once for each (invoice, due date).

The tick stays light however many there are: it claims them set by set and writes the one message of the channel. The
thread under it, with a card for each, is composed afterwards (overdue_thread.py) from the claim that was kept here.
"""

from __future__ import annotations

from domain.money import Money
from domain.news import OverdueAlert
from domain.occasions import Occasion
from reminders.news import news
from storage.unit_of_work import Work
from views.alerts import overdue_card, overdue_headline

ALERT = "overdue alert"
THREAD = "overdue thread"
# The main message names the few that are the longest overdue.
IN_FULL = 3


def is_alert_owed(occasion: Occasion, work: Work) -> bool:
    """Whether anything turned Overdue, up to the latest alert hour, that nobody was told of."""
    return work.alerts.is_any_owed(occasion.day)


def post_overdue_alert(occasion: Occasion, work: Work) -> int | None:
    """Tells the channel of everything that turned Overdue by the occasion's day. Returns the message's id, if any.

    Held and disputed ones are told too, and marked: an invoice is never overdue without anybody knowing.
    """
    channel = work.workspace.channel
    if channel is None or work.alerts.claim(occasion.day, now=work.now) == 0:
        return None
    totals = work.alerts.untold_totals(work.now)
    first = news(work.alerts.untold(work.now, limit=IN_FULL), work)
    count = sum(found for _, found, _ in totals)
    alert = OverdueAlert(
        today=work.today,
        count=count,
        totals=tuple((found, Money(minor, currency)) for currency, found, minor in totals),
        first=tuple(first),
    )
    oldest = first[0].row.invoice
    is_single = count == 1
    locale = work.workspace.locale
    message_id = work.outbox.put(
        kind=ALERT,
        # The oldest of them is alerted once for this due date, so no other alert has this key.
        key=f"overdue:{oldest.id}:{oldest.due_on}",
        channel=channel,
        body=overdue_card(first[0], today=work.today, locale=locale)
        if is_single
        else overdue_headline(alert, locale=locale),
        now=work.now,
        about="invoice" if is_single else None,
        about_id=oldest.id if is_single else None,
    )
    if message_id is None:
        msg = f"an alert of invoice {oldest.id} due {oldest.due_on} was put before it was claimed"
        raise RuntimeError(msg)
    work.alerts.told_in(message_id, now=work.now)
    if not is_single:
        work.jobs.claim(THREAD, str(message_id), now=work.now)
    return message_id
