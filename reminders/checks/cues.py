"""The words right before an amount that say what it is, in five languages, over folded text."""

from __future__ import annotations

import re
from enum import StrEnum


class Role(StrEnum):
    """What an amount is said to be."""

    TO_PAY = "to pay"
    LEFT = "left"
    RECEIVED = "received"
    CREDIT = "credit"
    BILLED = "billed"
    TOTAL = "total"
    DUE = "due"
    ISSUED = "issued"


def role_of(before: str, after: str) -> Role | None:
    """What the words before an amount (or else right after it) say it is; None where they leave it open."""
    for role, pattern in _BEFORE:
        if pattern.search(before):
            return role
    if _OF.search(before):
        return None
    return next((role for role, pattern in _AFTER if pattern.match(after)), None)


def role_of_day(before: str) -> Role | None:
    """What the words right before a day say it is: the day an invoice was due, or issued."""
    return next((role for role, pattern in _BEFORE_DAY if pattern.search(before)), None)


def begins_total(line: str) -> bool:
    """Whether a line begins to speak of all invoices together."""
    return _TOTAL_LINE.match(line) is not None


_LINK = (
    r"(?:\W{0,3}(?:is|are|of|amount|amounts|balance|sum|now|still|von|betragt|ist|sind|noch|de|est|es|to|on|a|le|la"
    r"|el|kwota|wynosi|kwoty|der|die|das|the|with)\b){0,3}\W{0,4}$"
)
_ALL = (
    r"(?:total|sum|summe|somme|suma|gesamt\w*|insgesamt|zusammen|razem|lacznie|ogolem|together|altogether|in all"
    r"|overall|en tout)"
)


def _cue(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words}){_LINK}")


_BEFORE = (
    (
        Role.CREDIT,
        _cue(
            r"credit(?: note)?(?: on your account| of yours)?|guthaben|gutschrift|avoir(?: en votre faveur)?"
            r"|a su favor|korzysc|nadplat\w+"
        ),
    ),
    (
        Role.TO_PAY,
        _cue(
            rf"{_ALL} (?:amount |sum )?(?:due|to pay|owed|owing|payable|outstanding|to be paid|zu zahlen|a regler"
            rf"|a payer|a pagar"
            r"|do zaplaty)|noch zu zahlen|zu zahlen(?: sind)?|(?:please |to |bitte |s'il vous plait )?(?:pay|settle"
            r"|transfer|remit)|amount due|balance due|(?<!reste )a regler|(?<!pozostaje )do zaplaty|wplate"
        ),
    ),
    (
        Role.LEFT,
        _cue(
            r"remaining|remains|open|outstanding|left(?: to pay)?|unpaid|still (?:due|owed|open)|noch offen"
            r"|offene?[nrs]?(?: betrag| rest)?|restbetrag|rest|ausstehend\w*|reste(?: a (?:regler|payer))?"
            r"|solde(?: restant)?|restant\w*|pendientes?|resta|por pagar|pozosta\w+(?: do zaplaty)?"
        ),
    ),
    (
        Role.RECEIVED,
        _cue(
            r"received|(?<!be )paid(?: so far| to date)?|(?<!expect )(?<!expect a )(?<!promised a )payments? of"
            r"|erhalten|eingegangen|gezahlt|(?<!zu )bezahlt"
            r"|recue?s?|(?:deja )?(?:regle|paye|verse)e?s?|recibid[oa]s?|pagad[oa]s?|abonad[oa]s?|wplacono|otrzyma\w+"
            r"|zaplacono|wplynelo"
        ),
    ),
    (Role.TOTAL, _cue(_ALL)),
    (Role.BILLED, _cue(r"invoiced|billed|betrag|rechnungsbetrag|montant|importe|kwota|wartosc|for a total of")),
)
_AFTER = (
    (
        Role.LEFT,
        re.compile(
            r" (?:is |are |ist |sind |remains? |noch |est |sont |sigue |siguen |wciaz |pozostaje )*(?:remaining|open"
            r"|outstanding|left|unpaid|offen|ausstehend|restants?|pendientes?|pozosta\w+)\b"
        ),
    ),
    (
        Role.RECEIVED,
        re.compile(
            r" (?:has |have |was |were |wurden? |a |ha |already |bereits |deja |ya |juz |been |ete )*(?:received|paid"
            r"|arrived|erhalten|gezahlt|bezahlt|eingegangen|recus?|paye|verse|recibidos?|pagados?|wplacono"
            r"|otrzyma\w+)\b"
        ),
    ),
)
_DAY_LINK = (
    r"(?: (?:date|on|by|since|back on|was|is|already|am|seit|zum|war|ist|le|du|depuis|el|dia|desde|dnia|z))*\W{0,3}$"
)
_BEFORE_DAY = (
    (
        Role.DUE,
        re.compile(
            r"(?<!\w)(?:due|falligkeit|(?:uber)?fallig|zahlbar bis|a echeance|echeance|echue?s?|vencimiento|vence"
            r"|vencio|vencida|vencidas"
            rf"|termin(?:em)?(?: platnosci)?|platn[aey](?: do)?){_DAY_LINK}"
        ),
    ),
    (
        Role.ISSUED,
        re.compile(
            rf"(?<!\w)(?:issued|dated|ausgestellt|emise?s?|datee?s?|emitidas?|fechadas?|wystawion[aey]){_DAY_LINK}"
        ),
    ),
)
_OF = re.compile(r"(?:\bof|\bvon|\bde|\bd'|\bdel|\bz|\bsur|/) ?(?:the |den |los |les )?$")
_TOTAL_LINE = re.compile(
    rf"\W*(?:grand |sub|montant |importe |so |in |au |im |en |la |to )?{_ALL}(?!\w)|\W*(?:noch zu zahlen|amount due"
    rf"|balance due|zu zahlen|a regler"
    r"|do zaplaty|to pay|(?:that|this|which) (?:leaves|makes|comes|adds)|damit bleiben|das macht|cela (?:fait|laisse)"
    r"|il reste|son|quedan?|to daje)(?!\w)"
)
