"""Threats and legal claims. Some may stand in the last letter, some in none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.chasing import Stage
from domain.letter import Fault, Flaw
from reminders.checks.page import Page


def threats(page: Page, stage: Stage) -> Iterator[Flaw]:
    """Before the last letter none; in it only what announces no court, police or report about the client."""
    for pattern in (_NEVER,) if stage is Stage.FINAL else (_NEVER, _LAST_ONLY):
        for found in pattern.finditer(page.plain):
            yield Flaw(fault=Fault.THREAT, shown=page.text[slice(*found.span())].strip())


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})")


# Over folded text.
_NEVER = _any(
    r"lawyers?\b|solicitors?\b|attorneys?\b|legal(?:ly)? (?:action|advice|advisers?|proceedings|steps|measures"
    r"|counsel|department|team|consequences|claims?|costs|fees|remed\w+|routes?|rights?|obliged|binding|notice)"
    r"|law ?suits?\b|litigat\w+|(?:take|taking|see|meet)(?: you)? (?:\w+ )?(?:to|in) court|(?:the |a |small claims "
    r"|county |by )courts?\b|sue(?:d|s)?\b|suing\b|bailiffs?\b|prosecut\w+",
    r"police\b|criminal\w*|fraud\w*|insolven\w+|bankrupt\w*|winding[- ]up|statutory demand|credit (?:bureaus?"
    r"|agenc\w+|rating|score|report\w*|reference|reporting)|blacklist\w*|defaulters?\b|seiz(?:e|ure|ing)\b|garnish\w*"
    r"|letter before action|cease and desist|jail\b|prison\b",
    r"(?:rechts)?anw(?:alt|alte|alten|alts|altin|altlich\w*|altskanzlei)\b|gericht(?:e|en|s|lich\w*|sverfahren"
    r"|svollzieher\w*|skosten)?\b|mahnbescheid\w*|mahnverfahren|klage(?:n|verfahren)?\b|verklag\w+"
    r"|rechtliche[nrs]? (?:schritte|konsequenzen|mittel|folgen|massnahmen|masnahmen)|rechtsweg\w*|juristisch\w*"
    r"|gerichtsvollzieher\w*|polizei\w*|strafanzeige\w*|strafrechtlich\w*|betrug\b|insolvenz\w*|schufa\b|bonitat\w*"
    r"|pfandung\w*|zwangsvollstreck\w*|vollstreck\w+",
    r"avocats?\b|huissiers?\b|tribuna(?:l|ux|les)\b|justice\b|judiciaires?\b|juridiques?\b|mise en demeure"
    r"|poursuites?\b|assign(?:er|ation)\b|injonction\w*|police\b|plainte\b|penal\w*|faillite\b|saisie\b"
    r"|fichier des incidents|banque de france",
    r"abogad[oa]s?\b|juzgados?\b|demand(?:a|as) judicial\w*|demandar(?:le|les|lo)?\b|acciones? (?:legal|judicial)\w*"
    r"|medidas legales|via (?:legal|judicial)|judicial(?:es|mente)?\b|policia\b|denuncia\w*|embarg\w+|moros[oa]s?\b"
    r"|asnef\b|burofax\b|concurso de acreedores|requerimiento (?:notarial|formal)",
    r"prawnik\w*|adwokat\w*|radc[ayo]\w* prawn\w+|kancelari\w+ prawn\w+|sad(?:u|owi|em|zie|ow|ami|owy|owej|owego|owa"
    r"|owe|owo)\b|pozew\w*|pozwu\b|pozwac\b|pozwiemy|komornik\w*|komornicz\w+|postepowani\w+ (?:sadow|egzekuc"
    r"|upominawcz)\w*|drog\w+ (?:sadow|prawn)\w+|krok\w* prawn\w+|polic(?:ja|je|ji)\b|prokuratur\w*|upadlosc\w*|krd\b"
    r"|rejestr\w* dluznik\w*|biur\w+ informacji|wezwani\w+ przedsadow\w+|egzekuc\w+",
)
_LAST_ONLY = _any(
    r"(?:debt )?collect(?:ion|ions|ors?) (?:agenc\w+|compan\w+|firms?|service\w*|proceedings|process)|debt collect\w+"
    r"|(?:in)?to collections?\b|third[- ]party collect\w*|(?:late|statutory|default|penalty|overdue|accrue\w*"
    r"|accruing|charg\w+|add\w*|plus|with|of|and|daily|the) interest\b(?! (?:in|you|and attention))|interest (?:will"
    r"|charges?|accru\w+|at|of|on|is|may|shall|for late|from)|late(?:[- ]payment)? (?:fees?|charges?|penalt\w+)"
    r"|penalt(?:y|ies)\b|surcharges?\b|admin(?:istration)? (?:fees?|charges?)|dunning fees?|reminder fees?",
    r"suspend\w*|suspension\b|(?:stop|stopping|pause|pausing|halt\w*|cease|withhold\w*|withdraw\w*|block\w*|cut off"
    r"|discontinu\w+) (?:all |any |our |your |the |further |ongoing |future )*(?:work|services?|projects?|deliver\w+"
    r"|access|support|accounts?|supply|hosting|website|cooperation)|terminat\w+|cancel(?:l?ing|l?ed)? (?:your|the|our"
    r"|all) (?:contract|services?|account|agreement)|down ?tools",
    r"(?:further|additional|serious|other|necessary|stronger|firmer) (?:steps|action|actions|measures|consequences)"
    r"|consequences\b|escalat\w+|final (?:notice|warning|demand)|last (?:warning|chance)|or else\b|be forced to"
    r"|no (?:other )?(?:choice|option|alternative)\b|formal (?:demand|notice)|breach of contract"
    r"|without further notice|hand(?:ed|ing)? (?:this |it |the matter )?over to",
    r"inkasso\w*|(?:verzugs|zins|mahn|verspatungs)\w*(?:zins|gebuhr|kosten|pauschale|schaden)\w*|zinsen\b|zinssatz\w*"
    r"|in verzug\b|verzug\b|saumnis\w*|letzte (?:mahnung|warnung|chance)|konsequenzen\b|weitere (?:schritte|masnahmen"
    r"|massnahmen)|(?:arbeit\w*|leistung\w*|dienste?|lieferung\w*|projekt\w*|zugang\w*) (?:\w+ )?(?:ein(?:zu)?stellen"
    r"|aus(?:zu)?setzen|unterbrechen|pausieren|sperren|stoppen|kundigen)|gezwungen\b|eskal\w+|sehen wir uns gezwungen",
    r"(?:agence|societe|cabinet|service) de recouvrement|recouvrement\b|interets? (?:de retard|moratoires?|legaux)"
    r"|penalites?\b|indemnite forfaitaire|frais (?:de (?:retard|relance|recouvrement)|supplementaires)|suspend(?:re"
    r"|ons|rons|u\w*)\b|suspension\b|interromp\w+|cess(?:er|ons|erons) (?:nos|tout|les|nos) \w+|resili\w+"
    r"|consequences\b|dernier avertissement|contraints?\b|mesures (?:supplementaires|necessaires|complementaires)",
    r"agencias? de (?:cobros?|recobros?)|recobros?\b|intereses (?:de demora|moratorios|legales|por)|intereses\b"
    r"|recargos?\b|penalizaci\w+|suspender\w*|suspension\b|suspenderemos|interrumpir\w*|rescindir\w*|paralizar\w*"
    r"|consecuencias\b|ultim[oa] (?:aviso|advertencia|oportunidad)|(?:nos veremos|vernos) (?:obligados|forzados)"
    r"|medidas (?:adicionales|oportunas|necesarias)",
    r"windykac\w+|windykator\w*|odset(?:ki|ek|kami|kach)\b|kar(?:a|y|e) umown\w+|oplat\w+ (?:za opoznienie|karn\w+"
    r"|upominawcz\w+)|wstrzym\w+|zawies(?:ic|imy|zenie|zeni\w+)\b|rozwiaz\w+ umow\w+|konsekwencj\w+"
    r"|ostateczn\w+ (?:wezwani\w+|ostrzezeni\w+)|zmuszen\w+|dalsz\w+ krok\w+|wypowiedz(?:enie|imy)\b",
)
