from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.desk import Desk
from domain.answers import NextStep
from domain.errors import AlreadyDone, NotUnderstood
from domain.promise import Certainty
from domain.timeline import Direction, Medium
from domain.workspace import Workspace
from receivables.find import Find, find
from receivables.log_reply import LogReply, log_reply
from receivables.record_payment import RecordPayment, record_payment
from receivables.set_promise import SetPromise, ToBeDated, set_promise, to_be_dated
from receivables.spoken_of import SpokenOf, spoken_of
from receivables.undo import Undo, undo
from tests.builders import BEN, keep_invoice
from tests.receivables.conftest import Do
from views import wording
from views.changes import changed


def heard(change: Any) -> str:
    return " · ".join(change.understood)


def test_half_promised_is_expected_as_half_and_the_answer_names_it(do: Do, acme: str):
    change = do(log_reply, LogReply(target=acme, words="paying half on friday"))
    assert change.promise.expected_minor == 600_00
    assert "€600.00 promised for Friday 13 March 2026" in heard(change)


def test_a_half_of_the_rest_is_a_half_of_what_is_owed(do: Do, acme: str):
    change = do(log_reply, LogReply(target=acme, words="we pay half of the rest on friday"))
    assert change.promise.expected_minor == 600_00
    assert "€600.00 promised for Friday 13 March 2026" in heard(change)


def test_the_remaining_part_said_of_all_a_client_owes_is_the_sum_they_name(
    do: Do, acme: str, desk: Desk, workspace: Workspace
):
    with desk.work(workspace) as work:
        keep_invoice(work, number="INV-1043")
    change = do(log_reply, LogReply(target="Acme", words="will pay the remaining €600 on friday"))
    assert change.promise.expected_minor == 600_00


def test_of_two_instalments_the_first_is_kept_and_the_second_is_to_be_logged(do: Do, acme: str):
    change = do(log_reply, LogReply(target=acme, words="two instalments, 700 on 1 April and 500 on 15 April"))
    assert (change.promise.expected_minor, change.promise.promised_on) == (700_00, date(2026, 4, 1))
    assert "Wednesday 15 April 2026 is not kept as a promise: log it when it is due" in heard(change)


def test_the_other_half_leaves_nothing_of_the_invoice_and_the_claim_is_noted(do: Do, acme: str):
    change = do(log_reply, LogReply(target=acme, words="we paid half, the other half comes friday"))
    # The first half is not on record. Were a half expected, that one would be taken for the other as it is recorded.
    assert change.promise.expected_minor == 1_200_00
    assert "the rest promised for Friday 13 March 2026" in heard(change)
    assert "check the bank" in heard(change)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("we might pay friday", "friday is named, but not promised, so follow up on Wednesday 18 March 2026"),
        ("will pay 31 February", "31 February is not a day, so follow up on"),
        ("on holiday until the 20th", "so follow up on Monday 23 March 2026"),
        ("asap", "no firm date in it, so follow up on"),
    ],
)
def test_why_no_day_is_promised_is_said_with_a_working_day_to_follow_up(do: Do, acme: str, words: str, told: str):
    change = do(log_reply, LogReply(target=acme, words=words))
    assert change.promise.certainty is Certainty.PROPOSED
    assert told in heard(change)


def test_a_vaguer_later_word_leaves_the_promised_day_standing(do: Do, acme: str):
    do(log_reply, LogReply(target=acme, words="will pay friday"))
    later = do(log_reply, LogReply(target=acme, words="we might pay monday"))
    assert later.promise is None
    assert "monday is named, but not promised; the promise for Friday 13 March 2026 stays" in heard(later)
    assert [kept.promised_on for kept, _ in do(find, Find(said=acme)).promises] == [date(2026, 3, 13)]


@pytest.mark.parametrize(
    ("words", "direction", "medium"),
    [
        ("called, no answer, left voicemail", Direction.OUT, Medium.PHONE),
        ("we: I emailed them about Friday", Direction.OUT, Medium.EMAIL),
        ("note: will pay Friday, says the grapevine", Direction.INTERNAL, None),
    ],
)
def test_what_we_did_is_kept_as_ours_and_promises_nothing(
    do: Do, acme: str, words: str, direction: Direction, medium: Medium | None
):
    change = do(log_reply, LogReply(target=acme, words=words))
    assert (change.touch.direction, change.touch.medium, change.promise) == (direction, medium, None)
    assert heard(change).startswith("kept as: ")
    assert change.record_id is not None


def test_a_call_that_brought_a_promise_is_the_clients_word(do: Do, acme: str):
    change = do(log_reply, LogReply(target=acme, words="spoke to Maria, she'll pay Friday"))
    assert change.touch.direction is Direction.IN
    assert change.promise.promised_on == date(2026, 3, 13)


def test_a_day_can_be_set_for_words_that_held_none_and_undone(do: Do, acme: str):
    logged = do(log_reply, LogReply(target=acme, words="she said the usual"))
    assert logged.promise is None
    begins = do(to_be_dated, ToBeDated(touch_id=logged.touch.id))
    assert begins.touch.words == "she said the usual"
    change = do(set_promise, SetPromise(touch_id=logged.touch.id, on="2026-03-20", amount="500"))
    assert (change.promise.promised_on, change.promise.expected_minor) == (date(2026, 3, 20), 500_00)
    assert change.promise.words == "she said the usual"
    assert change.said == "€500.00 promised by Acme for Friday 20 March 2026"
    do(undo, Undo(record_id=change.record_id))
    assert do(find, Find(said=acme)).promises == ()


def test_a_day_in_the_past_is_no_promise(do: Do, acme: str):
    logged = do(log_reply, LogReply(target=acme, words="she said the usual"))
    with pytest.raises(NotUnderstood, match="is past"):
        do(set_promise, SetPromise(touch_id=logged.touch.id, on="2026-03-02"))


def test_who_says_it_is_paid_is_next_looked_for_in_the_bank_until_somebody_answers(do: Do, acme: str):
    do(log_reply, LogReply(target=acme, words="will pay Friday"))
    do(log_reply, LogReply(target="Acme", words="paid it, check your bank"))
    card = do(find, Find(said=acme))
    assert card.next_action.step is NextStep.LOOK_FOR_PAYMENT
    assert wording.next_step(card.next_action, card.today, "en_GB") == (
        "look for the payment: they said on 11 Mar that it was made"
    )
    do(log_reply, LogReply(target=acme, words="we: nothing came in so far, could you send the slip?"))
    assert do(find, Find(said=acme)).next_action.step is NextStep.WAIT_FOR_PROMISE


def test_part_of_the_money_found_answers_the_word_that_it_was_paid(do: Do, acme: str, clock: MovableClock):
    do(log_reply, LogReply(target=acme, words="paid it, check your bank"))
    clock.move(timedelta(minutes=1))
    do(record_payment, RecordPayment(invoice=acme, amount="500"))
    assert do(find, Find(said=acme)).next_action.step is NextStep.CONTACT


def test_the_same_reply_typed_twice_is_kept_once_unless_it_was_said_again(do: Do, acme: str, clock: MovableClock):
    first = do(log_reply, LogReply(target=acme, words="will pay Friday"))
    clock.move(timedelta(minutes=3))
    with pytest.raises(AlreadyDone, match="kept already, just now: “will pay Friday”"):
        do(log_reply, LogReply(target="Acme", words="will pay Friday"))
    assert do(log_reply, LogReply(target=acme, words="will pay Friday"), by=BEN).record_id
    do(log_reply, LogReply(target=acme, words='"will pay Friday" again'))
    assert [touch.words for touch in do(find, Find(said=acme)).touches] == ["will pay Friday"] * 3
    do(undo, Undo(record_id=first.record_id))


def test_the_same_words_of_another_day_or_hour_or_message_are_kept(do: Do, acme: str, clock: MovableClock):
    do(log_reply, LogReply(target=acme, words="will pay Friday"))
    do(log_reply, LogReply(target=acme, words="will pay Friday", on="yesterday"))
    do(log_reply, LogReply(target=acme, words="will pay Friday", link="https://studio.slack.com/archives/C1/p1"))
    clock.move(timedelta(hours=1))
    do(log_reply, LogReply(target=acme, words="will pay Friday"))
    assert len(do(find, Find(said=acme)).touches) == 4


def test_words_taken_back_can_be_kept_anew(do: Do, acme: str):
    first = do(log_reply, LogReply(target=acme, words="we call again"))
    do(undo, Undo(record_id=first.record_id))
    assert do(log_reply, LogReply(target=acme, words="we call again")).said.endswith("“we call again”")


def test_no_day_is_offered_for_words_of_a_client_who_owes_nothing(do: Do, acme: str):
    do(record_payment, RecordPayment(invoice=acme))
    change = do(log_reply, LogReply(target="Acme", words="thanks for the receipt"))
    assert "Set date" not in str(changed(change, locale="en_GB"))


def test_a_message_names_its_invoice_by_the_exact_number_else_its_client(
    do: Do, acme: str, desk: Desk, workspace: Workspace
):
    with desk.work(workspace) as work:
        keep_invoice(work, number="INV-1043", client="Blue Harbor Studio")
        keep_invoice(work, number="INV-1044", client="Blue Harbor Studio")
        keep_invoice(work, number="2026", client="Harbor")

    def meant(words: str) -> str | None:
        facts = do(spoken_of, SpokenOf(words=words))
        return facts.invoice.number if facts.invoice else facts.client.name if facts.client else None

    assert meant("Hi, INV-1042 will be paid on Friday.") == "INV-1042"
    assert meant("about (INV-1043), and “INV-1044”: on Monday") == "Blue Harbor Studio"
    assert meant("INV-1042 and INV-1043 on Monday") is None
    assert meant("blue harbor studio's money comes on Friday") == "Blue Harbor Studio"
    assert meant("Acme: we pay on Friday") == "Acme"
    assert meant("Acme and Harbor both pay") is None
    assert meant("1042 on Friday") is None
    assert meant("") is None
