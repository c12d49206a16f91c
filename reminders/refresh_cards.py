"""A card in Slack follows its invoice: what was paid, put on hold or answered is shown, and buttons vanish with it."""

from __future__ import annotations

from domain.occasions import Occasion
from reminders.find_overdue import ALERT
from reminders.overdue_thread import CARD
from reminders.seen import news
from storage.cards import CardStore
from storage.unit_of_work import Work
from views.alerts import overdue_card

JOB = "refresh cards"
SINCE = "last act"
# What a new message carries and an update does not.
_ONCE = frozenset({"metadata", "unfurl_links", "unfurl_media"})


def is_refresh_owed(_occasion: Occasion, work: Work) -> bool:
    """Whether anybody did anything since the cards were last looked at."""
    return CardStore(work.scope).last_act() > _seen_up_to(work)


def refresh_cards(_occasion: Occasion, work: Work) -> int:
    """Re-renders the cards of the invoices that were touched. Returns how many changed."""
    store = CardStore(work.scope)
    changes = store.changes_after(_seen_up_to(work))
    changed = 0
    for card in store.posted(changes, {ALERT, CARD}):
        [one] = news([work.invoices.get(card.invoice_id)], work)
        made = overdue_card(one, today=work.today, locale=work.workspace.locale)
        body = {key: value for key, value in made.items() if key not in _ONCE}
        if body == {key: value for key, value in card.body.items() if key not in _ONCE}:
            continue
        work.outbox.put(
            kind=CARD,
            key=f"update:{card.message_id}:{changes.last}",
            channel=card.channel,
            body=body,
            now=work.now,
            updates=card.message_id,
            about="invoice",
            about_id=card.invoice_id,
        )
        changed += 1
    work.jobs.keep_note(JOB, SINCE, str(changes.last), now=work.now)
    return changed


def _seen_up_to(work: Work) -> int:
    return int(work.jobs.note_of(JOB, SINCE) or 0)
