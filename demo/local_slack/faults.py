from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """What can go wrong with one call of the Web API."""

    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    ERROR = "error"
    SLOW = "slow"
    GARBAGE = "garbage"


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One planned trouble. `seconds` is the wait or the Retry-After, `status` an HTTP status, `code` a Slack error."""

    trouble: Trouble
    seconds: float = 0.0
    status: int = 200
    code: str = ""


class Faults:
    """Troubles waiting to happen, by method name; also "response_url", "upload" and "download".

    Each is used up in order.
    """

    def __init__(self) -> None:
        self.is_token_revoked = False
        self._waiting: defaultdict[str, deque[Fault]] = defaultdict(deque)

    def next(self, method: str, fault: Fault, *, times: int = 1) -> None:
        """The next `times` calls of the method meet this fault."""
        self._waiting[method].extend([fault] * times)

    def clear(self) -> None:
        """No more faults; the token works again."""
        self.is_token_revoked = False
        self._waiting.clear()

    def revoke_token(self) -> None:
        """From now on every call with the bot token answers `token_revoked`."""
        self.is_token_revoked = True

    def take(self, method: str) -> Fault | None:
        """The fault the next call of this method meets, used up by asking."""
        waiting = self._waiting.get(method)
        return waiting.popleft() if waiting else None

    @staticmethod
    def rate_limited(seconds: int) -> Fault:
        """HTTP 429 with Retry-After; nothing is stored."""
        return Fault(trouble=Trouble.RATE_LIMITED, seconds=seconds)

    @staticmethod
    def server_error(status: int = 503) -> Fault:
        """An HTTP status of Slack's own trouble; nothing is stored."""
        return Fault(trouble=Trouble.SERVER_ERROR, status=status)

    @staticmethod
    def reset_before() -> Fault:
        """TCP reset before the call did anything."""
        return Fault(trouble=Trouble.RESET_BEFORE)

    @staticmethod
    def reset_after() -> Fault:
        """The call did its work, then TCP reset: the caller never hears of it."""
        return Fault(trouble=Trouble.RESET_AFTER)

    @staticmethod
    def error(code: str) -> Fault:
        """`ok: false` with this error; nothing is stored."""
        return Fault(trouble=Trouble.ERROR, code=code)

    @staticmethod
    def slow(seconds: float) -> Fault:
        """The answer comes this many seconds late; the work is done after the wait."""
        return Fault(trouble=Trouble.SLOW, seconds=seconds)

    @staticmethod
    def garbage() -> Fault:
        """The work is done and the answer is cut off in the middle: HTTP 200 that is not JSON."""
        return Fault(trouble=Trouble.GARBAGE)
