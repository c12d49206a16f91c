"""The words that answer a press are asked for once more where Slack was busy, and missed aloud where it refused."""

from __future__ import annotations

import pytest

from demo.local_slack import Faults
from demo.local_slack.faults import Fault
from tests.builders import keep_invoice
from tests.handlers.billing import Billing


@pytest.mark.parametrize("trouble", [Faults.server_error(), Faults.rate_limited(0)])
def test_an_answer_that_slack_was_too_busy_for_comes_a_moment_later(billing: Billing, trouble: Fault):
    undone(billing, trouble)
    billing.office.slack.wait_for(lambda: "Undone" in billing.told())


def test_an_answer_that_slack_refused_is_a_surprise_in_the_log_and_what_was_pressed_is_done(billing: Billing):
    undone(billing, Faults.error("expired_url"))
    billing.office.slack.wait_for(lambda: billing.office.surprises)
    [missed] = billing.office.surprises
    assert "to a reply" in str(missed)
    billing.office.surprises.clear()
    assert "€1,200.00" in billing.office.read("/invoice status 1042")


def undone(billing: Billing, trouble: Fault) -> None:
    with billing.office.desk.work(billing.office.workspace) as work:
        keep_invoice(work)
    answer = billing.office.type("/invoice paid 1042").message
    billing.office.slack.faults.next("response_url", trouble)
    billing.press("undo", where=answer)
