"""Why a client was, or was not, reminded: the answer first, then rule by rule, and the next day a letter can go."""

from __future__ import annotations

from domain.why import Asked, WhyAccount, WhyShown
from views import ids, kit, rich, wording
from views.ids import Action
from views.kit import Block, Body
from views.messages import answer, message

_ACCOUNTS = 6


def why(found: WhyShown, *, public: bool = False) -> Body:
    """The verdict, each rule passed or not, the letters that went; buttons for what can be done about it."""
    about = found.about.number if found.about else found.client.name
    blocks = [kit.header(f"Reminders: {wording.one_line(about, 100)}")]
    several = len(found.accounts) > 1
    if not found.accounts:
        blocks.append(kit.words(found.verdict))
    for place, account in enumerate(found.accounts[:_ACCOUNTS]):
        blocks += _account(account, place, found, is_named=several)
    left = len(found.accounts) - _ACCOUNTS
    if left > 0:
        blocks.append(kit.context(f"*{left:,} more currencies*: ask about an invoice in one of them."))
    blocks += _letters(found)
    return answer(message(wording.escaped(found.verdict), blocks), public=public)


def asked(drafted: Asked, *, public: bool = False) -> Body:
    """A letter is being drafted; where it will be."""
    return answer(message(wording.escaped(drafted.words), [kit.words(f"✓ {drafted.words}")]), public=public)


def _account(account: WhyAccount, place: int, found: WhyShown, *, is_named: bool) -> list[Block]:
    head = [rich.bold(f"{account.currency}: ")] if is_named else []
    nodes = [*head, rich.bold(kit.clipped(account.verdict, 600))]
    for line in account.lines:
        nodes += _checked(line.words, passed=line.passed)
    return [rich.rich(rich.line(*nodes)), *kit.actions(*_ways_on(account, place, found))]


def _checked(words: str, *, passed: bool) -> list[rich.Node]:
    """A line of its own: the mark is its bullet."""
    said = kit.clipped(f"{words[:1].upper()}{words[1:]}", 400)
    return [rich.text("\n✓ "), rich.text(said)] if passed else [rich.text("\n✗ "), rich.bold(said)]


def _ways_on(account: WhyAccount, place: int, found: WhyShown) -> list[Block]:
    if account.open_reminder_id is not None:
        return [read_the_draft(account.open_reminder_id, place)]
    if not account.may_draft:
        return []
    value = ids.pairs(invoice=found.about.id) if found.about else ids.pairs(client=found.client.id)
    return [kit.button("Draft reminder", ids.numbered(Action.REMIND, place), value)]


def read_the_draft(reminder_id: int, place: int = 0) -> Block:
    """The button that opens a draft in a window; `place` keeps several of them apart in one message."""
    return kit.button("Read the draft", ids.numbered(Action.READ_LETTER, place), ids.pairs(reminder=reminder_id))


def _letters(found: WhyShown) -> list[Block]:
    if not found.letters:
        return [kit.context("No letter went so far.")]
    lines = [[rich.text(kit.clipped(letter, 300))] for letter in found.letters]
    return [rich.rich(rich.line(rich.bold("Letters that went, newest first")), rich.bullets(lines))]
