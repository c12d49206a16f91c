"""What a client agreed to, and who to write to: terms for every invoice to come, and a billing contact."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.answers import Change
from domain.client import Client
from domain.errors import NotUnderstood
from domain.roles import Role, require
from receivables.changes import Step, done
from receivables.record_invoice import terms_said
from receivables.said import chosen_client
from storage.unit_of_work import Work

_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepClient:
    """As typed: which client, and what is new. None leaves it as it is."""

    client: str
    terms: str | None = None
    contact: str | None = None
    email: str | None = None


def keep_client(request: KeepClient, work: Work) -> Change:
    """Keeps terms and a billing contact. Terms hold for invoices from now on; those already sent stay as agreed."""
    require(work.person, Role.MEMBER, "change what is known of a client")
    client = _client(request.client, work)
    said: list[str] = []
    undo: list[Step] = []
    if request.terms:
        _keep_terms(request.terms, client, work, said, undo)
    if request.contact or request.email:
        _keep_contact(request, client, work, said, undo)
    if not said:
        words = "Nothing was given to change: terms such as net 30, or somebody to write to."
        raise NotUnderstood(words, field="terms")
    kept = work.clients.get(client.id)
    return done("keep_client", f"{client.name}: {', '.join(said)}", work, client=kept, undo=undo)


def _client(said: str, work: Work) -> Client:
    return chosen_client(said, work) or work.clients.find(said)


def _keep_terms(said: str, client: Client, work: Work, told: list[str], undo: list[Step]) -> None:
    terms = terms_said(said)
    if terms == client.terms:
        return
    before = client.terms
    work.clients.keep(client.id, net_days=terms.net_days, terms_basis=terms.basis.value)
    told.append(f"terms {terms}, from the next invoice on")
    was = {"net_days": before.net_days, "terms_basis": before.basis.value} if before else None
    undo.append(("restore_terms", {"client_id": client.id, "was": was}))


def _keep_contact(request: KeepClient, client: Client, work: Work, told: list[str], undo: list[Step]) -> None:
    email = (request.email or "").strip() or None
    if email is not None and _ADDRESS.fullmatch(email) is None:
        words = f"“{email}” is not an e-mail address. It looks like anna@example.com."
        raise NotUnderstood(words, field="email")
    name = (request.contact or email or "").strip()
    known = [contact for contact in work.clients.contacts(client.id) if (contact.name, contact.email) == (name, email)]
    if known:
        return
    contact_id = work.clients.add_contact(client.id, name=name, email=email)
    if contact_id is not None:
        told.append(f"write to {name}" + (f", {email}" if email and email != name else ""))
        undo.append(("drop_contact", {"contact_id": contact_id}))
