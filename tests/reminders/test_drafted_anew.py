"""Another language, or somebody else to write to, costs nobody their letter."""

from __future__ import annotations

from datetime import date

from bot.jobs import write_drafts
from domain.letter import Language
from domain.reminder import Reminder, ReminderState
from receivables.keep_client import KeepClient, keep_client
from reminders.remind import Remind, remind
from tests.reminders.chased import ChasingOffice

THU, SAT = date(2026, 3, 12), date(2026, 3, 14)


def asked_for(office: ChasingOffice) -> Reminder:
    """Of an invoice one day late: no letter would come by itself."""
    office.invoice("INV-1", due=date(2026, 3, 11))
    office.at(THU).act(remind, Remind(target="Acme"))
    write_drafts(office.desk, office.workspace)
    [draft] = office.open()
    return draft


def test_a_letter_somebody_asked_for_is_drafted_anew_in_the_clients_new_language(office: ChasingOffice):
    before = asked_for(office)
    office.at(THU, 10)
    change = office.act(keep_client, KeepClient(client="Acme", language="German"))
    assert change.understood == ("the letter that waits is drafted anew in it, to be approved as usual",)
    office.tick()
    write_drafts(office.desk, office.workspace)
    [draft] = office.open()
    assert draft.letter
    assert (draft.state, draft.language, draft.asked_by) == (ReminderState.WAITING, Language.GERMAN, before.asked_by)
    assert draft.changed == "the language of Acme is another one now"


def test_on_a_weekend_too(office: ChasingOffice):
    office.invoice("INV-1", due=date(2026, 3, 9))
    office.day(THU)
    write_drafts(office.desk, office.workspace)
    office.at(SAT, 10).act(keep_client, KeepClient(client="Acme", language="French"))
    office.tick()
    assert [each.language for each in office.open()] == [Language.FRENCH]


def test_an_approved_letter_waits_for_approval_again_in_the_new_language(office: ChasingOffice):
    asked_for(office)
    office.decide(ReminderState.APPROVED)
    office.at(THU, 10).act(keep_client, KeepClient(client="Acme", language="Polish"))
    office.tick()
    write_drafts(office.desk, office.workspace)
    assert [(each.language, each.state) for each in office.open()] == [(Language.POLISH, ReminderState.WAITING)]


def test_where_something_else_changed_as_well_only_the_usual_rules_draft(office: ChasingOffice):
    asked_for(office)
    office.at(THU, 10).act(keep_client, KeepClient(client="Acme", language="German"))
    office.said("INV-1", "We will look into it")
    office.tick()
    assert office.open() == []


def test_a_language_says_nothing_of_letters_where_none_waits(office: ChasingOffice):
    office.invoice("INV-1", due=date(2026, 3, 11))
    assert office.act(keep_client, KeepClient(client="Acme", language="German")).understood == ()
