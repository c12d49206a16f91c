"""What people see when they ask for help: the page, and how one subcommand is written."""

from __future__ import annotations

from views import ids, rich
from views.changes import Choice, choose
from views.commands import COMMANDS, Command, command_named, nearest
from views.kit import Body, actions, button, header, primary, words
from views.messages import answer, message
from views.wording import escaped, listed, one_line

_DAILY = ("status", "log", "paid", "add")


def help_page(*, public: bool = False) -> Body:
    """`/invoice` alone: the four for every day with an example each, the others in a line, and buttons."""
    daily = [one for one in COMMANDS if one.word in _DAILY]
    daily.sort(key=lambda one: _DAILY.index(one.word))
    rest = [one for one in COMMANDS if one.word not in _DAILY]
    blocks = [
        header("Dunwell keeps track of who owes what, and what they said"),
        rich.rich(rich.bullets([[rich.code(one.examples[0]), rich.text(f"  {one.does}")] for one in daily])),
        rich.rich(
            rich.line(rich.bold("Also: "), *_codes(rest), rich.text("\n")),
            rich.line(
                rich.text("How one is written: "),
                rich.code(f"{ids.COMMAND} help log"),
                rich.text(". Answers are for you alone, unless you end with "),
                rich.code("public"),
                rich.text(". Dates as you write them: Friday, end of month, 15/12."),
            ),
        ),
        *actions(
            primary("Who owes what", ids.Action.STATUS),
            button("New invoice", ids.Action.NEW_INVOICE),
            button("Log a reply", ids.Action.LOG_REPLY),
        ),
    ]
    text = f"{ids.COMMAND} takes {listed([one.word for one in COMMANDS], most=len(COMMANDS))}."
    return answer(message(text, blocks), public=public)


def help_for(word: str, *, public: bool = False) -> Body:
    """`/invoice help <sub>`: syntax, examples, notes; a word that is none is met with the nearest ones."""
    known = command_named(word)
    if known is None:
        return unknown(word, public=public)
    parts = [
        rich.line(rich.bold(known.usage), rich.text(f"\n{known.does[:1].upper()}{known.does[1:]}.")),
        rich.bullets([[rich.code(example)] for example in known.examples]),
    ]
    if known.notes:
        parts.append(rich.line(rich.text(" ".join(known.notes))))
    text = f"{known.usage}: {known.does}"
    return answer(message(escaped(text), [rich.rich(*parts)]), public=public)


def unknown(word: str, *, public: bool = False) -> Body:
    """A word that is no subcommand: what was probably meant, or where to look."""
    elsewhere = _ELSEWHERE.get(word.casefold())
    if elsewhere:
        return answer(message(escaped(elsewhere), [rich.rich(rich.line(*rich.coded(elsewhere)))]), public=public)
    near = nearest(word)
    if not near and any(letter.isdigit() for letter in word):
        return _number_alone(one_line(word, 40))
    offer = f"Did you mean {listed([f'“{one}”' for one in near], joint='or')}?" if near else "These are all there are:"
    said = f"“{one_line(word, 40)}” is not something {ids.COMMAND} knows. {offer}"
    examples = [one for one in COMMANDS if one.word in near] or list(COMMANDS)
    lines = [[rich.code(one.examples[0]), rich.text(f"  {one.does}")] for one in examples]
    return answer(message(escaped(said), [words(said), rich.rich(rich.bullets(lines))]), public=public)


def _number_alone(number: str) -> Body:
    """A number without a subcommand: most likely its card was meant, one press away."""
    question = (
        f"What about {number}? {ids.COMMAND} status {number} shows it. {ids.COMMAND} help names what else there is."
    )
    return choose(question, [Choice(label=f"Show {number}", value=ids.pairs(find=number))])


# Words people try that live elsewhere, or nowhere yet.
_ELSEWHERE = {
    "import": "An import runs where Dunwell runs: `dunwell import FILE` shows what it found, then asks.",
}


def _codes(commands: list[Command]) -> list[rich.Node]:
    nodes: list[rich.Node] = []
    for one in commands:
        nodes += [rich.text(", "), rich.code(one.word)] if nodes else [rich.code(one.word)]
    return nodes
