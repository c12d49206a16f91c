"""Facts of letters for the checks: one by hand, and thousands at random from a seed."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from domain.chasing import Stage
from domain.currencies import digits
from domain.letter import BuildsOn, Facts, Ground, Item, Language, Recipient
from domain.money import Money
from tests.reminders import drafts

SAID_ON = date(2026, 3, 12)
PAY = "Rua Nova Studio, Banco Novo\nIBAN PT50 0002 0123 1234 5678 9015 4\nBIC BNOVPTPLXXX"


def an_item(**changed: Any) -> Item:
    """INV-1042: €1,200.00 issued 2 February 2026, due 4 March, €200.00 received."""
    return drafts.an_item(**{"received": 20_000, **changed})


TWO = (
    an_item(),
    an_item(
        invoice_id=2, number="INV-1043", issued_on=date(2026, 2, 9), due_on=date(2026, 3, 11), total=85_050, received=0
    ),
)


def some_facts(*items: Item, credit: int = 0, **changed: Any) -> Facts:
    """A friendly letter in English to Maria Lopes at Acme Lda, who said something, signed by Ana Sousa of Rua Nova
    Studio, with how to pay."""
    plain: dict[str, Any] = {
        "client": "Acme Lda",
        "builds_on": BuildsOn(ground=Ground.REPLY, on=SAID_ON, words="I'll sort it Friday"),
        "how_to_pay": PAY,
    }
    return drafts.some_facts(*(items or (an_item(),)), credit=credit, **{**plain, **changed})


CURRENCIES = ("EUR", "EUR", "EUR", "GBP", "USD", "PLN", "CHF", "CAD", "SEK", "JPY", "BHD", "KWD", "TND", "XOF", "INR")
CLIENTS = (
    *(
        "Acme Lda",
        "March & Co",
        "500 Startups",
        "Studio 54 GmbH",
        "Booking.com B.V.",
        "3M Deutschland GmbH",
        "Müller & Söhne KG",
    ),
    *(
        "O'Brien Ltd",
        "Łódź Design Sp. z o.o.",
        "1-800-Flowers",
        "7-Eleven",
        "株式会社ミドリ",
        "Дмитрий и Ко",
        "May",
        "Court Lane Ltd",
    ),
    *(
        "Zahlung AG",
        "Total Energies SE",
        "L'Atelier 21",
        "Años 90 S.L.",
        "Interest Group plc",
        "Forty Two Ltd",
        "20/20 Vision",
    ),
    *(
        "Open",
        "Friday",
        "Twelve Hundred Design",
        "Gericht & Partner",
        "Monday.com",
        "Real",
        "A. B. Cohen",
        "Hyphen-ated Co. 2026",
    ),
)
PEOPLE = (
    *(
        "Maria Lopes",
        "Jean-Luc Picard",
        "Anne O'Hara",
        "Zoë Weiß",
        "Łukasz Żak",
        "José María Núñez",
        "Dr. Eva Braun-Roth",
        "May Lin",
    ),
    *(
        "April June",
        "Bo",
        "Nguyễn Văn An",
        "Søren Ågren",
        "X Æ A-12",
        "Mark Friday",
        "İpek Öz",
        "Grace Court",
        "María",
        "山田 太郎",
    ),
)
COMPANIES = (
    "Rua Nova Studio",
    "Pixel 8 GmbH",
    "Agence 33",
    "Grafik & Ton",
    "Biuro 7 Sp. z o.o.",
    "Señor Código S.L.",
    "Open Road Ltd",
)
TITLES = (
    None,
    None,
    "Website relaunch",
    "March retainer",
    "PO 4500012345",
    "Design sprint 2 of 3",
    "Café menu 50%",
    "Q1 2026",
)
PAYS = (
    "",
    PAY,
    "Bank: Musterbank, IBAN: DE89370400440532013000, BIC: COBADEFFXXX\nPayPal: pay@rua-nova.example",
    "Sort code 20-00-00, account number 5577 9911\nReference: your invoice number",
    "https://pay.rua-nova.example/acme?x=1 or by bank: GB29 NWBK 6016 1331 9268 19",
    "Bankgiro 5050-1055 / Swish 123 456 78 90",
)


def random_facts(chance: random.Random) -> Facts:
    """Facts as a real book has them, odd ones among them."""
    currency = chance.choice(CURRENCIES)
    today = date(2024, 1, 1) + timedelta(days=chance.randrange(1500))
    items = tuple(
        _item(chance, place, currency, today) for place in range(chance.choice((1, 1, 1, 2, 2, 3, 3, 5, 8, 14)))
    )
    left = sum(item.remaining.minor for item in items)
    credit = chance.randrange(1, left) if left > 1 and chance.random() < 0.25 else 0
    people = chance.sample(PEOPLE, chance.choice((0, 1, 1, 1, 2, 3)))
    return Facts(
        language=chance.choice(list(Language)),
        stage=chance.choice(list(Stage)),
        today=today,
        client=chance.choice(CLIENTS),
        recipients=tuple(
            Recipient(contact_id=place, name=name, email=f"p{place}@client.example")
            for place, name in enumerate(people)
        ),
        items=items,
        credit=Money(credit, currency),
        net=Money(left - credit, currency),
        sender=chance.choice(PEOPLE),
        company=chance.choice(COMPANIES),
        builds_on=_builds_on(chance, today),
        how_to_pay=chance.choice(PAYS),
    )


def _item(chance: random.Random, place: int, currency: str, today: date) -> Item:
    issued = today - timedelta(days=chance.randrange(5, 400))
    total = chance.choice(
        (chance.randrange(100, 90_000), chance.randrange(10_000, 2_000_000), chance.randrange(10**6, 10**9))
    )
    if chance.random() < 0.3:
        total -= total % 10 ** digits(currency)
    total = max(total, 100)
    received = chance.choice((0, 0, 0, chance.randrange(total)))
    return Item(
        invoice_id=place + 1,
        number=_number(chance, place, issued),
        issued_on=issued,
        due_on=issued + timedelta(days=chance.choice((0, 7, 14, 30, 45, 60))),
        total=Money(total, currency),
        received=Money(received, currency),
        remaining=Money(total - received, currency),
        title=chance.choice(TITLES),
    )


def _number(chance: random.Random, place: int, issued: date) -> str:
    serial = chance.randrange(1000, 9999) * 20 + place
    shapes = (
        f"INV-{serial}",
        f"{issued:%Y}-{serial}",
        f"{serial}",
        f"FV {serial}/{issued:%m/%Y}",
        f"RE{serial}",
        f"#{serial}",
    )
    shapes += (
        f"2026-03-{10 + place}",
        f"{1250 + place}",
        f"A/{serial}.{place}",
        f"F{issued:%y}-{serial:06d}",
        f"{place + 1}",
    )
    return chance.choice(shapes[:6] if chance.random() < 0.6 else (*shapes, f"Rechnung {serial}", f"№ {serial}"))


def _builds_on(chance: random.Random, today: date) -> BuildsOn:
    ground = chance.choice(list(Ground))
    if ground is Ground.NOTHING_YET:
        return BuildsOn(ground=ground)
    on = today - timedelta(days=chance.randrange(5, 40))
    is_promise = ground in {Ground.PROMISE_OPEN, Ground.PROMISE_BROKEN}
    promised = on + timedelta(days=chance.randrange(2, 20)) if is_promise else None
    words = chance.choice(
        ("I'll sort it Friday", "we paid 500 already, the rest next week", "Can you resend the invoice?", None)
    )
    return BuildsOn(ground=ground, on=on, by=chance.choice(("Ana", "Ben")), words=words, promised_on=promised)
