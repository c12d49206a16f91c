"""When one client, or one invoice, is chased: where it differs from everybody else's settings."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from domain.answers import Change
from domain.calendars import Calendars
from domain.chasing import ChasingRule
from domain.client import Client
from domain.errors import NotUnderstood, listed
from domain.invoice import Invoice
from domain.roles import Role, require
from receivables.changes import Step, done, shown
from receivables.said import amount, either_meant
from storage.unit_of_work import Work

LONGEST_DAYS = 365
LONGEST_GAP = 60
_STAGES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SetChasing:
    """An invoice or a client as typed, and what is to be its own; None leaves a setting as it is. `is_usual`: nothing
    is its own any more. `cadence` are the days of the three letters, like `3,10,21`; `country` two letters."""

    target: str
    cadence: str | None = None
    gap_days: int | None = None
    grace_days: int | None = None
    coming_days: int | None = None
    least: str | None = None
    country: str | None = None
    is_off: bool | None = None
    is_usual: bool = False


def set_chasing(request: SetChasing, work: Work) -> Change:
    """Sets it for the invoice or the client; letters of days to come go by it."""
    require(work.person, Role.APPROVER, "change when a client is chased")
    target = either_meant(request.target, work)
    before = _rule_of(target, work)
    new = ChasingRule() if request.is_usual else replace(before, **_asked(request, work))
    return kept_as(new, target, work)


def kept_as(new: ChasingRule, target: Client | Invoice, work: Work) -> Change:
    """Puts these settings in the place of those it has, with the way back."""
    client = target if isinstance(target, Client) else work.clients.get(target.client_id)
    invoice = None if isinstance(target, Client) else target
    work.clients.take(client.id)
    before = _rule_of(target, work)
    if new == before:
        words = "That is how it is already. Say what should be different, like the days of the letters."
        raise NotUnderstood(words)
    about = {"invoice_id": invoice.id} if invoice else {"client_id": client.id}
    work.chasing.keep(new, **about)
    name = invoice.number if invoice else client.name
    said = f"{name} is chased like everybody else" if new == ChasingRule() else f"{name}: {_words(new, work)}"
    return done("set_chasing", said, work, invoice=invoice, client=client, undo=[_step(before, about)])


def chasing_before(was: dict[str, Any]) -> ChasingRule:
    """The settings as an Undo step kept them."""
    least = was.get("least")
    return ChasingRule(**{**was, "least": None if least is None else tuple((code, minor) for code, minor in least)})


def country_said(said: str, work: Work) -> str:
    """Two letters of a country whose public holidays are known."""
    code, calendar = said.strip().upper(), work.holidays
    if not isinstance(calendar, Calendars) or not calendar.knows(code):
        words = f"No public holidays are known for “{said.strip()}”. Write two letters, like PT, GB or DE."
        raise NotUnderstood(words, field="country")
    return code


def _rule_of(target: Client | Invoice, work: Work) -> ChasingRule:
    own = work.chasing.of_client if isinstance(target, Client) else work.chasing.of_invoice
    return own(target.id) or ChasingRule()


def _step(before: ChasingRule, about: dict[str, int]) -> Step:
    was = {name: value for name, value in asdict(before).items() if value is not None}
    return "restore_chasing", {**about, "was": was}


def _asked(request: SetChasing, work: Work) -> dict[str, Any]:
    found: dict[str, Any] = {"is_off": request.is_off}
    if request.cadence is not None:
        found |= _cadence(request.cadence)
    for name, most in (("gap_days", LONGEST_GAP), ("grace_days", LONGEST_DAYS), ("coming_days", LONGEST_GAP)):
        days = getattr(request, name)
        if days is not None and not 0 <= days <= most:
            words = f"{days} days cannot be: say a number from 0 to {most}."
            raise NotUnderstood(words, field=name)
        found[name] = days
    if request.least is not None:
        least = amount(request.least, work, currency=None, field="least")
        found["least"] = ((least.currency, least.minor),)
    if request.country is not None:
        found["country"] = country_said(request.country, work)
    return {name: value for name, value in found.items() if value is not None}


def _cadence(said: str) -> dict[str, Any]:
    words = said.replace(",", " ").replace("+", " ").split()
    days = [int(word) for word in words if word.isdecimal()]
    if len(days) != len(words) or len(days) != _STAGES or not 0 < days[0] < days[1] < days[2] <= LONGEST_DAYS:
        told = f"“{said.strip()}” is not three days that follow each other. Like 3,10,21: friendly, firm and final."
        raise NotUnderstood(told, field="cadence")
    return dict(zip(("friendly_days", "firm_days", "final_days"), days, strict=True))


def _words(rule: ChasingRule, work: Work) -> str:
    told = {
        "is_off": {True: "no reminders", False: "reminders switched on", None: None}[rule.is_off],
        "cadence": _letters(rule),
        "gap_days": _days(rule.gap_days, "between contacts"),
        "grace_days": _days(rule.grace_days, "of grace"),
        "coming_days": _days(rule.coming_days, "ahead of the due date a note"),
        "least": listed([f"nothing below {shown(minor, code, work)}" for code, minor in rule.least or ()]) or None,
        "country": f"holidays of {rule.country}" if rule.country else None,
    }
    return listed([words for words in told.values() if words is not None])


def _letters(rule: ChasingRule) -> str | None:
    days = {"friendly": rule.friendly_days, "firm": rule.firm_days, "final": rule.final_days}
    own = {name: str(each) for name, each in days.items() if each is not None}
    if len(own) == len(days):
        return f"letters after {listed(list(own.values()))} days"
    return listed([f"the {name} letter after {each} days" for name, each in own.items()]) or None


def _days(days: int | None, what: str) -> str | None:
    return None if days is None else f"{days} {'day' if days == 1 else 'days'} {what}"
