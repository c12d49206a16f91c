"""What a writer left to be filled in, and marks of other media that a plain letter shows as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.letter import Fault, Flaw
from reminders.checks.page import Page


def placeholders(page: Page) -> Iterator[Flaw]:
    """Slots, brackets, dummy words, markup of Slack, HTML or Markdown."""
    for pattern in (_PLACEHOLDER, _MARKUP):
        for found in pattern.finditer(page.left):
            yield Flaw(fault=Fault.PLACEHOLDER, shown=page.text[slice(*found.span())].strip()[:_SHOWN])


_SHOWN = 60
_WORDS = (
    r"XX+|xx+|\bTODO\b|\bTBD\b|\bTBC\b|\bFIXME\b|\bTK\b|\bINSERT(?:ED)?\b|\b[Ll]orem\b|\b[Ii]psum\b|\bPLACEHOLDER\b"
    r"|\bplaceholder\b|\b(?:undefined|null|NaN|None)\b|\[object \w+\]|(?i:\b(?:your|client|customer|company|contact"
    r"|recipient|sender)'?s? name here\b)|(?i:\binsert (?:the )?(?:name|amount|date|number|invoice|link|here))"
    r"|(?i:\bto be (?:inserted|filled in|completed))|(?i:\bhier einf(?:ü|ue)gen\b|\bà compl[ée]ter\b"
    r"|\bpor completar\b|\bdo uzupe[lł]nienia\b|\bwpisz\b)|\?\?+"
)
_PLACEHOLDER = re.compile(
    r"\{\{?[^{}\n]{0,60}\}?\}|\{[%#][^\n]{0,60}|\{\{|\}\}|%\([\w ]+\)[sd]|%[sd]\b|\$\{?[A-Za-z_]\w+\}?"
    rf"|\[[^\]\n\d]{{1,60}}\]|<[^<>\n]{{0,80}}>|<<[^\n]{{1,40}}>>|_{{3,}}|\.{{5,}}|{_WORDS}|[{{}}]"
)
_MARKUP = re.compile(
    r"\*\*[^*\n]+\*\*|__[^_\n]+__|`[^`\n]*`|```|^#{1,6} .*|&(?:[a-z]{2,8}|#x?[0-9a-fA-F]{1,6});"
    r"|<[@#!/]?\w[^>\n]{0,80}|:[a-z_+]{3,30}:(?=\s|$)|\|\s?:?-{3,}|~~[^~\n]+~~",
    re.MULTILINE,
)
