"""Bank accounts, and other ways of being paid, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.date_words import folded, words_of
from reminders.checks.known import Known
from reminders.checks.page import Kind, Page
from reminders.checks.straight import straight


def take_accounts(page: Page, known: Known) -> None:
    """Covers every IBAN, bank code, crypto address and foreign way of paying; those of how to pay are facts."""
    ours = straight(known.facts.how_to_pay)
    allowed = {_compact(text) for text, _ in _accounts(ours)}
    for text, span in list(_accounts(page.left)):
        page.take(Kind.OURS if _compact(text) in allowed else Kind.BANK, span)
    means = {found[0] for found in _MEANS.finditer(folded(ours))}
    for found in list(_MEANS.finditer(page.plain)):
        page.take(Kind.OURS if found[0] in means else Kind.BANK, found.span())


def holds_account(text: str) -> bool:
    """Whether an IBAN or a crypto address stands in it."""
    return bool(_CRYPTO.search(text)) or any(_is_iban(_compact(said)) for said, _ in _ibans(text))


def _accounts(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    yield from _ibans(text)
    for pattern in (_CRYPTO, _BIC_NAMED, _BIC):
        for found in pattern.finditer(text):
            group = found.lastindex or 0
            if pattern is not _BIC or found[0][4:6] in _COUNTRIES:
                yield found[group], found.span(group)


def _ibans(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for found in _IBAN.finditer(text):
        said = _up_to_its_length(found[0])
        if sum(letter.isdigit() for letter in said) >= _FEWEST_DIGITS:
            yield said, (found.start(), found.start() + len(said))


def _up_to_its_length(said: str) -> str:
    """The match is greedy over spaces: what follows a full IBAN is the next word."""
    length = _LENGTHS.get(said[:2].upper())
    counted = 0
    for place, letter in enumerate(said):
        counted += letter.isalnum()
        if counted == length:
            follows = said[place + 1 : place + 2]
            return said[: place + 1] if not follows.isalnum() else said
    return said


def _is_iban(compact: str) -> bool:
    turned = compact[4:] + compact[:4]
    return compact[:2] in _COUNTRIES and int("".join(str(int(each, 36)) for each in turned)) % 97 == 1


def _compact(text: str) -> str:
    return "".join(filter(str.isalnum, text)).upper()


_FEWEST_DIGITS = 8
# Country and how many characters an IBAN has there; the rest is found by its shape.
_LENGTHS = {
    each[:2]: int(each[2:])
    for each in words_of(
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 "
        "EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 "
        "KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 "
        "PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 "
        "UA29 VA22 VG24 XK20 YE30 AO25 BF28 BJ28 CF27 CG27 CI28 CM27 CV25 DZ26 GA27 GQ27 GW25 IR26 KM27 MA28 MG27 "
        "ML28 MZ25 NE28 SN28 TD27 TG28"
    )
}
_COUNTRIES = frozenset(_LENGTHS) | words_of("US CA AU NZ SG HK JP CN IN ZA MX AR CL CO PE TH MY ID PH KR TW VN KE NG")
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z]{2}[ .-]?\d{2}(?:[ .:/-]{0,2}[A-Z0-9]){10,40}"
    r"|[a-z]{2}\d{2}[a-z0-9]{10,30})(?![A-Za-z0-9])"
)
_CRYPTO = re.compile(
    r"\b(?:0x[0-9a-fA-F]{20,}|bc1[0-9a-z]{20,}|(?=\w*\d)(?=\w*[a-z])(?=\w*[A-Z])[1-9A-HJ-NP-Za-km-z]{26,62})\b"
)
_BIC_NAMED = re.compile(
    r"\b(?:bic|swift)(?:[/ -]?(?:swift|bic|code))*\W{0,3}([A-Za-z0-9]{8}(?:[A-Za-z0-9]{3})?)\b", re.IGNORECASE
)
_BIC = re.compile(r"\b(?=[A-Z]*\d)[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?\b|\b[A-Z]{6}[A-Z0-9]{2}XXX\b")
_MEANS = re.compile(
    r"\b(?:paypal(?:\.me)?|venmo|zelle|cash ?app|western union|moneygram|bitcoins?|btc|ethereum|usdt|tether|crypto\w*"
    r"|(?:gift|amazon|itunes|steam) ?cards?|geschenkkarten?|gutscheinkarten?|cartes? cadeaux?"
    r"|tarjetas? (?:de )?regalo|kart[aye] podarunkow\w+|blik|bizum|m-pesa|paysafe\w*|skrill|revolut|payoneer)\b"
)
