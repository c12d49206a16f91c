from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.chasing import Chasing, ChasingRule
from domain.chasing_now import ChasingNow
from domain.timeline import Direction, Medium, Touch
from tests.builders import an_invoice
from tests.views.samples import (
    HOSTILE,
    TODAY,
    a_change,
    a_client,
    a_promise,
    a_row,
    shown,
    takes_view,
)
from views import figures, inputs, kit, modals
from views.block_form import block_work
from views.changes import changed
from views.chasing_form import chasing_form
from views.ids import Field, Form, id_in, read_pairs
from views.refund_form import refund

LONG = ChasingRule(
    coming_days=60, final_days=365, least=tuple((code, 99_999_999_999) for code in ("EUR", "GBP", "JPY")), country="DE"
)


def _input(view: dict[str, Any], field: Field) -> dict[str, Any]:
    return next(block for block in view["blocks"] if block.get("block_id") == field)["element"]


def _a_touch(words: str) -> Touch:
    return Touch(
        id=9,
        client_id=1,
        invoice_id=1,
        direction=Direction.IN,
        medium=None,
        words=words,
        happened_on=TODAY,
        recorded_at=datetime(2026, 3, 16, 9, tzinfo=UTC),
        by="Ana",
    )


def _every_form(words: str = "Acme") -> list[dict[str, Any]]:
    invoice = an_invoice(client=words, number=words, title=words)
    about = modals.about_invoice(invoice)
    return [
        modals.log_reply(today=TODAY, about=about, words=words, medium=Medium.SLACK, link=words),
        modals.log_reply(today=TODAY),
        modals.new_invoice(today=TODAY, currency="EUR", about=modals.about_client(a_client(name=words)), may_send=True),
        modals.new_invoice(today=TODAY, currency=None),
        modals.record_payment(invoice, today=TODAY, locale="de"),
        modals.mark_sent(invoice, today=TODAY),
        modals.mark_sent(an_invoice(due=None, sent_on=None), today=TODAY),
        modals.change_due_date(invoice),
        modals.change_due_date(an_invoice(due=None)),
        modals.hold(about, until=TODAY),
        modals.dispute(invoice, owner="U0ANA"),
        modals.settle_dispute(invoice),
        block_work(an_invoice(number=words, client=words, blocked_work=words)),
        modals.void(invoice, locale="fr"),
        modals.credit_note(invoice, locale="pl"),
        refund(about, left=invoice.total, today=TODAY, locale="pl"),
        refund(about, left=None, today=TODAY, locale="pl"),
        modals.change_promise(a_promise(words=words), record_id=31),
        modals.set_promise(_a_touch(words), on=TODAY),
        modals.assign(about, owner="U0ANA"),
        modals.client_details(a_client(name=words)),
        chasing_form(ChasingNow(client=a_client(name=words), invoice=None, own=LONG, wider=Chasing()), locale="de"),
        chasing_form(
            ChasingNow(
                client=a_client(name=words),
                invoice=invoice,
                own=ChasingRule(is_off=True),
                wider=Chasing(least=LONG.least or ()),
                client_says=frozenset({"least"}),
            ),
            locale="en_GB",
        ),
        modals.told(changed(a_change(words, row=a_row(client=words)), locale="en_GB")),
    ]


@pytest.mark.parametrize("words", HOSTILE)
def test_every_form_is_one_slack_opens_whatever_it_is_filled_with(words: str):
    for view in _every_form(words):
        takes_view(view)


# Tried in test_reminder_card and, through Slack, in test_own_letters and test_import; import also in test_imports.
OF_REMINDERS = {
    Form.EDIT_LETTER,
    Form.SNOOZE_REMINDER,
    Form.SKIP_REMINDER,
    Form.READ_LETTER,
    Form.COPY_LETTER,
    Form.SAYS_PAID,
    Form.OWN_LETTER,
    Form.KEEP_LETTER,
    Form.IMPORT_FILE,
}


def test_every_form_has_an_id_of_its_own_and_all_of_them_are_tried_here():
    tried = {view["callback_id"] for view in _every_form()}
    assert tried == {form.value for form in Form} - {Form.TIMELINE, Form.HOME} - OF_REMINDERS


def test_a_payment_is_filled_in_with_what_is_left_and_today():
    view = modals.record_payment(an_invoice(paid_minor=50_000), today=TODAY, locale="en_GB")
    assert _input(view, Field.AMOUNT)["initial_value"] == "700.00"
    assert _input(view, Field.ON)["initial_date"] == "2026-03-16"
    assert "€700.00 left of €1,200.00" in str(view)
    assert id_in(view["private_metadata"], "invoice") == 1


def test_a_reply_from_a_message_comes_with_its_words_and_the_way_back_to_it():
    link = "https://studio.slack.com/archives/C1/p1?thread_ts=1.2&cid=C1"
    view = modals.log_reply(today=TODAY, words="I'll sort it Friday", medium=Medium.SLACK, link=link)
    assert _input(view, Field.WORDS)["initial_value"] == "I'll sort it Friday"
    assert _input(view, Field.MEDIUM)["initial_option"]["value"] == "slack"
    assert read_pairs(view["private_metadata"]) == {"link": link}


def test_a_message_longer_than_an_input_says_that_it_was_cut():
    assert "The message was longer" in str(modals.log_reply(today=TODAY, words="x" * 3_001))
    assert "The message was longer" not in str(modals.log_reply(today=TODAY, words="x" * 3_000))


def test_only_who_may_send_is_asked_whether_it_was_sent():
    fields = {block["block_id"] for block in modals.new_invoice(today=TODAY, currency="EUR")["blocks"]}
    assert Field.ALREADY_SENT not in fields


def test_marking_sent_asks_for_a_due_date_only_where_none_is_known():
    known = {block.get("block_id") for block in modals.mark_sent(an_invoice(), today=TODAY)["blocks"]}
    unknown = {block.get("block_id") for block in modals.mark_sent(an_invoice(due=None), today=TODAY)["blocks"]}
    assert Field.DUE_ON not in known
    assert {Field.DUE_ON, Field.TERMS} < unknown


def test_a_promise_is_changed_beside_the_words_it_was_read_from():
    view = modals.change_promise(a_promise())
    assert "“I'll sort it Friday”" in shown(view)
    assert _input(view, Field.ON)["initial_date"] == date(2026, 3, 20).isoformat()


def test_an_answer_told_in_a_window_leaves_out_what_only_messages_may_hold():
    body = {
        "text": "The numbers",
        "blocks": [figures.table(["a"], [["b"]]), figures.bars("c", ["d"], [("e", [1.0])]), kit.words("kept")],
    }
    view = modals.told(body)
    takes_view(view)
    assert shown(view) == "kept"
    bare = modals.told({"text": "Only a table", "blocks": [figures.table(["a"], [["b"]])]})
    takes_view(bare)
    assert shown(bare) == "Only a table"


def test_a_search_offers_at_most_a_hundred():
    found = inputs.suggestions([(f"INV-{place}", f"invoice:{place}", "Acme") for place in range(300)])
    assert len(found["options"]) == 100
