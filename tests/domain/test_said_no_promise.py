from __future__ import annotations

from datetime import date

import pytest

from domain.said_promise import FoundPromise, PromiseKind, find_promise

WEDNESDAY = date(2026, 11, 18)


def read(words: str) -> FoundPromise | None:
    return find_promise(words, today=WEDNESDAY, default_currency="EUR")


DISPUTES = [
    "who are you? we never ordered this",
    "The amount is wrong, will pay Friday once corrected",
    "Wrong amount on this one",
    "We have not received the goods",
    "I never got the invoice",
    "We didn't order this",
    "You billed twice",
    "We have no record of this invoice",
    "We dispute this invoice",
    "This is not what we agreed",
    "The price doesn't match the quote",
    "Die Rechnung ist nicht korrekt",
    "Nous contestons cette facture",
    "El importe es incorrecto",
    "Kwota jest błędna",
]


@pytest.mark.parametrize("words", DISPUTES)
def test_words_that_something_is_wrong_are_a_hint_of_a_dispute(words: str) -> None:
    found = read(words)
    assert found is not None
    assert found.kind is PromiseKind.DISPUTE_HINT


REFUSALS = [
    "I can't pay by Friday",
    "We cannot pay on Friday",
    "we won't make Friday",
    "we can't make it by Friday",
    "Friday won't work",
    "we are not going to make the deadline",
    "We will not pay this on Friday",
    "It has not been paid",
    "Ich kann am Freitag nicht zahlen",
    "Je ne peux pas payer vendredi",
    "No puedo pagar el viernes",
    "Nie zapłacę w piątek",
]


@pytest.mark.parametrize("words", REFUSALS)
def test_a_client_who_cannot_pay_by_a_day_has_not_promised_it(words: str) -> None:
    found = read(words)
    assert found is not None
    assert (found.kind, found.on) == (PromiseKind.NOT_A_PROMISE, None)


SILENT = [
    "Thanks, got it",
    "Abwesenheitsnotiz: ich bin bis 12. Januar nicht im Büro",
    "I'll call you Friday",
    "Can you pay by Friday?",
    "Please pay by Friday",
    "Please settle the invoice by 15 December",
    "Who should I contact?",
    "We sat down with Tom about it",
    "march on",
    "The sun is out",
    "1st of all thanks",
    "Let's meet on Friday to talk about the site",
    "The second draft looks good",
    "Will you be paid on Friday?",
    "",
    "   ",
    "👍",
    "ok",
    "I'll look at the designs on Friday",
    "Could you send it again by Friday?",
    "The call is scheduled for Friday",
    "You'll get my feedback on Friday",
    "I'll arrange a meeting for Friday",
    "I'll transfer the files on Friday",
    "I'll sort out a call for Friday",
    "We get paid on Friday",
    "If you've paid already please ignore this",
    "I'll check with finance and get back to you on Friday",
    "you said friday",
    "as I said on Friday",
    "meeting confirmed for Wed",
    "call on Friday at 10:00",
    "Merry Christmas",
    "They pay us on Friday",
    "we called, no answer",
    "2 weeks ago",
    "they are 2 weeks late",
    "Sending it back on Friday",
    "I emailed them a reminder",
    "not friday",
]


@pytest.mark.parametrize("words", SILENT)
def test_words_about_something_else_promise_nothing(words: str) -> None:
    assert read(words) is None
