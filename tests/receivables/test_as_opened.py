"""A form stands on what was so when it opened, also where two send theirs in at the same moment, or a source speaks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date

import pytest

from bot.desk import Desk
from domain.workspace import Workspace
from receivables.as_opened import ActAsOpened, ChangedSince, Facts, act_as_opened
from receivables.find import ForForm, for_form
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.record_payment import RecordPayment, record_payment
from tests.builders import keep_invoice, workspace_of
from tests.receivables.conftest import Do

MEETING = 0.3


def a_form(desk: Desk, amount: str = "500") -> ActAsOpened:
    """A payment form about INV-1042 as it opens now, sent in with an amount."""
    with desk.work(workspace_of(desk)) as work:
        invoice = work.invoices.find("1042")
        opened = for_form(ForForm(invoice_id=invoice.id), work).opened
    assert opened is not None
    request = RecordPayment(invoice="1042", amount=amount, is_sure=True)
    return ActAsOpened(act=record_payment, request=request, facts=Facts.MONEY, opened=opened)


def test_of_two_forms_sent_in_at_the_same_moment_one_books(desk: Desk, workspace: Workspace, acme: str):
    form = a_form(desk)

    def second() -> None:
        with desk.work(workspace) as work:
            act_as_opened(form, work)

    with ThreadPoolExecutor(1) as beside:
        with desk.work(workspace) as work:
            act_as_opened(form, work)
            later = beside.submit(second)
            wait([later], timeout=MEETING)
        with pytest.raises(ChangedSince, match="€500\\.00 received for INV-1042"):
            later.result(timeout=30)
    with desk.reading(workspace) as work:
        assert work.invoices.find(acme).paid_minor == 50_000


def test_a_form_sent_in_twice_with_other_words_after_it_acted_acts_once(do: Do, desk: Desk, acme: str):
    form = a_form(desk)
    do(act_as_opened, form)
    with pytest.raises(ChangedSince, match="€500\\.00 received"):
        do(act_as_opened, form)


def test_what_a_source_changed_meanwhile_is_told_as_its_doing(desk: Desk, workspace: Workspace, do: Do):
    with desk.work(workspace) as work:
        invoice = keep_invoice(work, source="Xero", due_on=date(2026, 3, 4))
        opened = for_form(ForForm(invoice_id=invoice.id), work).opened
    assert opened is not None
    with desk.work(workspace) as work:
        now = work.invoices.get(invoice.id)
        work.payments.add(now, minor=100, paid_on=work.today, now=work.now, by_id=work.person.id)
        work.invoices.recount(now, changed_on=work.today)
    form = ActAsOpened(act=hold_chasing, request=HoldChasing(target="1042"), facts=Facts.STOPS, opened=opened)
    with pytest.raises(ChangedSince, match=r"INV-1042 changed since you opened this\. Xero did that"):
        do(act_as_opened, form)
