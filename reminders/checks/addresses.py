"""Links and e-mail addresses, however they are written."""

from __future__ import annotations

import re

from reminders.checks.known import Known
from reminders.checks.page import Kind, Page
from reminders.checks.straight import straight


def take_addresses(page: Page, known: Known) -> None:
    """Covers every link and address; those of the recipients and of how to pay are facts."""
    allowed = _allowed(known)
    for pattern, kind in _PATTERNS:
        for found in list(pattern.finditer(page.left)):
            said = found[0].rstrip(_TRAILING)
            is_ours = said.casefold() in allowed
            page.take(Kind.OURS if is_ours else kind, (found.start(), found.start() + len(said)))


def is_plain(name: str) -> bool:
    """Whether a name has no link with a path, no address and no bank account in it: “Booking.com” is a name."""
    return not (_LINK.search(name) or _EMAIL.search(name) or _HIDDEN_DOT.search(name) or _PATH.search(name))


def _allowed(known: Known) -> frozenset[str]:
    pay = straight(known.facts.how_to_pay)
    said = {found[0].rstrip(_TRAILING) for pattern, _ in _PATTERNS for found in pattern.finditer(pay)}
    said |= {straight(each.email) for each in known.facts.recipients}
    return frozenset(each.casefold() for each in said)


_TRAILING = ".,;:!?)\"'>"
_ENDINGS = (
    "com|net|org|info|biz|io|ai|app|dev|co|me|xyz|top|site|online|shop|store|club|live|link|click|pay|bank|finance|money|tech|cloud|page|website|space|pro|vip|icu|work|world|today|team|agency|studio|digital|email|group|ltd|eu|uk|de|fr|es|pl|it|nl|be|at|ch|pt|ie|dk|se|no|fi|cz|sk|hu|ro|bg|gr|ru|ua|by|tr|us|ca|mx|br|ar|cl|pe|cn|jp|kr|in|hk|sg|au|nz|za|ng|ke|il|ae|sa|ir|tk|ml|ga|cf|gq|ws|tv|cc|to|ly|gl|gd|su|pw|name|mobi|gov|edu|int|example|test|invalid|local"
    r"|localhost|onion|zip|mov|xn--[a-z0-9-]+"
)
_LINK = re.compile(
    r"\[[^\]\n]*\]\([^)\n]*\)|<?\b(?:[a-z][a-z0-9+.-]{1,20}:/{1,3}|www\d?\.|(?:mailto|javascript|vbscript|tel|sms"
    r"|bitcoin|ethereum|hxxps?):(?=\S)|data:\w+/|file:/)[^\s<>\ue000]*|(?<![\w:])//[\w.-]+\.\w+[^\s<>]*"
    r"|\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+|/)\S*",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+%'-]+\s?(?:@|\(at\)|\[at\]|\{at\})\s?[\w-]+(?:\.[\w-]+)+|[\w.+-]+@[\w.-]+", re.IGNORECASE)
_HIDDEN_DOT = re.compile(
    r"\b[\w-]+ ?(?:\[\.\]|\(\.\)|\[dot\]|\(dot\)| dot ) ?(?:com|net|org|io|co|info)\b", re.IGNORECASE
)
# An ending in one case only: “paid.To” is a space that was forgotten.
_DOMAIN = re.compile(
    rf"(?<![\w@.])(?:[\w-]+\.)+(?:{_ENDINGS}|{_ENDINGS.upper()})(?![\w-]|\.\w)(?::\d+)?(?:[/?#][^\s<>]*)?"
)
_PATH = re.compile(r"\w\.\w+(?::\d+)?[/?#]\w")
_MENTION = re.compile(r"(?<![\w.])@[\w.-]{2,}")
_PATTERNS = (
    (_LINK, Kind.LINK),
    (_EMAIL, Kind.ADDRESS),
    (_HIDDEN_DOT, Kind.LINK),
    (_DOMAIN, Kind.LINK),
    (_MENTION, Kind.ADDRESS),
)
