"""A card in Slack follows its invoice: what was paid, put on hold or answered is shown, and buttons vanish with it."""

from __future__ import annotations

from datetime import timedelta

from domain.occasions import Occasion
from reminders.find_overdue import ALERT
from reminders.news import news
from reminders.overdue_thread import CARD
from reminders.promises_due import BROKEN, broken_promise_body
from storage.cards import Card, CardStore
from storage.unit_of_work import Work
from views.alerts import overdue_card
from views.kit import Body

JOB = "refresh cards"
SINCE = "last act"
# Nobody scrolls back further; an older card stays as it was.
FOLLOWED_FOR = timedelta(days=90)
# What a new message carries and an update does not.
_ONCE = frozenset({"metadata", "unfurl_links", "unfurl_media"})


def is_refresh_owed(_occasion: Occasion, work: Work) -> bool:
    """Whether anybody did anything since the cards were last looked at."""
    return CardStore(work.scope).last_act() > _seen_up_to(work)


def refresh_cards(_occasion: Occasion, work: Work) -> int:
    """Re-renders the cards of what was touched. Returns how many changed."""
    store = CardStore(work.scope)
    changes = store.changes_after(_seen_up_to(work))
    changed = 0
    for card in store.posted(changes, {ALERT, CARD, BROKEN}, since=work.now - FOLLOWED_FOR):
        body = {key: value for key, value in _rendered(card, work).items() if key not in _ONCE}
        if body == {key: value for key, value in card.body.items() if key not in _ONCE}:
            continue
        work.outbox.put(
            kind=card.kind,
            key=f"update:{card.message_id}:{changes.last}",
            channel=card.channel,
            body=body,
            now=work.now,
            updates=card.message_id,
            about=card.about,
            about_id=card.about_id,
        )
        changed += 1
    work.jobs.keep_note(JOB, SINCE, str(changes.last), now=work.now)
    return changed


def _rendered(card: Card, work: Work) -> Body:
    if card.about == "promise":
        return broken_promise_body(work.promises.get(card.about_id), work)
    [one] = news([work.invoices.get(card.about_id)], work)
    return overdue_card(one, today=work.today, locale=work.workspace.locale)


def _seen_up_to(work: Work) -> int:
    return int(work.jobs.note_of(JOB, SINCE) or 0)
