"""What an import writes into the exception queue, many rows at once: each about one invoice, or one client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, insert, update

from storage.import_new import Import
from storage.tables import exceptions


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportQueue:
    """The rows of one kind about one sort of thing: `about` is `invoice` or `client`. Reasons come by its id."""

    run: Import
    kind: str
    about: str

    def waiting(self) -> tuple[ColumnElement[bool], ...]:
        """What is in the queue already."""
        return (
            self.run.scope.mine(exceptions),
            exceptions.c.kind == self.kind,
            exceptions.c.about == self.about,
            exceptions.c.resolved_at.is_(None),
        )

    def put_in(self, reasons: Mapping[int, str]) -> None:
        """Adds a row for each; none of them may wait already."""
        raised = [
            {
                "workspace_id": self.run.scope.workspace_id,
                "kind": self.kind,
                "about": self.about,
                "about_id": about_id,
                "reason": reason,
                "raised_at": self.run.now,
            }
            for about_id, reason in reasons.items()
        ]
        if raised:
            self.run.scope.connection.execute(insert(exceptions), raised)

    def restate(self, reasons: Mapping[int, str]) -> None:
        """Those that wait tell this from now on, and keep their age."""
        told = update(exceptions).where(*self.waiting(), exceptions.c.about_id == bindparam("of"))
        said = [{"of": about_id, "said": reason} for about_id, reason in reasons.items()]
        if said:
            self.run.scope.connection.execute(told.values(reason=bindparam("said")), said)
