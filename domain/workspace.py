"""One workspace's settings, as the rules need them."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from domain.badges import NO_ACTION_DAYS
from domain.calendar import Weekday


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """Whose book it is. Hours are wall-clock hours in `tz`; `currency` None means it must always be said.

    A second person approves a letter at the final stage (`second_at_final`), or from an amount in minor units of its
    currency (`second_from`). `thanks`: a thank-you is drafted on full payment. `reply_to` is a person's address.
    """

    id: int
    team_id: str
    name: str
    tz: ZoneInfo
    locale: str = "en_GB"
    currency: str | None = None
    country: str | None = None
    channel: str | None = None
    digest_day: Weekday = Weekday.MONDAY
    digest_hour: int = 9
    alert_hour: int = 9
    no_action_days: int = NO_ACTION_DAYS
    second_at_final: bool = False
    second_from: tuple[tuple[str, int], ...] = ()
    thanks: bool = False
    how_to_pay: str = ""
    mail_from: str | None = None
    reply_to: str | None = None

    @property
    def sends_mail(self) -> bool:
        """Whether letters have a sender and somebody who gets the answers: without them none leaves by e-mail."""
        return bool(self.mail_from and self.reply_to)
