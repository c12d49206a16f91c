"""How a person said files are read, kept under a name to be said again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from storage.scope import Scope
from storage.tables import mappings


@dataclass(frozen=True, slots=True)
class MappingStore:
    """The saved mappings of one workspace."""

    scope: Scope

    def get(self, name: str) -> dict[str, Any] | None:
        """The mapping saved under this name."""
        row = self.scope.one(select(mappings.c.mapping).where(self.scope.mine(mappings), mappings.c.name == name))
        return dict(row.mapping) if row else None

    def names(self) -> list[str]:
        """Every name there is, in order."""
        query = select(mappings.c.name).where(self.scope.mine(mappings)).order_by(mappings.c.name)
        return [row.name for row in self.scope.all(query)]

    def keep(self, name: str, mapping: dict[str, Any]) -> None:
        """Saves it, in place of an older one of this name."""
        mine = update(mappings).where(self.scope.mine(mappings), mappings.c.name == name)
        if self.scope.connection.execute(mine.values(mapping=mapping)).rowcount == 0:
            self.scope.add(mappings, name=name, mapping=mapping)
