"""Numbers in words, folded, in five languages: amounts and days that digits would have shown."""

from __future__ import annotations

import re

from domain.date_words import words_of

_COUNTS = {
    2: "two zwei deux dos dwa dwie dwoch dwom dwiema both beide beiden",
    3: "three drei trois tres trzy trzech trzem",
    4: "four vier quatre cuatro cztery czterech",
    5: "five funf cinq cinco piec pieciu",
    6: "six sechs seis szesc szesciu",
    7: "seven sieben sept siete siedem siedmiu",
    8: "eight acht huit ocho osiem osmiu",
    9: "nine neun neuf nueve dziewiec dziewieciu",
    10: "ten zehn dix diez dziesiec dziesieciu",
    11: "eleven elf onze once jedenascie",
    12: "twelve zwolf douze doce dwanascie dozen",
    14: "fourteen vierzehn quatorze catorce czternascie",
    15: "fifteen funfzehn quinze quince pietnascie",
}
COUNTS = {word: count for count, words in _COUNTS.items() for word in words.split()}
_SMALL = words_of(
    " ".join(_COUNTS.values())
    + " thirteen sixteen seventeen eighteen nineteen dreizehn sechzehn siebzehn achtzehn neunzehn "
    "treize seize trece dieciseis diecisiete dieciocho diecinueve trzynascie szesnascie"
) - {"both", "beide", "beiden", "neuf", "once"}  # French “new” and English “once”
_TENS = words_of(
    "twenty thirty forty fifty sixty seventy eighty ninety zwanzig dreisig dreissig vierzig funfzig sechzig siebzig "
    "achtzig neunzig vingt trente quarante cinquante soixante veinte treinta cuarenta cincuenta sesenta setenta "
    "ochenta noventa dwadziescia trzydziesci czterdziesci piecdziesiat szescdziesiat"
)
_LARGE = words_of(
    "hundred hundreds thousand thousands million grand hundert tausend tausende cents mille millions cien ciento "
    "cientos doscientos doscientas trescientos quinientos quinientas mil millones sto stu dwiescie trzysta piecset "
    "tysiac tysiace tysiecy million miliony"
)
_GERMAN = r"[a-z]*(?:hundert|tausend|und(?:zwanzig|dreisig|vierzig|funfzig|sechzig|siebzig|achtzig|neunzig))[a-z]*"
NUMBER_WORD = "(?:" + "|".join(sorted(_SMALL | _TENS, key=len, reverse=True)) + ")"
_PART = (
    rf"(?>{_GERMAN}|"
    + "|".join(sorted(_SMALL | _TENS | _LARGE, key=len, reverse=True))
    + r"|nine|neuf|cent|one|ein|une?|an?|half an?)\b"
)
_CURRENCY = (
    r"(?:euros?|eur|euro-?cents?|cents?|dollars?|usd|pounds?|sterling|gbp|quid|bucks|zlot\w+|zl|pln|yen|jpy|francs?"
    r"|franken|chf|dolar\w*|dolares|libras?|funt\w*|kron\w*|dinars?|€|\$|£|zł)"
)
MONEY_IN_WORDS = re.compile(
    rf"(?<!\w){_PART}(?:[ -]{{1,2}}(?:(?:and|und|et|y|i) )?{_PART}){{0,6}}[ -](?:(?:of|d'|de) ?)?{_CURRENCY}(?!\w)"
    rf"|(?<!\w)(?:{NUMBER_WORD}|one|an?|several|a few)[ -](?:hundred|thousand|million|grand)(?!\w)"
    r"|(?<!\w)(?:percent|per cent|prozent|pour ?cent|por ciento|procent)(?!\w)"
)
INVOICES_IN_WORDS = re.compile(
    rf"(?<!\w)(?P<n>{'|'.join(COUNTS)}) (?:[a-z]+ ){{0,2}}?(?:invoices|rechnungen|factur(?:e|a)s|faktur\w*)(?!\w)"
)
INVOICES_COUNTED = re.compile(
    r"(?<![\w.,/-])(?<!\d )(?P<n>\d{1,4}) (?:(?!(?:aus|der|de|la|del|of|for|fur|pour|za|por|z|von|on"
    r"|zu)\b)[a-z]+ ){0,2}?(?:invoices?|rechnung(?:en)?|factur(?:e|a)s?|faktur\w*)(?!\w)"
)
