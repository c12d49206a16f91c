"""How letters leave: the ways the settings give, and the rules they are read again by."""

from __future__ import annotations

from slack_sdk import WebClient

from bot.settings import Settings
from delivery.letter_claim import LetterRules
from delivery.letter_slack import SlackLetters
from delivery.letters import LetterWays
from delivery.slack import SlackCourier
from delivery.smtp import MailCourier
from delivery.smtp_server import server_of
from reminders.accounts import holidays_of_client
from reminders.card import show_reminder
from reminders.recheck import what_changed

RULES = LetterRules(what_changed=what_changed, holidays_of=holidays_of_client, show=show_reminder)


def letter_ways(settings: Settings, client: WebClient | None = None) -> LetterWays:
    """By mail where SMTP_URL is set, into channels shared with clients where there is a Slack."""
    url = settings.smtp_url
    return LetterWays(
        mail=MailCourier(server=server_of(url.get_secret_value())) if url is not None else None,
        slack=SlackLetters(SlackCourier(client)) if client is not None else None,
    )
