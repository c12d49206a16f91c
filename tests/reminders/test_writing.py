from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy import text

from bot.jobs import write_drafts
from domain.chasing import Stage
from domain.letter import Facts, Fault, Flaw, Ground, Language, LetterName, Route, Words
from domain.reminder import Kind, Reminder, ReminderState, Writer
from domain.workspace import Workspace
from receivables.keep_client import KeepClient, keep_client
from reminders.facts import facts_of
from reminders.own_letters import OwnWords, WhichLetter, keep_letter
from reminders.writers import ModelUnavailable, template
from reminders.writing import OWN, write_letter
from storage.unit_of_work import Work
from tests.reminders.drafts import an_item, planned, some_facts
from tests.reminders.office import Office

GOOD = Words(
    subject="About {{ what }}",
    text="{{ greeting }}\n\nA friendly word about what is still open with us.\n\n{{ invoices }}\n"
    "Total to pay: {{ total }}\n\nCould you tell us when you expect to pay?\n\nKind regards,\n{{ signature }}",
)
INVENTED = Words(subject=GOOD.subject, text=GOOD.text.replace("{{ total }}", "{{ total }} plus €75.00"))
UNFILLED = Words(subject=GOOD.subject, text=GOOD.text + "\n{{ penalty }}")


class Playing:
    """A model that says what it is told to, and remembers what it was asked."""

    prompt_version = "llm-1"

    def __init__(self, *answers: Words | Exception) -> None:
        self._answers: Iterator[Words | Exception] = iter(answers)
        self.asked: list[tuple[Flaw, ...]] = []

    def write(self, facts: Facts, faults: tuple[Flaw, ...] = ()) -> Words:
        assert facts.items
        self.asked.append(faults)
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        return answer


def faults(flaws: tuple[Flaw, ...]) -> set[Fault]:
    return {flaw.fault for flaw in flaws}


def test_without_a_model_the_template_writes_and_says_nothing_of_it():
    written = write_letter(some_facts(), None, None)
    assert written.words == template.write(some_facts())
    assert (written.writer, written.note, written.prompt_version) == (Writer.TEMPLATE, None, None)


@pytest.mark.parametrize("language", Language)
def test_no_letter_of_ours_has_a_flaw(language: Language):
    pair = (an_item(received=20_000), an_item(invoice_id=2, number="R/2026/007", due_on=date(2026, 3, 1)))
    for stage, ground, items in product(Stage, Ground, ((an_item(),), pair)):
        facts = some_facts(*items, language=language, stage=stage, ground=ground, how_to_pay="IBAN PT50 0002")
        assert write_letter(facts, None, None).flaws == ()
    thanks = some_facts(an_item(received=120_000), language=language, is_thanks=True)
    assert write_letter(thanks, None, None).flaws == ()


def test_the_models_words_are_filled_in_by_code_and_kept_with_its_prompt():
    written = write_letter(some_facts(), None, Playing(GOOD))
    assert (written.writer, written.note, written.prompt_version) == (Writer.MODEL, None, "llm-1")
    assert written.words.subject == "About invoice INV-1042"
    assert "Total to pay: €1,200.00" in written.words.text
    assert written.flaws == ()


@pytest.mark.parametrize(("wrong", "fault"), [(INVENTED, Fault.AMOUNT), (UNFILLED, Fault.PLACEHOLDER)])
def test_a_wrong_letter_goes_back_once_with_its_faults_named(wrong: Words, fault: Fault):
    model = Playing(wrong, GOOD)
    written = write_letter(some_facts(), None, model)
    assert model.asked[0] == ()
    assert fault in faults(model.asked[1])
    assert (written.writer, written.flaws) == (Writer.MODEL, ())
    assert written.note is not None
    assert fault.value in written.note


@pytest.mark.parametrize(("wrong", "fault"), [(INVENTED, Fault.AMOUNT), (UNFILLED, Fault.PLACEHOLDER)])
def test_a_letter_wrong_twice_gives_way_to_the_template_and_the_note_says_so(wrong: Words, fault: Fault):
    written = write_letter(some_facts(), None, Playing(wrong, wrong))
    assert written.words == template.write(some_facts())
    assert (written.writer, written.prompt_version, written.flaws) == (Writer.TEMPLATE, None, ())
    assert written.note is not None
    assert fault.value in written.note
    assert "this is the template" in written.note


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ((ModelUnavailable("The model was too slow."),), "The model was too slow. This is the template."),
        ((INVENTED, ModelUnavailable("The budget is used up.")), "The budget is used up. This is the template."),
        ((RuntimeError("boom"),), "The model could not be used; the log says why. This is the template."),
    ],
)
def test_a_model_that_gives_nothing_never_leaves_a_letter_unwritten(answers: tuple[Words | Exception, ...], said: str):
    written = write_letter(some_facts(), None, Playing(*answers))
    assert written.words == template.write(some_facts())
    assert written.note == said


def test_a_workspaces_own_words_come_before_the_models():
    model = Playing(GOOD)
    own = Words(subject="Hello", text="{{ invoices }}\n{{ total }}")
    written = write_letter(some_facts(), own, model)
    assert written.words.text.endswith("€1,200.00\n")
    assert (written.writer, written.note, model.asked) == (Writer.TEMPLATE, OWN, [])


def test_own_words_with_a_wrong_fact_are_shown_with_their_flaw():
    own = Words(subject="Hello", text="{{ invoices }}\n{{ total }}\nA fee of €75.00 was added.")
    written = write_letter(some_facts(), own, None)
    assert "€75.00" in written.words.text
    assert Fault.AMOUNT in faults(written.flaws)


def test_own_words_that_can_be_filled_no_more_give_way_to_ours():
    written = write_letter(some_facts(), Words(subject="Hello", text="{{ gone }}"), None)
    assert written.words == template.write(some_facts())
    assert written.note is not None
    assert "A letter has no “{{ gone }}”" in written.note


def test_a_thank_you_is_never_the_models():
    facts = some_facts(an_item(received=120_000), is_thanks=True)
    model = Playing(GOOD)
    assert write_letter(facts, None, model).writer is Writer.TEMPLATE
    assert model.asked == []


# What follows goes through the job that writes what was planned.


def read(office: Office, reminder_id: int) -> Reminder:
    with office.desk.reading(office.workspace) as work:
        return work.reminders.get(reminder_id)


def wrote(office: Office, model: Playing | None = None) -> int:
    workspace: Workspace = office.workspace
    return write_drafts(office.desk, workspace, model)


def test_what_was_planned_is_written_once_waits_for_a_person_and_is_shown(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 4))
    office.act(keep_client, KeepClient(client="Acme", contact="Maria Lopes", email="maria@acme.example"))
    reminder_id = planned(office, "INV-7")
    assert (wrote(office), wrote(office)) == (1, 0)
    reminder = read(office, reminder_id)
    assert reminder.state is ReminderState.WAITING
    assert reminder.letter is not None
    assert reminder.letter.route is Route.EMAIL
    assert [each.email for each in reminder.letter.recipients] == ["maria@acme.example"]
    assert reminder.letter.words.text.startswith("Dear Maria Lopes,")
    assert (reminder.writer, reminder.flaws, reminder.version) == (Writer.TEMPLATE, (), 2)
    assert [message.about_id for message in office.posts() if message.about == "reminder"] == [reminder_id]


def test_a_client_nobody_can_write_to_gets_a_letter_to_take_along(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 4))
    reminder_id = planned(office, "INV-7")
    wrote(office)
    letter = read(office, reminder_id).letter
    assert letter is not None
    assert (letter.route, letter.recipients) == (Route.BY_HAND, ())


def test_the_channel_shared_with_the_client_comes_before_mail(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 4))
    office.act(keep_client, KeepClient(client="Acme", contact="Maria", email="maria@acme.example"))
    with office.desk.work(office.workspace) as work:
        work.clients.keep(work.clients.find("Acme").id, slack_channel="C0ACME")
    reminder_id = planned(office, "INV-7")
    wrote(office)
    letter = read(office, reminder_id).letter
    assert letter is not None
    assert letter.route is Route.SLACK


def test_own_words_are_what_is_sent_from_the_next_draft_on(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 4))
    which = WhichLetter(language="en", name=LetterName.FRIENDLY.value)
    office.act(keep_letter, OwnWords(which=which, subject="Our own", text="{{ invoices }}\nAll in all {{ total }}"))
    reminder_id = planned(office, "INV-7")
    wrote(office, Playing(GOOD))
    reminder = read(office, reminder_id)
    assert reminder.letter is not None
    assert reminder.letter.words.subject == "Our own"
    assert reminder.writer_note == OWN


def test_a_draft_that_lapsed_while_the_model_thought_stays_lapsed(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 4))
    reminder_id = planned(office, "INV-7")

    class Slow(Playing):
        def write(self, facts: Facts, faults: tuple[Flaw, ...] = ()) -> Words:
            with office.desk.work(office.workspace) as work:
                assert work.reminders.move(work.reminders.get(reminder_id), ReminderState.LAPSED, reason="paid")
            return super().write(facts, faults)

    assert wrote(office, Slow(GOOD)) == 0
    reminder = read(office, reminder_id)
    assert (reminder.state, reminder.letter) == (ReminderState.LAPSED, None)


def test_a_letter_that_cannot_be_written_is_in_the_queue_and_the_others_go_on(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 4))
    office.invoice("INV-8", due=date(2026, 3, 4), client="Blum")
    broken, other = planned(office, "INV-7"), planned(office, "INV-8")
    with office.desk.work(office.workspace) as work:
        work.connection.execute(text("UPDATE reminders SET currency = '???' WHERE id = :id"), {"id": broken})
    assert (wrote(office), wrote(office)) == (1, 0)
    assert read(office, other).state is ReminderState.WAITING
    assert (read(office, broken).attempts, office.queue()) == (1, [])  # once is soon forgotten, and not tried at once
    for _ in range(9):
        office.clock.move(timedelta(seconds=10))
        wrote(office)
    assert read(office, broken).attempts == 4
    [(kind, reason)] = office.queue()
    assert kind == "job failed"
    assert reason.startswith("The letter to Acme could not be written (")
    with office.desk.work(office.workspace) as work:
        work.connection.execute(text("UPDATE reminders SET currency = 'EUR' WHERE id = :id"), {"id": broken})
    office.clock.move(timedelta(minutes=5))
    assert wrote(office) == 1
    assert office.queue() == []
    assert (read(office, broken).attempts, read(office, broken).not_before) == (0, None)


def test_facts_that_cannot_be_read_stop_no_other_letter_and_are_in_the_queue(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    office.invoice("INV-7", due=date(2026, 3, 4))
    office.invoice("INV-8", due=date(2026, 3, 4), client="Blum")
    broken, other = planned(office, "INV-7"), planned(office, "INV-8")

    def torn(reminder: Reminder, work: Work) -> Facts:
        if reminder.id == broken:
            raise ZeroDivisionError
        return facts_of(reminder, work)

    monkeypatch.setattr("reminders.drafts.facts_of", torn)
    assert wrote(office) == 1
    assert read(office, other).state is ReminderState.WAITING
    for _ in range(9):
        office.clock.move(timedelta(seconds=10))
        wrote(office)
    [(kind, reason)] = office.queue()
    assert (kind, reason[:40]) == ("job failed", "The letter to Acme could not be written ")


def test_a_letter_that_could_not_be_written_and_is_needed_no_more_leaves_the_queue(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 4))
    reminder_id = planned(office, "INV-7")
    with office.desk.work(office.workspace) as work:
        work.exceptions.put_in("job failed", about="reminder", about_id=reminder_id, reason="no words", now=work.now)
    office.paid("INV-7")
    office.tick()
    assert (read(office, reminder_id).state, office.queue()) == (ReminderState.LAPSED, [])


def test_a_thank_you_is_written_too_and_takes_no_invoice_along(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 4))
    office.paid("INV-7")
    reminder_id = planned(office, "INV-7", kind=Kind.THANK_YOU)
    wrote(office)
    letter = read(office, reminder_id).letter
    assert letter is not None
    assert letter.words.subject == "Thank you for your payment"
    assert letter.documents == ()
