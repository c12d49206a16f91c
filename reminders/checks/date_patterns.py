"""How five languages write days, as patterns over folded text (see domain.date_words)."""

from __future__ import annotations

import re

from domain.date_words import TOKENS
from domain.letter import Language
from reminders.checks.number_words import NUMBER_WORD

_MONTHS = [word for word, token in TOKENS.items() if token[:1] == "m" and token[1:].isdecimal()]
_WEEKDAYS = [word for word, token in TOKENS.items() if token[:1] == "w" and token[1:].isdecimal() and word != "w"]


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(sorted((word for word in words if not word[-1:].isdigit()), key=len, reverse=True)) + ")"


MONTH, WEEKDAY = _any(_MONTHS), _any(_WEEKDAYS)
_ORDINAL = r"(?:st|nd|rd|th|er|e|\.|º|ª|°)?"
_YEAR = r"(?:,? ?(?:de |del |of )?(?P<y>\d{4})(?!\d)(?: ?r\.)?)?"
WEEKDAY_BEFORE = re.compile(rf"(?<!\w)(?P<w>{WEEKDAY})\.?,? (?:the |le |den |dem |el |dnia )?\Z")

NAMED = (
    re.compile(
        rf"(?<![\w.,/-])(?P<d>\d{{1,2}}){_ORDINAL}(?: ?(?:of |de |d')?|-)(?P<m>{MONTH})(?![\w]| \d{{1,2}}(?:st|nd|rd"
        rf"|th)\b)\.?(?:-(?P<y2>\d{{4}}|\d\d)(?!\d)|{_YEAR})"
    ),
    re.compile(rf"(?<!\w)(?P<m>{MONTH})\.? (?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\w]|[.,]\d){_YEAR}"),
)
NUMERIC = re.compile(
    r"(?<![\w.,/-])(?:(?P<iso>\d{4}) ?[-/.] ?(?P<m1>\d\d?) ?[-/.] ?(?P<d1>\d\d?)"
    r"|(?P<d>\d\d?) ?(?P<s>[-./]) ?(?P<m>\d\d?) ?(?P=s) ?(?P<y>\d{4}|\d\d))(?![\w]|[-/]\d|[.,]\d)"
)
LIST_MARK = re.compile(rf"(?m)^[ \t]*(?P<n>\d{{1,2}})[.)](?= (?!{MONTH}\b|\d\d?\. ?\d{{4}}\b))")
MONTH_OF_YEAR = re.compile(rf"(?<!\w)(?P<m>{MONTH})\.?,? (?:de |del |of )?(?P<y>\d{{4}})(?!\d)")
DAY_ALONE = re.compile(
    r"(?<!\w)(?:(?:the|by|on) (\d\d?)(?:st|nd|rd|th)|(?:am|zum|den|dem|bis) (\d\d?)\.(?!\d)|(?:le|el"
    r"|dnia) (\d\d?))(?!\w)"
)
WEEKDAY_ALONE = re.compile(
    rf"(?<!\w)(?:(?:this|next|last|coming|nachste[nrms]?|kommende[nrms]?|letzte[nrms]?|ce|el|le|w|am) )?"
    rf"(?P<w>{_any([word for word in _WEEKDAYS if len(word) > 4])})(?:s?morgen|s?abend)?"  # noqa: PLR2004 - “sat”, “mar”
    r"(?: (?:next week|prochaine?|proxim[oa]|que viene|noon|morning|evening|afternoon))?(?!\w)"
)
# A number in words beside a month, or a day in words alone, is never how a letter of ours writes a day.
IN_WORDS = re.compile(
    rf"(?<!\w)(?:the )?(?:{NUMBER_WORD}|first|[a-z]+(?:st|th|ieth)|erste[nr]?|premier|primero)(?:[ -](?:of "
    rf"|de ))?[ -]{MONTH}(?!\w)"
    r"|(?<!\w)(?:the|by) (?:fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]+teenth|twent(?:ieth"
    r"|y-[a-z]+)|thirt(?:ieth|y-first))(?! (?:reminder|letter|invoice|time|note|message))(?!\w)"
)
_SPAN = (
    r"(?:minutes?|hours?|days?|weeks?|fortnights?|months?|years?|stunden?|tage?n?|werktage?n?|wochen?|monate?n?"
    r"|heures?|jours?|semaines?|mois|horas?|dias?|semanas?|mes(?:es)?|godzin\w*|dni|dnia|tydzien|tygodni\w*"
    r"|miesiac\w*|miesiecy)"
)
_COUNTED = r"(?:(?:more |further |working |business |calendar |nachsten |weitere[rn]? |autres |jours |dias )*)"
DURATION = re.compile(
    r"(?<!\w)(?:in|within|after|innerhalb(?: von)?|binnen|nach|dans|sous|d'ici|en|dentro de|w ciagu|za"
    r"|do) (?:the next |den nachsten |les |los proximos |najblizszych )?"
    rf"(?:\d{{1,3}}|{NUMBER_WORD}|an?|one|eine[rms]?|un[ae]?|jednego) {_COUNTED}{_SPAN}(?:' time|'s time)?(?! (?:ago"
    rf"|late|overdue))(?!\w)"
)
COUNTED_SPAN = re.compile(rf"(?<!\w)(?:(?P<n>\d{{1,4}})|(?P<words>{NUMBER_WORD})) {_COUNTED}(?P<unit>{_SPAN})(?!\w)")
_PERIOD = {
    Language.ENGLISH: (
        r"(?:this|next|last|coming|following|end of(?: the)?(?: this| next)?|early next|middle of next) (?:week"
        r"|weekend|month|quarter|year)|(?:end|start|close) of (?:business|play|day)|month[- ]end|year[- ]end|tonight"
        r"|tomorrow|tmrw|yesterday|day after tomorrow|christmas|new year|easter"
    ),
    Language.GERMAN: (
        r"(?:diese|nachste|kommende|naechste|laufende|letzte)[nrms]? (?:woche|monats?|quartals?|jahre?s?)|(?:ende"
        r"|anfang|mitte) (?:(?:diese|der|des|nachste|kommende|laufende)[nrms]? )*(?:woche|monats?|quartals|jahres)"
        r"|monatsende|wochenende|jahresende|(?<!guten )morgen|ubermorgen|gestern|vorgestern|weihnachten|ostern"
    ),
    Language.FRENCH: (
        r"(?:semaine|mois|annee|trimestre) prochaine?|cette semaine|ce mois(?:-ci)?|fin (?:de (?:la )?semaine|du mois"
        r"|de mois)|demain|apres-demain|hier|avant-hier|noel|paques"
    ),
    Language.SPANISH: (
        r"proxim[oa] (?:semana|mes)|est[ea] (?:semana|mes)|(?:semana|mes) (?:que viene|proxim[oa])"
        r"|(?:fin(?:al)?(?:es)?) (?:de|del)(?: la)? (?:semana|mes)|(?<!la )(?<!por )manana|pasado manana|ayer"
        r"|anteayer|navidad"
    ),
    Language.POLISH: (
        r"(?:przyszl|nastepn)\w+ (?:tygodni\w*|tydzien|miesiac\w*)|(?:tym|tego|biezac\w+) (?:tygodni\w*|miesiac\w*)"
        r"|(?:konca|koniec|koncem|koncu) (?:tygodnia|miesiaca|roku)|jutr[oa]|pojutrze|wczoraj|przedwczoraj|swiet(?:a"
        r"|ami)?"
    ),
}
_ALWAYS = (
    rf"|eod|eow|eom|cob|(?:end|mid|middle|beginning|start|early|late|ende|anfang|fin|mi|debut|finales|mediados"
    rf"|principios|koniec|konca|poczatku|polowy)(?: of| de| d'| du)?[ -]{MONTH}"
)
_TODAY = "today|heute|aujourd'hui|hoy|dzis|dzisiaj"
SAID = {
    language: re.compile(rf"(?<!\w)(?:{_PERIOD[Language.ENGLISH]}|{own}|{_TODAY}{_ALWAYS})(?!\w)")
    for language, own in _PERIOD.items()
}
_FULL_MONTHS = {
    Language.ENGLISH: "January February March April June July August September October November December",
    Language.GERMAN: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    Language.FRENCH: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    Language.SPANISH: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    Language.POLISH: (
        "stycznia styczniu lutego lutym marca marcu kwietnia kwietniu maja maju czerwca czerwcu lipca lipcu sierpnia "
        "sierpniu września wrześniu października październiku listopada listopadzie grudnia grudniu"
    ),
}
MONTH_ALONE = {
    language: re.compile(
        rf"(?<!\w)(?:{names.replace(' ', '|')}|{_FULL_MONTHS[Language.ENGLISH].replace(' ', '|')}|(?<=in )May"
        rf"|(?<=of )May"
        r"|(?<=by )May|(?<=until )May)(?!\w)"
    )
    for language, names in _FULL_MONTHS.items()
}
