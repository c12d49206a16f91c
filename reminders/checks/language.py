"""Which language a text is in, told by the small words only it has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.date_words import folded, words_of
from domain.letter import Fault, Flaw, Language
from reminders.checks.page import Page


def wrong_language(page: Page, wanted: Language) -> Iterator[Flaw]:
    """Paragraphs in another language than the wanted one, or a letter whose language is none of ours."""
    for paragraph in re.split(r"\n\s*\n|(?<=[.!?])\s", page.left):
        counts = _counts(paragraph)
        other = max((count for language, count in counts.items() if language is not wanted), default=0)
        if other >= _SURE and other > 2 * counts[wanted]:
            yield Flaw(fault=Fault.LANGUAGE, shown=_start(paragraph))
            return
    words = _WORD.findall(page.left[page.subject_end :])
    if len(words) >= _ENOUGH and _counts(page.left[page.subject_end :])[wanted] < len(words) * _LEAST_SHARE:
        yield Flaw(fault=Fault.LANGUAGE, shown=_start(page.left[page.subject_end :]))


def _counts(text: str) -> dict[Language, int]:
    words = [folded(word) for word in _WORD.findall(text)]
    return {language: sum(word in own for word in words) for language, own in _SMALL_WORDS.items()}


def _start(text: str) -> str:
    return " ".join(text.replace("\ue000", "").split())[:_SHOWN]


_SURE = 3
_ENOUGH = 15
_LEAST_SHARE = 0.1
_SHOWN = 60
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = {
    Language.ENGLISH: """the and of to is are was were be been has have had that this with from your our you we
        us it for by on
        at as if not or but can could would will please when which what any all still so they their there
        let know thank thanks
        dear hello kind regards about again yet i am just below find
        invoice invoices due received remaining amount paid payment issued open""",
    Language.GERMAN: """der die das und ist sind war waren wird wurde wurden hat haben hatte wir uns unser
        unsere unseren sie ihr
        ihre ihren ihrer ihnen mit von vom zu zum zur nicht noch auf fur im am den dem des ein eine einen
        einer bei nach falls wenn oder
        aber dass als wie was bitte vielen dank guten tag grusen konnen konnten sollte sollten bereits uber
        aus es an ich
        rechnung rechnungen fallig betrag erhalten offen zahlung ausgestellt gezahlt""",
    Language.FRENCH: """le la les des du et est sont etait a au aux nous vous votre vos notre nos pour par sur
        avec dans qui que
        quoi ne pas si ou mais ce cette ces un une il elle d l n s c merci bonjour bien cordialement encore
        deja de en plus etre avoir
        pourriez sommes avons avez
        facture factures echeance montant recu reste regler payer paiement reglement emise""",
    Language.SPANISH: """el la los las de del y es son fue ha han hemos nos su sus usted ustedes le les por para
        con en que si no
        o pero este esta estos un una al se lo como cuando aun ya gracias saludo saludos buenos dias pago
        nuestro nuestra muchas podria
        podrian sido estan mas
        factura facturas vencimiento importe recibido pendiente pagado emitida""",
    Language.POLISH: """i w z na do nie jest sa sie ze za o od po przez dla oraz lub czy jesli jak juz jeszcze
        prosimy dziekujemy
        panstwa panstwo pan pani nam nas nasz nasza nasze to ta ten tego tej tym ktora ktore ktory gdyby
        byla bylo zostala zostal mozemy
        moga ich jego pod przed dnia
        faktura faktury faktur termin platnosci kwota wplacono pozostaje wystawiona razem""",
}
_SMALL_WORDS = {language: words_of(words) for language, words in _WORDS.items()}
