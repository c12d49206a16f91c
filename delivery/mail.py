"""The exact bytes of one mail from an approved letter. The same letter at the same instant gives the same bytes."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from delivery.headers import addressed, listed, written
from domain.document import Document
from domain.errors import Refusal
from domain.letter import Language, Letter, Recipient
from domain.mailbox import Mailbox, is_one_line, mailbox, shown

LONGEST_SUBJECT = 200
LONGEST_TEXT = 100_000
_ANCESTORS = 10
_AGAIN = "Re: "


class Unsendable(Refusal):
    """The letter cannot become a mail; the text says what is in the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who letters come from, and the person answers go to (None: the same address)."""

    box: Mailbox
    reply_to: Mailbox | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The mails this client had from us before, oldest first: their ids and subjects."""

    ids: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What goes to the mail server: the envelope, and the bytes of which nothing is changed any more."""

    message_id: str
    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def raw_hash(self) -> str:
        """SHA-256 of the bytes."""
        return hashlib.sha256(self.raw).hexdigest()


def mail_of(
    letter: Letter,
    *,
    key: str,
    sender: Sender,
    at: datetime,
    thread: Thread = Thread(),
    documents: Sequence[Document] = (),
    language: Language = Language.ENGLISH,
) -> Mail:
    """The mail of a letter. `key` names its reminder: the Message-ID is made of it and stays the same however often
    it is tried. `at` is the claim's instant in the workspace's zone.

    Raises a Refusal: Unsendable, or NotAnAddress and NotAName for a recipient.
    """
    _refuse_unsendable(letter, documents)
    boxes = [mailbox(each.email, each.name) for each in letter.recipients]
    message_id = message_id_of(key, sender.box)
    head = [
        listed("Date", format_datetime(at).split(" ")),
        addressed("From", [sender.box]),
        *([addressed("Reply-To", [sender.reply_to])] if sender.reply_to else ()),
        addressed("To", boxes[:1]),
        *([addressed("Cc", boxes[1:])] if boxes[1:] else ()),
        written("Subject", subject_of(letter, thread)),
        listed("Message-ID", [message_id]),
        *_continued([each for each in thread.ids if each != message_id]),
    ]
    body = _body(letter, documents, language)
    return Mail(
        message_id=message_id,
        sender=sender.box.address,
        recipients=tuple(box.address for box in boxes),
        raw=b"".join(head) + body.as_bytes(policy=SMTP),
    )


def message_id_of(key: str, box: Mailbox) -> str:
    """Opaque and stable: whoever gets the same letter twice has a chance to see that it is one."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{box.domain}>"


def subject_of(letter: Letter, thread: Thread) -> str:
    """The approved subject; marked as an answer where an earlier letter of the thread went under the same words."""
    subject = letter.words.subject.strip()
    same = {_base(each) for each in thread.subjects}
    return f"{_AGAIN}{subject}" if subject and _base(subject) in same and subject == _base(subject) else subject


def _continued(ids: Sequence[str]) -> Iterable[bytes]:
    if ids:
        kept = ids if len(ids) <= _ANCESTORS else (ids[0], *ids[1 - _ANCESTORS :])
        yield listed("In-Reply-To", ids[-1:])
        yield listed("References", kept)


def _base(subject: str) -> str:
    return subject.strip().removeprefix(_AGAIN)


def _refuse_unsendable(letter: Letter, documents: Sequence[Document]) -> None:
    subject, text = letter.words.subject.strip(), letter.words.text
    if not letter.recipients:
        raise Unsendable("Nobody is on file to write to. Add a contact with an address.")
    if len({_key(each) for each in letter.recipients}) != len(letter.recipients):
        raise Unsendable("An address is named twice. Edit the recipients.")
    if not subject or not text.strip():
        raise Unsendable("The letter has no subject or no text. Edit it.")
    if not is_one_line(subject) or len(subject) > LONGEST_SUBJECT:
        raise Unsendable(f"The subject must be one line of at most {LONGEST_SUBJECT} characters. Edit it.")
    if len(text) > LONGEST_TEXT or any("\ud800" <= each <= "\udfff" or each == "\0" for each in text):
        raise Unsendable("The text is too long, or holds characters no mail can carry. Edit it.")
    if tuple(each.content_hash for each in documents) != letter.documents:
        raise Unsendable("A file that goes along is not the one that was approved.")
    for each in documents:
        if hashlib.sha256(each.content).hexdigest() != each.content_hash:
            raise Unsendable(f"{shown(each.file_name)} is not stored as it was attached. Attach it again.")


def _key(recipient: Recipient) -> str:
    return recipient.email.strip().casefold()


def _body(letter: Letter, documents: Sequence[Document], language: Language) -> EmailMessage:
    text = "\n".join(_lines(letter.words.text)) + "\n"
    body = EmailMessage(policy=SMTP)
    body.set_content(text, cte="quoted-printable")
    body.add_alternative(_page(text, language), subtype="html", cte="quoted-printable")
    for each in documents:
        kind, _, subtype = each.media_type.partition("/")
        body.add_attachment(each.content, maintype=kind, subtype=subtype, filename=each.file_name)
    _bound(body, hashlib.sha256("\n".join((letter.words.subject, text, *letter.documents)).encode()).hexdigest()[:24])
    return body


def _bound(body: EmailMessage, seed: str) -> None:
    """Boundaries that are the same each time. `=_` stands in no quoted-printable or base64 line, so no text is one."""
    for place, part in enumerate(body.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{seed}_{place}")


def _page(text: str, language: Language) -> str:
    """The same words as a page: nothing is fetched, nothing is hidden, nothing of them is taken for markup."""
    paragraphs = [each.strip("\n") for each in _plain_paragraphs(text)]
    marked = "\n".join(f"<p>{html.escape(each).replace(_END, f'<br>{_END}')}</p>" for each in paragraphs if each)
    style = "font-family: sans-serif; font-size: 15px; line-height: 1.5"
    return (
        f'<!DOCTYPE html>\n<html lang="{language.value}">\n<head><meta charset="utf-8"></head>\n'
        f'<body style="{style}">\n{marked}\n</body>\n</html>\n'
    )


_END = "\n"


def _plain_paragraphs(text: str) -> list[str]:
    found: list[list[str]] = [[]]
    for line in text.split(_END):
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [_END.join(lines) for lines in found]


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", _END).replace("\r", _END).rstrip().split(_END)
