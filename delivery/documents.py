"""The invoice itself goes along with its reminder: a file, once its name was checked against the number."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from domain.answers import Change
from domain.document import Document, names_number
from domain.errors import NotUnderstood
from domain.mailbox import is_one_line, shown
from domain.roles import Role, require
from storage.documents import DocumentStore
from storage.unit_of_work import Work

LARGEST = 10 * 1024 * 1024
LONGEST_NAME = 120
# What the file begins with, where its kind says so.
_KINDS: dict[str, tuple[str, bytes]] = {
    ".pdf": ("application/pdf", b"%PDF-"),
    ".png": ("image/png", b"\x89PNG"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".xml": ("application/xml", b""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachDocument:
    """Which invoice, and the file as it lies there."""

    number: str
    file_name: str
    content: bytes


def attach_document(request: AttachDocument, work: Work) -> Change:
    """Keeps the file with its invoice; drafts written from now on take it along. Raises NoSuchInvoice, or NotUnderstood
    where it is not this invoice's file, is of another kind, empty or too large."""
    require(work.person, Role.MEMBER, "attach a file to an invoice")
    invoice = work.invoices.find(request.number)
    name = PurePath(request.file_name).name.strip()
    kind = _kind(name, request.content)
    if not names_number(name, invoice.number):
        words = f"“{shown(name)}” does not name {invoice.number}. Rename the file, like {invoice.number}.pdf."
        raise NotUnderstood(words, field="file")
    document = Document(
        invoice_id=invoice.id,
        number=invoice.number,
        file_name=name,
        media_type=kind,
        content=request.content,
        content_hash=hashlib.sha256(request.content).hexdigest(),
    )
    DocumentStore(work.scope).keep(document, now=work.now, by_id=work.person.id)
    said = f"{name} is attached to {invoice.number}"
    work.record("attach_document", said, client_id=invoice.client_id, invoice_id=invoice.id)
    goes = "it goes along with reminders drafted from now on"
    return Change(said=said, record_id=None, understood=(goes,), today=work.today)


def _kind(name: str, content: bytes) -> str:
    if not is_one_line(name) or len(name) > LONGEST_NAME:
        words = f"A file's name must be one line of at most {LONGEST_NAME} characters. Rename it."
        raise NotUnderstood(words, field="file")
    kind, begins = _KINDS.get(PurePath(name).suffix.lower(), ("", b""))
    if not kind:
        words = f"“{shown(name)}” is none of the files that can go along: PDF, XML, PNG or JPEG."
        raise NotUnderstood(words, field="file")
    if not content or not content.startswith(begins):
        words = f"“{shown(name)}” is empty, or not what its name says it is. Save it again as PDF."
        raise NotUnderstood(words, field="file")
    if len(content) > LARGEST:
        words = f"“{shown(name)}” is larger than {LARGEST // 1024 // 1024} MB, which many mail servers refuse."
        raise NotUnderstood(words, field="file")
    return kind
