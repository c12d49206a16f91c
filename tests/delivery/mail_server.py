"""A mail server on this machine that answers as it is told: refuses, stalls, hangs up before or after it took one."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import Enum
from threading import Lock, Thread
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from delivery.smtp_server import Security, Server


class Fault(Enum):
    """What happens to the next letter."""

    NONE = "taken"
    RESET_EARLY = "the line breaks before the letter is there"
    RESET_BEFORE = "the line breaks before the letter is taken"
    RESET_AFTER = "the letter is taken and the line breaks before the answer"
    HANG_BEFORE = "no answer comes and the letter is not taken"
    HANG_AFTER = "the letter is taken and no answer ever comes"
    LATER = "451"
    REFUSE = "550"
    NONSENSE = "an answer that is none"


_TAKES = (Fault.NONE, Fault.RESET_AFTER, Fault.HANG_AFTER, Fault.NONSENSE)
_ANSWERS = {Fault.LATER: "451 Try again later", Fault.REFUSE: "550 We do not want this", Fault.NONSENSE: "Moin"}


@dataclass(frozen=True)
class Taken:
    """A letter in the box."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def message_id(self) -> str:
        return str(message_from_bytes(self.raw)["Message-ID"])

    @property
    def read(self) -> EmailMessage:
        read = message_from_bytes(self.raw, policy=policy.default)
        assert isinstance(read, EmailMessage)
        return read


@dataclass
class Plan:
    """How it answers. `faults` are used up one a letter; then `choose` decides, if it is there. `pause` is how many
    seconds each of its steps takes."""

    faults: deque[Fault] = field(default_factory=deque)
    choose: Callable[[], Fault] | None = None
    pause: Callable[[], float] = lambda: 0.0
    mail: str = ""
    data: str = ""
    people: dict[str, str] = field(default_factory=dict)
    users: dict[str, str] = field(default_factory=dict)


class Box:
    """Answers by its plan, and keeps what it took."""

    def __init__(self) -> None:
        self.plan = Plan()
        self.taken: list[Taken] = []
        self.turn = Lock()

    async def handle_MAIL(  # noqa: N802 - as the library calls it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await asyncio.sleep(self.plan.pause())
        if self.plan.mail:
            return self.plan.mail
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - as the library calls it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.plan.people:
            return self.plan.people[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Talk, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - as the library calls it
        await asyncio.sleep(self.plan.pause())
        if server.fault in _TAKES:
            assert isinstance(envelope.content, bytes)
            with self.turn:
                self.taken.append(Taken(str(envelope.mail_from), tuple(envelope.rcpt_tos), envelope.content))
        await asyncio.sleep(self.plan.pause())
        if server.fault in (Fault.RESET_BEFORE, Fault.RESET_AFTER):
            server.hang_up()
        if server.fault in (Fault.HANG_AFTER, Fault.HANG_BEFORE):
            await asyncio.sleep(60)
        return _ANSWERS.get(server.fault, "250 OK")

    def knows(self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, said: Any) -> AuthResult:
        is_known = (
            isinstance(said, LoginPassword) and self.plan.users.get(said.login.decode()) == said.password.decode()
        )
        return AuthResult(success=is_known, handled=False)

    def next_fault(self) -> Fault:
        with self.turn:
            if self.plan.faults:
                return self.plan.faults.popleft()
            return self.plan.choose() if self.plan.choose else Fault.NONE


class Talk(SMTP):
    """One conversation, and what happens to the letter in it."""

    fault = Fault.NONE

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - as the library calls it
        box = self.event_handler
        if box.plan.data:
            await self.push(box.plan.data)
            return
        self.fault = box.next_fault()
        if self.fault is Fault.RESET_EARLY:
            await self.push("354 Go on")
            self.hang_up()
        await super().smtp_DATA(arg)

    def hang_up(self) -> None:
        """Breaks the line at once, so that the other side sees a reset."""
        assert self.transport is not None
        self.transport.abort()


class MailServer:
    """The server, running. `server` is how a courier finds it."""

    def __init__(self, *, tls: ssl.SSLContext | None = None, is_login_asked: bool = False) -> None:
        self.box = Box()
        self.port = 0
        self._tls = tls
        self._login = is_login_asked
        self._talks: list[Talk] = []

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        listening = self._loop.create_server(self._talk, "127.0.0.1", 0)
        self._door = asyncio.run_coroutine_threadsafe(listening, self._loop).result(10)
        self.port = int(self._door.sockets[0].getsockname()[1])
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def server(self, **changed: Any) -> Server:
        return Server(**{"host": "127.0.0.1", "port": self.port, "security": Security.NONE, **changed})

    def _talk(self) -> Talk:
        login: dict[str, Any] = {"authenticator": self.box.knows, "auth_required": True}
        login["auth_require_tls"] = self._tls is not None
        talk = Talk(self.box, tls_context=self._tls, loop=self._loop, timeout=60, **(login if self._login else {}))
        self._talks.append(talk)
        return talk

    async def _end(self) -> None:
        self._door.close()
        for talk in self._talks:
            if talk.transport is not None:
                talk.transport.abort()
        open_ones = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in open_ones:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*open_ones, return_exceptions=True)
