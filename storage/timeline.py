"""The timeline: rows are added, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, exists, or_, select

from domain.errors import GoneFromBook
from domain.timeline import Direction, Medium, Touch
from storage.scope import Scope, of_workspace
from storage.tables import people, touches
from storage.written import Written


@dataclass(frozen=True, slots=True)
class TimelineStore:
    """Touches of one workspace."""

    scope: Scope

    def add(
        self,
        *,
        client_id: int,
        invoice_id: int | None,
        direction: Direction,
        medium: Medium | None,
        words: str,
        happened_on: date,
        now: datetime,
        by_id: int,
        link: str | None = None,
        corrects: int | None = None,
    ) -> int:
        """Records a touch; `corrects` names the row it replaces (empty words: withdraws it). Returns its id."""
        return self.scope.add(
            touches,
            client_id=client_id,
            invoice_id=invoice_id,
            direction=direction.value,
            medium=medium.value if medium else None,
            words=words,
            happened_on=happened_on,
            recorded_at=now,
            by_id=by_id,
            link=link,
            corrects_id=corrects and self._carried(corrects),
        )

    def get(self, touch_id: int) -> Touch:
        """The touch of this id, or the copy its invoice took along to another client. Raises GoneFromBook where this
        workspace has none."""
        row = self.scope.one(_BY_ID, touch_id=self._carried(touch_id))
        if row is None:
            raise GoneFromBook("reply")
        return _touch(row)

    def of_client(self, client_id: int) -> list[Touch]:
        """Everything said with a client, corrections included, in the order recorded."""
        return [_touch(row) for row in self.scope.all(_OF_CLIENT, client_id=client_id)]

    def same_day_since(
        self, since: datetime, *, client_id: int, invoice_id: int | None, on: date, by_id: int, link: str | None
    ) -> list[str]:
        """The words of that day recorded since then by one person about the same thing, that still hold."""
        found = self.scope.all(_SAME_DAY, client_id=client_id, happened_on=on, since=since, by_id=by_id)
        return [row.words for row in found if (row.invoice_id, row.link) == (invoice_id, link)]

    def of_invoice(self, client_id: int, invoice_id: int) -> list[Touch]:
        """What concerns an invoice: said about it, or with the client as a whole."""
        about = or_(touches.c.invoice_id == invoice_id, touches.c.invoice_id.is_(None))
        return self._all((touches.c.client_id == client_id) & about)

    def of_clients(self, client_ids: list[int]) -> dict[int, list[Touch]]:
        """The same for several clients in one look."""
        found: dict[int, list[Touch]] = {}
        for touch in self._all(touches.c.client_id.in_(client_ids)):
            found.setdefault(touch.client_id, []).append(touch)
        return found

    def _carried(self, touch_id: int) -> int:
        """Follows the words to the client that has them now."""
        while (row := self.scope.one(_COPY, touch_id=touch_id)) is not None:
            touch_id = row.id
        return touch_id

    def _all(self, condition: Any) -> list[Touch]:
        return [_touch(row) for row in self.scope.all(_stays_here(condition))]


def _touch(row: Row[Any]) -> Touch:
    return Touch(
        id=row.id,
        client_id=row.client_id,
        invoice_id=row.invoice_id,
        direction=Direction(row.direction),
        medium=Medium(row.medium) if row.medium else None,
        words=row.words,
        happened_on=row.happened_on,
        recorded_at=row.recorded_at,
        by=row.by,
        link=row.link,
        corrects=row.corrects_id,
    )


_MINE = (
    select(touches, people.c.name.label("by"))
    .select_from(touches.join(people, people.c.id == touches.c.by_id))
    .where(of_workspace(touches))
)
_BY_ID = Written(_MINE.where(touches.c.id == bindparam("touch_id")))
# A source that names another client for an invoice takes the words about it along: a copy of theirs corrects each row.
_copy = touches.alias()
_goes_elsewhere = (_copy.c.corrects_id == touches.c.id) & (_copy.c.client_id != touches.c.client_id)
_COPY = Written(
    select(_copy.c.id)
    .join(touches, _goes_elsewhere)
    .where(of_workspace(touches), touches.c.id == bindparam("touch_id"))
)


def _stays_here(condition: Any) -> Select[Any]:
    return _MINE.where(condition, ~exists().where(_goes_elsewhere)).order_by(touches.c.id)


_correction = touches.alias()
_SAME_DAY = Written(
    select(touches.c.invoice_id, touches.c.words, touches.c.link).where(
        of_workspace(touches),
        touches.c.client_id == bindparam("client_id"),
        touches.c.happened_on == bindparam("happened_on"),
        touches.c.recorded_at >= bindparam("since"),
        touches.c.by_id == bindparam("by_id"),
        touches.c.words != "",
        ~exists().where(_correction.c.corrects_id == touches.c.id),
    )
)
_OF_CLIENT = Written(_stays_here(touches.c.client_id == bindparam("client_id")))
