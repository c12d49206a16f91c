"""What Dunwell says no to, and the words it says it with.

A refusal is an answer: it names what was understood, what stands in the way and what to do next. Raised deep, shown
once at the edge, never logged as a fault. Anything that is not a Refusal is a surprise.
"""

from __future__ import annotations


class Refusal(Exception):
    """The root. `field` names the input a form should show the words beside; None shows them as the answer."""

    field: str | None = None

    def __init__(self, words: str, *, field: str | None = None) -> None:
        super().__init__(words)
        self.words = words
        if field is not None:
            self.field = field


class NotUnderstood(Refusal):
    """The words could not be read; the text says which part could, and gives an example that works."""


class NoSuchInvoice(Refusal):
    """No invoice has this number; the text offers the nearest ones."""

    def __init__(self, said: str, nearest: tuple[str, ...] = ()) -> None:
        offer = f" Did you mean {listed(nearest, 'or')}?" if nearest else " `/invoice status` lists what there is."
        super().__init__(f"There is no invoice “{said}”.{offer}", field="invoice")
        self.nearest = nearest


def neither(said: str, no_invoice: NoSuchInvoice, no_client: NoSuchClient) -> Refusal:
    """Where a number or a name could have been typed, and it is neither: the nearest ones, if there are any."""
    if no_client.nearest:
        return no_client
    if no_invoice.nearest:
        return no_invoice
    words = f"Neither an invoice nor a client goes by “{said}”. `/invoice status` lists what there is."
    return Refusal(words, field="invoice")


class NoSuchClient(Refusal):
    """No client goes by this name; the text offers the nearest ones."""

    def __init__(self, said: str, nearest: tuple[str, ...] = ()) -> None:
        offer = (
            f" Did you mean {listed(nearest, 'or')}?"
            if nearest
            else " `/invoice add` records the first invoice of a new client."
        )
        super().__init__(f"No client goes by “{said}”.{offer}", field="client")
        self.nearest = nearest


class GoneFromBook(Refusal):
    """A button or a form names, by its id, what this workspace's book does not have: another's, or none."""

    def __init__(self, what: str) -> None:
        super().__init__(f"That {what} is not in this workspace's book (any more). `/invoice status` lists what is.")


class MoreThanOne(Refusal):
    """The words fit several things equally well; the person chooses."""

    def __init__(self, said: str, matches: tuple[str, ...]) -> None:
        super().__init__(f"“{said}” could be {listed(matches, 'or')}. Say which one.")
        self.matches = matches


class OwnedBySource(Refusal):
    """A mirrored invoice is read-only in what its source owns."""

    def __init__(self, number: str, source: str, what: str) -> None:
        super().__init__(
            f"{number} comes from {source_said(source)}, which owns its {what}."
            " Change it there and import again: Dunwell follows."
        )


class NotAllowed(Refusal):
    """The person's role does not reach this far."""

    def __init__(self, what: str, needed: str, role: str) -> None:
        super().__init__(f"To {what} you need to be {_a(needed)} here; you are {_a(role)}. An admin can change that.")


class Busy(Refusal):
    """Something long (an import, a backup) is writing; nothing was recorded, and asking again is right."""

    def __init__(self) -> None:
        super().__init__("The book is busy, with an import perhaps. Nothing was recorded: try again in a moment.")


class AlreadyDone(Refusal):
    """Somebody was first, or it was so already; nothing was changed."""


class WrongState(Refusal):
    """The thing is not in a state where this makes sense; the text says what does."""


class TooLate(Refusal):
    """An Undo after its fifteen minutes, or a press on a card that has moved on."""


def listed(words: tuple[str, ...] | list[str], joint: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:  # noqa: PLR2004 - one word stands alone
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def source_said(source: str) -> str:
    """Xero, or the file “book”."""
    return f"the file “{source.removeprefix('csv:')}”" if source.startswith("csv:") else source


def _a(role: str) -> str:
    return f"an {role}" if role[:1] in "aeiou" else f"a {role}"
