"""Clients that an import recorded though the book, or the file itself, has one of nearly the same name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from domain.alike import alike_keys
from storage.scope import Scope
from storage.tables import aliases, clients


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A client new with an import, and the one it looks like."""

    new: str
    known: str


def look_alikes(scope: Scope, import_id: int) -> list[Alike]:
    """Each new client that looks like another, once. Two that their sources' numbers tell apart are two."""
    mine = (scope.mine(clients), clients.c.import_id == import_id)
    new = [_named(row) for row in scope.all(select(*_COLUMNS).where(*mine).order_by(clients.c.id))]
    are_numbered = all(each.number is not None for each in new)
    seen: dict[str, list[_Named]] = {}
    for known in _known(scope, import_id, only_numberless=are_numbered) if new else ():
        _remember(known, seen)
    found = []
    for each in new if seen or not are_numbered else ():
        alike = (other for key in sorted(alike_keys(each.name)) for other in seen.get(key, ()) if _fits(each, other))
        like = next(alike, None)
        if like is not None:
            found.append(Alike(new=each.name, known=like.name))
        _remember(each, seen)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    id: int
    name: str
    key: str
    number: str | None


def _known(scope: Scope, import_id: int, *, only_numberless: bool) -> Iterator[_Named]:
    """Who was there before, by each of its names."""
    before = [clients.c.import_id.is_distinct_from(import_id), clients.c.joined_into_id.is_(None)]
    before += [clients.c.number.is_(None)] if only_numberless else []
    others = select(clients.c.id, aliases.c.name, aliases.c.name_key, clients.c.number).join_from(
        aliases, clients, clients.c.id == aliases.c.client_id
    )
    for query in (select(*_COLUMNS).where(scope.mine(clients)), others.where(scope.mine(aliases))):
        yield from map(_named, scope.all(query.where(*before)))


def _named(row: Row[Any]) -> _Named:
    return _Named(id=row.id, name=row.name, key=row.name_key, number=row.number)


def _remember(named: _Named, seen: dict[str, list[_Named]]) -> None:
    for key in alike_keys(named.name):
        seen.setdefault(key, []).append(named)


def _fits(new: _Named, other: _Named) -> bool:
    is_told_apart = new.number is not None and other.number is not None
    return new.id != other.id and new.key != other.key and not is_told_apart


_COLUMNS = (clients.c.id, clients.c.name, clients.c.name_key, clients.c.number)
