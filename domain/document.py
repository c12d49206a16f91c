"""The invoice itself, as a file that goes along with its reminder."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file of one invoice. `content_hash` is the SHA-256 of `content`; `number` is the invoice's as it is now."""

    invoice_id: int
    number: str
    file_name: str
    media_type: str
    content: bytes
    content_hash: str


def names_number(file_name: str, number: str) -> bool:
    """Whether a file's name says this invoice's number, as a whole: `Invoice_INV1042.pdf` says INV-1042 and not
    INV-104. Case and what stands between letters and digits do not count."""
    parts = _PART.findall(number.casefold())
    if not parts:
        return False
    before = r"(?<!\d)" if parts[0].isdigit() else ""
    after = r"(?!\d)" if parts[-1].isdigit() else ""
    return re.search(before + r"[\W_]*".join(map(re.escape, parts)) + after, file_name.casefold()) is not None
