"""The clients' end of the mail, on this machine: what they would receive is kept and shown, and goes nowhere else."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import getaddresses
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One letter as it arrived. `to` are the addresses it was delivered to; `at` is the bot's time, aware UTC."""

    number: int
    at: datetime
    to: tuple[str, ...]
    sender: str
    reply_to: str
    subject: str
    text: str
    attachments: tuple[str, ...]
    continues: bool

    def shown(self) -> dict[str, Any]:
        """As the page draws it."""
        return {
            "n": self.number,
            "at": self.at.isoformat(),
            "to": list(self.to),
            "from": self.sender,
            "reply_to": self.reply_to,
            "subject": self.subject,
            "text": self.text,
            "attachments": list(self.attachments),
            "continues": self.continues,
        }


@dataclass(slots=True, kw_only=True)
class Mailbox:
    """A mail server on a free loopback port that accepts everything. Start once, stop once."""

    wall: Callable[[], datetime]
    letters: list[Mail] = field(default_factory=list)
    arrived: Callable[[Mail], None] = lambda _mail: None
    _server: Controller | None = None

    def start(self) -> None:
        """Takes mail from now on."""
        self._server = Controller(_Door(self._take), hostname=HOST, port=_free_port())
        self._server.start()

    def stop(self) -> None:
        """Takes no more."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    @property
    def url(self) -> str:
        """What goes into SMTP_URL."""
        assert self._server is not None  # noqa: S101 - asked of a started mailbox
        return f"smtp://{HOST}:{self._server.port}"

    def _take(self, raw: bytes, to: list[str]) -> None:
        parsed = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(parsed, EmailMessage)  # noqa: S101 - the default policy makes no other
        body = parsed.get_body(preferencelist=("plain",))
        letter = Mail(
            number=len(self.letters) + 1,
            at=self.wall(),
            to=tuple(to),
            sender=str(parsed["From"] or ""),
            reply_to=", ".join(address for _, address in getaddresses([str(parsed["Reply-To"] or "")])),
            subject=str(parsed["Subject"] or ""),
            text=body.get_content().replace("\r\n", "\n") if body else "",
            attachments=tuple(part.get_filename() or "file" for part in parsed.iter_attachments()),
            continues=parsed["In-Reply-To"] is not None,
        )
        self.letters.append(letter)
        self.arrived(letter)


def _free_port() -> int:
    """The library knocks at its own port when it starts, so it must be told one."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


@dataclass(frozen=True, slots=True)
class _Door:
    """What aiosmtpd asks for each mail; its name is the library's."""

    take: Callable[[bytes, list[str]], None]

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - the library's name
        self.take(envelope.original_content or b"", list(envelope.rcpt_tos))
        return "250 kept here, sent nowhere"
