"""What a client agreed to, and who to write to: terms for every invoice to come, and a billing contact."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.answers import Change
from domain.client import Client
from domain.errors import NotUnderstood, listed
from domain.letter import Language
from domain.reminder import Kind, ReminderState
from domain.roles import Role, require
from receivables.changes import Step, done
from receivables.record_invoice import terms_said
from receivables.said import chosen_client
from storage.unit_of_work import Work

# As Slack writes a channel in a line, or as a form gives it.
_CHANNEL = re.compile(r"(?:<#)?([CG][A-Z0-9]{2,})(?:\|[^>]*)?>?")
_LANGUAGES = {
    Language.ENGLISH: ("english", "englisch", "anglais"),
    Language.GERMAN: ("german", "deutsch"),
    Language.FRENCH: ("french", "français", "francais"),
    Language.SPANISH: ("spanish", "español", "espanol"),
    Language.POLISH: ("polish", "polski"),
}
_STILL_HERE = (ReminderState.WRITING, ReminderState.WAITING, ReminderState.SECOND, ReminderState.APPROVED)
_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepClient:
    """As typed: which client, and what is new. None leaves it as it is."""

    client: str
    terms: str | None = None
    contact: str | None = None
    email: str | None = None
    language: str | None = None
    channel: str | None = None


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
    if request.language:
        _keep(client, "language", language_said(request.language).value, work, said, undo)
    if request.channel:
        _keep(client, "slack_channel", _channel(request.channel), work, said, undo)
    if not said:
        words = "Nothing new was given: terms such as net 30, somebody to write to, a language or a channel."
        raise NotUnderstood(words, field="terms")
    kept = work.clients.get(client.id)
    is_otherwise = kept.language != client.language
    understood = _drafted_anew(kept, work) if is_otherwise else ()
    return done("keep_client", f"{client.name}: {', '.join(said)}", work, client=kept, undo=undo, understood=understood)


def _client(said: str, work: Work) -> Client:
    return chosen_client(said, work) or work.clients.find(said)


def _drafted_anew(client: Client, work: Work) -> tuple[str, ...]:
    """What becomes of letters that were drafted in the language before."""
    of_client = work.reminders.of_client(client.id)
    waiting = [each for each in of_client if each.state in _STILL_HERE and each.kind is Kind.REMINDER]
    is_other = any(client.language not in (None, each.language.value) for each in waiting)
    return ("the letter that waits is drafted anew in it, to be approved as usual",) if is_other else ()


def _keep_terms(said: str, client: Client, work: Work, told: list[str], undo: list[Step]) -> None:
    terms = terms_said(said)
    if terms == client.terms:
        return
    before = client.terms
    work.clients.keep(client.id, net_days=terms.net_days, terms_basis=terms.basis.value)
    told.append(f"terms {terms}, from the next invoice on")
    was = {"net_days": before.net_days, "terms_basis": before.basis.value} if before else None
    undo.append(("restore_terms", {"client_id": client.id, "was": was}))


def language_said(said: str) -> Language:
    """`German`, `de`, `Deutsch`. Raises NotUnderstood with those letters are kept in."""
    words = said.strip().casefold()
    found = next((language for language, names in _LANGUAGES.items() if words in (language.value, *names)), None)
    if found is None:
        kept = listed([names[0].capitalize() for names in _LANGUAGES.values()], "or")
        told = f"Letters are not kept in “{said.strip()}”. They are in {kept}."
        raise NotUnderstood(told, field="language")
    return found


def _channel(said: str) -> str:
    found = _CHANNEL.fullmatch(said.strip())
    if found is None:
        words = f"“{said.strip()}” is not a channel. Choose it in the client's form, or type it with #."
        raise NotUnderstood(words, field="channel")
    return found[1]


def _keep(client: Client, what: str, new: str, work: Work, told: list[str], undo: list[Step]) -> None:
    before = getattr(client, what)
    if before == new:
        return
    work.clients.keep(client.id, **{what: new})
    is_language = what == "language"
    told.append(
        f"letters in {_LANGUAGES[Language(new)][0].capitalize()}" if is_language else "letters go to your channel"
    )
    undo.append(("restore_client", {"client_id": client.id, "what": what, "was": before}))


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
