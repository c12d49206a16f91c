"""The turns of phrase by which clients promise, refuse, dispute or say they have paid, in five languages.

All patterns read folded text (small letters, no accents, straight quotes) of one clause. Gaps are bounded, and their
words and spaces share no character (an apostrophe is a space here), so that no text makes them slow.
"""

from __future__ import annotations

import re

from domain.date_words import words_of

_GAP = r"(?:[^\w.;!?]+\w+){0,6}?[^\w.;!?]+"
# Between “not” and what is not done; a new thought (“... and will pay”) ends the reach of the “not”.
_NOT_GAP = r"(?:[^\w.,;!?]+(?!(?:will|ll|and|so)\b)\w+){0,6}?[^\w.,;!?]+"
_SHORT_GAP = r"(?:[^\w.;!?]+(?:\d+\.\d+|\w+)){0,3}?[^\w.;!?]+"
_MONEY = (
    r"(?:payments?|money|funds|cheques?|checks?|transfers?|wire|remittance|"
    r"bank transfer|balance|rest|remainder|bacs|ach)"
)
_PAY = (
    r"(?:pay|pays|settle|wire|remit|(?:clear|release|arrange|process|sort)(?: out)? (?:it|this|that|them|everything"
    r"|payment|on|by|"
    r"(?:the|your|a) (?:payment|invoice|bill|transfer|balance|funds|money|rest))|(?:process|sort) (?:next|this"
    r"|tomorrow)|"
    r"transfer(?! (?:the |you |your )?(?:to|files?|domain|documents?|call)\b)|send it|"
    rf"(?:send|make|get|do|initiate|issue|approve|run|push|put|schedule|forward|mail|post)"
    rf"(?: (?:over|out|off|through|you|the|a|our|your|your|full|this|that|half|part|next|final|it))* {_MONEY}|"
    r"get (?:it|this|that|you|them|these|the invoice|your invoice)(?: all)? (?:paid|sorted|settled|done|over|out|sent)|"
    r"get paid|be paid|be settled|be sorted|be sent|be processed|be transferred|be made|be released|be cleared"
    r"|be with you|land in your|hit your|"
    r"be in your (?:account|bank)|go out|have (?:it |this |that |them )?(?:paid|settled)|have it (?:sorted|paid|done)"
    r"|have this (?:sorted|paid|done)|do it|do that|"
    r"take care of (?:it|this|that)|put it through|push it through|include it in)"
)
_A_DAY = (
    r"(?:(?:this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|(?:this|next) (?:week|month)"
    r"|\d{1,2}(?:st|nd|rd|th)|deadline|promise|(?:end of (?:the )?|month[- ])(?:month|week|end))"
)
_INTENT = (
    r"(?:i'?ll|we'?ll|they'?ll|he'?ll|she'?ll|it'?ll|that'?ll|will|shall|going to|gonna|am to|are to|is to|to be|"
    r"plan(?:ning)? to|aim(?:ing)? to|intend to|expect(?:ing)? to|should|should be able to|can|able to|promise to"
    r"|commit to|(?:promised|promises|agreed|agrees|committed) to|"
    r"let me|due to|about to|may|might|could|would|try(?:ing)? to|hop(?:e|ing) to)"
)

PROMISE = re.compile(
    r"^\W*(?:\w+\W+){0,2}?paying\b|\bto be (?:paid|settled|processed|released)\b"
    r"|(?<!for )(?<!of )(?<!your )\bpayment (?:on|by)\b|\b(?:"
    rf"{_INTENT}{_GAP}{_PAY}\b"
    r"|(?:we|i|they)(?:'re|'m| are| am)? (?:\w+ )?paying\b"
    # What whoever logs it tells of them: “he pays on Friday”, “sending it over”, “confirmed for Wed”.
    r"|pays(?! (?:us|me|off|you back|attention)\b)\b|(?:he|she|they|it) settles?\b"
    r"|(?:we|i|they|he|she) (?:transfers?|wires?|remits?)(?! (?:the |you |your |us |me )?(?:to|files?|domain"
    r"|documents?|call)\b)\b|they pay(?! (?:us|me)\b)\b"
    r"|sending (?:it|the money|the funds|(?:the |a |our )?(?:payment|transfer|remittance))(?! (?:again|back)\b)\b"
    r"|(?:other|second) half (?:comes|follows|goes|is coming|on|by|will follow|will come)\b"
    r"|(?:rest|remainder) (?:on |by |at |next |tomorrow\b|(?:mon|tues|wednes|thurs|fri)day\b)"
    r"|(?:we|i)(?: will)?(?: always| usually| normally| only)? (?:pay|settle)\b"
    rf"|{_MONEY}{_SHORT_GAP}(?:goes|go|going|scheduled|coming|comes|follows|to follow|on (?:its|the) way|leaves"
    rf"|leaving|set for|"
    r"lined up|due out|planned|(?<!is )(?<!'s )in the post|follow|will be (?:made|sent|paid|released|with you|in|done"
    r"|issued|on|going|processed|transferred|there|out)|booked|arranged)\b"
    r"|you(?:'ll| will| shall| should| can expect to)(?: \w+)? (?:be paid\b|(?:have|get|receive|see) (?:[^\w.;!?]?\d|"
    rf"(?:(?:the|your|our|full|a|all|of) ){{0,3}}(?:it\b|{_MONEY}\b)))"
    r"|(?:it'?s|it is|that'?s|this is|invoice is|bill is|yours is|you'?re|you are)(?: \w+)? "
    r"(?:scheduled|booked|queued|lined up|set|planned|down)(?: \w+)? (?:for|to go|to be paid|in)\b"
    rf"|expect(?: \w+){{0,2}} (?:{_MONEY}|it)\b|(?:next|this|(?:mon|tues|wednes|thurs|fri)day"
    r"|monthly|weekly)(?:'s|s)? (?:payment |pay |bank "
    rf"|cheque )?run\b"
    r"|give (?:me|us)(?: \w+){0,2}? (?:until|till)\b|bear with (?:me|us) (?:until|till)\b|leave (?:it|this"
    r"|that) with (?:me|us)\b"
    r"|(?:i'm|we're|am|are) on it\b|consider it (?:done|paid|sorted)\b|will do\b|it'?s in hand\b|in the next batch\b"
    r"|pay(?:ing|ment)? (?:it |this |that |you )?(?:soon|shortly|asap)\b|payment run\b"
    # German
    r"|(?:zahle|zahlen|bezahle|bezahlen|uberweise|uberweisen|begleiche|begleichen|ueberweise|ueberweisen)\b"
    r"|(?:halfte|rest) (?:kommt|folgt)\b|de[nr] rest (?:am|bis|im|zum|nachste|morgen|(?:mon|diens|donners|frei)tag)\b"
    r"|(?:le reste|el resto|reszt[ae]) (?:(?:le|el|w|do|na) (?:\d|(?:lun|mar|mie|jue|vie|pon|wto|sro|czw|pia)))"
    r"|le reste (?:lun|mar|mercre|jeu|vendre)di\b"
    r"|(?:wird|werden|werde)(?:\W+\w+){0,6}?\W+(?:bezahlt|uberwiesen|beglichen|gezahlt|bezahlen|erledigt|erledigen"
    r"|angewiesen)\b"
    r"|kummer[en]?\b(?:\W+\w+){0,3}?\W+(?:mich|uns|darum)\b|(?:ich|wir) erledigen?\b"
    r"|zahlung(?:\W+\w+){0,3}?\W+(?:erfolgt|geht|kommt|geplant)\b"
    # French
    r"|(?:paie|(?:je|on) (?:vous )?(?:paye|regle)|payons|paierai|paierons|payerai|payerons|reglerai|reglons"
    r"|reglerons)\b"
    r"|(?:vais|allons|va|vont) (?:vous |le |la |les |tout )?(?:payer|regler|virer|faire le virement|effectuer)\b"
    r"|(?:sera|seront)(?: \w+)? (?:paye|payee|payes|payees|regle|reglee|effectue|fait)\b|(?:ferai|ferons|fais"
    r"|faisons) (?:le|un) virement\b"
    r"|(?:m'en occupe|nous en occupons|on s'en occupe)\b|(?:virement|paiement) (?:est )?(?:partira|part|prevu)\b"
    # Spanish
    r"|(?:pago|pagamos|pagare|pagaremos|abonaremos|abonare|transfiero|transferire|transferiremos)\b"
    r"|(?:voy|vamos|va) a (?:\w+ )?(?:pagar|pagarlo|pagarla|abonar|transferir|hacer)\b|(?:hare|haremos|hago) (?:la"
    r"|una) transferencia\b"
    r"|(?:sera|seran) (?:pagad[oa]s?|abonad[oa]s?)\b|(?:me encargo|nos encargamos|lo arreglo|lo soluciono)\b"
    # Polish
    r"|(?:zaplace|zaplacimy|zaplaci|oplace|oplacimy|przeleje|przelejemy|ureguluje|uregulujemy|puszcze|puscimy)\b"
    r"|(?:przelew|platnosc) (?:pojdzie|wyjdzie|bedzie|zrobie|zrobimy)\b|(?:zrobie|zrobimy|wysle|wyslemy) przelew\b"
    r"|zajme sie\b"
    r"|(?:bedzie|zostanie|beda) (?:oplacon\w*|zaplacon\w*|uregulowan\w*)\b"
    r")"
)

CLAIMS_PAID = re.compile(
    # The cheque has left; one that “goes in the post on Monday” has not.
    r"\b(?:cheques?|checks?)(?:'s| is| are)(?: now| already)? in the (?:mail|post)\b"
    r"|(?<!'ll )(?<!will )(?<!to )(?<!can )\bput (?:a|the|your) (?:cheque|check) in the (?:mail|post)\b|"
    r"(?<!be )(?<!get )(?<!getting )\bpaid (?:this morning|today|yesterday|in full|last)\b|"
    r"^\W*(?:(?:hi|hello|yes|yep|ok|sorry|this|that|all|it|fully|thanks)\W+){0,3}?(?:paid(?! the other)|settled"
    r"|transferred|wired)\b|\b(?:"
    r"(?:(?:(?<!will )have|has|had|'ve|already|was|were|been|just|is|are|it's)(?: \w+){0,2}?|(?:i|we|they)(?: both"
    r"| all)?) (?:paid|settled|transferred|wired|remitted)\b"
    r"|(?:zahlung|geld|uberweisung|betrag) (?:ist|wurde|haben wir)(?: schon| bereits| heute| gestern| jetzt)*"
    r" (?:raus|angewiesen|veranlasst)\b"
    rf"|{_MONEY}{_SHORT_GAP}(?:went|left|gone|sent|made(?! payable)|done|cleared|posted|was sent|has been sent"
    rf"|initiated|released|mailed)\b"
    rf"|(?:sent|made|posted|mailed|initiated|released|issued)(?: \w+){{0,4}}? {_MONEY}\b"
    r"|(?:money|it|payment) should be (?:there|with you|in your account)(?: already| by now)\b"
    r"|(?:habe|haben|hatten|wurde|wurden|ist|sind|bereits|schon)(?:\W+\w+){0,6}?\W+(?:bezahlt|uberwiesen|beglichen"
    r"|gezahlt)\b"
    r"|(?:j'ai|nous avons|on a|a ete|ont ete|avons|est)(?: \w+){0,3}? (?:paye|payee|regle|reglee|vire)\b"
    r"|virement (?:\w+ )?(?:effectue|fait|parti|envoye)\b"
    r"|(?:he|hemos|ha sido|fue|esta|ya)(?: \w+){0,2}? (?:pagado|pagada|abonado|pague|pagamos|transferido)\b"
    r"|transferencia (?:hecha|enviada|realizada)\b"
    r"|zaplacilem\b|zaplacilam\b|zaplacilismy\b|zaplacono\b|zaplacon[aeoy]\b|oplacilem\b|oplacilismy\b"
    r"|oplacon[aeoy]\b|przelalem\b|przelalismy\b"
    r"|przelew (?:\w+ )?(?:poszedl|wyszedl|wyslany|zrobiony|zlecony)\b"
    r")"
)

NEGATED = re.compile(
    r"\b(?:"
    r"(?:can'?t|cannot|can not|won'?t|will not|not|don'?t|doesn'?t|didn'?t|isn'?t|aren'?t|haven'?t|hasn'?t|wouldn'?t"
    r"|couldn'?t|shouldn'?t|"
    rf"unable|refuse|refusing|no way|never|nobody|no one|impossible){_NOT_GAP}(?:paid|paying|payment|settled|afford"
    rf"|{_PAY})\b"
    r"|no (?:payment|money|funds|cash)\b|(?:stop|hold|withhold|withholding|delay|holding)(?: \w+){0,2} (?:payment"
    r"|paying|the invoice)\b"
    # “We won't make Friday”, “Friday is not going to work”.
    r"|(?:can'?t|cannot|can not|won'?t|will not|not going to|unable to|not able to)(?: be able to)? "
    rf"(?:make|manage|meet|keep)(?: it| that| the| our| my)*(?: (?:by|on|for|before|until|till))?(?: the)? {_A_DAY}\b"
    rf"|{_A_DAY} (?:won'?t|will not|doesn'?t|does not|is not going to|isn'?t going to) (?:work|happen)\b"
    # What they once meant to do: “was going to pay on Friday”, “wollten am Freitag zahlen”, “should have been paid”.
    r"|(?:was|were|had|'d)(?: been| all| both| also)? (?:going|meant|supposed|planning|planned|hoping|about|intending"
    rf"|due|aiming|expecting|scheduled) to{_NOT_GAP}(?:paid|settled|{_PAY})\b"
    r"|(?:should|could|ought to) have(?: all)? been (?:paid|settled|sent)\b"
    r"|(?:wollten?|sollten?|hatten?)(?:\W+\w+){0,6}?\W+(?:zahlen|bezahlen|uberweisen|begleichen)\b(?! konnen)"
    r"|(?:zahle|zahlen|uberweisen?|bezahlen?)(?:[^\w,]+\w+){0,2}?[^\w,]+kein\w*"
    r" (?:cent|euro|geld|rechnung|betrag)\b"
    r"|(?:paying|payment)(?:[^\w.,;!?]+\w+){0,4}?[^\w.,;!?]+(?:is|isn'?t|won'?t|will not|not)(?: \w+){0,2}?"
    r" (?:possible|impossible|feasible|happen|happening)\b"
    r"|(?:halfte|rest|zahlung|uberweisung)(?:\W+\w+){0,2}?\W+(?:kommt|folgt|geht)(?:\W+\w+){0,4}?\W+nicht\b"
    r"|only been able to\b|(?:before|until) (?:we|i) (?:can )?(?:pay|settle)\b"
    r"|(?:kann|konnen|werde|werden)(?:\W+\w+){0,4}?\W+nicht(?:\W+\w+){0,3}?\W+(?:zahlen|bezahlen|uberweisen"
    r"|begleichen)\b"
    r"|(?:nicht|kein|keine|noch nicht)(?:\W+\w+){0,3}?\W+(?:zahlen|bezahlen|zahlung|bezahlt|uberweisen|uberwiesen)\b"
    r"|(?:zahle|zahlen|uberweisen?|bezahlen?)(?:\W+\w+){0,5}?\W+nicht\b"
    r"|(?:n'ai|n'avons|ne (?:\w+ ){1,2}pas|ne pourr\w+|pas (?:payer|regler)|ne paierai|ne paierons|pas encore)\b"
    r"|impossible de (?:payer|regler)\b"
    r"|no (?:\w+ ){0,4}?pagar\w*\b|no (?:\w+ ){0,2}?(?:esta|estan|pagad[oa]s?|abonad[oa]s?|vamos|voy)\b"
    r"|no (?:\w+ ){0,2}?(?:pagar|pagare|pagaremos|pago|pagamos|puedo|podemos|podre|podremos|hemos|he)\b"
    r"|nie (?:\w+ ){0,2}?(?:zaplac\w*|mog\w*|moze\w*|przelej\w*|bede|bedziemy|oplac\w*|ureguluj\w*|place|placimy)\b"
    r")"
)

DISPUTE = re.compile(
    r"\b(?:"
    r"(?:wrong|incorrect|not (?:the )?(?:right|correct)|too high|doesn'?t match|does not match|isn'?t right"
    r"|is not right)\W+(?:\w+\W+){0,2}?"
    r"(?:amount|price|rate|total|quantity|hours|po|invoice|company|vat|figure|number)\b"
    r"|(?:amount|price|rate|total|invoice|quantity|figure|hours|vat|bill)(?:\W+\w+){0,3}?\W+(?:wrong|incorrect"
    r"|not (?:right|correct|what)|too high|doesn'?t match|does not match|isn'?t right)\b"
    r"|(?:didn'?t|did not|never|haven'?t|have not|hasn'?t|has not|not)(?: \w+)?(?: \w+)? (?:order|ordered"
    r"|approve that|agreed?|authori[sz]ed?|asked? for|receive|received|got|get|seen|had)(?: \w+)? "
    r"(?:this|that|it|the|any|your|an|to this|to that|these|goods|work|invoice|delivery|anything)\b"
    r"|(?:who are you|not our invoice|not ours|dispute|disputing|disputed|overcharged|overbilled|double billed"
    r"|billed twice|charged twice|duplicate invoice|"
    r"no record of|we don'?t owe|do not owe|don'?t recogni[sz]e|not satisfied|unhappy with|not happy with"
    r"|poor quality|credit note|"
    r"not (?:been )?(?:delivered|completed|finished)|work (?:is|was) not|not what we agreed)\b"
    r"|(?:(?:do|did|should|will) not|don'?t|won'?t) pay (?:this|that|the) (?:charge|fee|item)\b|not responsible\b"
    r"|(?:falsche[rsn]?|nicht (?:korrekt|richtig|bestellt|erhalten|bekommen|geliefert)|reklam\w+|widersprech\w+)\b"
    r"|(?:rechnung|betrag|summe|preis|menge)(?:\W+(?!nicht\b|keine?\b)\w+){0,3}?\W+(?:falsch|fehlerhaft|zu hoch"
    r"|stimm(?:t|en) (?:so )?nicht|passt (?:so )?nicht)\b"
    r"|fehler (?:in|auf) (?:der|ihrer|eurer) rechnung\b|rechnung(?: \w+){0,2} nie (?:erhalten|bekommen)\b"
    r"|(?:keine|nie (?:eine|die|ihre)) rechnung (?:erhalten|bekommen)\b|nicht erbracht\b"
    r"|(?:facture|montant)(?: est)? (?:faux|fausse|erronee?|incorrecte?)\b"
    r"|erreur (?:sur|dans) (?:la|votre|cette) facture\b"
    r"|(?:factura|importe)(?: (?:esta|es))? (?:mal|incorrect[oa]|errone[oa]|equivocad[oa])\b"
    r"|(?:faktura|kwota)(?: jest)? (?:bledna|zla|nieprawidlowa)\b|blad na fakturze\b|na fakturze jest blad\b"
    r"|(?:mauvais montant|montant (?:est )?(?:errone|incorrect|faux)|pas (?:recu|commande)|litige|conteste"
    r"|contestons)\b"
    r"|(?:importe (?:es )?(?:incorrecto|erroneo)|no (?:hemos |he )?(?:recibido|pedido|recibimos|pedimos)|disputa"
    r"|reclam\w+)\b"
    r"|(?:zla kwota|bledna kwota|kwota (?:jest )?(?:bledna|zla)|nie (?:zamawial\w+|otrzymal\w+|dostal\w+)"
    r"|reklamac\w+)\b"
    r")"
)

# Someone may pay, might, hopes to, or only if something else happens first: a date in such words is not a promise.
UNSURE = re.compile(
    r"\b(?:may(?! \d)|might|maybe|perhaps|possibly|probably not|hopefully|hope to|hoping|try|trying|not sure|unsure"
    r"|if|unless|"
    r"once|when|whenever|as soon as|after|subject to|provided|depends|depending|assuming|pending|could|would|should we|"
    r"vielleicht|eventuell|hoffentlich|hoffe|hoffen|ob|wenn|falls|sobald|nachdem|peut-etre|si|quand|des que|apres|"
    r"quiza|quizas|tal vez|"
    # Another invoice is paid then, or it was for then once.
    r"not (?:for )?this (?:one|invoice)|the other (?:ones?|invoices?)"
    r"|(?:was|were) (?:scheduled|planned|booked|due) (?:for|on)|"
    r"cuando|espero|despues|moze|jesli|jezeli|gdy|kiedy|mam nadzieje)\b"
)
# Said about others' duty or as an order: “please pay by Friday” quotes us, it promises nothing.
ASKED = re.compile(
    r"\b(?:can|could|will|would) you\b|^\W*(?:please|pls|kindly|bitte|prosze|merci de"
    r"|por favor)\b(?:\W+\w+){0,4}?\W+(?:pay|settle|remit|zahlen|payer|pagar)\b"
)
AWAY = re.compile(
    r"\b(?:out of (?:the )?office|automatic reply|auto[- ]?reply|autoreply|on (?:annual |parental |maternity "
    r"|sick )?leave|on vacation|"
    r"on holiday|abwesenheit\w*|nicht im buro|absence du bureau|reponse automatique|fuera de la oficina"
    r"|respuesta automatica|"
    r"poza biurem|automatyczna odpowiedz|i am away|i'm away|limited access to (?:my )?e-?mail)\b"
)
# A payment told under a condition is none: “as soon as it is paid”.
CONDITION = re.compile(
    r"\b(?:if|unless|once|when|whenever|as soon as|until|wenn|falls|sobald|si|quand|des que|cuando|jesli|gdy)\b"
)
# Between a promise and a date: the date is of this other act (“will do, let's talk on Friday”).
OTHER_ACT = re.compile(
    r"\b(?:talk|speak|call|meet|meeting|look|reply|respond|get back|let you know|discuss|chat|catch up|see you"
    r"|send you|deadline|"
    r"launch|anrufen|melde|reden|treffen|rappelle|parler|reunion|llamo|hablamos|reunion|zadzwonie|porozmawiamy"
    r"|spotkanie)\b"
)
# “She said she would pay” tells of a promise: what is marked reads as “will”.
REPORTED = re.compile(
    r"\b(?:said|says|told (?:me|us)|confirmed|promised)(?: that)?(?: (?:he|she|they|it|we))?(?P<would>'d| would)\b"
)
# A person away until a day: the time to ask again is after it.
AWAY_UNTIL = re.compile(
    r"\b(?:on (?:(?:annual|parental|maternity|sick) )?(?:leave|holidays?|vacation)|i'm away|(?:is|are|am) away"
    r"|out of (?:the )?office|fuera de la oficina|poza biurem"
    r"|im urlaub|en vacances|de vacaciones|na urlopie)\W+(?:until|till|til|through|bis|jusqu'au|hasta|do)\b"
)
# The day they name to be asked on: “ask me in two weeks”, “chase us again on the 15th”, “do not chase before Friday”.
ASK_LATER = re.compile(
    r"\b(?:(?:ask|chase|remind|nudge|ping|call|e-?mail|contact|try|write)(?: to)? (?:me|us)(?: (?:again|back))?"
    r"|(?:ask|try|check)(?: back)? again|check back(?: with (?:me|us))?|(?:come|get) back to (?:me|us)"
    r"|(?:please|kindly|just) follow up(?: with (?:me|us))?(?: again)?|let'?s (?:talk|speak) again"
    r"|(?:don'?t|do not|no need to) (?:ask|chase|remind|write|call|contact)(?: again)?(?= (?:before|until|till)\b))\b"
)
# A brief reply may hold these words beside its date, and nothing else.
POLITE = words_of(
    "hi hello hey yes yep yeah ok okay sure sorry thanks thank you by on the at latest promise promised i we "
    "everything rest remainder full "
    "definitely will it is be for sure it'll that that's works fine before until please and of to am bis "
    "spatestens ja danke oui merci le au plus tard pour si sis el gracias para tak do w we dziekuje na die la"
)
REPORTING = words_of(
    "he she they says say said promises confirmed confirms agreed told me us pays paying client accounts "
    "finance accounting them then in first second other part now again"
)
YOU_SAID = re.compile(r"\byou (?:say|said|told|promised|confirmed|agreed)\b")
HOPING = words_of("hopefully probably maybe perhaps possibly around roughly should")
# Who says it: “Maria says Friday”. “As I said” and “you said” tell of no promise.
REPORTER = re.compile(
    r"^\W*(?:(?!(?:you|nobody|no|not|never|if|when|who|as|like|i|we|meeting|call|delivery|demo|visit|launch"
    r"|order|date|appointment|workshop|shipment|interview|kickoff)\b)\w+ ){1,2}?"
    r"(?=(?:says?|said|promised|promises|confirmed|confirms|pays(?! us\b))\b)"
)
COUNTED_DAYS = re.compile(
    r"(?<!for )\b(?:in )?(?P<count>(?:\d{1,2}|one|two|three|four|five|six|a couple of|a) "
    r"(?:(?:business|working) )?(?:days?|weeks?|fortnight|months?))\b"
)
IN_PARTS = re.compile(r"\b(?:in )?(?:two|three|2|3) (?:equal )?(?:instal?lments?|parts|payments|halves)\b")
SOON = re.compile(r"\b(?:asap|a\.s\.a\.p|as soon as (?:possible|they can|we can|i can|he can|she can))\b")
NOT_THIS_DAY = re.compile(r"\bnot (?:on |by )?\Z")
