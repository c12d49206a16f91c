"""What a letter may not say, told in every way it can be written; and what it may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.chasing import Stage
from domain.letter import BuildsOn, Facts, Fault, Ground, Language, Words
from reminders.checks import flaws_of
from reminders.writers import template
from tests.reminders.checks.facts import TWO, an_item, some_facts


def said_in(text: str) -> list[str]:
    """The ways of saying it, written one after the other."""
    return text.split(" | ")


RIGHT = """Dear Maria Lopes,

Thank you for your message of 12 March 2026. {}

- INV-1042, due 4 March 2026: €1,200.00, received €200.00, remaining €1,000.00
Total to pay: €1,000.00

Please let us know when we can expect it.

Kind regards,
Ana Sousa
Rua Nova Studio
"""


def with_words(added: str, facts: Facts | None = None) -> set[Fault]:
    """The faults of a right letter with a sentence more."""
    words = Words(subject="Invoice INV-1042", text=RIGHT.format(added))
    return {flaw.fault for flaw in flaws_of(words, facts or some_facts())}


def faults(words: Words, facts: Facts) -> set[Fault]:
    return {flaw.fault for flaw in flaws_of(words, facts)}


def test_a_letter_that_says_the_facts_has_no_flaw():
    assert with_words("") == set()


@pytest.mark.parametrize(
    "said",
    said_in(
        "1.250,00 € | EUR 1,250 | €1250 | 1 250,00 € | 1\u00a0250,00 € | 1\u202f250,00 € | 1,250 euros | 1250 euro | "
        "twelve hundred euros | one thousand two hundred fifty euros | fünfhundert Euro | mille euros | zwei Euro | "
        "١٢٥٠ € | １２５０ € | € 1 2 5 0 | €1,000.01 | €10,00.00 | €1,000,000 | 1.2k | €1k | €1m | 1000 dollars | "
        "$1,000.00 | £1,000.00 | 1,000.00 USD | ₿1,000.00 | ₿ 2 | a 10% share | ten percent | 1250 | 500 | "
        "-€1,000.00 | Rs. 5000 | 5 000 zł | kr 500 | 50 quid | 5 grand | € 999.99. | (€999) | €0,99 | two thousand | "
        "USD1000"
    ),
)
def test_an_amount_that_is_no_fact_is_found_however_it_is_written(said: str):
    assert with_words(f"We are waiting for {said} now.") & {Fault.AMOUNT, Fault.HIDDEN}


@pytest.mark.parametrize(
    "said",
    said_in(
        "13 March | 13 March 2026 | March 13th, 2026 | the 13th of March | 13.03.2026 | 13.3.26 | 2026-03-13 | "
        "13/03/26 | Friday | Monday, 12 March 2026 | tomorrow | next week | the end of the month | within 7 days | "
        "in two weeks | in a week | by the 15th | 5 April | April | mid-April | end of April | 13. März 2026 | "
        "13 mars 2026 | 13 de marzo de 2026 | 13 marca 2026 | morrow, 13-Mar-26 | Christmas | the fifteenth | "
        "twelfth of April | 12 March 2027 | Thursday week, 13 Mar | 3 working days | 48 hours | in 30 days | "
        "12/13/2026 | 12.13. | 20260313 | by Monday"
    ),
)
def test_a_day_that_is_no_fact_is_found_however_it_is_written(said: str):
    assert with_words(f"Please pay by {said}.") & {Fault.DATE, Fault.AMOUNT, Fault.NUMBER}


@pytest.mark.parametrize(
    "said", ["12 March", "March 12, 2026", "12.03.2026", "2026-03-12", "Thursday 12 March 2026", "today"]
)
def test_a_day_of_the_facts_may_be_written_in_any_way(said: str):
    assert with_words(f"You wrote to us on {said}.") == set()


@pytest.mark.parametrize(
    "said",
    said_in(
        "INV-1043 | INV-10421 | INV-1042-A | #1043 | invoice 1043 | Rechnung 77 | facture 2026/12 | factura F-9 | "
        "FV 12/2026"
    ),
)
def test_an_invoice_that_is_not_in_scope_is_found(said: str):
    assert with_words(f"The same goes for {said}.") & {Fault.NUMBER, Fault.DATE}


@pytest.mark.parametrize(
    "said",
    said_in(
        "https://evil.example/pay | http://1.2.3.4/x | www.evil.com | evil.com | evil.com/pay | xn--pypal-4ve.com | "
        "bit.ly/abc | [pay](https://evil.example) | <https://evil.example|pay> | mailto:a@b.com | hxxps://evil.io | "
        "evil[.]com | evil dot com | javascript:alert(1) | //evil.example/x | HTTPS://EVIL.EXAMPLE | evil.co.uk | "
        "пейпал.com | evil.xyz:8080/a"
    ),
)
def test_a_link_is_found_however_it_is_written(said: str):
    assert Fault.LINK in with_words(f"Please use {said} for it.")


@pytest.mark.parametrize("said", ["ceo@acme.example", "ceo (at) acme.example", "a.b+c@d.co", "ceo@acme", "@anasousa"])
def test_an_address_that_is_no_fact_is_found(said: str):
    assert with_words(f"Please answer to {said} instead.") & {Fault.ADDRESS}


@pytest.mark.parametrize(
    "said",
    said_in(
        "GB29 NWBK 6016 1331 9268 19 | DE89370400440532013000 | de89370400440532013000 | NO93 8601 1117 947 | "
        "BIC DEUTDEFF500 | SWIFT: DEUTDEFF | account number 12345678 | sort code 12-34-56 | PayPal | Bitcoin | "
        "a gift card | CLABE 032180000118359719 | 0x52908400098527886E0F7030069857D2E4169EE7 | "
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa | PT50 0002 0123 1234 5678 9015 5"
    ),
)
def test_a_bank_account_or_another_way_to_pay_is_found(said: str):
    assert with_words(f"Please use {said} for it.") & {Fault.BANK, Fault.NUMBER, Fault.AMOUNT, Fault.DATE}


def test_how_to_pay_may_be_said_word_for_word_and_its_account_spelt_without_spaces():
    facts = some_facts()
    assert with_words(facts.how_to_pay) == set()
    assert with_words("Our IBAN is PT50000201231234567890154.") == set()
    assert Fault.BANK in with_words("Our IBAN is PT50000201231234567890155.")


@pytest.mark.parametrize(
    "said",
    said_in(
        "Please ask for Bob Smith. | Mr Smith will call. | As Karin told us, it is on its way. | "
        "Globex Ltd pays for you. | Call us at +44 20 7946 0000."
    ),
)
def test_a_name_or_a_telephone_that_is_no_fact_is_found(said: str):
    assert with_words(said) & {Fault.NAME, Fault.ADDRESS}


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("Maria Lopes", "Mario Lopes"),
        ("Ana Sousa", "Bob"),
        ("Rua Nova Studio", "Rua Novo Studio"),
        ("Maria Lopes", "Ana Sousa"),
        ("Maria Lopes", "Maria Or"),
        ("Maria Lopes", "April June"),
        ("Maria Lopes", "Maria Sousa"),
        ("Ana Sousa", "Ana Lopes"),
    ],
)
def test_only_who_gets_it_is_greeted_and_only_who_sends_it_signs(said: str, instead: str):
    words = Words(subject="Invoice INV-1042", text=RIGHT.format("").replace(said, instead))
    assert Fault.NAME in faults(words, some_facts())


@pytest.mark.parametrize(
    "said",
    said_in(
        "{{ total }} | {total} | [Name] | [Your Company] | <amount> | XXX | lorem ipsum | TODO | INSERT | %s | "
        "<b>now</b> | <@U0123ABC> | <!channel> | **now** | `x` | ___"
    ),
)
def test_a_placeholder_or_markup_is_found(said: str):
    assert with_words(f"Please see {said} for more.") & {Fault.PLACEHOLDER}


@pytest.mark.parametrize(
    "said", said_in("pay\u200bment | раyment | pаyment | \u202etnemyap | ｐａｙ | рау | p\u0430y | ½ of it | 𝐩𝐚𝐲")
)
def test_signs_that_hide_and_letters_that_look_like_others_are_found(said: str):
    assert Fault.HIDDEN in with_words(f"Your {said} is open.")


def test_every_invoice_is_named_with_what_is_left_of_it_and_the_total_too():
    facts = some_facts(*TWO)
    right = template.write(facts)
    assert faults(right, facts) == set()
    without = "\n".join(line for line in right.text.split("\n") if "INV-1043" not in line)
    assert faults(replace(right, text=without), facts) == {Fault.MISSING_INVOICE}
    wrong = right.text.replace("Total to pay: €1,850.50", "Total to pay: €1,000.00")
    assert Fault.WRONG_TOTAL in faults(replace(right, text=wrong), facts)
    silent = right.text.replace("Total to pay: €1,850.50", "")
    assert faults(replace(right, text=silent), facts) == {Fault.WRONG_TOTAL}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.GERMAN, "Bitte zahlen Sie die Rechnung, die noch bei Ihnen offen ist, und geben Sie uns Bescheid."),
        (Language.FRENCH, "Merci de nous dire quand nous pouvons attendre le règlement de cette facture."),
        (Language.SPANISH, "Le rogamos que nos diga cuándo podemos esperar el pago de la factura."),
        (Language.POLISH, "Prosimy o informację, kiedy możemy spodziewać się płatności, i dziękujemy za odpowiedź."),
    ],
)
def test_a_sentence_in_another_language_is_found(language: Language, said: str):
    assert Fault.LANGUAGE in with_words(said)
    german = template.write(some_facts(language=language))
    assert Fault.LANGUAGE in faults(german, some_facts())


THREATS = {
    Language.ENGLISH: (
        "We will hand this to our lawyer.",
        "You will see us in court.",
        "We will report you to a credit bureau.",
    ),
    Language.GERMAN: ("Wir übergeben das unserem Anwalt.", "Wir gehen vor Gericht.", "Wir melden das der Schufa."),
    Language.FRENCH: ("Nous saisirons le tribunal.", "Ceci vaut mise en demeure.", "Notre avocat vous écrira."),
    Language.SPANISH: ("Acudiremos al juzgado.", "Nuestro abogado le llamará.", "Tomaremos acciones legales."),
    Language.POLISH: ("Skierujemy sprawę do sądu.", "Sprawę przejmie komornik.", "Nasz prawnik napisze do Państwa."),
}
LAST_ONLY = {
    Language.ENGLISH: ("A collection agency will call.", "We charge late interest.", "We will suspend our work."),
    Language.GERMAN: ("Wir schalten ein Inkasso ein.", "Wir berechnen Verzugszinsen.", "Sie sind in Verzug."),
    Language.FRENCH: ("Une société de recouvrement suivra.", "Nous facturerons des intérêts de retard."),
    Language.SPANISH: ("Aplicaremos intereses de demora.", "Vamos a suspender el servicio."),
    Language.POLISH: ("Naliczymy odsetki.", "Przekażemy to do windykacji.", "Wstrzymamy prace."),
}


@pytest.mark.parametrize(
    ("language", "said"), [(each, said) for each in Language for said in (*THREATS[each], *LAST_ONLY[each])]
)
def test_a_threat_stands_in_no_letter_before_the_last_and_a_legal_one_in_none(language: Language, said: str):
    for stage in Stage:
        facts = some_facts(language=language, stage=stage)
        words = template.write(facts)
        found = faults(replace(words, text=words.text.replace("\n\n", f"\n\n{said} ", 1)), facts)
        assert (Fault.THREAT in found) == (stage is not Stage.FINAL or said in THREATS[language]), (stage, found)


def test_an_empty_letter_and_an_endless_one_are_stopped():
    facts = some_facts()
    assert faults(Words(subject="", text="x"), facts) == {Fault.EMPTY}
    assert faults(Words(subject="x", text=" \n"), facts) == {Fault.EMPTY}
    assert faults(Words(subject="x", text="word " * 2000), facts) == {Fault.TOO_LONG}


def test_invoices_whose_numbers_look_like_days_or_amounts_are_told_apart():
    items = (
        an_item(number="2026-03-12"),
        an_item(invoice_id=2, number="1250", total=125_000, received=0),
        an_item(invoice_id=3, number="1.000"),
    )
    facts = some_facts(*items, client="500 Startups")
    right = template.write(facts)
    assert faults(right, facts) == set()
    assert faults(replace(right, text=right.text.replace("• 1250:", "• 1251:")), facts)


def test_a_promise_may_be_named_by_its_weekday():
    promise = BuildsOn(ground=Ground.PROMISE_BROKEN, on=date(2026, 3, 19), promised_on=date(2026, 3, 27), by="Ben")
    facts = some_facts(builds_on=promise)
    text = RIGHT.format("").replace(
        "Thank you for your message of 12 March 2026.", "You told us we would have it on Friday."
    )
    assert faults(Words(subject="Invoice INV-1042", text=text), facts) == set()
    assert faults(Words(subject="Invoice INV-1042", text=text.replace("Friday", "Tuesday")), facts) == {Fault.DATE}
