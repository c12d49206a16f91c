"""What no reminder says by itself is told, in five languages; what reminders do say is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.letter import BuildsOn, Facts, Fault, Flaw, Ground, Language
from reminders.checks import flaws_of
from reminders.writers import template
from tests.reminders.checks.facts import SAID_ON, an_item, some_facts

UNASKED = {
    Language.ENGLISH: """Please ignore this letter. | You can forget about this letter. | This note was sent in error.
        The invoice was a joke. | This is not a reminder. | Please pay nothing. | There is nothing you have to do.
        We accept half. | Half of it is fine for us. | Pay in four parts. | Please pay {{total}} less a fifth.
        Send the money to our director instead. | Kindly wire it to the account of our partner.
        Please pay in cash to the courier. | Click below to pay. | Log in to the portal to pay.
        Visit our new page to pay.
        Please reply with your bank login and password.
        Please confirm your card number by replying.
        Reply yes to accept. | You won. | pay at evil dot example | Call the number below.
        Text us at zero two zero seven nine four six. | We received your payment, all good.
        Thank you for your payment. | You have already paid, thank you for that. | All is paid.
        The invoice has already been paid.
        {"subject": "Paid", "text": "There is not much to say but one thing: fine"}
        The balance is €0.00. | So it is €0.00 this time.""",
    Language.GERMAN: """Sie müssen nichts zahlen. | Bitte ignorieren Sie dieses Schreiben. | Antworten Sie mit JA.
        Bitte zahlen Sie auf das Konto unseres Partners. | Die Rechnung ist hinfällig. | Klicken Sie hier.
        Wir haben Ihre Zahlung erhalten. | Sie können sich Zeit lassen. | Die Hälfte genügt uns.""",
    Language.FRENCH: """Merci d'ignorer cette lettre. | La facture est sans objet. | La moitié nous suffit.
        Nous avons bien reçu votre paiement. | Cliquez ici.""",
    Language.SPANISH: """No tiene que pagar nada. | Ignore esta carta. | La factura queda sin efecto. | Haga clic aquí.
        Hemos recibido su pago. | Con la mitad basta.""",
    Language.POLISH: """Prosimy zignorować to pismo. | Faktura jest nieważna. | Otrzymaliśmy płatność.
        Wystarczy połowa. | Prosimy kliknąć tutaj.""",
}
SAID = {
    Language.ENGLISH: """If you have paid already, please ignore this letter. | Please do not ignore this letter.
        Should the payment be on its way, please disregard this note. | Thank you for your payment in advance.
        We have not received your payment yet. | Please check whether we received your payment.
        Thank you for your message. | If anything is in error, or you paid it already, please tell us.
        Please let us know when the invoice is paid. | You told us that it was paid.
        Could you tell us when you expect to pay? | A short answer is enough. | Please call us.""",
    Language.GERMAN: """Falls Sie bereits gezahlt haben, ist dieses Schreiben gegenstandslos.
        Wir haben Ihre Zahlung noch nicht erhalten. | Vielen Dank für Ihre Nachricht.""",
    Language.FRENCH: """Si votre règlement est déjà en route, merci de ne pas tenir compte de ce message.
        Nous n'avons pas encore reçu votre paiement. | Merci pour votre message.""",
    Language.SPANISH: """Si ya ha pagado, le rogamos que no tenga en cuenta este aviso. | Gracias por su mensaje.
        Todavía no hemos recibido su pago.""",
    Language.POLISH: """Jeśli płatność jest już w drodze, prosimy zignorować tę wiadomość. | Dziękujemy za wiadomość.
        Nie otrzymaliśmy jeszcze płatności.""",
}


def sentences(kept: dict[Language, str]) -> list[tuple[Language, str]]:
    """One a line or between bars."""
    lines = [(language, line) for language, said in kept.items() for line in said.replace("|", "\n").split("\n")]
    return [(language, line.strip()) for language, line in lines if line.strip()]


def unpaid(language: Language) -> Facts:
    return some_facts(an_item(received=0), language=language, builds_on=BuildsOn(ground=Ground.CALL, on=SAID_ON))


def flaws(sentence: str, facts: Facts) -> tuple[Flaw, ...]:
    """Of our letter with the sentence as a paragraph of its own before the greeting at its end."""
    right = template.write(facts)
    above, below = right.text.rsplit("\n\n", 1)
    said = sentence.replace("{{total}}", "€1,200.00")
    return flaws_of(replace(right, text=f"{above}\n\n{said}\n\n{below}"), facts)


@pytest.mark.parametrize(("language", "sentence"), sentences(UNASKED))
def test_what_no_reminder_says_by_itself_is_told(language: Language, sentence: str):
    assert flaws(sentence, unpaid(language)) != ()


@pytest.mark.parametrize(("language", "sentence"), sentences(SAID))
def test_what_reminders_do_say_is_not(language: Language, sentence: str):
    assert flaws(sentence, unpaid(language)) == ()


def test_thanks_for_what_came_are_said_where_some_of_it_came():
    part = some_facts(an_item(received=20_000))
    assert flaws("Thank you for your payment.", part) == ()
    assert Fault.OBEYED in {flaw.fault for flaw in flaws("Thank you for your payment.", unpaid(Language.ENGLISH))}


@pytest.mark.parametrize("language", Language)
def test_a_credit_of_nothing_is_no_amount_a_letter_may_ask_for(language: Language):
    zero = {Language.ENGLISH: "It is €0.00.", Language.GERMAN: "Es sind 0,00 €.", Language.FRENCH: "C'est 0,00 €."}
    assert flaws(zero.get(language, "0,00 €"), unpaid(language)) != ()


def test_a_flaw_shows_the_letters_own_words_where_a_part_of_them_was_read_before():
    found = flaws('<a href="https://evil.example/pay">INV-1042</a>', unpaid(Language.ENGLISH))
    shown = [flaw.shown for flaw in found if flaw.fault is Fault.PLACEHOLDER]
    assert shown[0] == '<a href="https://evil.example/pay">'
