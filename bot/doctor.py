"""Looks at everything Dunwell needs, one plain line each: ok, or what is missing and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slack_sdk import WebClient

from bot.clock import Clock
from bot.environment import BadSettings, read_settings
from bot.health import SILENCE
from bot.installation import SlackUnreachable, asked, channel_id, client_of, installation_of, socket_address
from bot.manifest import SCOPES
from bot.settings import Settings, Transport
from bot.whose_book import desk_of
from delivery.smtp import MailCourier
from delivery.smtp_server import server_of
from domain.calendar import today_in
from domain.errors import Refusal, listed
from domain.mailbox import mailbox_said
from storage.database import Database, is_kept, open_database
from storage.upgrade import newest, version_of
from storage.workspaces import all_workspaces
from views.wording import in_full

_FIRST = "an import or the first start makes it"
_UPGRADE = "`dunwell db upgrade` or the next start does it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at. `words` say how it stands, and what to do where it is missing; a trial can do without what
    is not needed."""

    name: str
    ok: bool
    words: str
    is_needed: bool = True


def is_well(findings: Sequence[Finding]) -> bool:
    """Whether nothing that is needed is missing."""
    return all(each.ok or not each.is_needed for each in findings)


def examine(clock: Clock) -> list[Finding]:
    """Everything, in the order it must be put right. Needs no network to say what else it can."""
    try:
        settings = read_settings()
    except BadSettings as bad:
        return [Finding(name="settings", ok=False, words=mistake) for mistake in bad.mistakes]
    found = [Finding(name="settings", ok=True, words="all can be used")]
    found += _zone(settings, clock)
    found += _book(settings, clock)
    found += _slack(settings)
    found += _mail(settings)
    return found


def _zone(settings: Settings, clock: Clock) -> Iterator[Finding]:
    if "timezone" not in settings.model_fields_set:
        words = (
            f"DUNWELL_TIMEZONE is not set, so days are counted in {settings.timezone}. Set yours, like Europe/Lisbon."
        )
        yield Finding(name="time zone", ok=False, words=words)
        return
    today = in_full(today_in(settings.tz, clock.now()))
    yield Finding(name="time zone", ok=True, words=f"{settings.timezone}, today is {today}")


def _book(settings: Settings, clock: Clock) -> list[Finding]:
    if not is_kept(settings.database_url):
        words = f"{settings.database_url} is not there: {_FIRST}. If you meant another, look at DATABASE_URL."
        return [Finding(name="database", ok=False, words=words)]
    database = open_database(settings.database_url)
    try:
        stored = list(_database(database))
        return stored + (list(_clock(database, settings, clock)) if all(each.ok for each in stored) else [])
    finally:
        database.close()


def _database(database: Database) -> Iterator[Finding]:
    try:
        version = version_of(database)
    except Refusal as refused:
        yield Finding(name="database", ok=False, words=refused.words)
        return
    where = database.engine.url.render_as_string(hide_password=True)
    yield Finding(name="database", ok=True, words=f"{where} answers")
    if version == newest():
        yield Finding(name="migrations", ok=True, words=f"up to date ({version})")
    elif version is None:
        words = f"the book is new and empty: {_UPGRADE}. If you meant another, look at DATABASE_URL."
        yield Finding(name="migrations", ok=False, words=words)
    else:
        words = f"at {version}, needs {newest()}: {_UPGRADE}."
        yield Finding(name="migrations", ok=False, words=words)


def _clock(database: Database, settings: Settings, clock: Clock) -> Iterator[Finding]:
    desk = desk_of(settings, database, clock)
    with database.reading() as connection:
        workspaces = all_workspaces(connection)
    if not workspaces:
        yield Finding(name="clock", ok=False, words="no book yet. `dunwell serve` begins one.")
    for workspace in workspaces:
        with desk.reading(workspace) as work:
            last = work.jobs.last_beat()
        if last is not None and clock.now() - last <= SILENCE:
            yield Finding(name="clock", ok=True, words=f"last tick {last:%H:%M:%S} UTC")
        else:
            since = f"silent since {last:%Y-%m-%d %H:%M} UTC" if last else "has never ticked"
            yield Finding(name="clock", ok=False, words=f"{since}. `dunwell serve` keeps it going.")


def _slack(settings: Settings) -> Iterator[Finding]:
    if settings.transport is None:
        words = "SLACK_BOT_TOKEN is not set: this is a trial. `dunwell manifest` makes the app for a real Slack."
        yield Finding(name="token", ok=False, words=words, is_needed=False)
        return
    client = client_of(settings)
    try:
        here = installation_of(client)
    except SlackUnreachable as lost:
        yield Finding(name="token", ok=False, words=f"{lost.words} Scopes and channel cannot be looked at without it.")
        return
    except Refusal as refused:
        yield Finding(name="token", ok=False, words=refused.words)
        return
    yield Finding(name="token", ok=True, words=f"serves {here.team} ({here.team_id})")
    yield _scopes(here.scopes)
    yield _channel(client, settings)
    yield from _transport(client, settings)


def _mail(settings: Settings) -> Iterator[Finding]:
    if settings.smtp_url is None:
        words = "letters are copied and sent by hand; SMTP_URL lets them leave by e-mail"
        yield Finding(name="mail", ok=True, words=words)
        return
    lacking = [f"DUNWELL_{name.upper()}" for name in ("mail_from", "reply_to") if getattr(settings, name) is None]
    if lacking:
        words = f"{listed(lacking)} is not set: no letter can leave by e-mail without."
        yield Finding(name="mail", ok=False, words=words)
        return
    server = server_of(settings.smtp_url.get_secret_value())
    trouble = MailCourier(server=server, seconds=10).look(mailbox_said(settings.mail_from or "").domain)
    yield Finding(name="mail", ok=trouble is None, words=trouble or f"{server.name} lets Dunwell in")


def _scopes(granted: frozenset[str] | None) -> Finding:
    if granted is None:
        return Finding(name="scopes", ok=True, words="Slack did not say which it granted")
    lacking = [scope for scope in SCOPES if scope not in granted]
    if not lacking:
        return Finding(name="scopes", ok=True, words=f"all {len(SCOPES)} granted")
    why = "; ".join(f"{scope} ({SCOPES[scope]})" for scope in lacking)
    return Finding(name="scopes", ok=False, words=f"not granted: {why}. Add them to the app and install it again.")


def _channel(client: WebClient, settings: Settings) -> Finding:
    if settings.channel is None:
        return Finding(name="channel", ok=False, words="DUNWELL_CHANNEL is not set: no digest and no alert is posted.")
    try:
        known = channel_id(client, settings.channel)
        channel = asked(client, "conversations.info", channel=known)["channel"]
    except Refusal as refused:
        return Finding(name="channel", ok=False, words=refused.words)
    name = f"#{channel.get('name') or known}"
    if not channel.get("is_member"):
        return Finding(name="channel", ok=False, words=f"Dunwell is not in {name}. Type /invite @Dunwell there.")
    return Finding(name="channel", ok=True, words=f"{name}, Dunwell is a member")


def _transport(client: WebClient, settings: Settings) -> Iterator[Finding]:
    if settings.transport is Transport.HTTP:
        words = f"HTTP: Slack posts to https://<your address>/slack/events, which must reach port {settings.port}"
        yield Finding(name="transport", ok=True, words=words)
        return
    assert settings.slack_app_token is not None  # noqa: S101 - that is what makes it Socket Mode
    try:
        socket_address(client, settings.slack_app_token.get_secret_value())
    except Refusal as refused:
        yield Finding(name="transport", ok=False, words=refused.words)
    else:
        yield Finding(name="transport", ok=True, words="Socket Mode can be opened")
