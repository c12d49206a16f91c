from __future__ import annotations

import pytest

from domain.errors import NoSuchInvoice, NotUnderstood, Refusal
from tests.views.samples import HOSTILE, actions_of, shown, takes_message, words_of
from views import kit
from views.commands import COMMANDS, command_named, nearest
from views.help import help_for, help_page, unknown
from views.ids import Action, Field
from views.refusals import field_errors, form_surprised, refused, surprised


def test_help_alone_is_short_and_names_every_subcommand():
    body = help_page()
    takes_message(body)
    read = shown(body)
    assert all(one.word in read for one in COMMANDS)
    assert len(read) < 1_200
    assert actions_of(body) == [Action.STATUS, Action.NEW_INVOICE, Action.LOG_REPLY]


@pytest.mark.parametrize("word", [one.word for one in COMMANDS])
def test_every_subcommand_has_its_syntax_and_an_example(word: str):
    body = help_for(word)
    takes_message(body)
    read = shown(body)
    known = command_named(word)
    assert known is not None
    assert known.usage in read
    assert all(example in read for example in known.examples)
    assert all(example.startswith(f"/invoice {word}") for example in known.examples)


def test_a_mistyped_word_is_met_with_the_nearest():
    assert nearest("stauts") == ("status",)
    body = help_for("stauts")
    takes_message(body)
    assert "Did you mean “status”?" in shown(body)


def test_a_word_like_no_other_is_met_with_all_there_are():
    body = unknown("zzzzzz")
    takes_message(body)
    assert all(one.examples[0] in shown(body) for one in COMMANDS)


@pytest.mark.parametrize("words", HOSTILE)
def test_nobodys_words_become_markup_or_break_help(words: str):
    takes_message(unknown(words))
    takes_message(help_for(words))
    takes_message(refused(Refusal(words)))


def test_a_refusal_is_shown_in_its_own_words_with_commands_to_type():
    body = refused(NoSuchInvoice("INV-9"))
    takes_message(body)
    assert shown(body) == "There is no invoice “INV-9”. /invoice status lists what there is."
    nodes = body["blocks"][0]["elements"][0]["elements"]
    assert {"type": "text", "text": "/invoice status", "style": {"code": True}} in nodes
    assert body["response_type"] == "ephemeral"


def test_a_refusal_may_offer_a_button():
    body = refused(Refusal("No."), buttons=[kit.button("All invoices", Action.STATUS)])
    takes_message(body)
    assert actions_of(body) == [Action.STATUS]


def test_a_surprise_says_sorry_that_nothing_is_lost_and_a_reference():
    body = surprised("7F3A-19C2")
    takes_message(body)
    read = words_of(body["blocks"])
    assert "Nothing was changed and nothing is lost" in read
    assert "7F3A-19C2" in read


def test_a_refused_form_shows_the_words_beside_the_input_they_are_about():
    refusal = NotUnderstood("“soon” is no day I know.", field="until")
    assert field_errors(refusal, [Field.REASON, Field.UNTIL]) == {
        "response_action": "errors",
        "errors": {"until": "“soon” is no day I know."},
    }


def test_a_refusal_about_something_the_form_does_not_ask_stands_beside_its_first_input():
    refusal = Refusal("INV-1 is paid already.", field="invoice")
    assert field_errors(refusal, ["amount", "on"])["errors"] == {"amount": "INV-1 is paid already."}


def test_a_surprise_in_a_form_gives_its_reference_too():
    errors = form_surprised("7F3A", ["amount"])["errors"]
    assert "7F3A" in errors["amount"]
