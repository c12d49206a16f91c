"""Who looks after an invoice or a client."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.answers import Change
from domain.client import Client
from domain.errors import MoreThanOne, NotUnderstood, listed
from domain.roles import Person, Role, require
from receivables.changes import done
from receivables.said import either_meant
from storage.unit_of_work import Work
from views.wording import LONGEST_NAME, one_line

_MENTION = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)(?:\|(?P<name>[^>]*))?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignOwner:
    """As typed: an invoice or client, and a person: a mention, a name, or `me`."""

    target: str
    owner: str


def assign_owner(request: AssignOwner, work: Work) -> Change:
    """Makes a person the owner; a client's owner has its invoices too, unless one has its own."""
    require(work.person, Role.MEMBER, "assign an owner")
    target = either_meant(request.target, work)
    owner = person_meant(request.owner, work)
    if isinstance(target, Client):
        before = work.clients.owner_id(target.id)
        work.clients.keep(target.id, owner_id=owner.id)
        said = f"{owner.name} looks after {one_line(target.name, LONGEST_NAME)}"
        undo = [("assign_client", {"client_id": target.id, "owner_id": before})]
        return done("assign_owner", said, work, client=work.clients.get(target.id), undo=undo)
    before = work.invoices.owner_id(target.id)
    work.invoices.assign(target.id, owner.id)
    said = f"{owner.name} looks after {target.number}"
    undo = [("assign_invoice", {"invoice_id": target.id, "owner_id": before})]
    return done("assign_owner", said, work, invoice=work.invoices.get(target.id), undo=undo)


def person_meant(said: str, work: Work) -> Person:
    """A person by mention (recorded when first named), by name or first name, or `me`."""
    if said.strip().casefold() in ("me", "myself"):
        return work.person
    mention = _MENTION.fullmatch(said.strip())
    if mention:
        known = work.people.by_slack_id(mention["id"])
        name = mention["name"] or (known.name if known else mention["id"])
        return known or work.people.keep(slack_id=mention["id"], name=name, role=Role.MEMBER)
    try:
        found = work.people.by_name(said.strip().lstrip("@"))
    except MoreThanOne as several:
        words = f"“{said}” could be {listed(several.matches, 'or')}. Mention the one you mean with @."
        raise NotUnderstood(words, field="owner") from None
    if found is None:
        words = f"I don't know “{said}” yet. Mention them with @, so that Slack says who it is."
        raise NotUnderstood(words, field="owner")
    return found
