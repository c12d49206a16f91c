"""Files of invoices: the invoice as the client had it, to go along with a reminder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from domain.document import Document
from storage.scope import Scope
from storage.tables import documents, invoices


@dataclass(frozen=True, slots=True)
class DocumentStore:
    """The documents of one workspace: at most one an invoice."""

    scope: Scope

    def of_invoices(self, invoice_ids: Sequence[int]) -> list[Document]:
        """Those of these invoices, in the order the invoices are named."""
        query = (
            select(documents, invoices.c.number)
            .select_from(documents.join(invoices, invoices.c.id == documents.c.invoice_id))
            .where(self.scope.mine(documents), documents.c.invoice_id.in_(list(invoice_ids)))
        )
        found = {row.invoice_id: row for row in self.scope.all(query)}
        return [
            Document(
                invoice_id=row.invoice_id,
                number=row.number,
                file_name=row.file_name,
                media_type=row.media_type,
                content=bytes(row.content),
                content_hash=row.content_hash,
            )
            for row in (found[each] for each in invoice_ids if each in found)
        ]

    def hashes_of(self, invoice_ids: Sequence[int]) -> tuple[str, ...]:
        """What a letter about these invoices takes along: the hashes of their files, in the order of the invoices."""
        query = select(documents.c.invoice_id, documents.c.content_hash).where(
            self.scope.mine(documents), documents.c.invoice_id.in_(list(invoice_ids))
        )
        found = {row.invoice_id: row.content_hash for row in self.scope.all(query)}
        return tuple(found[each] for each in invoice_ids if each in found)

    def names_of(self, hashes: Sequence[str], invoice_ids: Sequence[int]) -> tuple[str, ...]:
        """What the files of these hashes are called, in that order; one that is there no more is left out."""
        query = select(documents.c.file_name, documents.c.content_hash).where(
            self.scope.mine(documents), documents.c.invoice_id.in_(list(invoice_ids))
        )
        found = {row.content_hash: row.file_name for row in self.scope.all(query)}
        return tuple(found[each] for each in hashes if each in found)

    def keep(self, document: Document, *, now: datetime, by_id: int) -> None:
        """Puts it in place of the one the invoice had, if any."""
        mine = delete(documents).where(self.scope.mine(documents), documents.c.invoice_id == document.invoice_id)
        self.scope.connection.execute(mine)
        self.scope.add(
            documents,
            invoice_id=document.invoice_id,
            file_name=document.file_name,
            media_type=document.media_type,
            content=document.content,
            content_hash=document.content_hash,
            added_at=now,
            by_id=by_id,
        )
