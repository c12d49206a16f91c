"""Words that a letter about invoices writes with a capital without naming anybody, folded, in five languages."""

from __future__ import annotations

from domain.date_words import TOKENS, words_of

IN_GREETINGS = words_of(
    "r a e y i o x dear hello hi hey good morning afternoon evening day greetings sir sirs madam or and all both "
    "everyone everybody team there again folks colleagues partner customer client accounts payable department "
    "finance the at in of from for mr mrs ms mx miss dr prof guten tag morgen abend hallo liebe lieber liebes moin "
    "servus grus gott sehr geehrte geehrter geehrtes damen und herren herr herrn frau an von die das der zusammen "
    "kolleginnen kollegen buchhaltung bonjour bonsoir cher chere chers cheres madame monsieur mesdames messieurs mme "
    "mlle m salut et a tous toutes toute l'equipe equipe service comptabilite de du la le les buenos buenas dias "
    "tardes buen dia hola estimado estimada estimados estimadas querido querida queridos senor senora senores "
    "senoras sr sra srta y e equipo todo todos todas de del la el los don dona szanowny szanowna szanowni szanowne "
    "panstwo panie pani pan panowie dzien dobry witam witaj witajcie drogi droga drodzy sz p czesc i oraz zespole "
    "zespol wszyscy"
)
IN_CLOSINGS = words_of(
    "for on behalf of from the at and team accounts receivable billing finance department office your im auftrag i a "
    "das der die ihr ihre von buchhaltung und fur team pour de la le du l'equipe service comptabilite et facturation "
    "votre por en nombre de del el la equipo departamento facturacion administracion y su w imieniu z dzial "
    "ksiegowosc zespol i oraz ps p s"
)
# Never written with a capital inside a line: there they are somebody's name (“Ms Or”).
SMALL_WORDS = words_of("or and und et ou y e o u i oraz r a of the at in for from on by por para pour")
_ENGLISH = """
    i i'm i'll i'd i've dear kind best warm regards wishes many thanks thank you sir madam yours sincerely faithfully
    payment payments reminder reminders invoice invoices account accounts overdue due open outstanding unpaid balance
    statement total amount friendly gentle polite quick short final last first second third next follow up following
    about your our from for with and the of on to in re fw fwd regarding past coming soon still awaiting remaining
    number no subject note notice details bank transfer reference receipt copy attached update status information
    question request action required please need needed help hello hi we you it this that is are was have has
    overview summary list per day days week friendly-reminder iban bic swift vat sepa pdf po ok asap fyi ps eur usd gbp
    pln chf cad aud jpy bhd kwd sek nok dkk czk huf ach bacs eft cc csv crm ap ar q faq tel email e-mail
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday christmas easter english german french spanish polish
    new received paid issued date dated not yet settled sent
"""
_GERMAN = """
    sie ihr ihre ihren ihrem ihrer ihres ihnen zahlung zahlungen rechnung rechnungen rechnungsnummer nummer betrag
    betrage abzuglich guthabens gesamtbetrag restbetrag rest summe mahnung erinnerung zahlungserinnerung guten
    tag damen herren herr frau
    herrn uberweisung konto kontoauszug bankverbindung verwendungszweck guthaben gutschrift datum nachricht antwort
    gesprach ruckfrage frage fragen dank gruse grusen vielen mit freundlichen freundliche herzliche beste besten
    woche monat monats jahr jahres ende anfang mitte tag tage tagen fallig falligkeit falligkeitsdatum offen offene
    offener offenes offenen posten unterlagen vereinbarung bescheid hilfe telefon anruf schreiben mail e-mail euro
    kopie anlage anhang zahlungseingang eingang buchhaltung kundenkonto kunde kunden kundin team unternehmen hinweis
    angelegenheit ruckmeldung geduld verstandnis zusammenarbeit aufstellung ubersicht nr januar februar marz april mai
    juni juli august september oktober november dezember montag dienstag mittwoch donnerstag freitag samstag sonntag
    am im zum zur der die das den dem ein eine zu in aus bei von fur und oder wir uns unsere unser unserer bitte konnten
    wurden haben sind ist hatten sollten falls wenn danke letzte letzter zweite erste nachste noch heute gestern
"""
_FRENCH = """
    madame monsieur mesdames messieurs rappel facture factures reglement paiement echeance solde montant total relance
    avoir compte votre vos notre nos merci cordialement bien objet re virement reference
    bonjour cher chere suivi ouverte ouvertes impayee impayees en attente retard
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
    lundi mardi mercredi jeudi vendredi samedi dimanche tva rib
"""
_SPANISH = """
    usted ustedes ud uds sr sra srta senor senora factura facturas pago pagos recordatorio saldo importe total cuenta
    vencimiento vencida vencidas pendiente pendientes buenos dias buenas tardes estimado estimada hola gracias saludos
    asunto transferencia referencia iva nif cif su sus nuestra nuestro
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    lunes martes miercoles jueves viernes sabado domingo
"""
_POLISH = """
    panstwo panstwa panstwu panstwem pan pani pana panu panem panie panowie panow panom twoj twoja twoje ciebie tobie ci
    cie wam was wami wasz wasza wasze szanowny szanowna szanowni faktura faktury fakture faktur fakturze platnosc
    platnosci zaplata kwota saldo termin przypomnienie razem dotyczy przelew konto rachunek pozdrawiam powazaniem nip
    dzien dobry witam dziekujemy dziekuje nr fv vat zl pln
"""
IN_LETTERS = frozenset().union(
    *(words_of(words) for words in (_ENGLISH, _GERMAN, _FRENCH, _SPANISH, _POLISH)), TOKENS, IN_GREETINGS
)
