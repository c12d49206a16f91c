"""ISO 4217 currencies: how many minor digits each has, and what people call them."""

from __future__ import annotations

import unicodedata


class UnknownCurrency(ValueError):
    """A code that is not a currency anybody can be invoiced in; the text says what to write instead."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"“{code[:20]}” is not a currency code. Write three letters, like EUR, USD or GBP.")


def digits(code: str) -> int:
    """Minor digits by ISO 4217 (JPY 0, EUR 2, BHD 3, CLF 4), not CLDR's. Raises UnknownCurrency."""
    found = _DIGITS.get(code)
    if found is None:
        raise UnknownCurrency(code)
    return found


def is_currency(code: str) -> bool:
    """True for an ISO 4217 code in capitals that money can be counted in (XXX, XAU and XTS are not)."""
    return code in _DIGITS


def currency_named(text: str, *, default: str | None = None) -> str | None:
    """The one currency meant by a code, sign or name; None when unknown or when several are meant.

    `default` decides between several: “$” is CAD to those who invoice in CAD.
    """
    candidates = currencies_named(text)
    if default in candidates:
        return default
    return candidates[0] if len(candidates) == 1 else None


def currencies_named(text: str) -> tuple[str, ...]:
    """Every currency a code, sign or name may mean (“$” means several), none when it is not a currency."""
    name = " ".join(unicodedata.normalize("NFKC", text).split())
    if name.upper() in _DIGITS:
        return (name.upper(),)
    return _NAMES.get(name.casefold(), ())


_TWO = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW
    CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF
    IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
    MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP
    SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG
    YER ZAR ZMW ZWG
"""
# Withdrawn since 2020 (BGN by the euro in 2026, ANG by XCG, ZWL by ZWG ...): old invoices are still in them.
_WITHDRAWN = "ANG BGN CUC HRK SLL ZWL"
_DIGITS = {
    **dict.fromkeys(_TWO.split(), 2),
    **dict.fromkeys(_WITHDRAWN.split(), 2),
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
    **dict.fromkeys(["CLF", "UYW"], 4),
}

_DOLLARS: tuple[str, ...] = (
    *("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "BSD", "BBD", "BZD", "BMD"),
    *("BND", "FJD", "GYD", "JMD", "KYD", "LRD", "NAD", "SBD", "SRD", "TTD", "XCD"),
)
_PESOS = ("MXN", "ARS", "CLP", "COP", "CUP", "DOP", "PHP", "UYU")
_KRONER = ("SEK", "NOK", "DKK", "ISK")
_FRANCS = ("CHF", "XOF", "XAF", "XPF", "BIF", "CDF", "DJF", "GNF", "KMF", "RWF")
_RUPEES = ("INR", "PKR", "LKR", "NPR", "MUR", "SCR")

_SPELLINGS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("EUR",): ("€", "euro", "euros", "euró"),
    ("GBP",): ("£", "pound", "pounds", "pounds sterling", "sterling", "quid", "gb£", "uk£"),
    ("USD",): ("us$", "$us", "u$s", "us dollar", "us dollars", "u.s. dollars", "american dollars"),
    ("CAD",): ("c$", "ca$", "can$", "cdn$", "canadian dollar", "canadian dollars"),
    ("AUD",): ("a$", "au$", "aus$", "australian dollar", "australian dollars"),
    ("NZD",): ("nz$", "new zealand dollars"),
    ("HKD",): ("hk$", "hong kong dollars"),
    ("SGD",): ("s$", "sg$", "singapore dollars"),
    ("TWD",): ("nt$",),
    ("MXN",): ("mx$", "mex$", "mexican pesos"),
    ("BRL",): ("r$", "real", "reais"),
    ("PLN",): ("zł", "zl", "zloty", "złoty", "zlotys", "złotych", "złote"),
    ("CZK",): ("kč", "kc", "koruna", "koruny", "korun"),
    ("HUF",): ("ft", "ft.", "forint", "forints"),
    ("CHF",): ("fr.", "fr", "sfr", "sfr.", "swiss franc", "swiss francs", "franken"),
    ("SEK",): ("swedish kronor", "kronor"),
    ("NOK",): ("norwegian kroner",),
    ("DKK",): ("kr.", "danish kroner"),
    ("RON",): ("lei", "leu"),
    ("BGN",): ("лв", "лв.", "leva"),
    ("INR",): ("₹", "indian rupees"),
    ("RUB",): ("₽", "rouble", "roubles", "ruble", "rubles"),
    ("TRY",): ("₺", "lira", "turkish lira"),
    ("UAH",): ("₴", "hryvnia", "грн"),
    ("ILS",): ("₪", "shekel", "shekels"),
    ("KRW",): ("₩", "won"),
    ("NGN",): ("₦", "naira"),
    ("VND",): ("₫", "đ", "dong"),
    ("PHP",): ("₱",),
    ("THB",): ("฿", "baht"),
    ("KZT",): ("₸", "tenge"),
    ("GEL",): ("₾", "lari"),
    ("CRC",): ("₡",),
    ("PYG",): ("₲",),
    ("GHS",): ("₵", "gh₵", "cedi", "cedis"),
    ("ZAR",): ("r", "rand"),
    ("JPY",): ("円", "yen"),
    ("CNY",): ("元", "rmb", "yuan", "cn¥"),
    ("AED",): ("dhs",),
    ("IDR",): ("rp", "rp.", "rupiah"),
    ("MYR",): ("rm", "ringgit"),
    _DOLLARS: ("$", "dollar", "dollars", "bucks"),
    _PESOS: ("peso", "pesos"),
    _KRONER: ("kr", "krona", "krone", "kroner", "krónur"),
    _FRANCS: ("franc", "francs"),
    _RUPEES: ("rs", "rs.", "rupee", "rupees"),
    ("JPY", "CNY"): ("¥",),
    ("AED", "MAD"): ("dirham", "dirhams"),
}
_NAMES = {spelling.casefold(): codes for codes, spellings in _SPELLINGS.items() for spelling in spellings}
