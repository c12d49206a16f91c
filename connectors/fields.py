"""The fields of an invoice a file may bring, and what columns that hold them are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum


class Field(StrEnum):
    """What `--map field=Column` may name."""

    NUMBER = "number"
    CLIENT = "client"
    CLIENT_NUMBER = "client_number"
    ISSUED_ON = "issued_on"
    DUE_ON = "due_on"
    DELIVERED_ON = "delivered_on"
    TOTAL = "total"
    PAID = "paid"
    BALANCE = "balance"
    PAID_ON = "paid_on"
    CURRENCY = "currency"
    STATUS = "status"
    DISPUTED = "disputed"
    EMAIL = "email"
    NOTES = "notes"


DATES = (Field.ISSUED_ON, Field.DUE_ON, Field.DELIVERED_ON, Field.PAID_ON)
AMOUNTS = (Field.TOTAL, Field.PAID, Field.BALANCE)

_NOT_A_LETTER = re.compile(r"[\W_]+")


def header_key(name: str) -> str:
    """The form two spellings of a column's name share: `*Invoice Number` and `invoice_number` are one."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return _NOT_A_LETTER.sub("", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def proposed(header: Sequence[str]) -> dict[Field, str]:
    """Columns by their names alone: for each field the likeliest name the header has, no column used twice."""
    by_key: dict[str, str] = {}
    for name in header:
        by_key.setdefault(header_key(name), name)
    taken: set[str] = set()
    found: dict[Field, str] = {}
    for field, keys in _NAMES.items():
        free = [by_key[key] for key in keys if key in by_key and by_key[key] not in taken]
        if free:
            found[field] = free[0]
            taken.add(free[0])
    return found


def recognised(cells: Sequence[str]) -> int:
    """How many fields a row would name, were it the header."""
    return len({_FIELD_OF[key] for key in map(header_key, cells) if key in _FIELD_OF})


# The likeliest first. Order of fields matters too: `number` chooses before `client_number` may.
_NAMES: dict[Field, tuple[str, ...]] = {
    field: tuple(words.split())
    for field, words in {
        Field.NUMBER: "invoicenumber invoiceno invoicenum invoicenr invoice invoiceid number num no nr documentnumber"
        " documentno docnumber docid document reference rechnungsnummer rechnungsnr rechnung belegnummer nummer numero"
        " numerofacture nfacture facture numerodefactura factura nrfaktury numerfaktury faktura numerofattura fattura",
        Field.CLIENT_NUMBER: "clientnumber clientno clientid customernumber customerno customerid custnumber custno"
        " custid accountnumber debtornumber debitor debitorennummer debitornummer kundennummer kundennr numeroclient"
        " codeclient numerodecliente",
        Field.CLIENT: "client clientname customer customername customerfullname namecustomer custname contactname"
        " contact company companyname organization organisation billto debtor account name kunde kundenname firma"
        " nomclient nomduclient cliente nombredelcliente klient kontrahent nabywca",
        Field.DUE_ON: "duedate dueon due duedateutc dueindate paymentdue paymentduedate payby datedue invoiceduedate"
        " faelligam falligam faelligkeit falligkeit faelligkeitsdatum falligkeitsdatum fallig zahlbarbis"
        " dateecheance datedecheance echeance vencimiento fechadevencimiento terminplatnosci scadenza",
        Field.ISSUED_ON: "issuedate issued issuedon dateissued invoicedate invoicedateutc documentcreatedate"
        " documentdate docdate date datecreated created createddate billdate postingdate rechnungsdatum belegdatum"
        " datum datefacture datedefacture fecha fechadefactura fechadeemision datawystawienia data",
        Field.DELIVERED_ON: "deliverydate delivered deliveredon datedelivered servicedate supplydate lieferdatum"
        " leistungsdatum datedelivraison fechadeentrega",
        Field.PAID_ON: "paidon paiddate datepaid paidat settleddate settledon datesettled paymentdate lastpaymentdate"
        " bezahltam zahlungsdatum datedepaiement fechadepago",
        Field.TOTAL: "total invoicetotal totalamount amounttotal invoiceamount grandtotal grossamount gross amount"
        " totalopenamount value betrag gesamtbetrag gesamt summe brutto rechnungsbetrag bruttobetrag montant"
        " montantttc totalttc importe importetotal kwota kwotabrutto wartoscbrutto importo totale",
        Field.PAID: "paid amountpaid paidamount invoiceamountpaid paidtodate paymentsreceived received bezahlt"
        " gezahlt paye montantpaye pagado zaplacono",
        Field.BALANCE: "balance openbalance amountdue balancedue outstanding openamount invoiceamountdue"
        " amountoutstanding remaining invoicebalance offen offenerbetrag restbetrag resteapayer solde saldo pendiente"
        " pozostalo",
        Field.CURRENCY: "currency currencycode invoicecurrency curr ccy waehrung wahrung devise monnaie moneda divisa"
        " waluta valuta",
        Field.STATUS: "status invoicestatus state paymentstatus statut estado zustand",
        Field.DISPUTED: "disputed dispute indispute contested strittig",
        Field.EMAIL: "email emailaddress clientemail customeremail contactemail billingemail mail courriel correo",
        Field.NOTES: "notes note title subject description memo for projectname project betreff objet asunto",
    }.items()
}
_FIELD_OF = {key: field for field, keys in _NAMES.items() for key in keys}
