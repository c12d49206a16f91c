"""Words people use for days, in five languages, and what each stands for.

Every word is written folded (see `folded`): small letters without accents. It stands for one token of the small
grammar in `domain.said_dates`: `w0`-`w6` weekdays from Monday, `m1`-`m12` months, digits, or an English word. An empty
token is a filler that is dropped.
"""

from __future__ import annotations

import unicodedata
from functools import cache


def folded(text: str) -> str:
    """Small letters without accents and with straight quotes; every character keeps its place."""
    return text.lower() if text.isascii() else "".join(map(_folded_letter, text))


def words_of(text: str) -> frozenset[str]:
    """The words of a table written as one text."""
    return frozenset(text.split())


@cache
def _folded_letter(letter: str) -> str:
    plain = _PLAIN.get(letter) or unicodedata.normalize("NFKD", letter)[0]
    lower = plain.lower()
    return lower if len(lower) == 1 else letter


_PLAIN = {
    **dict.fromkeys("’‘‛´`ʼ", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("–—‒−‐‑", "-"),
    "ł": "l",
    "Ł": "l",
    "ß": "s",
    "ø": "o",
    "Ø": "o",
    "\u00a0": " ",
    "\u202f": " ",
}

_WEEKDAYS = """
    monday mon montag lundi lunes poniedzialek poniedzialku
    tuesday tue tues dienstag mardi martes wtorek wtorku
    wednesday wed weds mittwoch mercredi miercoles sroda srode srody
    thursday thu thur thurs donnerstag jeudi jueves czwartek czwartku
    friday fri freitag vendredi viernes piatek piatku
    saturday sat samstag sonnabend samedi sabado sobota sobote soboty
    sunday sun sonntag dimanche domingo niedziela niedziele niedzieli
"""
_MONTHS = """
    january jan januar janner jaenner janvier janv enero ene styczen stycznia styczniu styczniem
    february feb februar fevrier fevr fev febrero luty lutego lutym
    march mar marz maerz mars marzo marzec marca marcu marcem
    april apr avril avr abril abr kwiecien kwietnia kwietniu kwietniem
    may mai mayo maj maja maju majem
    june jun juni juin junio czerwiec czerwca czerwcu czerwcem
    july jul juli juillet juil julio lipiec lipca lipcu lipcem
    august aug aout agosto sierpien sierpnia sierpniu sierpniem
    september sep sept septembre septiembre setiembre wrzesien wrzesnia wrzesniu wrzesniem
    october oct oktober okt octobre octubre pazdziernik pazdziernika pazdzierniku pazdziernikiem
    november nov novembre noviembre listopad listopada listopadzie listopadem
    december dec dezember dez decembre diciembre dic grudzien grudnia grudniu grudniem
"""
_NUMBERS = """
    one ein eine einem einer einen un une una uno jeden jedna jedno
    two zwei deux dos dwa dwie
    three drei trois tres trzy
    four vier quatre cuatro cztery
    five funf fuenf cinq cinco piec
    six sechs seis szesc
    seven sieben sept siete siedem
    eight acht huit ocho osiem
    nine neun neuf nueve dziewiec
    ten zehn dix diez dziesiec
"""
_OTHERS = {
    "today": "today tonight heute aujourd'hui hoy dzis dzisiaj",
    "cob": "cob eod cop",
    "tomorrow": "tomorrow tmrw tomorow tommorow morgen demain manana jutro",
    "yesterday": "yesterday gestern hier ayer wczoraj",
    "overmorrow": "overmorrow ubermorgen uebermorgen pojutrze",
    "ereyesterday": "vorgestern anteayer przedwczoraj",
    "day": "day days tag tage tagen jour jours dia dias dzien dni",
    "week": "week weeks woche wochen semaine semaines semana semanas tydzien tygodnia tygodnie tygodni tygodniu",
    "fortnight": "fortnight quinzaine quincena",
    "month": "month months monat monats monate monaten mois mes meses miesiac miesiaca miesiace miesiecy miesiacu "
    "month's",
    "year": "year years jahr jahre jahren jahres ans annee ano rok roku",
    "quarter": "quarter quartal trimestre kwartal kwartalu",
    "q1": "q1",
    "q2": "q2",
    "q3": "q3",
    "q4": "q4",
    "christmas": "christmas xmas weihnachten noel navidad swietami",
    "weekafternext": "",
    "workday": "workday workdays werktag werktage werktagen",
    "next": "next nachste nachsten nachster nachstes naechste naechsten naechster prochain prochaine proximo "
    "proxima przyszly przyszlego przyszlym przyszla nastepny nastepnego nastepnym",
    "this": "this coming diese diesen dieser dieses diesem kommende kommenden cette ce cet este esta ten tego tym",
    "last": "last letzte letzten letzter dernier derniere pasado pasada zeszly zeszlego zeszlym",
    "end": "end ende fin finales final koniec koncem konca koncu",
    "start": "start beginning anfang debut principios inicio poczatek poczatku poczatkiem",
    "mid": "mid mi middle mitte mediados polowa polowie polowy",
    "in": "in within dans dentro en za innerhalb im w sous",
    "ago": "ago vor hace temu",
    "": "the of on by an before until till til to at a about latest morning afternoon evening noon "
    "der die das den dem des am zum bis spatestens spaetestens le la les l du de d del el los las au aux al pour avant "
    "para jusqu'au jusqu'a we do na z ze od najpozniej",
}
TOKENS: dict[str, str] = {word: token for token, words in _OTHERS.items() for word in words.split()}
TOKENS |= {token: token for token in _OTHERS if token}  # phrases are written in tokens
TOKENS |= {word: f"w{i}" for i, line in enumerate(_WEEKDAYS.strip().splitlines()) for word in line.split()}
TOKENS |= {word: str(i) for i, line in enumerate(_NUMBERS.strip().splitlines(), 1) for word in line.split()}
TOKENS |= {word: f"m{i}" for i, line in enumerate(_MONTHS.strip().splitlines(), 1) for word in line.split()}

# Groups of words that stand for something else than their parts.
PHRASES: dict[str, str] = {
    "end of the month": "end month",
    "end of day": "cob",
    "close of business": "cob",
    "close of play": "cob",
    "this morning": "today",
    "this afternoon": "today",
    "this evening": "today",
    "first thing": "",
    "au plus tard": "",
    "a mas tardar": "",
    "couple weeks": "2 week",
    "day after tomorrow": "overmorrow",
    "apres demain": "overmorrow",
    "pasado manana": "overmorrow",
    "day before yesterday": "ereyesterday",
    "avant hier": "ereyesterday",
    "que viene": "next",
    "il y a": "ago",
    "couple of": "2",
    "business day": "workday",
    "business days": "workday",
    "working day": "workday",
    "working days": "workday",
    "work days": "workday",
    "dni robocze": "workday",
    "dni roboczych": "workday",
    "jours ouvres": "workday",
    "dias habiles": "workday",
    "eom": "end month",
    "eow": "end week",
    "eoy": "end year",
    "week after next": "weekafternext",
    "ubernachste woche": "weekafternext",
    "quarter end": "end quarter",
    "month end": "end month",
    "monthend": "end month",
    "month's end": "end month",
    "year end": "end year",
    "monatsende": "end month",
    "monatsanfang": "start month",
    "monatsmitte": "mid month",
    "wochenende": "weekend",
    "fin de semana": "weekend",
    "weeks' time": "week",
    "weeks time": "week",
    "week's time": "week",
    "days' time": "day",
    "days time": "day",
}
