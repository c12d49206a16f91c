"""Clients, the spellings they go by, and who to write to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, Row, Select, bindparam, delete, func, or_, select, update

from domain.client import Client, Contact, name_key
from domain.errors import GoneFromBook, MoreThanOne, NoSuchClient
from domain.terms import Basis, Terms
from storage.scope import Scope, of_workspace
from storage.tables import aliases, clients, contacts, people
from storage.turns import alone, takes_turns
from storage.written import Written

OFFERED = 3
NEAR_ENOUGH = 70
SAME_ENOUGH = 88


@dataclass(frozen=True, slots=True)
class ClientStore:
    """The clients of one workspace."""

    scope: Scope

    def get(self, client_id: int) -> Client:
        """The client of this id, or the one it was joined to. Raises GoneFromBook where this workspace has none."""
        row = self.scope.one(_BY_ID, client_id=client_id)
        if row is None:
            raise GoneFromBook("client")
        return _client(row)

    def take(self, client_id: int) -> None:
        """One act at a time about this client until the transaction ends: another that takes it waits."""
        if takes_turns(self.scope.connection):
            # Not the whole row: what merely refers to the client goes on.
            self.scope.one(_TAKEN, client_id=client_id)

    def by_number(self, number: str) -> Client | None:
        """The client its source knows under this number."""
        row = self.scope.one(_MINE.where(self._numbered(number)))
        return _client(row) if row else None

    def named(self, said: str) -> list[Client]:
        """Those whose number, name or alias is exactly this, case, accents and punctuation aside."""
        key = name_key(said)
        also = select(aliases.c.client_id).where(self.scope.mine(aliases), aliases.c.name_key == key)
        exact = or_(self._numbered(said.strip()), clients.c.name_key == key, clients.c.id.in_(also))
        return [_client(row) for row in self.scope.all(_MINE.where(exact).order_by(clients.c.id).limit(9))]

    def find(self, said: str) -> Client:
        """The one client meant by what a person typed: exact, then the beginning of a name, then one that is close.

        Raises NoSuchClient with the nearest names, or MoreThanOne where several fit equally well.
        """
        for fits in (self.named(said), self._beginning(said), self._within(said)):
            if len(fits) == 1:
                return fits[0]
            if fits:
                raise MoreThanOne(said, tuple(told_apart(fits)))
        close = self._close(said)
        best = [name for name, score in close if score >= SAME_ENOUGH]
        if len(best) == 1:
            return self.named(best[0])[0]
        raise NoSuchClient(said, tuple(name for name, _ in close))

    def begun(self, said: str) -> list[Client]:
        """Those whose name begins with these words, a few of them: one look at an index."""
        return self._beginning(said)

    def add(self, *, name: str, now: datetime, number: str | None = None, terms: Terms | None = None) -> Client:
        """Records a new client. One that somebody else recorded by that name alone at this moment is that one."""
        key = name_key(name)
        if key and number is None and terms is None:
            alone(self.scope, f"client {key}")
            met = self.scope.all(_MINE.where(clients.c.name_key == key).order_by(clients.c.id).limit(1))
            if met:
                return _client(met[0])
        client_id = self.scope.add(
            clients,
            name=name,
            name_key=key,
            number=number,
            net_days=terms.net_days if terms else None,
            terms_basis=terms.basis.value if terms else None,
            created_at=now,
        )
        return self.get(client_id)

    def add_alias(self, client_id: int, name: str) -> None:
        """Another name the client goes by; one known already is left as it is."""
        known = select(aliases.c.id).where(
            self.scope.mine(aliases), aliases.c.client_id == client_id, aliases.c.name == name
        )
        if self.scope.one(known) is None:
            self.scope.add(aliases, client_id=client_id, name=name, name_key=name_key(name))

    def keep(self, client_id: int, **changed: Any) -> None:
        """Writes changed columns: owner_id, language, net_days, terms_basis."""
        self.scope.connection.execute(
            update(clients).where(self.scope.mine(clients), clients.c.id == client_id).values(**changed)
        )

    def beginning_with(self, typed: str, *, limit: int) -> list[Client]:
        """Clients whose name begins with or holds what was typed, by name."""
        query = _MINE
        if name_key(typed):
            query = query.where(clients.c.name_key.contains(name_key(typed), autoescape=True))
        return [_client(row) for row in self.scope.all(query.order_by(clients.c.name_key).limit(limit))]

    def owner_id(self, client_id: int) -> int | None:
        """Who looks after it, by person id."""
        found: int | None = self.scope.connection.execute(
            select(clients.c.owner_id).where(self.scope.mine(clients), clients.c.id == client_id)
        ).scalar_one_or_none()
        return found

    def slack_channel(self, client_id: int) -> str | None:
        """The Slack channel shared with them, if there is one."""
        found: str | None = self.scope.connection.execute(
            select(clients.c.slack_channel).where(self.scope.mine(clients), clients.c.id == client_id)
        ).scalar_one_or_none()
        return found

    def aliases(self, client_id: int) -> list[str]:
        """The other names it goes by."""
        query = select(aliases.c.name).where(self.scope.mine(aliases), aliases.c.client_id == client_id)
        return [row.name for row in self.scope.all(query.order_by(aliases.c.id))]

    def contacts(self, client_id: int) -> list[Contact]:
        """Who to write to, first recorded first."""
        query = select(contacts).where(self.scope.mine(contacts), contacts.c.client_id == client_id)
        rows = self.scope.all(query.order_by(contacts.c.id))
        return [Contact(id=row.id, name=row.name, email=row.email) for row in rows]

    def add_contact(self, client_id: int, *, name: str, email: str | None) -> int | None:
        """Somebody to write to; the same address once. Returns the contact's id, None where it was known."""
        known = [contact.email for contact in self.contacts(client_id)]
        if email is not None and email in known:
            return None
        return self.scope.add(contacts, client_id=client_id, name=name, email=email)

    def drop_contact(self, contact_id: int) -> None:
        """Takes a contact off again: the adding of it was undone."""
        mine = delete(contacts).where(self.scope.mine(contacts), contacts.c.id == contact_id)
        self.scope.connection.execute(mine)

    def _numbered(self, number: str) -> ColumnElement[bool]:
        """Known under this number itself, or by a client that was joined to it."""
        joined = select(clients.c.joined_into_id).where(self.scope.mine(clients), clients.c.number == number)
        return or_(clients.c.number == number, clients.c.id.in_(joined.where(~_STANDS)))

    def _beginning(self, said: str) -> list[Client]:
        key = name_key(said)
        if not key:
            return []
        # A range and not LIKE: it walks the index, however many clients there are.
        begins = (clients.c.name_key >= key) & (clients.c.name_key < key + "\U0010ffff")
        return [_client(row) for row in self.scope.all(_MINE.where(begins).order_by(clients.c.name_key).limit(5))]

    def _within(self, said: str) -> list[Client]:
        key = name_key(said)
        if len(key) < 3:  # noqa: PLR2004 - two letters are in half of all names
            return []
        holds = clients.c.name_key.contains(key, autoescape=True)
        return [_client(row) for row in self.scope.all(_MINE.where(holds).order_by(clients.c.name_key).limit(5))]

    def _close(self, said: str) -> list[tuple[str, float]]:
        own = select(clients.c.name, clients.c.name_key).where(self.scope.mine(clients), _STANDS)
        other = select(aliases.c.name, aliases.c.name_key).where(self.scope.mine(aliases))
        names = {row.name: row.name_key for row in [*self.scope.all(own), *self.scope.all(other)]}
        found = process.extract(name_key(said), names, scorer=fuzz.WRatio, limit=OFFERED, score_cutoff=NEAR_ENOUGH)
        return [(name, score) for _, score, name in found]


def told_apart(found: Iterable[Client]) -> list[str]:
    """Their names as a person tells them apart: those that share one with their numbers."""
    listed = list(found)
    names = [client.name for client in listed]
    return [
        f"{client.name} ({client.number})" if names.count(client.name) > 1 and client.number else client.name
        for client in listed
    ]


def _client(row: Row[Any]) -> Client:
    terms = None if row.net_days is None else Terms(net_days=row.net_days, basis=Basis(row.terms_basis or Basis.ISSUE))
    return Client(
        id=row.id,
        name=row.name,
        number=row.number,
        terms=terms,
        owner=row.owner,
        language=row.language,
        slack_channel=row.slack_channel,
    )


_STANDS = clients.c.joined_into_id.is_(None)
_MINE: Select[Any] = (
    select(clients, people.c.name.label("owner"))
    .select_from(clients.outerjoin(people, people.c.id == clients.c.owner_id))
    .where(of_workspace(clients), _STANDS)
)
_asked = clients.alias()
_now = select(func.coalesce(_asked.c.joined_into_id, _asked.c.id)).where(
    _asked.c.workspace_id == bindparam("of_workspace"), _asked.c.id == bindparam("client_id")
)
_BY_ID = Written(_MINE.where(clients.c.id == _now.scalar_subquery()))
_TAKEN = Written(
    select(clients.c.id)
    .where(of_workspace(clients), clients.c.id == bindparam("client_id"))
    .with_for_update(key_share=True)
)
