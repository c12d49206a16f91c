"""What is resumed is called back only where nothing else holds it: what does is named, with its way on."""

from __future__ import annotations

from bot.desk import Desk
from domain.workspace import Workspace
from receivables.dispute import OpenDispute, Resume, open_dispute, resume
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.record_payment import RecordPayment, record_payment
from tests.builders import keep_invoice
from tests.receivables.conftest import Do


def test_an_invoice_nothing_holds_any_more_is_back(do: Do, acme: str):
    do(open_dispute, OpenDispute(invoice=acme, reason="hours of May"))
    change = do(resume, Resume(target=acme, outcome="agreed"))
    assert (change.said, change.understood) == ("INV-1042 is back: dispute settled: agreed", ())


def test_an_invoice_its_client_still_holds_is_not_called_back(do: Do, acme: str):
    do(hold_chasing, HoldChasing(target="Acme", until="1 June", reason="new owner"))
    do(open_dispute, OpenDispute(invoice=acme, reason="hours of May"))
    change = do(resume, Resume(target=acme, outcome="agreed"))
    assert change.said == "INV-1042: dispute settled: agreed"
    assert change.understood == (
        "all of Acme stays on hold until Monday 1 June 2026 (new owner): `/invoice resume Acme` ends that",
    )


def test_a_client_is_back_but_for_the_invoices_held_or_disputed_on_their_own(
    do: Do, desk: Desk, workspace: Workspace, acme: str
):
    with desk.work(workspace) as work:
        for number in ("A-1", "A-2", "A-3", "A-4"):
            keep_invoice(work, number=number)
    do(hold_chasing, HoldChasing(target="Acme", until="1 June"))
    do(hold_chasing, HoldChasing(target=acme, until="20 March", reason="new order"))
    do(open_dispute, OpenDispute(invoice="A-1", reason="hours of May"))
    do(hold_chasing, HoldChasing(target="A-2", until="1 April"))
    do(record_payment, RecordPayment(invoice="A-2"))
    change = do(resume, Resume(target="Acme"))
    assert change.said == "Acme is back: hold ended (no reason given)"
    assert change.understood == (
        "INV-1042 stays on hold until Friday 20 March 2026 (new order)",
        "A-1 stays in dispute (hours of May)",
    )


def test_of_many_invoices_still_held_the_first_are_named(do: Do, desk: Desk, workspace: Workspace, acme: str):
    with desk.work(workspace) as work:
        numbers = [keep_invoice(work, number=f"A-{count}").number for count in range(5)]
    do(hold_chasing, HoldChasing(target="Acme", until="1 June"))
    for number in numbers:
        do(hold_chasing, HoldChasing(target=number, until="20 March", reason="new order"))
    *named, rest = do(resume, Resume(target="Acme")).understood
    assert [each.split(" ")[0] for each in named] == ["A-0", "A-1", "A-2"]
    assert rest == "and 2 more of Acme stay out of chasing"
