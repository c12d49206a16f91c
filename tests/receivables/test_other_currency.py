"""A sum in another currency than the invoice's is never taken for the whole of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.desk import Desk
from domain.workspace import Workspace
from receivables.find import Find, find
from receivables.log_reply import LogReply, log_reply
from tests.builders import keep_invoice
from tests.receivables.conftest import Do
from views.changes import changed


@pytest.fixture
def owed(desk: Desk, workspace: Workspace) -> Callable[[str], str]:
    """1,200.00 overdue from Acme in a currency; today is Wednesday 11 March 2026."""

    def keep(currency: str) -> str:
        with desk.work(workspace) as work:
            return keep_invoice(work, currency=currency).number

    return keep


@pytest.mark.parametrize(
    ("currency", "words", "told"),
    [
        ("USD", "€500 on friday and the rest end of month", "they named “€500” and US$1,200.00 is owed"),
        ("EUR", "£500 on friday", "they named “£500” and €1,200.00 is owed"),
        ("EUR", "we'll pay $500 on Friday", "they named “$500” and €1,200.00 is owed"),
        ("EUR", "500 CAD on friday", "they named “500 CAD” and €1,200.00 is owed"),
        ("EUR", "€500 on Friday and £200 on Monday", "they named “£200” and €1,200.00 is owed"),
    ],
)
def test_a_sum_in_another_currency_promises_nothing_and_the_words_are_kept_with_a_way_to_set_a_day(
    do: Do, owed: Callable[[str], str], currency: str, words: str, told: str
):
    number = owed(currency)
    change = do(log_reply, LogReply(target=number, words=words))
    assert change.understood == (f"{told}, so no promise was set: ask which currency they mean, then set the date",)
    assert (change.promise, change.touch.words) == (None, words)
    assert do(find, Find(said=number)).promises == ()
    blocks = changed(change, locale="en")["blocks"]
    labels = [one["text"]["text"] for block in blocks if block["type"] == "actions" for one in block["elements"]]
    assert "Set date" in labels


@pytest.mark.parametrize("currency", ["USD", "AUD", "CAD"])
@pytest.mark.parametrize("words", ["$500 on friday", "500 on friday", "we'll pay $500 on Friday"])
def test_a_bare_number_or_a_sign_the_invoices_currency_shares_is_of_its_currency(
    do: Do, owed: Callable[[str], str], currency: str, words: str
):
    promise = do(log_reply, LogReply(target=owed(currency), words=words)).promise
    assert (promise.currency, promise.expected_minor) == (currency, 500_00)


def test_a_part_paid_in_another_currency_leaves_the_rest_promised(do: Do, owed: Callable[[str], str]):
    change = do(log_reply, LogReply(target=owed("EUR"), words="we paid £500, the rest on Friday"))
    assert change.promise.expected_minor == 1_200_00
    assert "they also say that a part is paid: check the bank, then record the payment" in change.understood
