"""Names of people and companies: who is greeted, who signs, and whoever else is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.currencies import currencies_named
from domain.date_words import TOKENS, folded
from domain.letter import Fault, Flaw, Language
from reminders.checks.addresses import is_plain
from reminders.checks.bank import holds_account
from reminders.checks.known import Known
from reminders.checks.letter_vocabulary import IN_CLOSINGS, IN_GREETINGS, IN_LETTERS, SMALL_WORDS
from reminders.checks.numbers import is_wordlike
from reminders.checks.page import Kind, Page


def maskable(known: Known) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Names that may stand anywhere word for word, with whatever digits or dots are in them."""
    for name in known.names:
        is_short = len([letter for letter in name if letter.isalpha()]) < _FEWEST_LETTERS and name.isascii()
        is_number = name.casefold() in known.numbers or (name in known.titles and _holds_number(name, known))
        if is_short or is_number or holds_account(name) or (name not in known.ours and not is_plain(name)):
            continue
        yield name, _pattern(name)


def unknown_names(page: Page, known: Known) -> Iterator[Flaw]:
    """Whoever is greeted, signs or is named and is not among the facts."""
    first, last = _greeting_ends(page), _signature_begins(page)
    for found in page.of(Kind.NAME):
        wrong = found.end <= first and found.values <= known.ours - known.theirs
        if found.start >= last:
            wrong = found.values <= known.theirs - known.ours
        if wrong:
            yield Flaw(fault=Fault.NAME, shown=found.text)
    theirs, ours = _words_of(known.theirs), _words_of(known.ours)
    yield from _strict(page.left[page.subject_end : first], theirs, IN_GREETINGS, _LONG_GREETING)
    yield from _strict(page.left[last:], ours, IN_CLOSINGS, _SHORT_LINE)
    yield from _read_as_days(page, page.subject_end, first, theirs)
    yield from _read_as_days(page, last, len(page.left), ours)
    words = _words_of(known.names)
    body = page.left[first:last]
    if known.facts.language is Language.GERMAN:
        yield from _runs(body, words)
    else:
        yield from _singles(body, words)
    yield from _runs(page.left[: page.subject_end], words)
    yield from _titled(page.left, words)


def _holds_number(title: str, known: Known) -> bool:
    return any(is_wordlike(number) and number in title.casefold() for number in known.numbers)


def _pattern(name: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if name[0].isalnum() else ""
    after = r"(?!\w)" if name[-1].isalnum() else ""
    if " " not in name and (folded(name) in TOKENS or currencies_named(name)):  # a client called May, or Real
        before, after = r"(?<![\w-])(?<!\d )(?<!\d\. )(?<!\d de )", r"(?![\w-]| ?\d)"
    return re.compile(before + r"\s+".join(map(re.escape, name.split())) + after, re.IGNORECASE)


def _greeting_ends(page: Page) -> int:
    """Where the line ends that greets; names may also stand on lines of their own before it."""
    start = page.subject_end
    for line in _lines(page.left, start, _GREETED_WITHIN):
        if _GREETING.match(folded(line[1])):
            is_whole = line[1].rstrip().endswith(_GREETING_ENDS) or line[1].startswith("Sz. P.")
            comma = None if is_whole else re.search(r"[,:;!?](?!\w)", line[1])
            return line[0] + (comma.end() if comma else len(line[1]))
    return start


def _signature_begins(page: Page) -> int:
    """Where the words after the closing begin; the end of the text where there is no closing."""
    found = list(_CLOSING.finditer(page.plain, page.subject_end))
    return found[-1].end() if found else len(page.left)


def _lines(text: str, start: int, most: int) -> Iterator[tuple[int, str]]:
    place, seen = start, 0
    for line in text[start:].split("\n"):
        if line.strip():
            seen += 1
            yield place, line
        place += len(line) + 1
        if seen == most:
            return


def _strict(text: str, names: frozenset[str], usual: frozenset[str], most: int) -> Iterator[Flaw]:
    """Lines where only names are expected: every word on them, a long line (a postscript) aside."""
    for line in text.split("\n"):
        found = list(_WORD.finditer(line))
        for each in found if len(found) <= most else ():
            word = folded(each[0])
            is_initial = len(word) == 1 and line[each.end() : each.end() + 1] == "." and word not in _TITLES
            is_named = each.start() > 0 and each[0][0].isupper() and word in SMALL_WORDS
            if word not in names and (is_initial or is_named or word not in usual):
                yield _flaw(each[0])


def _singles(text: str, known: frozenset[str]) -> Iterator[Flaw]:
    """A capital inside a sentence, where the language writes only names with one."""
    for found in _CAPITAL.finditer(text):
        word = folded(found[0])
        if not _starts(text[: found.start()]) and word not in known and word not in IN_LETTERS:
            yield _flaw(found[0])


def _starts(before: str) -> bool:
    """Whether a sentence starts after these words; “A. B.” are initials."""
    return _STARTS.search(before[-_LOOKED_BACK:]) is not None and not _INITIAL.search(before[-_LOOKED_BACK:])


def _runs(text: str, known: frozenset[str]) -> Iterator[Flaw]:
    """Two capitals in a row, where nouns or all words of a headline have one too."""
    for run in _RUN.finditer(text):
        words = run[0].split()
        if _starts(text[: run.start()]) and words[0].endswith(_GERMAN_ENDINGS):
            words = words[1:]
        unknown = [word for word in words if folded(word) not in known and folded(word) not in IN_LETTERS]
        if len(unknown) > 1:
            yield _flaw(" ".join(unknown))


def _titled(text: str, known: frozenset[str]) -> Iterator[Flaw]:
    """“Mr Smith”, “Frau Roth”, “Smith Ltd”."""
    for found in _TITLED.finditer(text):
        if folded(found[1]) not in known and folded(found[1]) not in IN_LETTERS:
            yield _flaw(found[0])
    for found in _COMPANY.finditer(text):
        if folded(found[1]) not in known:
            yield _flaw(found[0])


def _read_as_days(page: Page, start: int, end: int, names: frozenset[str]) -> Iterator[Flaw]:
    """“April June” is greeted, or signs: a name that is read as a month."""
    for found in page.of(Kind.DATE):
        if start <= found.start < end and found.text.replace(" ", "").isalpha():
            yield from (_flaw(word) for word in found.text.split() if folded(word) not in names)


def _words_of(names: frozenset[str]) -> frozenset[str]:
    words = {folded(word) for name in names for word in _WORD.findall(name)}
    return frozenset(
        words
        | {word.split("'")[0] for word in words}
        | {f"{word}'s" for word in words}
        | {f"{word}s" for word in words}
    )


def _flaw(shown: str) -> Flaw:
    return Flaw(fault=Fault.NAME, shown=shown)


_FEWEST_LETTERS = 2
# Of one letter, and no initials: “Sz. P.”, “M. Dupont”.
_TITLES = frozenset({"p", "m"})
_GREETED_WITHIN = 4
_SHORT_LINE = 7
_LONG_GREETING = 20
# Words of one letter (“i”, “y”, “z”) are no initials; “Sz. P.” and “Sp. z o.o.” have their own.
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz") - {"p", "m"}
_LOOKED_BACK = 20
_GREETING_ENDS = (",", ":", "!")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_]))*")
_CAPITAL = re.compile(r"(?<![\w'-])(?=[A-ZÀ-ÖØ-ÞŁŚŻŹĆ])[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_]))+")
_RUN = re.compile(rf"{_CAPITAL.pattern}(?: {_CAPITAL.pattern.replace('(?<![', '(?<![', 1)})+")
_STARTS = re.compile(r"(?:^|[.!?:;•*|>/()\n\t\"-]|\n[ \t]*\w{1,3}[.)])[ \t\"'(¿¡•*-]*\Z")
_INITIAL = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-ÞŁŚŻŹĆ]\. ?$")
_GERMAN_ENDINGS = ("e", "en", "er", "es", "em", "t", "n")
_GREETING = re.compile(
    r"\s*(?:dear|hello|hi|hey|good (?:morning|afternoon|day|evening)|greetings|guten (?:tag|morgen|abend)|hallo"
    r"|liebe[rs]?|moin|servus|gru(?:ss|s|e) gott|sehr geehrte[rs]?|bonjour|bonsoir|cher|chere|chers|cheres|madame"
    r"|monsieur|mesdames|messieurs|salut|buen(?:os|as) (?:dias|tardes)|buen dia|hola|estimad[oa]s?|querid[oa]s?"
    r"|szanown\w+|dzien dobry|witam|witaj\w*|drog[ia]\w*|sz\. ?p\.|czesc)(?!\w)"
)
_CLOSING = re.compile(
    r"^[^\S\n]*(?:(?:with |mit |un |una |avec |many |vielen |muchas |very |yours |our "
    r"|ein(?:en)? )?(?:[a-z]+,? ){0,4}(?:regards|wishes|sincerely|faithfully|truly|thanks|thank you|cheers|gru(?:s"
    r"|ss)en?|dank|cordialement|salutations(?: distinguees)?|saludos?|atentamente|cordialmente|gracias|merci"
    r"|powazaniem|pozdrawiam\w*|pozdrowieniami|szacunkiem|dziekuj\w+)(?: cordial(?:es)?| cordialement"
    r"| d'avance)?)[^\S\n]*[,.!]?[^\S\n]*$",
    re.MULTILINE,
)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Herrn?|Frau|Mme|Mlle|Monsieur|Madame|M\.|Sr|Sra|Srta|Se[nñ]ora?|Do[nñ]a?|Pan"
    r"|Pani|Pana|Panem|Pani[aą])\.? ((?=[A-ZÀ-ÖØ-ÞŁŚŻŹĆ])[^\W\d_]{2,})"
)
_COMPANY = re.compile(
    r"(?<!\w)([^\W\d_][\w&'-]*) (?:GmbH|AG|KG|UG|Ltd|LLC|LLP|Inc|Limited|PLC|Plc|Corp|SARL|SAS|SASU|EURL|S\.A\."
    r"|S\.L\.|SL|B\.?V\.?|Sp\. z o\.o\.|sp\. z o\.o\.)(?!\w)"
)
