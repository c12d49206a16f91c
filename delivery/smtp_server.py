"""Which mail server letters go through, as SMTP_URL says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import parse_qsl, unquote, urlsplit

from domain.errors import Refusal

_PORTS = {"smtp": 587, "smtps": 465}
_EXAMPLE = "Write it like smtp://user:password@mail.example.com:587."


class Security(StrEnum):
    """How the conversation is kept to ourselves."""

    TLS = "TLS from the first byte"
    STARTTLS = "STARTTLS"
    NONE = "no TLS"


class NotAMailServer(Refusal):
    """The address of the mail server cannot be used; the text never repeats it, since a password may be in it."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This is not the address of a mail server. {why} {_EXAMPLE}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A mail server. Without a user nobody logs in."""

    host: str
    port: int
    security: Security
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """As people are told of it."""
        return f"{self.host}:{self.port}"


def server_of(url: str) -> Server:
    """`smtp://` asks for STARTTLS, unless the host is this machine or `?tls=no` says otherwise; `smtps://` begins with
    TLS. `?tls=yes` asks for it on this machine too. Raises NotAMailServer."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise NotAMailServer("The port is no number from 1 to 65535.") from None
    if parts.scheme not in _PORTS:
        raise NotAMailServer("It begins neither with smtp:// nor with smtps://.")
    if not parts.hostname or parts.path not in ("", "/") or parts.fragment or not _is_host(parts.hostname):
        raise NotAMailServer("It names no host, or more than a host and a port.")
    if bool(parts.username) != bool(parts.password):
        raise NotAMailServer("A user and a password belong together; write / : @ in them as %2F %3A %40.")
    return Server(
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        security=_security(parts.scheme, parts.hostname, parts.query),
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )


def _security(scheme: str, host: str, query: str) -> Security:
    asked = dict(parse_qsl(query, keep_blank_values=True))
    if set(asked) - {"tls"} or asked.get("tls", "yes") not in ("yes", "no"):
        raise NotAMailServer("After the ? only tls=yes or tls=no is known.")
    if scheme == "smtps":
        if asked.get("tls") == "no":
            raise NotAMailServer("smtps:// means TLS, so tls=no contradicts it.")
        return Security.TLS
    said = asked.get("tls")
    is_wanted = said == "yes" or (said is None and not is_this_machine(host))
    return Security.STARTTLS if is_wanted else Security.NONE


def is_this_machine(host: str) -> bool:
    """Whether words to this host never reach a wire."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_host(host: str) -> bool:
    return host.isascii() and not any(letter.isspace() or letter in "<>\"'%" for letter in host)
