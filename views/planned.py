"""What the clock says of the reminders it drafted: how many more are due, and whom only a person writes to now."""

from __future__ import annotations

from datetime import date

from domain.money import Money
from views import kit
from views.kit import Body
from views.wording import money, one_line, plural, weekday


def more_wait(drafted: int, left: int) -> Body:
    """One line: today's drafts are the most urgent ones, and so many clients are due besides."""
    text = (
        f"{plural(drafted, 'reminder')} drafted today, the most urgent first. {plural(left, 'more client')}"
        f" {'is' if left == 1 else 'are'} due: the next ones are drafted tomorrow."
    )
    return {"text": text, "blocks": [kit.section(text)]}


def used_up_reason(client: str, owed: Money, since: date, today: date, locale: str) -> str:
    """Why a client waits for a person, plain text."""
    return (
        f"{one_line(client)}: the last letter was on {weekday(since, today)} and {money(owed, locale)} is still open."
        " No more letters are drafted: call them, agree on something, or pass it on."
    )


def not_planned(client: str, fault: str) -> str:
    """Why a client gets no reminder drafted though the others do, plain text."""
    return (
        f"Reminders to {one_line(client)} cannot be planned ({fault}): something kept about them cannot be read. Nobody"
        " else's are held back. It is tried again every hour; until it works, write to them yourself. The log says more"
        " to whoever runs Dunwell."
    )
