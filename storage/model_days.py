"""What a language model was asked on each day: its budget, taken before the question is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update

from storage.scope import Scope
from storage.tables import model_days


@dataclass(frozen=True, slots=True)
class ModelDayStore:
    """The model's budget of one workspace."""

    scope: Scope

    def take(self, day: date, *, most: int) -> bool:
        """Takes one question of this day's budget. False where none is left, however many processes ask at once."""
        self.scope.add_once(model_days, day=day)
        mine = update(model_days).where(self.scope.mine(model_days), model_days.c.day == day, model_days.c.calls < most)
        return self.scope.connection.execute(mine.values(calls=model_days.c.calls + 1)).rowcount == 1

    def used(self, day: date, tokens: int) -> None:
        """Adds what a question cost."""
        mine = update(model_days).where(self.scope.mine(model_days), model_days.c.day == day)
        self.scope.connection.execute(mine.values(tokens=model_days.c.tokens + tokens))

    def of(self, day: date) -> tuple[int, int]:
        """Questions and tokens of a day."""
        query = select(model_days.c.calls, model_days.c.tokens)
        row = self.scope.one(query.where(self.scope.mine(model_days), model_days.c.day == day))
        return (row.calls, row.tokens) if row else (0, 0)
