"""Who did what, how to take it back, and which requests were answered already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update

from domain.errors import AlreadyDone
from domain.record import Record
from storage.scope import Scope, of_workspace
from storage.tables import audit, people, requests
from storage.turns import beside
from storage.written import Written

RECORDING = "recording acts"
"""Who acts is at this from before the act's instant until it is committed: acts may be committed in another order than
they are numbered and dated. While nobody is, everything of earlier instants can be read.
"""


def begin_act(scope: Scope) -> None:
    """Before the clock is read for an act: see RECORDING."""
    beside(scope, RECORDING)


@dataclass(frozen=True, slots=True)
class AuditStore:
    """The audit trail of one workspace."""

    scope: Scope

    def add(
        self,
        act: str,
        said: str,
        *,
        now: datetime,
        by_id: int,
        client_id: int | None = None,
        invoice_id: int | None = None,
        undo: dict[str, Any] | None = None,
    ) -> int:
        """Records an act; returns the id an Undo button carries."""
        return self.scope.add(
            audit, at=now, by_id=by_id, act=act, said=said, client_id=client_id, invoice_id=invoice_id, undo=undo
        )

    def get(self, record_id: int) -> Record | None:
        """One record of this workspace."""
        found = self._all(audit.c.id == record_id)
        return found[0] if found else None

    def of_invoice(self, invoice_id: int) -> list[Record]:
        """What was done to an invoice, oldest first."""
        return self._all(audit.c.invoice_id == invoice_id)

    def of_client_after(self, client_id: int, record_id: int) -> list[Record]:
        """What was done to a client or its invoices after this record, oldest first."""
        return self._all(audit.c.client_id == client_id, audit.c.id > record_id)

    def newest(self) -> int:
        """The id of the last record; 0 before the first."""
        row = self.scope.one(select(audit.c.id).where(self.scope.mine(audit)).order_by(audit.c.id.desc()).limit(1))
        return int(row.id) if row else 0

    def since(self, at: datetime) -> list[Record]:
        """What was done from an instant on, oldest first."""
        return self._all(audit.c.at >= at)

    def claim_undo(self, record: Record, *, now: datetime, by_id: int) -> None:
        """Marks a record as taken back. Raises AlreadyDone where it was."""
        mine = update(audit).where(self.scope.mine(audit), audit.c.id == record.id, audit.c.undone_at.is_(None))
        if self.scope.connection.execute(mine.values(undone_at=now, undone_by_id=by_id)).rowcount != 1:
            who = f" by {record.undone_by}" if record.undone_by else ""
            words = f"That was undone already{who}."
            raise AlreadyDone(words)

    def _all(self, *conditions: Any) -> list[Record]:
        by, undone_by = people.alias(), people.alias()
        joined = audit.join(by, by.c.id == audit.c.by_id).outerjoin(undone_by, undone_by.c.id == audit.c.undone_by_id)
        query = select(audit, by.c.name.label("by"), undone_by.c.name.label("undone_by")).select_from(joined)
        rows = self.scope.all(query.where(self.scope.mine(audit), *conditions).order_by(audit.c.id))
        return [_record(row) for row in rows]


@dataclass(frozen=True, slots=True)
class RequestStore:
    """Requests answered, so that a redelivered one acts once and hears the same."""

    scope: Scope

    def answered(self, request_id: str) -> dict[str, Any] | None:
        """What was answered to this request before; None where it is new."""
        row = self.scope.one(_ANSWERED, request_id=request_id)
        return None if row is None else dict(row.answer or {})

    def claim(self, request_id: str, now: datetime) -> bool:
        """Takes a request on. False where another did, at any time before or at this moment."""
        return self.scope.add_once(requests, request_id=request_id, at=now) is not None

    def answer(self, request_id: str, answer: dict[str, Any]) -> None:
        """Keeps what was answered."""
        said = {"here": self.scope.workspace_id, "which": request_id, "given": answer}
        _ANSWER.run(self.scope.connection, said)

    def forget_before(self, at: datetime) -> int:
        """Drops old answers: Slack redelivers for minutes, not days."""
        return self.scope.connection.execute(
            delete(requests).where(self.scope.mine(requests), requests.c.at < at)
        ).rowcount


def _record(row: Row[Any]) -> Record:
    return Record(
        id=row.id,
        at=row.at,
        by=row.by,
        by_id=row.by_id,
        act=row.act,
        said=row.said,
        client_id=row.client_id,
        invoice_id=row.invoice_id,
        undo=row.undo,
        undone_by=row.undone_by,
        undone_at=row.undone_at,
    )


# With every change a person makes.
_ANSWERED = Written(
    select(requests.c.answer).where(of_workspace(requests), requests.c.request_id == bindparam("request_id"))
)
_ANSWER = Written(
    update(requests)
    .where(requests.c.workspace_id == bindparam("here"), requests.c.request_id == bindparam("which"))
    .values(answer=bindparam("given", type_=requests.c.answer.type))
)
