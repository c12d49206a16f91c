from __future__ import annotations

import io
import smtplib
from datetime import UTC, datetime
from email.message import EmailMessage

from bot.log import set_up
from bot.settings import Settings
from demo.mailbox import Mail, Mailbox

NOON = datetime(2026, 3, 11, 12, tzinfo=UTC)


def a_letter() -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"] = "Rua Nova <billing@rua-nova.example>", "Zoë <pay@acme.example>"
    letter["Reply-To"], letter["Subject"] = "Ana <ana@rua-nova.example>", "Facture nº 1042"
    letter.set_content("Bonjour Zoë,\n\n1.200,00 € restent dus.\n")
    letter.add_alternative("<p>Bonjour</p>", subtype="html")
    letter.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="INV-1042.pdf")
    return letter


def sent_to(mailbox: Mailbox) -> None:
    """The mailbox opens, a letter arrives, and it closes."""
    mailbox.start()
    try:
        host, port = mailbox.url.removeprefix("smtp://").split(":")
        with smtplib.SMTP(host, int(port), timeout=5) as line:
            line.send_message(a_letter())
    finally:
        mailbox.stop()


def test_a_letter_that_arrives_is_not_told_line_by_line_on_the_terminal():
    into = io.StringIO()
    set_up(Settings(), into=into)
    mailbox = Mailbox(wall=lambda: NOON)
    sent_to(mailbox)
    assert (len(mailbox.letters), into.getvalue()) == (1, "")


def test_a_letter_sent_to_the_mailbox_is_kept_as_the_client_would_read_it():
    arrived: list[Mail] = []
    mailbox = Mailbox(wall=lambda: NOON, arrived=arrived.append)
    sent_to(mailbox)
    [letter] = mailbox.letters
    assert arrived == [letter]
    assert (letter.to, letter.subject, letter.at) == (("pay@acme.example",), "Facture nº 1042", NOON)
    assert letter.text == "Bonjour Zoë,\n\n1.200,00 € restent dus.\n"
    assert (letter.reply_to, letter.attachments, letter.continues) == (
        "ana@rua-nova.example",
        ("INV-1042.pdf",),
        False,
    )
