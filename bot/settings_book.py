"""Settings of the book, of Slack, and of who may do what."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any, Self
from zoneinfo import ZoneInfo

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from bot.settings_words import database_named, locale_named, slack_ids, zone_named
from domain.badges import NO_ACTION_DAYS
from domain.calendar import Weekday
from domain.currencies import is_currency
from domain.errors import listed
from domain.roles import Role

SLACK_API_URL = "https://slack.com/api/"
DATABASE_URL = "sqlite:///data/dunwell.db"
SLACK_CHANNEL = re.compile(r"[CGD][A-Z0-9]{2,}|#?[\w-]{1,80}")
PREFIX = "DUNWELL_"


class LogForm(StrEnum):
    """How the log is written."""

    PLAIN = "plain"
    JSON = "json"


class Transport(StrEnum):
    """How Slack reaches Dunwell."""

    SOCKET = "Socket Mode"
    HTTP = "HTTP"


def own(name: str, meaning: str, default: Any = None, **limits: Any) -> Any:
    """A setting whose name in the environment is not `DUNWELL_` and its own."""
    return Field(default, validation_alias=AliasChoices(name), description=meaning, **limits)


class BookSettings(BaseModel):
    """What the book and Slack need. See bot.settings."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="ignore")

    slack_bot_token: SecretStr | None = own(
        "SLACK_BOT_TOKEN", "The bot token (xoxb-…) of the installed app. Without one, a local Slack is started instead."
    )
    slack_app_token: SecretStr | None = own(
        "SLACK_APP_TOKEN", "The app-level token (xapp-…, scope connections:write). Set: Socket Mode, no public address."
    )
    slack_signing_secret: SecretStr | None = own(
        "SLACK_SIGNING_SECRET", "The signing secret, for HTTP: Slack posts to /slack/events on PORT."
    )
    port: int = own(
        "PORT",
        "HTTP port: Slack's requests, /healthz, /readyz. 0 takes any free one and prints it.",
        3000,
        ge=0,
        le=65535,
    )
    slack_api_url: str = own("SLACK_API_URL", "Where Slack's Web API is; another address for tests.", SLACK_API_URL)
    database_url: str = own(
        "DATABASE_URL",
        "Where the book is kept: a SQLite file, or PostgreSQL (postgresql://user:password@host/name).",
        DATABASE_URL,
        repr=False,
    )
    channel: str | None = Field(
        default=None, description="The billing channel, its id (C…) or #name: digest and alerts go there."
    )
    timezone: str = Field(
        default="UTC",
        description="The IANA zone days are counted in, like Europe/Lisbon. One that does not load stops the start.",
    )
    locale: str = Field(default="en_GB", description="How dates and amounts are written, like en_GB, en_US, de_DE.")
    currency: str | None = Field(
        default=None, description="The currency meant where none is said, like EUR. Without one it must always be said."
    )
    country: str | None = Field(
        default=None,
        description="Whose public holidays count, two letters like PT. Without one only weekends are free.",
    )
    digest_day: Weekday = Field(default=Weekday.MONDAY, description="The weekday of the digest: monday … sunday.")
    digest_hour: int = Field(default=9, ge=0, le=23, description="The hour of the digest, 0 to 23, in the zone above.")
    alert_hour: int = Field(
        default=9, ge=0, le=23, description="The hour of the Overdue alert, 0 to 23, in the zone above."
    )
    no_action_days: int = Field(
        default=NO_ACTION_DAYS, ge=1, le=365, description="Days without contact after which an open invoice is flagged."
    )
    viewers: tuple[str, ...] = Field(
        default=(), description="Slack ids (U…, comma separated) of those who may only look."
    )
    members: tuple[str, ...] = Field(default=(), description="Slack ids of those who may also log replies and draft.")
    approvers: tuple[str, ...] = Field(
        default=(), description="Slack ids of those who may also send, record payments and void."
    )
    admins: tuple[str, ...] = Field(default=(), description="Slack ids of those who may do everything.")
    default_role: Role = Field(
        default=Role.APPROVER,
        description=(
            "The role of everybody not named above. approver, because in a small agency whoever can see the app does"
            " the billing, and a bot that refuses everyone on its first day is put away; name people and set viewer to"
            " tighten it."
        ),
    )
    team: str | None = Field(
        default=None,
        description="Slack's id of the workspace (T…) the command line works on; needed only where there are several.",
    )
    host: str = Field(default="127.0.0.1", description="The address the HTTP port is bound to; 0.0.0.0 in a container.")
    log: LogForm = Field(default=LogForm.PLAIN, description="How the log is written: plain or json.")

    @field_validator("viewers", "members", "approvers", "admins", mode="before")
    @classmethod
    def _ids(cls, said: Any) -> Any:
        return slack_ids(said) if isinstance(said, str) else said

    @field_validator("digest_day", "default_role", "log", mode="before")
    @classmethod
    def _any_case(cls, said: Any) -> Any:
        return said.strip().lower() if isinstance(said, str) else said

    @field_validator("timezone")
    @classmethod
    def _zone(cls, said: str) -> str:
        return zone_named(said).key

    @field_validator("locale")
    @classmethod
    def _locale(cls, said: str) -> str:
        return locale_named(said)

    @field_validator("currency", "country", mode="before")
    @classmethod
    def _capitals(cls, said: Any) -> Any:
        return said.strip().upper() if isinstance(said, str) else said

    @field_validator("currency")
    @classmethod
    def _currency(cls, said: str | None) -> str | None:
        if said is not None and not is_currency(said):
            words = f"“{said}” is not a currency code. Write three letters, like EUR, USD or GBP."
            raise ValueError(words)
        return said

    @field_validator("country")
    @classmethod
    def _country(cls, said: str | None) -> str | None:
        from bot.holidays import is_country

        if said is not None and not is_country(said):
            words = f"no public holidays are known for “{said}”. Write two letters, like PT, GB or DE."
            raise ValueError(words)
        return said

    @field_validator("channel")
    @classmethod
    def _channel(cls, said: str | None) -> str | None:
        if said is not None and not SLACK_CHANNEL.fullmatch(said):
            words = f"“{said}” is neither a channel's id (C…) nor its name (#billing)."
            raise ValueError(words)
        return said

    @field_validator("slack_api_url")
    @classmethod
    def _api(cls, said: str) -> str:
        if not said.startswith(("https://", "http://")):
            words = f"“{said}” is not an address. It begins with https://, like {SLACK_API_URL}"
            raise ValueError(words)
        return said if said.endswith("/") else f"{said}/"

    @field_validator("database_url")
    @classmethod
    def _database(cls, said: str) -> str:
        database_named(said)
        return said

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        mistakes = [*self._role_mistakes(), *self._slack_mistakes()]
        if mistakes:
            raise ValueError("\n".join(mistakes))
        return self

    @property
    def tz(self) -> ZoneInfo:
        """The zone."""
        return zone_named(self.timezone)

    @property
    def transport(self) -> Transport | None:
        """How Slack reaches Dunwell; None where no bot token is set."""
        if self.slack_bot_token is None:
            return None
        return Transport.SOCKET if self.slack_app_token else Transport.HTTP

    @property
    def roles(self) -> dict[str, Role]:
        """Who is what, by Slack id."""
        return {person: role for role, people in self._named() for person in people}

    def _named(self) -> tuple[tuple[Role, tuple[str, ...]], ...]:
        return (
            (Role.VIEWER, self.viewers),
            (Role.MEMBER, self.members),
            (Role.APPROVER, self.approvers),
            (Role.ADMIN, self.admins),
        )

    def _role_mistakes(self) -> list[str]:
        lists: dict[str, list[str]] = {}
        for role, people in self._named():
            for person in people:
                lists.setdefault(person, []).append(f"{PREFIX}{role.value.upper()}S")
        return [f"{who} stands in {listed(names)}. Keep it in one." for who, names in lists.items() if len(names) > 1]

    def _slack_mistakes(self) -> list[str]:
        return self._swapped_tokens() or self._lonely_tokens()

    def _swapped_tokens(self) -> list[str]:
        tokens = (self.slack_bot_token, self.slack_app_token)
        bot, app = ("" if token is None else token.get_secret_value() for token in tokens)
        is_app, is_bot = bot.startswith("xapp-"), app.startswith("xoxb-")
        kinds = "the bot token begins with xoxb-, the app-level token with xapp-."
        if is_app and is_bot:
            return [f"SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped: {kinds}"]
        wrong = {
            "SLACK_BOT_TOKEN has an app-level token (xapp-…)": is_app,
            "SLACK_APP_TOKEN has a bot token (xoxb-…)": is_bot,
        }
        return [f"{what}: {kinds}" for what, is_so in wrong.items() if is_so]

    def _lonely_tokens(self) -> list[str]:
        if self.slack_bot_token is None:
            beside = {"SLACK_APP_TOKEN": self.slack_app_token, "SLACK_SIGNING_SECRET": self.slack_signing_secret}
            stray = [name for name, secret in beside.items() if secret is not None]
            return [f"{listed(stray)} needs SLACK_BOT_TOKEN beside it."] if stray else []
        if self.slack_app_token is None and self.slack_signing_secret is None:
            return ["SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside it."]
        return []
