"""One conversation with the mail server: exactly the stored bytes, and what became of them.

Until the server says that it waits for the letter nothing has left, whatever goes wrong. From then on only its answer
to the whole of it counts: without one, nobody knows.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass

from delivery.mail import Mail
from delivery.outcome import Answer
from delivery.smtp_server import Security, Server
from domain.delivery import Outcome
from domain.mailbox import shown

SECONDS = 20.0
# A server may look through a letter before it takes it.
PATIENCE_SECONDS = 120.0
UNREACHED = "unreached"
NOT_NOW = "not now"
"""The codes of our own: nobody there, and a recipient who could not be taken just now."""
_SEND_IT = 354
_LOST = "The mail server ({server}) was given the letter and never said whether it took it."
_SETUP = "Whoever runs Dunwell looks at SMTP_URL."
_DOTS = re.compile(rb"^\.", re.MULTILINE)
Standing = Callable[[], bool]


class _Ended(Exception):
    """The conversation came to an end that says what became of the letter."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.reason)
        self.answer = answer


@dataclass(frozen=True, slots=True, kw_only=True)
class MailCourier:
    """Carries letters to one mail server, each in a conversation of its own. `seconds` is how long any answer may take,
    `patience` how long the one to the whole letter. `context` None trusts whom this machine trusts."""

    server: Server
    seconds: float = SECONDS
    patience: float = PATIENCE_SECONDS
    context: ssl.SSLContext | None = None

    def send(self, mail: Mail, stands: Standing, *, is_patient: bool = True) -> Answer:
        """One attempt. Never raises.

        `stands` is asked at the last moment at which nothing has left: whether this letter is still ours to send. While
        `is_patient`, a recipient whom the server cannot take just now makes the whole letter wait; later the others get
        it without them.
        """
        talk = _Talk(self)
        try:
            return talk.carry(mail, stands, is_patient=is_patient)
        except _Ended as ended:
            return ended.answer
        except Exception as fault:  # noqa: BLE001 - a letter is at stake: whatever it is, it becomes an outcome
            return self._lost() if talk.has_begun else self._unreached(fault)
        finally:
            talk.end()

    def look(self, name: str) -> str | None:
        """Whether the server lets us in, by this name of ours, without a letter: None, or what is in the way. Never
        raises."""
        talk = _Talk(self)
        try:
            talk.greet(name)
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is told
            return self._unreached(fault).reason
        finally:
            talk.end()
        return None

    def _lost(self) -> Answer:
        return Answer(outcome=Outcome.UNCERTAIN, reason=_LOST.format(server=self.server.name))

    def _unreached(self, fault: Exception) -> Answer:
        """What went wrong before the letter was begun: it can be tried again."""
        where = f"the mail server ({self.server.name})"
        if isinstance(fault, ssl.SSLCertVerificationError):
            why = f"The certificate of {where} is not one this machine trusts ({fault.verify_message})."
            return _later(f"{why} Nothing was sent. {_SETUP}", is_setup=True)
        if isinstance(fault, ssl.SSLError):
            return _later(f"No safe connection to {where} could be made. Nothing was sent. {_SETUP}", is_setup=True)
        if isinstance(fault, smtplib.SMTPNotSupportedError):
            return _later(f"{_capital(where)} offers no STARTTLS or no way to log in. {_SETUP}", is_setup=True)
        if isinstance(fault, smtplib.SMTPResponseException):
            is_login = isinstance(fault, smtplib.SMTPAuthenticationError)
            what = "does not accept the user and password" if is_login else "does not talk to Dunwell"
            why = f"{_capital(where)} {what}: {said(fault.smtp_code, fault.smtp_error)}"
            return _later(f"{why} {_SETUP}", is_setup=True) if _is_bad(fault.smtp_code) else _later(why)
        if isinstance(fault, socket.gaierror):
            return _later(f"{_capital(where)} is not found by its name.", code=UNREACHED)
        return _later(f"{_capital(where)} could not be reached.", code=UNREACHED)


class _Talk:
    """One conversation: `has_begun` once the server was given any of the letter."""

    def __init__(self, courier: MailCourier) -> None:
        self.courier = courier
        self.has_begun = False
        self._line: smtplib.SMTP | None = None

    def carry(self, mail: Mail, stands: Standing, *, is_patient: bool) -> Answer:
        line = self.greet(mail.sender.rpartition("@")[2])
        missed = self._name_people(line, mail, is_patient=is_patient)
        if not stands():
            return _later("Something changed while the mail server was being asked. Nothing was sent.")
        code, words = line.docmd("DATA")
        if code != _SEND_IT:
            raise _Ended(self._refused(code, words, "the letter"))
        assert line.sock is not None  # noqa: S101 - it has just answered
        line.sock.settimeout(self.courier.patience)
        self.has_begun = True
        line.send(_DOTS.sub(b"..", mail.raw) + b".\r\n")
        return self._answer(*line.getreply(), missed)

    def greet(self, name: str) -> smtplib.SMTP:
        """Opens the line and is let in, by this name of ours."""
        line = self._line = self._open(name)
        self._enter(line)
        return line

    def end(self) -> None:
        """Says goodbye without waiting for an answer: what counts is recorded sooner."""
        if self._line is None:
            return
        try:
            self._line.putcmd("QUIT")
        except (OSError, smtplib.SMTPException):
            pass
        finally:
            self._line.close()

    def _open(self, name: str) -> smtplib.SMTP:
        server, seconds = self.courier.server, self.courier.seconds
        if server.security is Security.TLS:
            return smtplib.SMTP_SSL(server.host, server.port, name, timeout=seconds, context=self._context())
        return smtplib.SMTP(server.host, server.port, name, timeout=seconds)

    def _enter(self, line: smtplib.SMTP) -> None:
        server = self.courier.server
        line.ehlo_or_helo_if_needed()
        if server.security is Security.STARTTLS:
            line.starttls(context=self._context())
            line.ehlo()
        if server.user and server.password:
            line.login(server.user, server.password)

    def _context(self) -> ssl.SSLContext:
        return self.courier.context or ssl.create_default_context()

    def _name_people(self, line: smtplib.SMTP, mail: Mail, *, is_patient: bool) -> tuple[tuple[str, str], ...]:
        """Says who it is from and to. Returns those the server will not take, if it takes anybody."""
        code, words = line.mail(mail.sender)
        if not _is_good(code):
            raise _Ended(self._refused(code, words, f"letters from {mail.sender}"))
        answers = {each: line.rcpt(each) for each in mail.recipients}
        refused = {each: answer for each, answer in answers.items() if not _is_good(answer[0])}
        for each, (code, words) in refused.items():
            if _is_bad(code):
                continue
            if is_patient or len(refused) == len(mail.recipients):
                raise _Ended(_later(f"{self._name} cannot take {each} just now: {said(code, words)}", code=NOT_NOW))
        if len(refused) == len(mail.recipients):
            told = "; ".join(f"{each}: {said(code, words)}" for each, (code, words) in refused.items())
            raise _Ended(Answer(outcome=Outcome.REFUSED, reason=f"{self._name} refused every recipient. {told}"))
        return tuple((each, said(code, words)) for each, (code, words) in refused.items())

    def _answer(self, code: int, words: bytes, missed: tuple[tuple[str, str], ...]) -> Answer:
        if _is_good(code):
            return Answer(outcome=Outcome.SENT, missed=missed)
        if _is_bad(code) or _is_later(code):
            return self._refused(code, words, "the letter")
        return Answer(outcome=Outcome.UNCERTAIN, reason=f"{self._name} answered with words nobody understands.")

    def _refused(self, code: int, words: bytes, what: str) -> Answer:
        reason = f"{self._name} refused {what}: {said(code, words)}"
        if code in _LOG_IN_FIRST:
            return _later(f"{reason} {_SETUP}", is_setup=True)
        return Answer(outcome=Outcome.REFUSED, reason=reason) if _is_bad(code) else _later(reason)

    @property
    def _name(self) -> str:
        return f"The mail server ({self.courier.server.name})"


# The classes of answers in RFC 5321, 4.2.1: done, not now, and never.
_GOOD, _LATER, _BAD = range(200, 300), range(400, 500), range(500, 600)
# Nothing is wrong with the letter: the server wants a login or TLS first.
_LOG_IN_FIRST = frozenset({530, 534, 535, 538})


def said(code: int, words: bytes | str) -> str:
    """A server's answer as people may be shown it: one line, not endless."""
    told = words if isinstance(words, str) else words.decode("utf-8", "replace")
    return shown(f"{code} {told}".strip())


def _later(reason: str, *, is_setup: bool = False, code: str | None = None) -> Answer:
    return Answer(outcome=Outcome.TRY_LATER, reason=reason, is_setup=is_setup, code=code)


def _is_good(code: int) -> bool:
    return code in _GOOD


def _is_later(code: int) -> bool:
    return code in _LATER


def _is_bad(code: int) -> bool:
    return code in _BAD


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
