"""Who may do what. Each role may do all that the ones before it may."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.errors import NotAllowed


class Role(StrEnum):
    """From looking to settings."""

    VIEWER = "viewer"
    MEMBER = "member"
    APPROVER = "approver"
    ADMIN = "admin"


_ORDER = tuple(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person of the workspace. `slack_id` None is Dunwell itself: the clock, an import, the command line."""

    id: int
    name: str
    role: Role
    slack_id: str | None = None


def require(person: Person, needed: Role, to: str) -> None:
    """Refuses in words where the person's role does not reach `needed`; `to` completes “To … you need to be”."""
    if _ORDER.index(person.role) < _ORDER.index(needed):
        raise NotAllowed(to, needed, person.role)
