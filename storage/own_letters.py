"""Letters a workspace wrote in place of ours: one for a language and an occasion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from domain.letter import Language, LetterName, Words
from domain.own_letter import OwnLetter
from storage.scope import Scope, of_workspace
from storage.tables import own_letters, people


@dataclass(frozen=True, slots=True)
class OwnLetterStore:
    """The own letters of one workspace."""

    scope: Scope

    def get(self, language: Language, name: LetterName) -> OwnLetter | None:
        """The workspace's own letter, where it wrote one."""
        return self.all().get((language, name))

    def all(self) -> dict[tuple[Language, LetterName], OwnLetter]:
        """All it wrote, a handful at most."""
        return {(Language(row.language), LetterName(row.stage)): _letter(row) for row in self.scope.all(_MINE)}

    def keep(self, language: Language, name: LetterName, words: Words, *, by_id: int, now: datetime) -> None:
        """Writes it in place of the one there was. Of two who do at once, the later one stands."""
        key = {"language": language.value, "stage": name.value}
        said = {"subject": words.subject, "text": words.text, "by_id": by_id, "at": now}
        if self.scope.add_once(own_letters, **key, **said) is None:
            self.scope.connection.execute(update(own_letters).where(*self._one(language, name)).values(**said))

    def give_back(self, language: Language, name: LetterName) -> bool:
        """Takes it away: ours counts again. False where there was none."""
        return self.scope.connection.execute(delete(own_letters).where(*self._one(language, name))).rowcount == 1

    def _one(self, language: Language, name: LetterName) -> tuple[Any, ...]:
        columns = own_letters.c
        return self.scope.mine(own_letters), columns.language == language.value, columns.stage == name.value


def _letter(row: Row[Any]) -> OwnLetter:
    return OwnLetter(
        language=Language(row.language),
        name=LetterName(row.stage),
        words=Words(subject=row.subject, text=row.text),
        by=row.by,
        at=row.at,
    )


_MINE = (
    select(own_letters, people.c.name.label("by"))
    .select_from(own_letters.join(people, people.c.id == own_letters.c.by_id))
    .where(of_workspace(own_letters))
    .order_by(own_letters.c.id)
)
