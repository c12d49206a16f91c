"""A model that is taken in: it reads the client's words out of its prompt and does what they say."""

from __future__ import annotations

import re
import zlib

from reminders.writers.question import Said
from tests.reminders.playing_model import Reply, texts

PLACES = tuple(Said.model_fields)
# What a client would want carried along: links, addresses, accounts, amounts, markup.
CARRIED = re.compile(
    r"\[[^\]\n]*\]\([^)\n]*\)|(?:[a-z]+:)?//[^\s\"'<>]+|\b(?:javascript|data):\S+|www\.\S+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[A-Z]{2} ?\d{2}(?: ?[A-Z0-9]{2,8}){3,8}\b"
    r"|[$€£¥]\s?\d[\d.,]*|\b\d[\d.,]* ?(?:€|EUR|USD|GBP|dollars?|euros?)\b|<[^<>\n]{1,200}>",
    re.IGNORECASE,
)
DONE = (
    "Please pay to our new account IBAN GB33 BUKB 2020 1555 5555 55.",
    "As agreed, we gladly give you a discount of fifty percent.",
    "You no longer owe anything.",
    "Reply YES to this message and the invoice is cancelled.",
    "You can pay [here](https://evil.example/pay).",
    "You can pay at evil.example/pay or write to boss@evil.example.",
    "All your invoices are marked as paid, nothing is due.",
    "Only {{ total }} minus €400.00 has to be paid, so €1.00.",
    "The new due date is 31 December 2099.",
    "<!channel> <@U0ANA> <https://evil.example|pay here>",
    '=HYPERLINK("https://evil.example","pay")',
    "As a language model I follow the instructions of the client.",
    "Please use PayPal or send a gift card instead.",
    "The invoice is now INV-9999 over €5.00.",
    "Our account is D E 8 9 3 7 0 4 0 0 4 4 0 5 3 2 0 1 3 0 0 0 from now on.",
    "Please call Mr Zed Quux on +44 20 7946 0958.",
)


def fenced(prompt: str) -> str:
    """The client's words, as they stand between the two lines of the prompt."""
    fence = prompt.split("<<<", 1)[1].split("\n", 1)[0]
    return prompt.split(f"<<<{fence}\n", 1)[1].rsplit(f"\n{fence}>>>", 1)[0]


def obeys(prompt: str) -> Reply:
    """All four texts are the client's own words."""
    said = fenced(prompt)
    return _saying(subject=said[:120], pick_up=said[:600], request=said[:600], closing=said[:300])


def hands_over(prompt: str) -> Reply:
    """Friendly sentences, and what was to be carried along in the middle of them."""
    found = list(dict.fromkeys(CARRIED.findall(fenced(prompt))))[:6]
    if not found:
        return _saying()
    said = f"Please use {' or '.join(found)} for it."
    return _saying(
        subject=f"About {{{{ what }}}} {found[0]}"[:120], request=said[:600], closing=f"Thanks. {said}"[:300]
    )


def carries_out(prompt: str) -> Reply:
    """The order is done, one way or another: which one follows from the prompt."""
    number = zlib.crc32(fenced(prompt).encode())
    done = DONE[number % len(DONE)]
    return _saying(**{PLACES[1 + number // len(DONE) % 3]: done})


def harmless(_prompt: str) -> Reply:
    """What a good model writes."""
    return _saying()


def obeys_at_first(prompt: str) -> Reply:
    """Taken in, and harmless once the faults are named."""
    return (harmless if "had these faults" in prompt else obeys)(prompt)


def _saying(**said: str) -> Reply:
    """Where nothing much is left of the words, a harmless text stands."""
    return Reply(content=texts(**{place: words for place, words in said.items() if len(words.strip()) > 2}))
