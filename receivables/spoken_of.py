"""Which invoice or client a message speaks of, so that a form about it begins with that."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from domain.client import Client
from domain.invoice import Invoice
from receivables.find import ForForm, FormFacts, for_form
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenOf:
    """A message, as somebody wrote it."""

    words: str


def spoken_of(request: SpokenOf, work: Work) -> FormFacts:
    """The only invoice whose exact number stands in the message, else the only client whose name does; else neither."""
    facts = for_form(ForForm(), work)
    words = request.words.split()[:_READ]
    invoices = _numbered(words, work)
    if len(invoices) == 1:
        return replace(facts, invoice=invoices[0])
    owners = {invoice.client_id for invoice in invoices}
    if invoices:
        return replace(facts, client=work.clients.get(owners.pop())) if len(owners) == 1 else facts
    return replace(facts, client=_named(words, work))


_READ = 60
_LONGEST_NAME = 5
_SHORTEST_NAME = 3
_AROUND = ".,;:!?()[]{}<>\"'“”‘’„«»*_~`#"
_POSSESSIVE = re.compile(r"['’]s$")


def _numbered(words: list[str], work: Work) -> list[Invoice]:
    """The live invoices of exact numbers among the words, each once."""
    told = dict.fromkeys(word.strip(_AROUND) for word in words if any(letter.isdigit() for letter in word))
    found = [work.invoices.by_number(number) for number in told if number]
    return list({invoice.id: invoice for invoice in found if invoice is not None and invoice.is_live}.values())


def _named(words: list[str], work: Work) -> Client | None:
    """The client of the longest name among the words; none where that could be two."""
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        spans = [" ".join(words[at : at + length]).strip(_AROUND) for at in range(len(words) - length + 1)]
        names = dict.fromkeys(_POSSESSIVE.sub("", each) for each in spans)
        found = {
            client.id: client for name in names if len(name) >= _SHORTEST_NAME for client in work.clients.named(name)
        }
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None
