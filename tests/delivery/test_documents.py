from __future__ import annotations

import pytest

from bot.desk import Desk
from delivery.documents import LARGEST, AttachDocument, attach_document
from domain.errors import NoSuchInvoice, NotUnderstood
from domain.workspace import Workspace
from storage.documents import DocumentStore
from tests.builders import keep_invoice

PDF = b"%PDF-1.7 and so on"


def test_the_invoices_file_is_kept_once_and_the_newer_one_counts(desk: Desk, workspace: Workspace):
    with desk.work(workspace) as work:
        invoice, other = keep_invoice(work), keep_invoice(work, number="INV-7")
        for content in (PDF, PDF + b"!"):
            done = attach_document(AttachDocument(number="1042", file_name="out/INV-1042.pdf", content=content), work)
        assert done.said == "INV-1042.pdf is attached to INV-1042"
        [kept] = DocumentStore(work.scope).of_invoices([other.id, invoice.id])
        assert (kept.content, kept.file_name, kept.media_type) == (PDF + b"!", "INV-1042.pdf", "application/pdf")
        assert DocumentStore(work.scope).hashes_of([other.id, invoice.id]) == (kept.content_hash,)
        assert [record.act for record in work.audit.of_invoice(invoice.id)] == ["attach_document"] * 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("INV-1043.pdf", PDF, "does not name INV-1042"),
        ("INV-104.pdf", PDF, "does not name INV-1042"),
        ("scan.pdf", PDF, "does not name INV-1042"),
        ("INV-1042.exe", PDF, "none of the files that can go along"),
        ("INV-1042", PDF, "none of the files that can go along"),
        ("INV-1042.pdf", b"MZ", "not what its name says"),
        ("INV-1042.pdf", b"", "is empty"),
        ("INV-1042.pdf", PDF + bytes(LARGEST), "larger than 10 MB"),
        ("INV-1042\n.pdf", PDF, "one line"),
    ],
)
def test_what_is_not_this_invoices_file_is_refused(
    desk: Desk, workspace: Workspace, name: str, content: bytes, said: str
):
    with desk.work(workspace) as work:
        keep_invoice(work)
        with pytest.raises(NotUnderstood, match=said):
            attach_document(AttachDocument(number="INV-1042", file_name=name, content=content), work)
        with pytest.raises(NoSuchInvoice):
            attach_document(AttachDocument(number="INV-9999", file_name="INV-9999.pdf", content=PDF), work)
