"""Names without a letter or a digit are names all the same; no name at all is none."""

from __future__ import annotations

import pytest

from domain.errors import NotUnderstood
from receivables.record_invoice import RecordInvoice, record_invoice
from tests.receivables.conftest import Do


def test_two_clients_called_by_signs_alone_stay_two(do: Do):
    for number, name in (("INV-1", "🎈"), ("INV-2", "🎉 "), ("INV-3", "!!!"), ("INV-4", "🎉")):
        do(record_invoice, RecordInvoice(client=name, amount="EUR 100", number=number, net="30"))
    found = [do(record_invoice, RecordInvoice(client=name, amount="EUR 1", net="30")) for name in ("🎈", "🎉", "!!!")]
    assert [change.client.name for change in found] == ["🎈", "🎉", "!!!"]
    assert len({change.client.id for change in found}) == 3


@pytest.mark.parametrize("name", ["", "  \n", "\u200b", "\u202e\u2066"])
def test_an_invoice_for_nobody_is_refused_in_words(do: Do, name: str):
    with pytest.raises(NotUnderstood, match="Who is it for"):
        do(record_invoice, RecordInvoice(client=name, amount="EUR 100", net="30", is_new_client=True))
