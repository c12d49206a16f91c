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
    r"lawyers?\b|solicitors?\b|attorneys?\b|legal(?:ly)? (?:action|advice|advisers?|proceedings|steps"
    r"|measures|counsel|department"
    r"|team|consequences|claims?|costs|fees|remed\w+|routes?|rights?|obliged|binding|notice)|law ?suits?\b"
    r"|litigat\w+|(?:take|taking|see"
    r"|meet)(?: you)? (?:\w+ )?(?:to|in) court|(?:the |a |small claims |county |by )courts?\b|sue(?:d|s)?\b"
    r"|suing\b|bailiffs?\b|prosecut\w+",
    r"police\b|criminal\w*|fraud\w*|insolven\w+|bankrupt\w*|winding[- ]up|statutory demand"
    r"|credit (?:bureaus?|agenc\w+|rating|score|report\w*"
    r"|reference|reporting)|blacklist\w*|defaulters?\b|seiz(?:e|ure|ing)\b|garnish\w*|letter before action"
    r"|cease and desist|jail\b|prison\b",
    r"(?:rechts)?anw(?:alt|alte|alten|alts|altin|altlich\w*|altskanzlei)\b|gericht(?:e|en|s|lich\w*"
    r"|sverfahren|svollzieher\w*|skosten)?\b|mahnbescheid\w*|mahnverfahren|klage(?:n|verfahren)?\b"
    r"|verklag\w+|rechtliche[nrs]? (?:schritte|konsequenzen|mittel|folgen|massnahmen|masnahmen)|rechtsweg\w*"
    r"|juristisch\w*|gerichtsvollzieher\w*|polizei\w*"
    r"|strafanzeige\w*|strafrechtlich\w*|betrug\b|insolvenz\w*|schufa\b|bonitat\w*|pfandung\w*"
    r"|zwangsvollstreck\w*|vollstreck\w+",
    r"avocats?\b|huissiers?\b|tribuna(?:l|ux|les)\b|justice\b|judiciaires?\b|juridiques?\b|mise en demeure"
    r"|poursuites?\b|assign(?:er|ation)\b|injonction\w*|police\b"
    r"|plainte\b|penal\w*|faillite\b|saisie\b|fichier des incidents|banque de france",
    r"abogad[oa]s?\b|juzgados?\b|demand(?:a|as) judicial\w*|demandar(?:le|les|lo)?\b|acciones? (?:legal"
    r"|judicial)\w*|medidas legales|via (?:legal|judicial)|judicial(?:es|mente)?\b"
    r"|policia\b|denuncia\w*|embarg\w+|moros[oa]s?\b|asnef\b|burofax\b|concurso de acreedores"
    r"|requerimiento (?:notarial|formal)",
    r"prawnik\w*|adwokat\w*|radc[ayo]\w* prawn\w+|kancelari\w+ prawn\w+|sad(?:u|owi|em|zie|ow|ami|owy|owej"
    r"|owego|owa|owe|owo)\b|pozew\w*|pozwu\b|pozwac\b|pozwiemy"
    r"|komornik\w*|komornicz\w+|postepowani\w+ (?:sadow|egzekuc|upominawcz)\w*|drog\w+ (?:sadow|prawn)\w+"
    r"|krok\w* prawn\w+|polic(?:ja|je|ji)\b|prokuratur\w*|upadlosc\w*|krd\b"
    r"|rejestr\w* dluznik\w*|biur\w+ informacji|wezwani\w+ przedsadow\w+|egzekuc\w+",
)
_LAST_ONLY = _any(
    r"(?:debt )?collect(?:ion|ions|ors?) (?:agenc\w+|compan\w+|firms?|service\w*|proceedings|process)"
    r"|debt collect\w+|(?:in)?to collections?\b|third[- ]party collect\w*"
    r"|(?:late|statutory|default|penalty|overdue|accrue\w*|accruing|charg\w+|add\w*|plus|with|of|and|daily"
    r"|the) interest\b(?! (?:in|you|and attention))|interest (?:will|charges?|accru\w+|at|of|on|is|may|shall"
    r"|for late|from)"
    r"|late(?:[- ]payment)? (?:fees?|charges?|penalt\w+)|penalt(?:y|ies)\b|surcharges?\b"
    r"|admin(?:istration)? (?:fees?|charges?)|dunning fees?|reminder fees?",
    r"suspend\w*|suspension\b|(?:stop|stopping|pause|pausing|halt\w*|cease|withhold\w*|withdraw\w*|block\w*"
    r"|cut off|discontinu\w+) (?:all |any |our |your |the |further |ongoing |future )*(?:work|services?"
    r"|projects?|deliver\w+|access"
    r"|support|accounts?|supply|hosting|website|cooperation)|terminat\w+|cancel(?:l?ing|l?ed)? (?:your|the"
    r"|our|all) (?:contract|services?|account|agreement)|down ?tools",
    r"(?:further|additional|serious|other|necessary|stronger|firmer) (?:steps|action|actions|measures"
    r"|consequences)|consequences\b|escalat\w+|final (?:notice|warning|demand)|last (?:warning|chance)"
    r"|or else\b|be forced to"
    r"|no (?:other )?(?:choice|option|alternative)\b|formal (?:demand|notice)|breach of contract"
    r"|without further notice|hand(?:ed|ing)? (?:this |it |the matter )?over to",
    r"inkasso\w*|(?:verzugs|zins|mahn|verspatungs)\w*(?:zins|gebuhr|kosten|pauschale|schaden)\w*|zinsen\b"
    r"|zinssatz\w*|in verzug\b|verzug\b|saumnis\w*|letzte (?:mahnung|warnung|chance)|konsequenzen\b"
    r"|weitere (?:schritte|masnahmen|massnahmen)"
    r"|(?:arbeit\w*|leistung\w*|dienste?|lieferung\w*|projekt\w*|zugang\w*) (?:\w+ )?(?:ein(?:zu)?stellen"
    r"|aus(?:zu)?setzen|unterbrechen|pausieren|sperren|stoppen|kundigen)|gezwungen\b|eskal\w+"
    r"|sehen wir uns gezwungen",
    r"(?:agence|societe|cabinet|service) de recouvrement|recouvrement\b|interets? (?:de retard|moratoires?"
    r"|legaux)|penalites?\b|indemnite forfaitaire|frais (?:de (?:retard|relance|recouvrement)"
    r"|supplementaires)"
    r"|suspend(?:re|ons|rons|u\w*)\b|suspension\b|interromp\w+|cess(?:er|ons|erons) (?:nos|tout|les|nos) \w+"
    r"|resili\w+|consequences\b|dernier avertissement|contraints?\b|mesures (?:supplementaires|necessaires"
    r"|complementaires)",
    r"agencias? de (?:cobros?|recobros?)|recobros?\b|intereses (?:de demora|moratorios|legales|por)"
    r"|intereses\b|recargos?\b|penalizaci\w+|suspender\w*|suspension\b|suspenderemos|interrumpir\w*"
    r"|rescindir\w*|paralizar\w*"
    r"|consecuencias\b|ultim[oa] (?:aviso|advertencia|oportunidad)|(?:nos veremos|vernos) (?:obligados"
    r"|forzados)|medidas (?:adicionales|oportunas|necesarias)",
    r"windykac\w+|windykator\w*|odset(?:ki|ek|kami|kach)\b|kar(?:a|y|e) umown\w+|oplat\w+ (?:za opoznienie"
    r"|karn\w+|upominawcz\w+)|wstrzym\w+|zawies(?:ic|imy|zenie|zeni\w+)\b|rozwiaz\w+ umow\w+|konsekwencj\w+"
    r"|ostateczn\w+ (?:wezwani\w+|ostrzezeni\w+)"
    r"|zmuszen\w+|dalsz\w+ krok\w+|wypowiedz(?:enie|imy)\b",
)
