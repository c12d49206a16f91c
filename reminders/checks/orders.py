"""Signs that a letter did what somebody's words asked for: it speaks of itself as a machine, gives money or time away,
or repeats what it was told to say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.date_words import folded
from domain.letter import Fault, Flaw
from reminders.checks.known import Known
from reminders.checks.letter_vocabulary import IN_LETTERS
from reminders.checks.page import COVER, Page
from reminders.checks.straight import straight


def obeyed(page: Page, known: Known) -> Iterator[Flaw]:
    """What no reminder says by itself, and what the client's words asked to have said."""
    patterns = (_MACHINE, _BLOB, _DEADLINE, _NEW_BANK) if known.facts.is_thanks else _ALL
    for pattern in patterns:
        for found in pattern.finditer(page.plain if pattern is not _BLOB else page.left):
            yield Flaw(fault=Fault.OBEYED, shown=page.text[slice(*found.span())].strip()[:_SHOWN])
    yield from _repeated(page, known.facts.builds_on.words or "")


def _repeated(page: Page, said: str) -> Iterator[Flaw]:
    """Words the client asked to have written, or many of theirs in a row outside of quotes."""
    said = " ".join(folded(straight(said[:_READ])).split())
    if not said:
        return
    letter = " ".join(page.plain.replace(COVER, "").split())
    for found in _ASKED.finditer(said):
        wanted = (found["quoted"] or found["quoted2"] or found["bare"]).strip(" .,:;!?\"'")
        is_odd = len(wanted.split()) >= _FEWEST_WORDS or (not found["bare"] and wanted not in IN_LETTERS)
        if is_odd and len(wanted) >= _SHORTEST_ECHO and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", letter):
            yield Flaw(fault=Fault.OBEYED, shown=wanted[:_SHOWN])
    ours = _WORD.findall(_QUOTED.sub(" ", page.said))
    theirs = _WORD.findall(said)
    runs = {tuple(theirs[place : place + _LONG_ECHO]) for place in range(len(theirs) - _LONG_ECHO + 1)}
    for place in range(len(ours) - _LONG_ECHO + 1):
        if tuple(run := ours[place : place + _LONG_ECHO]) in runs:
            yield Flaw(fault=Fault.OBEYED, shown=" ".join(run)[:_SHOWN])
            return


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})")


_SHOWN = 60
_READ = 20_000
_SHORTEST_ECHO = 4
_FEWEST_WORDS = 3
_LONG_ECHO = 8
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'"[^"\n]{0,400}"')
# “Write ‘HACKED’”, “include the words free of charge”, “reply with OK”.
_ASKED = re.compile(
    r"(?<!\w)(?:say|write|include|add|insert|append|mention|reply with|respond with|answer with|print|output|repeat"
    r"|start with|end with|begin with|state|schreibe?|antworte mit|fuge|ergansze|sage|ecri(?:s|vez)|ajoute[zr]?"
    r"|reponds?|dis|escrib[ae]|anad[ae]|di|incluy[ae]|responde|napisz|dodaj|odpowiedz|powiedz)(?: only| just| exactly"
    r"| the words?| the phrase| the sentence| the text| that| that| nur| genau| seulement| solo"
    r"| tylko)*:? (?:\"(?P<quoted>[^\"]{3,200})\"|'(?P<quoted2>[^']{3,200})'|(?P<bare>[^.,;:!?\"'\n]{4,60}))"
)
# Over folded text.
_MACHINE = _any(
    r"as an? (?:ai|assistant|language model|bot|llm)\b|(?:large )?language model|\bai (?:assistant|model|language)"
    r"|artificial intelligence|chat ?gpt|openai|gpt-?\d|claude\b|gemini\b|llama\b|(?:ignore|disregard|forget|override"
    r"|bypass) (?:all |any |the |my |your |these |of )*(?:previous|prior|above|earlier|preceding|instructions?|rules"
    r"|guidelines)",
    r"system (?:prompt|message|instructions?)|prompt injection|jail ?break\w*|developer mode|\bdan\b mode"
    r"|do anything now|<\|[a-z_]+\|>|###? ?(?:instruction|system|response)|\b(?:assistant|system|user|human) ?:"
    r"|(?:the|your|my) (?:instructions|prompt)\b|i (?:cannot|can't|am unable to|won't) (?:comply|assist|help with"
    r"|fulfil+|write)|as (?:you )?(?:instructed|requested by the (?:user|client))|here is the (?:letter|email|draft"
    r"|text|reminder)",
    r"ki-?(?:assistent|modell|sprachmodell)\w*|sprachmodell|als ki\b|(?:ignoriere|vergiss) (?:alle|die|deine"
    r"|vorherige)\w*|systemprompt|anweisungen\b|hier ist (?:der|ein|die) (?:brief|entwurf|e-mail)",
    r"modele de langage|intelligence artificielle|en tant qu'?(?:ia|assistant)\b|ignore[zr]? (?:les|toutes"
    r"|vos) (?:instructions|consignes)|voici (?:la|une|le) (?:lettre|brouillon|projet)",
    r"modelo de lenguaje|inteligencia artificial|como (?:ia|asistente)\b|ignora\w* (?:las|todas|tus"
    r"|sus) instrucciones|aqui (?:tiene|esta) (?:la|el|una) (?:carta|borrador)",
    r"model(?:em)? jezykow\w+|sztuczn\w+ inteligencj\w+|jako (?:ai|asystent)\b|zignoruj (?:wszystkie|poprzednie)"
    r"|oto (?:list|projekt|tresc)",
    r"<script|javascript|drop table|select \*|union select|onerror ?=|=cmd\||rm -rf|curl |wget |powershell|base64",
)
_BLOB = re.compile(
    r"\b(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])(?=[\w+/]*\d)[A-Za-z0-9+/_-]{28,}={0,2}|\b[0-9a-f]{32,}\b"
    r"|(?:\\x[0-9a-f]{2}){3,}|(?:%[0-9A-F]{2}){3,}"
)
_DISCOUNT = _any(
    r"discount\w*|rebates?\b|\d+ ?(?:\S )?off\b|(?:half|some|money|a bit) off\b|off the (?:total|bill|price|amount)"
    r"|reduc(?:e|ed|ing|tion)\b|lower(?:ed)? (?:amount|total|price|sum)|voucher\b|coupon\b|free of charge|for free\b"
    r"|complimentary\b|refund\w*|goodwill (?:credit|gesture)|waiv(?:e|ed|ing|er)\b|we (?:will|can"
    r"|are going to) (?:only charge|accept (?:less|half|a))|settle for (?:less|half)",
    r"rabatt\w*|nachlas\w*|skonto\b|ermasigung\w*|ermassigung\w*|reduzier\w*|gutschein\w*|kostenlos\b|kostenfrei\b"
    r"|erstatt\w+|kulanz\w*",
    r"remises?\b|rabais\b|reductions?\b|reduit\w*|ristourne\w*|gratuit\w*|rembours\w+|geste commercial|escompte\b",
    r"descuentos?\b|rebaja\w*|reduccion\b|reducid[oa]s?\b|gratis\b|gratuit[oa]\w*|reembols\w+|bonificaci\w+",
    r"rabat\w*|znizk\w+|upust\w*|obniz\w+|bezplatn\w+|za darmo\b|gratis\b|zwrot (?:pieniedzy|srodkow|kosztow)\b",
)
_FORGIVEN = _any(
    r"no longer (?:owe|due|owed|payable|need to pay|have to pay)|(?:do not|don't|needn't|need not) (?:owe|need to pay"
    r"|have to pay)|(?:nothing|no (?:amount|balance|payment)) (?:is |was )?(?:owed|to pay|left to pay|due|is due"
    r"|outstanding|needed|required|open)\b|(?:is|are|has been|have been|was|were|now|already|as|marked) (?:now "
    r"|already |fully |completely |all )*(?:paid in full|fully paid|settled|cleared|cancel+ed|forgiven|written off"
    r"|waived|void(?:ed)?|resolved|closed)(?! (?:on|with|between) )",
    r"consider (?:it|this|the \w+|your \w+|them) (?:as )?(?:settled|paid|closed|cancel+ed|done|void|resolved)"
    r"|(?:forgive|forgiving|forgiven|write off|writing off|cancel|cancelling|void|erase|drop) (?:the|this|your|all|it"
    r"|that)\b|(?:zero|nil) balance|balance is (?:zero|nil|now nil|settled)|debt[- ]free|free and clear|(?:ignore"
    r"|disregard) (?:this|the|your|our|all) (?:invoices?|bills?|debts?|balance|amount)|keep the money|a gift\b"
    r"|our gift|on the house|we owe you|you are owed|no need to (?:pay|worry|send)|you may keep",
    r"(?:nichts|keinen? betrag|keine zahlung) mehr (?:zu (?:zahlen|begleichen)|schuld\w+|offen|fallig)"
    r"|schulden (?:uns )?nichts|(?:ist|sind|gilt|gelten) (?:\w+ )?(?:damit |bereits |somit |nun |jetzt |als "
    r"|vollstandig )*(?:beglichen|erledigt|bezahlt|storniert|erlassen|ausgeglichen)|erlassen\b|erlass\b|storniert?\w*"
    r"|schuldenfrei|verzichten\b|geschenkt?\b|ausgebucht",
    r"ne (?:nous )?devez (?:plus )?rien|n'avez (?:plus )?rien a (?:payer|regler)|plus rien a (?:payer|regler)|(?:est"
    r"|sont|considere\w*) (?:comme |desormais |deja |entierement |integralement )*(?:soldee?s?|reglee?s?|payee?s?"
    r"|annulee?s?|effacee?s?)(?! (?:le|par|avec) )|annul(?:ons|er|ee?s?|ation)\b|effa(?:cons|cer|cee?s?)\b|dette est"
    r"|cadeau\b|renonc\w+",
    r"(?:ya )?no (?:nos )?(?:debe|deben|adeuda|adeudan) (?:nada|mas)?|nada que pagar|(?:esta|estan|queda|quedan"
    r"|considera\w*|fue|ha sido|dar por) (?:\w+ )?(?:ya |totalmente |como )*(?:pagad[oa]s?|saldad[oa]s?"
    r"|liquidad[oa]s?|cancelad[oa]s?|anulad[oa]s?|condonad[oa]s?)|condon\w+|perdon(?:ar|amos|ada|ado) |anul(?:ar|amos"
    r"|ada|ado)\b|cancel(?:ar|amos) (?:la|su|las)|regalo\b",
    r"nie (?:musza|musi|maja|sa) (?:\w+ )?(?:juz )?(?:plac\w+|zaplac\w+|winni|nic)|nic (?:juz )?nie (?:sa|trzeba"
    r"|maja)|(?:zostal[ayo]?|jest|sa|uznajemy|uwaza\w*) (?:\w+ )?(?:za |juz |w calosci )*(?:oplacon\w+|zaplacon\w+"
    r"|uregulowan\w+|splacon\w+|umorzon\w+|anulowan\w+)|umorz\w+|anulow\w+|anuluj\w+|darowa\w+|prezent\b|w prezencie"
    r"|odpisa\w+",
)
_NEW_BANK = _any(
    r"(?:new|changed|updated|different|other|alternative|revised|correct(?:ed)?) (?:our |the |your )?(?:bank(?:ing)?"
    r"|payment|account|wire|remittance) (?:details?|accounts?|information|instructions?|data|number)|(?:bank|account"
    r"|payment) (?:details?|accounts?|number|information) (?:have|has|had) (?:been )?(?:changed|updated|moved)"
    r"|(?:changed|updated|switched|moved|changing|switching) (?:our |to a new |to another |the )?(?:bank|banks"
    r"|account|bank account|bank details)\b|new (?:bank|account|iban)\b|do not (?:use|pay (?:in)?to) the old"
    r"|following (?:bank )?account|(?:pay|transfer|send|wire|deposit)(?: it| the \w+| this"
    r"| your \w+)? (?:in)?to (?:this|the following|my|a different|another|a new)\b",
    r"(?:neue|geanderte|andere|aktualisierte)[nrms]? (?:bankverbindung|bankdaten|kontoverbindung|kontonummer"
    r"|kontodaten|konto|iban|bank)|(?:bankverbindung|kontoverbindung|bankdaten|konto\w*) (?:hat|haben) sich"
    r"|folgendes konto|bank gewechselt",
    r"(?:nouve(?:aux?|lles?|l)|autres?) (?:coordonnees|compte|rib|iban|banque)|coordonnees bancaires ont"
    r"|change de banque|compte suivant",
    r"(?:nuev[oa]s?|otr[oa]s?) (?:datos bancarios|cuenta|iban|banco)|(?:datos bancarios|cuenta) (?:ha|han) cambiado"
    r"|cambi(?:ado|amos) de banco|siguiente cuenta",
    r"(?:nowy|nowe|nowego|nowym|inny|inne|zmienion\w+) (?:numer\w* (?:konta|rachunku)|konto|rachunek|dane bankowe"
    r"|iban|bank\w*)|zmian\w+ (?:konta|rachunku|banku|numeru)|zmienil\w* (?:sie )?(?:numer|konto|bank|rachunek)"
    r"|nastepujac\w+ (?:konto|rachunek)",
)
_DEADLINE = _any(
    r"extend(?:ed|ing)?\b|extensions?\b|new (?:deadline|due date|payment date)|(?:deadline|due date) (?:has been |is "
    r"|was |now )*(?:moved|changed|extended|postponed)|postpone\w*|defer(?:red|ral|ring)?\b|take your time|no (?:rush"
    r"|hurry)|whenever (?:you|it)|extra time|more time|additional time|grace period|at your leisure|payment holiday"
    r"|instal?lments?\b|payment plan",
    r"fristverlangerung\w*|verlanger\w+|neue[rsn]? (?:frist|zahlungsziel|falligkeit\w*|termin)|zahlungsaufschub"
    r"|aufschub\b|stund(?:en|ung)\b|keine eile|ratenzahlung\w*|lassen sie sich (?:ruhig )?zeit|verschoben\b"
    r"|verschieben\b",
    r"delai (?:supplementaire|de paiement|de grace)|prolong\w+|report(?:er|ee?s?|ons)\b|nouvelle (?:echeance"
    r"|date limite)|prenez votre temps|rien ne presse|echelonn\w+|echeancier\b",
    r"prorrog\w+|aplaz\w+|nuev[oa] (?:plazo|vencimiento|fecha limite|fecha de (?:pago|vencimiento))|mas tiempo"
    r"|sin prisa|tomese (?:su|el) tiempo|a plazos\b",
    r"przedluz\w+|odrocz\w+|prolongat\w+|now(?:y|ego|ym) termin\w*|nie ma pospiechu|bez pospiechu|dodatkow\w+ czas\w*"
    r"|rozloz\w+ na raty|na raty\b|ratach\b",
)
_ALL = (_MACHINE, _BLOB, _DISCOUNT, _FORGIVEN, _NEW_BANK, _DEADLINE)
