"""The local Slack and the bot in one process: two programs that know each other by address and token alone."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.app import Closed, Running, build
from bot.clock import MovableClock
from bot.installation import client_of
from bot.jobs import compose, deliver, deliver_letters, tick, write_drafts
from bot.letters import letter_ways
from bot.manifest import manifest
from bot.model import model_of
from bot.settings import DATABASE_URL, Settings
from bot.whose_book import slack_workspace
from delivery.slack import SlackCourier
from demo.local_slack import Channel, Identity, LocalSlack, Person
from demo.mailbox import Mailbox
from demo.sample_book import ANA, FIRST_DAY, PEOPLE
from demo.telling import tell, ticks_of
from domain.calendar import today_in, zone
from domain.mailbox import mailbox_said
from domain.workspace import Workspace
from reminders.approve import approve
from storage.database import is_kept, open_database
from storage.scope import Scope
from storage.tables import invoices
from storage.upgrade import upgrade
from storage.workspaces import all_workspaces

SAMPLE_URL = "sqlite:///data/sample.db"
BILLING = Channel(
    id="C0BILLING", name="billing", members=tuple(slack_id for slack_id, *_ in PEOPLE), topic="Who owes us"
)
GENERAL = Channel(id="C0GENERAL", name="general", members=BILLING.members, topic="Everything else")
TEAM = Identity(team_id="T0LOCAL", team_name="Rua Nova Studio", team_domain="rua-nova", bot_name="Dunwell")
# The sample studio's; the number is one that banks keep for examples.
HOW_TO_PAY = "Bank transfer to Rua Nova Studio\nIBAN PT50 0002 0123 1234 5678 9015 4"
MY_BOOK = "Your own book: the day stays today’s, and letters are copied and sent by hand."
UNNAMED = " They are signed “Your company” until DUNWELL_MAIL_FROM names yours."
# Pressed on one's own book, it would put a letter on record that no client ever got.
CLOSED: Closed = {
    approve: "This local Slack has your own book, and no letter leaves from here. Press “Copy, I'll send it”, send it"
    " from your mail, then press “I sent it”. In your real Slack it can leave by e-mail."
}
# Slack takes one message a second in a channel; here the clock is moved instead of waited for.
PACE = timedelta(seconds=1.2)


class ShopWindow:
    """Opens with the book of `settings`; the sample book where that one is empty.

    In the sample letters reach a played mailbox and the calendar moves. In somebody's own book nothing may come to be
    that did not happen: its day is today's, and letters are only copied.
    """

    def __init__(
        self, settings: Settings, *, port: int, clock: MovableClock | None = None, sample: bool = False
    ) -> None:
        """`port` is the page's; the bot's own takes any free one. `sample`: the sample book, whatever there is."""
        self.clock = clock or MovableClock()
        is_first = settings.database_url == DATABASE_URL and not has_invoices(settings.database_url)
        self.is_sample = sample or is_first
        self._port = port
        self._tokens = {kind: f"{kind}-local-{secrets.token_hex(8)}" for kind in ("xoxb", "xapp")}
        self._settings = settings
        self._tz = zone(settings.timezone)
        people = [
            Person(id=slack_id, name=name.split()[0].lower(), real_name=name, title=title)
            for slack_id, name, title in PEOPLE
        ]
        self.slack = LocalSlack(
            people=people,
            channels=[BILLING, GENERAL],
            bot_token=self._tokens["xoxb"],
            app_token=self._tokens["xapp"],
            manifest=manifest(),
            today=self.today,
            on_calendar=self.move_to if self.is_sample else None,
            wall=self.clock.now,
            identity=TEAM if self.is_sample else replace(TEAM, team_name=self._company()),
        )
        self.mailbox = Mailbox(wall=self.clock.now, arrived=lambda letter: self.slack.show_mail(letter.shown()))
        self.bot: Running | None = None

    def open(self) -> None:
        """Starts the local Slack, then the bot, then tells the sample story where there is no other."""
        self.slack.start(self._port)
        if self.is_sample:
            self.mailbox.start()
            self.slack.show_mail()
            for leftover in ("", "-wal", "-shm"):
                Path(SAMPLE_URL.removeprefix("sqlite:///") + leftover).unlink(missing_ok=True)
        else:
            self.slack.show_note(MY_BOOK if self._name_said() else MY_BOOK + UNNAMED)
        self.bot = build(self._bot_settings(), self.clock, closed=None if self.is_sample else CLOSED)
        now = self.clock.now()
        if self.is_sample:
            self._tell(self.bot)
        self.bot.start()
        self.slack.wait_for_bot(15)
        self.clock.move_to(max(now, self.clock.now()))

    def close(self) -> None:
        """Stops the bot, then the local Slack."""
        if self.bot is not None:
            self.bot.stop()
        self.mailbox.stop()
        self.slack.stop()

    def today(self) -> date:
        """The bot's date."""
        return today_in(self._tz, self.clock.now())

    def move_to(self, day: date) -> None:
        """Moves the bot's day forward, a day at a time, each as it would have been: morning, tick, posts."""
        assert self.bot is not None  # noqa: S101 - the page is there once the bot is
        while self.today() < day:
            for moment in ticks_of(self.today() + timedelta(days=1), self.bot.workspace):
                self.clock.move_to(moment)
                self._turn(self.bot, self.bot.workspace)

    def _tell(self, bot: Running) -> None:
        """The bot is not running yet: its acts and its clock are called directly, and what they post is delivered."""
        upgrade(bot.database)
        opened_at = self.clock.now() + timedelta(days=FIRST_DAY - 1)
        team, name = TEAM.team_id, TEAM.team_name
        workspace = slack_workspace(bot.database, bot.settings, team_id=team, name=name, now=opened_at)
        tell(bot.desk, workspace, self.clock, lambda: self._turn(bot, workspace))

    def _turn(self, bot: Running, workspace: Workspace) -> None:
        client = client_of(bot.settings)
        courier = SlackCourier(client)
        tick(bot.desk, workspace)
        write_drafts(bot.desk, workspace, model_of(bot.settings, bot.desk, workspace))
        deliver_letters(bot.desk, workspace, letter_ways(bot.settings, client))
        compose(bot.desk, workspace)
        while deliver(bot.desk, workspace, courier):
            self.clock.move(PACE)
            compose(bot.desk, workspace)

    def _company(self) -> str:
        """Whose own book it is, as far as it was said: the name that letters come from."""
        return self._name_said() or "Your company"

    def _name_said(self) -> str:
        said = self._settings.mail_from
        return mailbox_said(said).name if said else ""

    def _bot_settings(self) -> Settings:
        joined = {
            "slack_bot_token": SecretStr(self._tokens["xoxb"]),
            "slack_app_token": SecretStr(self._tokens["xapp"]),
            "slack_signing_secret": None,
            "slack_api_url": self.slack.api_url,
            "channel": BILLING.id,
            "admins": tuple(dict.fromkeys((*self._settings.admins, ANA))),
            "port": 0,
            "smtp_url": None,
        }
        return self._settings.model_copy(update=joined | (self._of_the_sample() if self.is_sample else {}))

    def _of_the_sample(self) -> dict[str, Any]:
        given = self._settings
        return {
            "currency": given.currency or "EUR",
            "database_url": SAMPLE_URL,
            "smtp_url": SecretStr(self.mailbox.url),
            "mail_from": given.mail_from or "Rua Nova Studio <billing@ruanova.example>",
            "reply_to": given.reply_to or "Ana Lima <ana@ruanova.example>",
            "how_to_pay": given.how_to_pay or HOW_TO_PAY,
        }


def has_invoices(database_url: str) -> bool:
    """Whether a book is kept there already. A SQLite file that is not there is not made by looking."""
    if not is_kept(database_url):
        return False
    database = open_database(database_url)
    with suppress(OperationalError, ProgrammingError), database.reading() as connection:
        found = any(Scope(connection, each.id).count(invoices) for each in all_workspaces(connection))
        database.close()
        return found
    database.close()
    return False
