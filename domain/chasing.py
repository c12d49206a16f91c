"""How a client is chased: the stages of a reminder, and settings of which the nearest wins."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum

FRIENDLY_DAYS = 3
FIRM_DAYS = 10
FINAL_DAYS = 21
GAP_DAYS = 5


class Stage(StrEnum):
    """How firm a reminder is, gentlest first. After the last one a person decides; no letter goes by itself."""

    COMING = "coming due"
    FRIENDLY = "friendly"
    FIRM = "firm"
    FINAL = "final"

    @property
    def rank(self) -> int:
        """Its place among the stages; higher is firmer."""
        return _RANKS[self]


_RANKS = {stage: place for place, stage in enumerate(Stage)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chasing:
    """When letters go. Days count from the due date plus `grace_days`; `coming_days` counts before the due date
    (None: no letter before). `gap_days` is the least time since any contact. `least`: from how much on a letter is
    worth it, in minor units by currency; one that is not named has no such amount.
    """

    coming_days: int | None = None
    friendly_days: int = FRIENDLY_DAYS
    firm_days: int = FIRM_DAYS
    final_days: int = FINAL_DAYS
    gap_days: int = GAP_DAYS
    grace_days: int = 0
    least: tuple[tuple[str, int], ...] = ()
    is_off: bool = False

    def days_of(self, stage: Stage) -> int:
        """Days after the due date (grace included) from which this stage is reached; negative before it."""
        if stage is Stage.COMING:
            return -(self.coming_days or 0)
        days = {Stage.FRIENDLY: self.friendly_days, Stage.FIRM: self.firm_days, Stage.FINAL: self.final_days}[stage]
        return days + self.grace_days

    def reached(self, days_past_due: int) -> Stage | None:
        """The firmest stage whose day has come, switched off or not; None before the first."""
        days = days_past_due - self.grace_days
        if days >= self.friendly_days:
            if days < self.firm_days:
                return Stage.FRIENDLY
            return Stage.FIRM if days < self.final_days else Stage.FINAL
        is_coming = self.coming_days is not None and -self.coming_days <= days_past_due <= 0
        return Stage.COMING if is_coming else None

    def least_of(self, currency: str) -> int:
        """Minor units of this currency below which nobody is written to."""
        return dict(self.least).get(currency, 0) if self.least else 0


USUAL = Chasing()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChasingRule:
    """What is set for a workspace, a client or an invoice; None leaves it to the next wider one. `country`: whose
    public holidays count."""

    coming_days: int | None = None
    friendly_days: int | None = None
    firm_days: int | None = None
    final_days: int | None = None
    gap_days: int | None = None
    grace_days: int | None = None
    least: tuple[tuple[str, int], ...] | None = None
    is_off: bool | None = None
    country: str | None = None


def nearest(*rules: ChasingRule | None) -> Chasing:
    """The settings that count, from the widest rule to the nearest: invoice beats client beats workspace."""
    found = Chasing()
    for rule in rules:
        if rule is not None:
            said = {field.name: getattr(rule, field.name) for field in fields(Chasing)}
            found = replace(found, **{name: value for name, value in said.items() if value is not None})
    return found
