from __future__ import annotations

import email
import hashlib
from dataclasses import replace
from datetime import datetime
from email import policy
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delivery.mail import Mail, Sender, Thread, Unsendable, mail_of, subject_of
from domain.document import Document
from domain.errors import Refusal
from domain.letter import Language, Letter, Recipient, Route, Words
from domain.mailbox import Mailbox, NotAName, is_one_line

SENDER = Sender(
    box=Mailbox(address="billing@ruanova.example", name="Rua Nova Studio"),
    reply_to=Mailbox(address="ana@ruanova.example", name="Ana Lima"),
)
AT = datetime(2026, 3, 11, 9, 30, tzinfo=ZoneInfo("Europe/Lisbon"))
MARIA = Recipient(contact_id=1, name="Maria Silva", email="maria@acme.example")
JOAO = Recipient(contact_id=2, name="João, “Contas”", email="contas@acme.example")
TEXT = "Dear Maria,\n\nINV-1042 is open: €1,200.00.\nCould you look?\n\nBest,\nAna\n"


def a_letter(**changed: Any) -> Letter:
    plain = Letter(route=Route.EMAIL, recipients=(MARIA,), words=Words(subject="Invoice INV-1042", text=TEXT))
    return replace(plain, **changed)


def a_mail(letter: Letter | None = None, **given: Any) -> Mail:
    return mail_of(letter or a_letter(), **{"key": "T0LOCAL 7", "sender": SENDER, "at": AT, **given})


def read(mail: Mail) -> EmailMessage:
    read = email.message_from_bytes(mail.raw, policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


def people(read: EmailMessage, name: str) -> list[tuple[str, str]]:
    return [(each.display_name, each.addr_spec) for each in read[name].addresses] if read[name] else []


def words(read: EmailMessage, kind: str) -> str:
    part = read.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_letter_goes_to_its_first_contact_and_the_others_see_it():
    mail = a_mail(a_letter(recipients=(MARIA, JOAO)))
    told = read(mail)
    assert people(told, "To") == [("Maria Silva", "maria@acme.example")]
    assert people(told, "Cc") == [("João, “Contas”", "contas@acme.example")]
    assert people(told, "From") == [("Rua Nova Studio", "billing@ruanova.example")]
    assert people(told, "Reply-To") == [("Ana Lima", "ana@ruanova.example")]
    assert mail.recipients == ("maria@acme.example", "contas@acme.example")
    assert mail.sender == "billing@ruanova.example"
    assert told["Bcc"] is None
    assert told["Date"].datetime == AT
    assert told["Message-ID"] == mail.message_id
    assert words(told, "plain") == TEXT
    assert not told.defects


def test_the_page_says_the_same_words_and_fetches_nothing():
    shown = words(read(a_mail(a_letter(words=Words(subject="x", text="Dear <b>Max</b> & Co\n\nOne\nTwo\n")))), "html")
    assert "<p>Dear &lt;b&gt;Max&lt;/b&gt; &amp; Co</p>\n<p>One<br>\nTwo</p>" in shown
    assert '<html lang="en">' in shown
    assert not any(word in shown for word in ("src", "href", "url(", "<script", "<img"))
    assert '<html lang="de">' in words(read(a_mail(language=Language.GERMAN)), "html")


def test_the_same_letter_gives_the_same_bytes_and_the_same_id_however_often_it_is_tried():
    assert a_mail().raw == a_mail().raw
    edited = a_mail(a_letter(words=Words(subject="Another", text="Another\n")), at=AT.replace(hour=15))
    assert edited.message_id == a_mail().message_id
    assert edited.message_id != a_mail(key="T0LOCAL 8").message_id
    assert edited.message_id.endswith("@ruanova.example>")
    assert "T0LOCAL" not in edited.message_id


def test_a_clients_letters_are_one_thread():
    first, second = "<one@ruanova.example>", "<two@ruanova.example>"
    told = read(a_mail(thread=Thread(ids=(first, second), subjects=("Invoice INV-1042",))))
    assert told["In-Reply-To"] == second
    assert told["References"].split() == [first, second]
    assert told["Subject"] == "Re: Invoice INV-1042"
    assert read(a_mail())["In-Reply-To"] is None
    assert read(a_mail())["References"] is None


def test_a_letter_under_other_words_keeps_the_approved_subject():
    thread = Thread(ids=("<one@ruanova.example>",), subjects=("Invoice INV-9", "Re: Invoice INV-8"))
    assert subject_of(a_letter(), thread) == "Invoice INV-1042"
    assert subject_of(a_letter(words=Words(subject="Invoice INV-8", text=TEXT)), thread) == "Re: Invoice INV-8"
    assert subject_of(a_letter(words=Words(subject="Re: Invoice INV-9", text=TEXT)), thread) == "Re: Invoice INV-9"


def test_a_long_thread_is_remembered_by_its_first_and_its_newest_letters():
    ids = tuple(f"<{number}@{'very-long-label.' * 4}example>" for number in range(30))
    told = read(a_mail(thread=Thread(ids=ids)))
    assert told["References"].split() == [ids[0], *ids[-9:]]
    assert max(len(line) for line in a_mail(thread=Thread(ids=ids)).raw.split(b"\r\n")) < 100


def test_the_invoice_goes_along_under_its_own_name():
    content = b"%PDF-1.7\n" + bytes(range(256)) * 20
    file = a_document(content, "Factura INV-1042 março.pdf")
    told = read(a_mail(a_letter(documents=(file.content_hash,)), documents=[file]))
    [attached] = list(told.iter_attachments())
    assert attached.get_filename() == "Factura INV-1042 março.pdf"
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_payload(decode=True) == content
    assert words(told, "plain") == TEXT


def test_a_file_that_is_not_the_approved_one_stays_here():
    file = a_document(b"%PDF-1.7", "INV-1042.pdf")
    with pytest.raises(Unsendable, match="not the one that was approved"):
        a_mail(documents=[file])
    with pytest.raises(Unsendable, match="not the one that was approved"):
        a_mail(a_letter(documents=(file.content_hash,)))
    with pytest.raises(Unsendable, match="not stored as it was attached"):
        a_mail(a_letter(documents=(file.content_hash,)), documents=[replace(file, content=b"%PDF-1.8")])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"recipients": ()}, "Nobody is on file"),
        ({"recipients": (MARIA, replace(MARIA, contact_id=3, email=" MARIA@acme.example"))}, "named twice"),
        ({"words": Words(subject=" ", text=TEXT)}, "no subject"),
        ({"words": Words(subject="x", text="\n \n")}, "no subject or no text"),
        ({"words": Words(subject="x\r\nBcc: eve@example.com", text=TEXT)}, "one line"),
        ({"words": Words(subject="x\x0by", text=TEXT)}, "one line"),
        ({"words": Words(subject="x" * 201, text=TEXT)}, "one line"),
        ({"words": Words(subject="x", text="\ud800")}, "no mail can carry"),
        ({"words": Words(subject="x", text="x" * 100_001)}, "too long"),
        ({"recipients": (replace(MARIA, email="maria@acme.example\nBcc: e@example.com"),)}, "is not an e-mail address"),
        ({"recipients": (replace(MARIA, name="Maria\r\nBcc: eve@example.com"),)}, "one plain line"),
    ],
)
def test_a_letter_that_can_be_no_mail_is_refused_in_words(changed: dict[str, Any], said: str):
    with pytest.raises(Refusal, match=said):
        a_mail(a_letter(**changed))


def a_document(content: bytes, name: str) -> Document:
    return Document(
        invoice_id=1,
        number="INV-1042",
        file_name=name,
        media_type="application/pdf",
        content=content,
        content_hash=hashlib.sha256(content).hexdigest(),
    )


LINE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=180).filter(is_one_line)
LOCAL = st.from_regex(r"[a-z0-9+_-]{1,20}(\.[a-z0-9]{1,10})?", fullmatch=True)
DOMAIN = st.from_regex(r"[a-z]([a-z0-9]{0,30})(\.[a-z]{2,20}){1,4}", fullmatch=True)
BODY = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=2000)


@st.composite
def recipients(draw: st.DrawFn) -> tuple[Recipient, ...]:
    emails = draw(st.lists(st.builds(lambda a, b: f"{a}@{b}", LOCAL, DOMAIN), min_size=1, max_size=4, unique=True))
    return tuple(Recipient(contact_id=place, name=draw(LINE), email=each) for place, each in enumerate(emails))


@settings(max_examples=60, deadline=None)
@given(
    to=recipients(),
    subject=LINE.filter(lambda said: said.strip()),
    text=BODY.filter(lambda said: said.strip()),
    thread=st.lists(st.builds(lambda a, b: f"<{a}@{b}>", LOCAL, DOMAIN), max_size=15),
    file=LINE.filter(lambda said: said.strip()),
)
def test_whatever_is_said_exactly_that_arrives_at_exactly_those(
    to: tuple[Recipient, ...], subject: str, text: str, thread: list[str], file: str
):
    document = a_document(text.encode(), file)
    letter = a_letter(recipients=to, words=Words(subject=subject, text=text), documents=(document.content_hash,))
    mail = a_mail(letter, thread=Thread(ids=tuple(thread)), documents=[document])
    told = read(mail)
    head = mail.raw.split(b"\r\n\r\n")[0]
    assert b"\n" not in mail.raw.replace(b"\r\n", b"")
    assert b"\r" not in mail.raw.replace(b"\r\n", b"")
    assert max(map(len, mail.raw.split(b"\r\n"))) <= 998
    assert mail.raw.isascii()
    assert [address for _, address in people(told, "To") + people(told, "Cc")] == [each.email for each in to]
    assert [each.email for each in to] == list(mail.recipients)
    assert told["Subject"] == subject.strip()
    plain = "\n".join(text.replace("\r\n", "\n").replace("\r", "\n").rstrip().split("\n")) + "\n"
    assert words(told, "plain") == plain
    allowed = {"Date", "From", "Reply-To", "To", "Cc", "Subject", "Message-ID", "In-Reply-To", "References"}
    assert set(told.keys()) <= allowed | {"MIME-Version", "Content-Type"}
    assert len(told.keys()) == len(set(told.keys()))
    assert [line for line in head.split(b"\r\n") if line.lower().startswith(b"bcc")] == []
    [attached] = list(told.iter_attachments())
    assert attached.get_payload(decode=True) == text.encode()


@given(name=st.text(max_size=40).filter(lambda said: not is_one_line(said.strip())))
def test_no_name_with_a_line_end_gets_into_a_head(name: str):
    with pytest.raises(NotAName):
        a_mail(a_letter(recipients=(replace(MARIA, name=name),)))
