from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk import Desk
from domain.errors import AlreadyDone, GoneFromBook, NotAllowed, NotUnderstood, Refusal, WrongState
from domain.letter import Facts, Language, LetterName, Words
from domain.roles import Person, Role
from domain.workspace import Workspace
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.keep_client import KeepClient, keep_client
from reminders.own_letters import (
    OwnWords,
    WhichLetter,
    all_letters,
    give_back_letter,
    keep_letter,
    letter_shown,
    preview_letter,
)
from reminders.writers import template
from reminders.writers.slots import MEANS, SOMETIMES, NoValue, Slot, StrayBraces, UnknownSlot, filled
from reminders.writers.values import values_of
from storage.unit_of_work import Work
from tests.reminders.drafts import some_facts
from tests.reminders.office import Office

FRIENDLY = WhichLetter(language="en", name="friendly")
TEXT = "Hello {{ client }},\n\n{{ invoices }}\n\nThat makes {{ total }}, please.\n\n{{ sender }}"


def own(
    text: str = TEXT, subject: str = "About {{ what }}", which: WhichLetter = FRIENDLY, target: str = ""
) -> OwnWords:
    return OwnWords(which=which, subject=subject, text=text, target=target)


def as_role(work: Work, role: Role) -> Work:
    person = Person(id=work.person.id, name="Ben", role=role)
    return Work(connection=work.connection, workspace=work.workspace, person=person, now=work.now)


def test_a_workspaces_own_letter_is_sent_in_place_of_ours_until_it_is_given_back(office: Office):
    ours = office.act(letter_shown, FRIENDLY)
    assert ours.own is None
    assert "{{ pick_up }}" in ours.words.text
    kept = office.act(keep_letter, own())
    assert kept.said == "The friendly letter in English is now your own, from the next draft on"
    shown = office.act(letter_shown, FRIENDLY)
    assert shown.words == Words(subject="About {{ what }}", text=TEXT + "\n")
    assert shown.own is not None
    assert shown.own.by == "Dunwell"
    office.act(keep_letter, own(TEXT + "\nBye"))
    assert office.act(letter_shown, FRIENDLY).words.text.endswith("Bye\n")
    office.act(give_back_letter, FRIENDLY)
    assert office.act(letter_shown, FRIENDLY) == ours
    with office.desk.reading(office.workspace) as work:
        assert [record.act for record in work.audit.since(office.clock.now())] == [
            "keep_letter",
            "keep_letter",
            "give_back_letter",
        ]


def test_another_language_and_another_occasion_stay_ours(office: Office):
    office.act(keep_letter, own())
    mine = [each.name for each in office.act(all_letters, "en") if each.own]
    assert mine == [LetterName.FRIENDLY]
    assert [each.own for each in office.act(all_letters, "de")] == [None] * len(LetterName)


def test_what_changes_nothing_says_so(office: Office):
    with pytest.raises(AlreadyDone, match="is Dunwell's own already"):
        office.act(give_back_letter, FRIENDLY)
    office.act(keep_letter, own())
    with pytest.raises(AlreadyDone, match="reads so already"):
        office.act(keep_letter, own())


def test_only_an_admin_changes_letters_and_everybody_reads_them(desk: Desk, workspace: Workspace):
    with desk.reading(workspace) as work:
        approver, viewer = as_role(work, Role.APPROVER), as_role(work, Role.VIEWER)
        assert letter_shown(FRIENDLY, viewer).own is None
        for act in (keep_letter, preview_letter):
            with pytest.raises(NotAllowed, match="To change the letters you need to be an admin"):
                act(own(), approver)
        with pytest.raises(NotAllowed):
            give_back_letter(FRIENDLY, approver)


def test_a_preview_is_of_a_made_up_client_or_of_a_real_one(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 4), client="Blüm & Co.")
    office.act(keep_client, KeepClient(client="Blüm & Co.", contact="Eva Blüm", email="eva@bluem.example"))
    sample = office.act(preview_letter, own())
    assert sample.subject == "About 2 invoices"
    assert "Hello Acme Ltd," in sample.text
    assert "€1,450.00" in sample.text
    real = office.act(preview_letter, own("{{ greeting }}\n" + TEXT, target="Blüm"))
    assert real.subject == "About invoice INV-7"
    assert real.text.startswith("Dear Eva Blüm,\nHello Blüm & Co.,\n\n• INV-7: issued")
    assert "That makes €1,200.00, please." in real.text


def test_a_preview_with_a_client_who_owes_nothing_says_what_to_do(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 4))
    office.paid("INV-7")
    with pytest.raises(WrongState, match="Acme owes nothing such a letter could be about"):
        office.act(preview_letter, own(target="Acme"))
    thanks = WhichLetter(language="en", name="thank-you")
    assert "INV-7: €1,200.00, settled" in office.act(preview_letter, own(which=thanks, target="Acme")).text
    with pytest.raises(GoneFromBook):
        office.act(preview_letter, own(target="client:99"))


def test_a_preview_counts_the_clients_credit_and_says_where_it_covers_all(office: Office):
    office.invoice("INV-7", due=date(2026, 3, 4))
    office.act(issue_credit_note, IssueCreditNote(target="Acme", amount="200", reason="goodwill"))
    seen = office.act(preview_letter, own(target="Acme"))
    assert "• Credit on your account: -€200.00" in seen.text
    assert "That makes €1,000.00" in seen.text
    office.act(issue_credit_note, IssueCreditNote(target="Acme", amount="1000", reason="goodwill"))
    with pytest.raises(WrongState, match="Credit covers what Acme owes"):
        office.act(preview_letter, own(target="Acme"))


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("totl", "{{ total }}"),
        ("Amount", "{{ total }}"),
        ("invoces", "{{ invoices }}"),
        ("due_date", "{{ oldest_due }}"),
        ("contact", "{{ greeting }}"),
        ("iban", "{{ how_to_pay }}"),
    ],
)
def test_an_unknown_slot_is_refused_with_its_name_and_the_nearest_one(office: Office, name: str, offered: str):
    with pytest.raises(UnknownSlot) as no:
        office.act(keep_letter, own(f"{TEXT} {{{{ {name} }}}}"))
    assert no.value.words == f"A letter has no “{{{{ {name} }}}}”. Did you mean “{offered}”?"
    assert no.value.field == "text"


def test_a_slot_like_nothing_we_know_is_refused_with_the_list(office: Office):
    with pytest.raises(UnknownSlot, match=r"A letter has no “\{\{ xyzzy \}\}”. There is \{\{ greeting \}\},"):
        office.act(keep_letter, own(subject="{{ xyzzy }}"))


def test_a_slot_that_some_letters_have_no_value_for_is_refused(office: Office):
    with pytest.raises(NoValue, match=r"“\{\{ promised \}\}” \(the day they promised\) has no value"):
        office.act(keep_letter, own(TEXT + "{{ promised }}"))


@pytest.mark.parametrize(
    "text",
    [
        "{{ total.__class__ }}",
        "{{ 7 * 7 }}",
        "{{ ''.join(total) }}",
        "{{ total | upper }}",
        "{{}}",
        "{{ self._TemplateReference__context }}",
    ],
)
def test_nothing_a_person_types_is_ever_run(office: Office, text: str):
    with pytest.raises(UnknownSlot):
        office.act(keep_letter, own(TEXT + text))


@pytest.mark.parametrize(
    "text", ["{% for x in y %}", "{# note #}", "{{ total }", "total }}", "{total}", "{{ a {{ total }} }}", "{{\n\n{{"]
)
def test_braces_that_are_no_slot_never_reach_a_client(office: Office, text: str):
    with pytest.raises((StrayBraces, UnknownSlot)):
        office.act(keep_letter, own(TEXT + text))


@pytest.mark.parametrize(
    ("letter", "words", "field"),
    [
        (own("{{ invoices }}"), "The letter needs “{{ total }}”", "text"),
        (own("Please pay."), "The letter needs “{{ invoices }}” and “{{ total }}”", "text"),
        (own("   \n "), "There is nothing in it", "text"),
        (own(subject=" "), "There is nothing in it", "subject"),
        (own(subject="x" * 201), "201 characters; 200 fit", "subject"),
        (own(TEXT + "x" * 4_000), "4,000 fit", "text"),
        (own(subject="{{ invoices }}"), "is longer than a subject", "subject"),
        (own(which=WhichLetter(language="ja", name="firm")), "There are no letters in “ja” yet", "language"),
        (own(which=WhichLetter(language="en", name="rude")), "There is no letter “rude”", "letter"),
    ],
)
def test_a_letter_that_could_not_be_sent_is_refused_beside_its_field(
    office: Office, letter: OwnWords, words: str, field: str
):
    for act in (keep_letter, preview_letter):
        with pytest.raises(NotUnderstood) as no:
            office.act(act, letter)
        assert words in no.value.words
        assert no.value.field == field


def test_a_thank_you_needs_no_total(office: Office):
    office.act(keep_letter, own("Thanks for {{ invoices }}", which=WhichLetter(language="fr", name="thank-you")))


def test_slots_are_read_whatever_their_spaces_and_case_and_everything_else_stays(office: Office):
    said = office.act(preview_letter, own("{{invoices}}\n\n\n\n{{  Total }} — 100 % {fine} <b>&amp;"))
    assert said.text.endswith("\n\n€1,450.00 — 100 % {fine} <b>&amp;\n")


def test_every_slot_says_what_it_is_and_every_letter_can_fill_it():
    assert set(MEANS) == set(Slot)
    assert set(values_of(some_facts())) == set(Slot) - SOMETIMES


@settings(deadline=None)
@given(name=st.text(max_size=60), number=st.sampled_from(["{{ total }}", "{% x %}", "{{", "1"]))
def test_what_is_filled_in_is_never_read_again(name: str, number: str):
    facts: Facts = some_facts(client=name + "{{ total }}")
    text = "{{ client }}|{{ total }}"
    assert filled(Words(subject="s", text=text), values_of(facts) | {Slot.TOTAL: number}).text.rstrip().endswith(number)
    assert "{{ total }}" in filled(Words(subject="s", text=text), values_of(facts)).text


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_words_are_filled_or_refused_in_words(text: str):
    said = _said(text)
    assert said
    assert "{{" not in said or "A letter has no" in said or "is not a slot" in said or "has no value" in said


def _said(text: str) -> str:
    try:
        return filled(Words(subject="s", text=text), values_of(some_facts())).text
    except Refusal as no:
        return no.words


@pytest.mark.parametrize("language", Language)
def test_our_letters_could_be_kept_as_they_are(office: Office, language: Language):
    for name in LetterName:
        words = template.to_change(language, name)
        which = WhichLetter(language=language.value, name=name.value)
        office.act(keep_letter, own(words.text, words.subject, which))
    assert all(each.own for each in office.act(all_letters, language.value))
