"""How a no looks: a refusal says what stands in the way and what to do; a surprise says sorry and gives a reference."""

from __future__ import annotations

from collections.abc import Sequence

from domain.errors import Refusal
from views import limits, rich
from views.ids import VALUE
from views.kit import Block, Body, actions, clipped
from views.messages import answer, message
from views.wording import escaped, one_line

_LONGEST_TYPED = 2_000


def refused(refusal: Refusal, *, buttons: Sequence[Block] = (), typed: str = "") -> Body:
    """The refusal's own words, for the person who asked; its `commands` as words to type.

    `typed` is the line it answers, given back so that nobody need type it again.
    """
    back = [rich.rich(rich.line(rich.text("You typed: "), rich.code(one_line(typed, _LONGEST_TYPED))))] if typed else []
    blocks = [refused_words(refusal.words), *back, *actions(*buttons)]
    return answer(message(escaped(refusal.words), blocks), public=False)


def surprised(reference: str) -> Body:
    """Something of ours broke: nothing was changed, and this reference finds the trace in the log."""
    return answer(message(_sorry(reference), [refused_words(_sorry(reference, quoted="`"))]), public=False)


def field_errors(refusal: Refusal, fields: Sequence[str]) -> Body:
    """The answer to a submitted form: the words beside the input they are about, or beside the first one.

    `fields` are the block ids of the form's inputs, in order.
    """
    beside = refusal.field if refusal.field in fields else next(iter(fields), VALUE)
    return {"response_action": "errors", "errors": {str(beside): clipped(refusal.words, limits.INPUT_LABEL)}}


def form_surprised(reference: str, fields: Sequence[str]) -> Body:
    """The same for a surprise while a form was submitted."""
    return field_errors(Refusal(_sorry(reference)), fields)


def _sorry(reference: str, quoted: str = "") -> str:
    return (
        "Sorry, something went wrong on our side. Nothing was changed and nothing is lost."
        f" Please try again; if it stays, quote {quoted}{reference}{quoted} to whoever runs Dunwell for you."
    )


def refused_words(said: str) -> Block:
    """The words of a refusal, with what is to be typed set apart."""
    return rich.rich(rich.line(*rich.coded(clipped(said, limits.SECTION_TEXT))))
