"""The subcommands of /invoice, as data: help, the manifest's hint, the docs and “did you mean” all read this."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from views.ids import COMMAND


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One subcommand: what to type after its word, what it does in a line, examples that work, what else to know."""

    word: str
    takes: str
    does: str
    examples: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def usage(self) -> str:
        """`/invoice log <number or client> "their words"`."""
        return " ".join(part for part in (COMMAND, self.word, self.takes) if part)


COMMANDS = (
    Command(
        word="status",
        takes="[client, number, or draft/sent/due/overdue/paid]",
        does="everything open, one client's account, or one invoice's card",
        examples=(f"{COMMAND} status", f"{COMMAND} status overdue", f"{COMMAND} status Acme"),
        notes=("Grouped by status, oldest due first, with a total for each currency.",),
    ),
    Command(
        word="log",
        takes='<number or client> "their words"',
        does="keep what a client said; a day they name becomes a promise",
        examples=(f'{COMMAND} log INV-1042 "I\'ll sort it Friday"', f'{COMMAND} log Acme "on holiday until the 14th"'),
        notes=(
            "You see what was understood, with Undo and Change date.",
            "The same from any message: ⋯ › Log client reply.",
        ),
    ),
    Command(
        word="add",
        takes="<client> <amount> [number] [terms or due date]",
        does="record an invoice",
        examples=(f"{COMMAND} add Acme 1200 EUR INV-1042 net 30", f"{COMMAND} add Acme 950 due 15 December"),
        notes=("It starts as a Draft; `send` marks it sent. The client's terms hold unless you state others.",),
    ),
    Command(
        word="milestone",
        takes='[client] [amount] ["what it is"] [expected <day>] [when <words>]',
        does="note work agreed and not billed yet, bill it once it is reached, or see what waits",
        examples=(
            f'{COMMAND} milestone Acme 3000 EUR "Second half" expected 15 January when the shop is live',
            f"{COMMAND} milestone M-1 reached",
            f"{COMMAND} milestone M-1 moved to 1 March",
            f"{COMMAND} milestone M-1 dropped they build it themselves",
            f"{COMMAND} milestone Acme",
        ),
        notes=(
            "It is no invoice: it stands above Draft as “Not yet triggered”, and in no sum of what is owed.",
            "`reached` records the invoice as a Draft, under the next number or one you name; Undo takes both back.",
            "A number their invoice has already links the two, where it was billed elsewhere: nothing is billed twice.",
            "Alone it lists all that waits. It is in no CSV export; `dunwell status --json` has it.",
        ),
    ),
    Command(
        word="send",
        takes="<number> [on date] [delivered date] [terms or due date]",
        does="mark an invoice as sent to the client",
        examples=(
            f"{COMMAND} send INV-1042",
            f"{COMMAND} send INV-1042 on Monday",
            f"{COMMAND} send INV-1042 delivered 1 March",
        ),
        notes=("It needs a due date, from terms or stated. `delivered` is for terms that count from delivery.",),
    ),
    Command(
        word="delivered",
        takes="<number> [on date]",
        does="say when the work was delivered: terms such as net 60 from delivery count from then",
        examples=(f"{COMMAND} delivered INV-1042", f"{COMMAND} delivered INV-1042 on 1 March"),
        notes=(
            "For an invoice of your own, a draft or sent. A due date that counts from it moves, and may alert again.",
        ),
    ),
    Command(
        word="viewed",
        takes="<number> [on date]",
        does="keep that the client opened an invoice",
        examples=(f"{COMMAND} viewed INV-1042", f"{COMMAND} viewed INV-1042 on Monday"),
        notes=(
            "It is no contact: reminders and “no action since” go by what was said. An import that says so keeps it.",
        ),
    ),
    Command(
        word="paid",
        takes="<number> [amount] [on date]",
        does="record a payment: all that is left, or an amount",
        examples=(f"{COMMAND} paid INV-1042", f"{COMMAND} paid INV-1042 500 on Monday"),
        notes=(
            "`paid INV-1042 back` takes the payment recorded last back, also when Undo is over; both stay on record.",
            "More than twice what is left is asked about: `anyway` as the last word lets it through.",
            "`paid INV-1042 from credit` uses credit the client has: what they paid too much, or were credited.",
        ),
    ),
    Command(
        word="credit",
        takes="<number or client> <amount> <reason>",
        does="record a credit note",
        examples=(
            f"{COMMAND} credit INV-1042 150 second round of edits not needed",
            f"{COMMAND} credit Acme 150 goodwill for the late start",
        ),
        notes=(
            "On an invoice it lowers what is left. Where nothing is, credit the client: it waits on the account.",
            "`credit INV-1042 back` takes the last one back, also when Undo is over; both stay on record.",
        ),
    ),
    Command(
        word="refund",
        takes="<client or number> [amount] [on date]",
        does="record that credit was paid back to a client",
        examples=(f"{COMMAND} refund Acme", f"{COMMAND} refund INV-1042 50 on Monday"),
        notes=("Their credit is what they paid too much or were credited and not used yet. Dunwell moves no money.",),
    ),
    Command(
        word="void",
        takes="<number> <reason>",
        does="take an invoice out of every list and sum",
        examples=(f"{COMMAND} void INV-1042 billed twice",),
        notes=("`void INV-1042 back` brings it back as it was, also when Undo is over.",),
    ),
    Command(
        word="client",
        takes="<name> [net <days>] [language <language>] [same as <client>]",
        does="what a client owes, their terms, contacts, history and how they usually pay",
        examples=(
            f"{COMMAND} client Acme",
            f"{COMMAND} client Acme net 30",
            f"{COMMAND} client Acme language German",
            f'{COMMAND} client "Acme Studios" same as "Acme"',
        ),
        notes=(
            "`net 30` keeps their terms for invoices to come; a contact is kept by the button on the card.",
            "`language German` is what their letters are written in: English, German, French, Spanish or Polish.",
            "A letter that waits is then drafted anew in it, to be approved as usual.",
            "`same as` joins two spellings of one client: all that is of the first is the second's, with Undo.",
        ),
    ),
    Command(
        word="remind",
        takes="<number or client>",
        does="draft a reminder now; it leaves only when somebody approved it",
        examples=(f"{COMMAND} remind Acme", f"{COMMAND} remind INV-1042"),
        notes=(
            "It names all that is overdue in that currency and picks up from what they said last.",
            "A dispute, a hold, a promise or a contact of these days stands in the way: it says which, and until when.",
        ),
    ),
    Command(
        word="why",
        takes="<number or client>",
        does="why a client was, or was not, reminded: each rule, and the next day one can go",
        examples=(f"{COMMAND} why INV-1042", f"{COMMAND} why Acme"),
    ),
    Command(
        word="letters",
        takes="",
        does="read the letters that are sent, and put your own words in their place",
        examples=(f"{COMMAND} letters",),
        notes=("For an admin. You see a letter filled in before it is kept; ours can be had back.",),
    ),
    Command(
        word="hold",
        takes="<number or client> until <date> <reason>",
        does="stop chasing for a while",
        examples=(f"{COMMAND} hold Acme until 20 March waiting for the new PO",),
        notes=("A hold always ends. Then the invoice is back on the list; nothing is sent by itself.",),
    ),
    Command(
        word="resume",
        takes="<number or client> [how it was settled]",
        does="end a hold or a dispute now",
        examples=(f"{COMMAND} resume Acme", f"{COMMAND} resume INV-1042 agreed on 20 hours"),
    ),
    Command(
        word="dispute",
        takes="<number> <reason>",
        does="mark an invoice as contested: it stays in the totals and leaves the chasing",
        examples=(f"{COMMAND} dispute INV-1042 the hours in March are not theirs",),
    ),
    Command(
        word="block",
        takes="<number> <the work that waits>",
        does="mark work that waits until an invoice is paid",
        examples=(f"{COMMAND} block INV-1042 launch of the shop",),
        notes=("Also for an invoice of another tool. Once it is paid, the queue says that the work may go on.",),
    ),
    Command(
        word="unblock",
        takes="<number>",
        does="let work that waited go on",
        examples=(f"{COMMAND} unblock INV-1042",),
    ),
    Command(
        word="assign",
        takes="<number or client> <@person>",
        does="say whose it is on your team",
        examples=(f"{COMMAND} assign Acme @ana",),
    ),
    Command(word="digest", takes="", does="this week's digest now, for you alone", examples=(f"{COMMAND} digest",)),
    Command(word="queue", takes="", does="what failed, contradicts or needs a person", examples=(f"{COMMAND} queue",)),
    Command(
        word="import",
        takes="",
        does="bring in invoices from a CSV file: a dry run first, then all of it or nothing",
        examples=(f"{COMMAND} import",),
        notes=(
            "A form asks for the file; how it would be read and what would change comes as a direct message.",
            "Nothing is kept until you press Import it. The same file again changes nothing.",
        ),
    ),
    Command(
        word="export",
        takes="",
        does="open items and payments as CSV files",
        examples=(f"{COMMAND} export",),
    ),
    Command(
        word="help",
        takes="[subcommand]",
        does="this, or how one of them is written",
        examples=(f"{COMMAND} help log",),
    ),
)

# What Slack shows while somebody types the command.
USAGE_HINT = "status · log · add · send · paid · help"


def command_named(word: str) -> Command | None:
    """The subcommand of this word, in any case."""
    return next((one for one in COMMANDS if one.word == word.strip().casefold()), None)


def nearest(word: str) -> tuple[str, ...]:
    """The subcommands probably meant by a word that is none, likeliest first."""
    return tuple(difflib.get_close_matches(word.strip().casefold(), [one.word for one in COMMANDS], n=3, cutoff=0.6))
