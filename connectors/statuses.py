"""What tools call an invoice's state, in one vocabulary. Only what a source says: Dunwell's own five are derived."""

from __future__ import annotations

from enum import IntEnum


class Said(IntEnum):
    """What a source says of an invoice; NOTHING where it has no status."""

    NOTHING = 0
    DRAFT = 1
    SENT = 2
    PARTIAL = 3
    PAID = 4
    VOID = 5
    DISPUTED = 6
    VIEWED = 7  # sent, and the client opened it


def status_said(text: str) -> Said | None:
    """The state a status word stands for; None for a word that is not known."""
    word = " ".join(text.casefold().replace("_", " ").replace("-", " ").split())
    return _WORDS.get(word) if word else Said.NOTHING


def is_yes(text: str) -> bool | None:
    """Yes or no as exports write it, blank is no; None for anything else."""
    word = text.strip().casefold()
    if word in _NO:
        return False
    return True if word in _YES else None


_YES = frozenset(["yes", "y", "true", "t", "1", "x", "ja", "oui", "si", "sí", "tak", "disputed"])
_NO = frozenset(["", *["no", "n", "false", "f", "0", "-", "nein", "non", "nie", "none"]])
_WORDS = {
    word: said
    for said, words in {
        Said.DRAFT: "draft|not sent|unsent|created|submitted|awaiting approval|pending approval|approved|scheduled"
        "|entwurf|brouillon|borrador",
        Said.SENT: "sent|open|unpaid|outstanding|overdue|past due|late|due|not due|due soon|authorised"
        "|authorized|awaiting payment|issued|finalized|delivered|retry|failed|offen|versendet|gesendet|überfällig"
        "|ueberfaellig|fällig|envoyée|en retard|enviada|vencida",
        Said.PARTIAL: "partial|partially paid|partly paid|part paid|teilbezahlt|teilweise bezahlt",
        Said.PAID: "paid|auto paid|autopaid|paid in full|settled|closed|completed|complete|overpaid|bezahlt|payée"
        "|pagada|zapłacona",
        Said.VOID: "void|voided|deleted|cancelled|canceled|uncollectible|written off|write off|reversed|archived"
        "|storniert|annulée|anulada",
        Said.VIEWED: "viewed",
        Said.DISPUTED: "disputed|in dispute|strittig",
    }.items()
    for word in words.split("|")
}
