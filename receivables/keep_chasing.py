"""The form of when one client, or one invoice, is chased: what is its own, and what counts where nothing is."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from itertools import pairwise

from domain.answers import Change
from domain.chasing import Chasing, ChasingRule, nearest
from domain.chasing_now import ChasingNow
from domain.client import Client
from domain.errors import NotUnderstood
from domain.roles import Role, require
from receivables.said import amount, either_meant
from receivables.set_chasing import LONGEST_DAYS, LONGEST_GAP, country_said, kept_as
from storage.unit_of_work import Work

_DAYS = {
    "coming_days": (1, LONGEST_GAP),
    "friendly_days": (1, LONGEST_DAYS),
    "firm_days": (1, LONGEST_DAYS),
    "final_days": (1, LONGEST_DAYS),
    "gap_days": (0, LONGEST_GAP),
    "grace_days": (0, LONGEST_DAYS),
}
_STAGES = ("friendly_days", "firm_days", "final_days")
_LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ForChasing:
    """`client:3` or `invoice:12`, or either as typed."""

    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepChasing:
    """Everything as typed into the form; what is empty is no longer its own."""

    target: str
    coming_days: str = ""
    friendly_days: str = ""
    firm_days: str = ""
    final_days: str = ""
    gap_days: str = ""
    grace_days: str = ""
    least: str = ""
    country: str = ""
    is_off: bool = False


def chasing_now(request: ForChasing, work: Work) -> ChasingNow:
    """What the form begins with."""
    require(work.person, Role.APPROVER, "change when a client is chased")
    target = either_meant(request.target, work)
    client = target if isinstance(target, Client) else work.clients.get(target.client_id)
    for_all, for_client = work.chasing.of_workspace(), work.chasing.of_client(client.id)
    country = (for_all.country if for_all else None) or work.workspace.country
    if isinstance(target, Client):
        return ChasingNow(
            client=client,
            invoice=None,
            own=for_client or ChasingRule(),
            wider=nearest(for_all),
            country=country,
        )
    client_says = {one.name for one in fields(ChasingRule) if getattr(for_client, one.name, None) is not None}
    return ChasingNow(
        client=client,
        invoice=target,
        own=work.chasing.of_invoice(target.id) or ChasingRule(),
        wider=nearest(for_all, for_client),
        client_says=frozenset(client_says),
        country=country,
    )


def keep_chasing(request: KeepChasing, work: Work) -> Change:
    """Sets it as the form says; letters of days to come go by it."""
    now = chasing_now(ForChasing(target=request.target), work)
    days = {name: _days(name, getattr(request, name)) for name in _DAYS}
    # Somebody switched on beside a client who is off stays so: an empty tick is no word against that.
    is_off = True if request.is_off else (False if now.own.is_off is False else None)
    new = ChasingRule(
        **days,
        least=_least(request.least, work),
        is_off=is_off,
        country=country_said(request.country, work) if request.country.strip() else None,
    )
    if now.invoice is not None:
        new = replace(new, country=now.own.country)
    _refuse_disorder(new, now)
    return kept_as(new, now.invoice or now.client, work)


def _days(name: str, said: str) -> int | None:
    if not said.strip():
        return None
    least, most = _DAYS[name]
    word = said.strip().removesuffix("days").removesuffix("day").strip()
    days = int(word) if word.isascii() and word.isdecimal() and len(word) <= _LONGEST_NUMBER else -1
    if not least <= days <= most:
        words = (
            f"“{said.strip()}” is not a number of days from {least} to {most}. Leave it empty for the wider setting."
        )
        raise NotUnderstood(words, field=name)
    return days


def _least(said: str, work: Work) -> tuple[tuple[str, int], ...] | None:
    found: dict[str, int] = {}
    for each in filter(None, (part.strip() for part in said.split(";"))):
        money = amount(each, work, currency=None, field="least")
        if money.currency in found:
            words = f"{money.currency} is there twice. Say one amount a currency."
            raise NotUnderstood(words, field="least")
        found[money.currency] = money.minor
    return tuple(found.items()) or None


def _refuse_disorder(new: ChasingRule, now: ChasingNow) -> None:
    """The three letters follow each other, those from the wider settings counted too."""
    for earlier, later in pairwise(_STAGES):
        own = getattr(new, later)
        if own is None and getattr(new, earlier) is None:
            continue
        before, after = (getattr(nearest(_as_rule(now.wider), new), name) for name in (earlier, later))
        if before >= after:
            words = (
                f"The {_letter(later)} letter would come after {after} days, and the {_letter(earlier)} one after"
                f" {before}. Each has to come later than the one before it."
            )
            raise NotUnderstood(words, field=earlier if own is None else later)


def _as_rule(found: Chasing) -> ChasingRule:
    return ChasingRule(**{name: getattr(found, name) for name in _STAGES})


def _letter(name: str) -> str:
    return name.removesuffix("_days")
