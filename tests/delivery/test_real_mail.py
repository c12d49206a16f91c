"""Through real parts: a letter leaves Dunwell, goes through Debian's postfix, and is read in dovecot by IMAP."""

from __future__ import annotations

import email
import hashlib
import imaplib
import time
from datetime import timedelta
from email import policy
from email.message import EmailMessage

from bot.clock import MovableClock
from bot.desk import Desk
from delivery.documents import AttachDocument, attach_document
from delivery.letters import LetterWays, deliver_letters
from delivery.smtp import MailCourier
from delivery.smtp_server import Security, Server
from storage.database import Database
from storage.documents import DocumentStore
from storage.workspaces import keep_workspace
from tests.builders import keep_invoice
from tests.delivery.letter_office import RULES, STUDIO, TEXT, approve, drafted
from tests.delivery.real_mail import PASSWORD, RealMail

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40


def test_a_client_reads_two_letters_as_one_thread_with_the_invoice(sqlite: Database, clock: MovableClock):
    with sqlite.writing() as connection:
        workspace = keep_workspace(connection, STUDIO, clock.now())
    desk = Desk(database=sqlite, clock=clock)
    with RealMail() as real:
        ways = LetterWays(mail=MailCourier(server=Server(host="127.0.0.1", port=real.smtp, security=Security.NONE)))
        with desk.work(workspace) as work:
            acme = keep_invoice(work).client_id
            work.clients.add_contact(acme, name="Maria “Contas” Silva", email="maria@acme.example")
            work.clients.add_contact(acme, name="João Lopes", email="joao@acme.example")
            attach_document(AttachDocument(number="1042", file_name="Factura INV-1042.pdf", content=PDF), work)
        for _ in range(2):
            with desk.work(workspace) as work:
                invoice = work.invoices.find("INV-1042")
                hashes = DocumentStore(work.scope).hashes_of([invoice.id])
                approve(work, drafted(work, acme, "EUR", documents=hashes))
            assert deliver_letters(desk, workspace, ways, RULES) == 1
            clock.move(timedelta(days=7))
        first, second = letters(real, "maria@acme.example", 2)
        assert len(letters(real, "joao@acme.example", 2)) == 2
    assert [each.display_name for each in first["To"].addresses] == ["Maria “Contas” Silva"]
    assert [each.addr_spec for each in first["Cc"].addresses] == ["joao@acme.example"]
    assert first["From"] == "Rua Nova Studio <billing@ruanova.example>"
    assert first["Reply-To"] == "Ana Lima <ana@ruanova.example>"
    assert second["In-Reply-To"] == first["Message-ID"]
    assert second["Subject"] == f"Re: {first['Subject']}"
    plain = first.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().replace("\r\n", "\n") == TEXT
    [attached] = list(first.iter_attachments())
    assert attached.get_filename() == "Factura INV-1042.pdf"
    content = attached.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert hashlib.sha256(content).hexdigest() == hashlib.sha256(PDF).hexdigest()
    with desk.reading(workspace) as work:
        assert [each.state.value for each in work.reminders.of_client(acme)] == ["sent", "sent"]


def letters(real: RealMail, user: str, expected: int) -> list[EmailMessage]:
    """What is in somebody's mailbox, oldest first, once so many have come."""
    with imaplib.IMAP4("127.0.0.1", real.imap, timeout=10) as box:
        box.login(user, PASSWORD)
        end = time.monotonic() + 20
        while int((box.select("INBOX", readonly=True)[1] or [b"0"])[0] or 0) < expected and time.monotonic() < end:
            time.sleep(0.05)
        numbers = box.search(None, "ALL")[1][0].split()
        answers = [box.fetch(number, "(RFC822)")[1] for number in numbers]
        raws: list[bytes] = [answer[0][1] for answer in answers]  # type: ignore[index, misc] # as IMAP answers
    read = [email.message_from_bytes(raw, policy=policy.default) for raw in raws]
    assert all(isinstance(each, EmailMessage) for each in read)
    return sorted(read, key=lambda each: each["Date"].datetime)
