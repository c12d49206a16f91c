"""What no reminder says by itself, in five languages: that it may be left unread, that money came which did not, that
less will do, or that it shall go another way. A client's words may ask for it, and so may whoever writes in their name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.letter import Fault, Flaw
from reminders.checks.known import Known
from reminders.checks.page import Page


def unasked(page: Page, known: Known) -> Iterator[Flaw]:
    """Each place where the letter says so. “If you paid already, please ignore this note” is what letters say."""
    if known.facts.is_thanks:
        return
    came = any(item.received.minor for item in known.facts.items)
    for pattern in (_ALWAYS, _UNLESS_IF) if came else (_ALWAYS, _UNLESS_IF, _CAME):
        for found in pattern.finditer(page.plain):
            if pattern is _ALWAYS or not _is_if_paid(_sentence(page.plain, found.start())):
                yield Flaw(fault=Fault.OBEYED, shown=page.text[slice(*found.span())].strip()[:_SHOWN])


def _sentence(text: str, place: int) -> str:
    start = max(text.rfind(mark, 0, place) for mark in _MARKS) + 1
    ends = [end for mark in _MARKS if (end := text.find(mark, place)) >= 0]
    return text[start : min(ends, default=len(text))]


def _is_if_paid(sentence: str) -> bool:
    return bool(_IF.search(sentence) and _PAID.search(sentence))


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})")


_SHOWN = 60
_MARKS = ".!?\n"
# Over folded text.
_IF = _any(
    r"if\b|should (?:you|the)|in case|unless\b|whether\b|once\b|when\b|until\b|as soon as|you (?:told|said|wrote|say)"
    r"|falls\b|wenn\b|sofern\b|sollten?\b|ob\b|si\b|au cas"
    r"|en caso|jesli\b|jezeli\b|gdyby\b|o ile\b|czy\b"
)
_PAID = _any(
    r"pa(?:y|id)\w*|sent\b|settled\b|transfer\w*|cross\w*|\w*zahl\w*|uberw\w+|angewiesen|beglich\w+|regl\w+|pa[iy]e\w*"
    r"|verse\w*|virement\w*|pag[aou]\w*|abon\w+|transfer\w+|\w*plac\w+|\w*plat\w*|przel\w+|uregul\w+"
)
_DIGITS = (
    r"zero|oh|one|two|three|four|five|six|seven|eight|nine|null|eins|zwei|drei|vier|funf|sechs|sieben|acht|neun|un|deux"
    r"|trois|quatre|cinq|sept|huit|neuf|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|jeden|dwa|trzy|cztery|piec"
    r"|szesc|siedem|osiem|dziewiec"
)
_UNLESS_IF = _any(
    r"(?<!not )(?<!n't )(?:ignore|disregard|forget(?: about)?) (?:this|it|that|these|our|the|all)\b"
    r"|(?:by mistake|in error|by accident|mistakenly)\b|(?:is|was) (?:only |just )?an? (?:joke|mistake|error|test)\b"
    r"|not a reminder|(?<!not )pay nothing|nothing (?:you have|for you|you need)? ?to (?:do|pay)\b"
    r"|(?:do not|don't) (?:have|need) to do anything",
    r"ignorier\w+|gegenstandslos\w*|hinfallig\w*|(?:irrtumlich|versehentlich)\w*"
    r"|(?:mussen|brauchen) (?:sie )?(?:\w+ )?nichts?\b(?: \w+)? (?:zu )?(?:zahlen|bezahlen|uberweisen|unternehmen|tun)",
    r"ignor(?:er|ez) (?:cette|ce|la|le|notre)|ne pas tenir compte|ne tenez (?:pas|aucun) compte|sans objet"
    r"|par erreur|rien a (?:faire|payer|regler)",
    r"ignor(?:e|en|ar) (?:esta|este|la|el|nuestr\w)|no tengan? en cuenta|no tener en cuenta|caso omiso|sin efecto"
    r"|por error|no (?:tiene|tienen|hay|es necesario) (?:que )?(?:pagar|hacer)",
    r"zignor\w+|nie brac pod uwage|niewazn\w+|bezprzedmiotow\w+|pomylkowo|przez pomylke|omylkowo",
)
# Money that did not come.
_CAME = _any(
    r"we (?:have )?(?:already |now |just )?received (?:your|the|full|all) (?:full )?pay\w*"
    r"|(?:thank you|thanks) (?:very much )?for (?:your|the) (?:prompt |full |recent )?payment\b(?! in advance)"
    r"|(?:(?<=[.!?] )|(?<=\n))you (?:have )?(?:already |now |fully )*paid\b"
    r"|(?:all|everything|it|they|invoices?|bills?|balance|amount|account) (?:is|are|was|were|has|have)"
    r" (?:now |already |all |been )*paid\b"
    r"|(?:your|the) (?:payment|money) (?:has |is |was )?(?:already |now )?(?:arrived|come in|(?:been )?received)\b",
    r"(?:wir haben|haben wir) (?:ihre|die) (?:zahlung|uberweisung) (?:bereits |dankend )?erhalten"
    r"|dank fur (?:ihre|die) (?:\w+ )?(?:zahlung|uberweisung)|(?:zahlung|uberweisung) ist (?:bereits |bei uns )?"
    r"(?:eingegangen|da)\b",
    r"nous avons (?:bien |deja )?recu (?:votre|le) (?:paiement|reglement|virement)"
    r"|merci (?:beaucoup )?(?:pour|de) votre (?:paiement|reglement|virement)(?! d'avance)",
    r"(?<!no )hemos (?:ya )?recibido (?:su|el) pago|gracias por (?:su|el) pago(?! por adelantado)",
    r"(?<!nie )otrzymalismy (?:juz )?(?:panstwa )?(?:platnosc|wplate|przelew)"
    r"|dziekujemy za (?:panstwa )?(?:wplate|platnosc|przelew)",
)
_ALWAYS = _any(
    # Less will do.
    r"half (?:of (?:it|that|them|the \w+) )?(?:is|will|would)\b|we accept (?:half|less|part)|less an? \w+"
    r"|in (?:two|three|four|five|six|ten|several) (?:parts|steps|goes)\b",
    r"(?:die )?halfte (?:genugt|reicht|ist)|la moitie (?:nous )?(?:suffit|suffira|est)|con la mitad"
    r"|la mitad (?:basta|es)|(?:wy)?starczy (?:nam )?polowa|polowa (?:nam )?(?:wy)?starczy",
    r"sich zeit lassen|prendre votre temps|tomarse (?:su|el) tiempo|nie musza sie (?:panstwo )?spieszyc",
    # Another way, or somebody else.
    r"(?:account|konto|compte|cuenta|rachunek) (?:of|von|de|unseres|meines|naszego|mojego)? ?(?:our|my|another|unseres"
    r"|meines|notre|mon|nuestr[oa]|mi|naszego|mojego|the) \w+|money to (?:our|my|the|another) \w+"
    r"|in cash\b|cash to\b|bar zahlen|in bar\b|en especes|en efectivo|gotowk\w+",
    r"click\w*|klicken\b|cliqu\w+|(?:haga|hacer|haz) clic\b|klik\w+|log ?in\b|sign in\b|einloggen\w*|(?:za)?logow\w+"
    r"|scan\w* (?:the|this|our)|qr[- ]?codes?\b|new (?:page|site|website|portal|link|address|phone|number)\b"
    r"|call (?:the|this) number|text us\b",
    # What nobody asks for by letter.
    r"passwords?\b|passcodes?\b|(?:card|login|account) (?:details|data|number|credentials)\b(?= |\.|,|$)|credentials\b"
    r"|cvv\b|pin code|passwort\w*|zugangsdaten|kreditkart\w*|mots? de passe|(?:numero|coordonnees) de carte"
    r"|contrasenas?\b|(?:numero|datos) de (?:la |su )?tarjeta|hasl[oa]\b|numer\w* karty",
    r"(?:reply|answer|respond|text) (?:with |by )?[\"']?(?:yes|ok|okay|no|stop|agree)\b"
    r"|antworten sie (?:\w+ )?mit [\"']?(?:ja|ok|nein)\b|repondez (?:par )?[\"']?(?:oui|ok|non)\b"
    r"|respond(?:a|an|er) (?:con )?[\"']?(?:si|ok|no)\b|odpis\w+ [\"']?(?:tak|ok|nie)\b",
    r"you (?:have )?won\b|congratulations|lottery\b",
    # Figures and addresses spelt out.
    rf"(?:(?:{_DIGITS})[ ,-]+){{4,}}(?:{_DIGITS})\b|\w+ dot \w+"
    r"|\w+ (?:punkt|point|punto|kropka) (?:com|net|org|eu|info)\b",
)
