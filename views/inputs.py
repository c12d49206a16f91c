"""What forms are made of: inputs that Slack shows beside their errors, and the modal around them.

Each input's block id is a `Field`; what was given comes back under `state.values[field][VALUE]`, or under the search's
own action id for the ones that look things up (`FIND_CLIENT`, `FIND_ABOUT`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from views import limits
from views.ids import VALUE, Action, Field, Form
from views.kit import Block, Body, option, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """How one input is asked for. `hint` stands below it, `example` inside it until something is typed; at most
    `longest` characters can be typed."""

    label: str
    hint: str = ""
    example: str = ""
    optional: bool = False
    longest: int = limits.INPUT_TEXT


def text(field: Field, ask: Ask, *, filled: str = "", several_lines: bool = False) -> Block:
    """Typed words; what is filled in beyond the longest that can be typed is cut."""
    element: Block = {"type": "plain_text_input", "action_id": VALUE, "max_length": ask.longest}
    if several_lines:
        element["multiline"] = True
    if filled:
        element["initial_value"] = filled[: ask.longest]
    return _input(field, ask, _with_example(element, ask))


def day(field: Field, ask: Ask, *, filled: date | None = None) -> Block:
    """A day from a calendar."""
    element: Block = {"type": "datepicker", "action_id": VALUE}
    if filled:
        element["initial_date"] = filled.isoformat()
    return _input(field, ask, _with_example(element, ask))


def choice(field: Field, ask: Ask, options: Sequence[tuple[str, str]], *, filled: str | None = None) -> Block:
    """One of a few: (label, value) each."""
    made = [option(label, value) for label, value in options[: limits.SELECT_OPTIONS]]
    element: Block = {"type": "static_select", "action_id": VALUE, "options": made}
    taken = next((one for one in made if one["value"] == filled), None)
    if taken:
        element["initial_option"] = taken
    return _input(field, ask, _with_example(element, ask))


def search(field: Field, ask: Ask, action: Action, *, filled: tuple[str, str] | None = None) -> Block:
    """A menu that looks things up as one types; `filled` is the (label, value) already chosen."""
    element: Block = {"type": "external_select", "action_id": str(action), "min_query_length": 0}
    if filled:
        element["initial_option"] = option(*filled)
    return _input(field, ask, _with_example(element, ask))


def person(field: Field, ask: Ask, *, filled: str | None = None) -> Block:
    """Somebody of the workspace; `filled` is their Slack id."""
    element: Block = {"type": "users_select", "action_id": VALUE}
    if filled:
        element["initial_user"] = filled
    return _input(field, ask, _with_example(element, ask))


def channel(field: Field, ask: Ask, *, filled: str | None = None) -> Block:
    """A channel of the workspace; `filled` is its id."""
    element: Block = {"type": "conversations_select", "action_id": VALUE}
    element["filter"] = {"include": ["public", "private"], "exclude_bot_users": True}
    if filled:
        element["initial_conversation"] = filled
    return _input(field, ask, _with_example(element, ask))


def ticks(field: Field, ask: Ask, options: Sequence[tuple[str, str]], *, ticked: Sequence[str] = ()) -> Block:
    """Boxes to tick: (label, value) each, at most ten."""
    made = [option(label, value) for label, value in options[: limits.CHECKBOXES]]
    element: Block = {"type": "checkboxes", "action_id": VALUE, "options": made}
    chosen = [one for one in made if one["value"] in ticked]
    if chosen:
        element["initial_options"] = chosen
    return _input(field, ask, element)


def several(field: Field, ask: Ask, options: Sequence[tuple[str, str]], *, chosen: Sequence[str] = ()) -> Block:
    """A menu to choose several from, where they are too many for boxes: (label, value) each, at most a hundred."""
    made = [option(label, value) for label, value in options[: limits.SELECT_OPTIONS]]
    element: Block = {"type": "multi_static_select", "action_id": VALUE, "options": made}
    taken = [one for one in made if one["value"] in chosen]
    if taken:
        element["initial_options"] = taken
    return _input(field, ask, _with_example(element, ask))


def file(field: Field, ask: Ask, kinds: Sequence[str]) -> Block:
    """One file from the person's computer, of these kinds."""
    element: Block = {"type": "file_input", "action_id": VALUE, "filetypes": list(kinds), "max_files": 1}
    return _input(field, ask, element)


def suggestions(found: Sequence[tuple[str, str, str]]) -> Body:
    """The answer to a search: (label, value, note) each. Slack shows “no results” for none."""
    return {
        "options": [option(label, value, description=note) for label, value, note in found[: limits.SELECT_OPTIONS]]
    }


def form(callback: Form, title: str, blocks: Sequence[Block], *, submit: str, kept: str = "") -> Body:
    """A modal that is sent in. `kept` (from `ids.pairs`) comes back with it."""
    return {**reading(callback, title, blocks, kept=kept), "submit": plain(submit, limits.VIEW_TITLE)}


def reading(callback: Form, title: str, blocks: Sequence[Block], *, kept: str = "") -> Body:
    """A modal that is only read."""
    return {
        "type": "modal",
        "callback_id": str(callback),
        "title": plain(title, limits.VIEW_TITLE),
        "close": plain("Cancel" if any(block["type"] == "input" for block in blocks) else "Close", limits.VIEW_TITLE),
        "blocks": list(blocks[: limits.VIEW_BLOCKS]),
        "private_metadata": kept if len(kept) <= limits.PRIVATE_METADATA else "",
    }


def _input(field: Field, ask: Ask, element: Block) -> Block:
    made: Block = {
        "type": "input",
        "block_id": str(field),
        "label": plain(ask.label, limits.INPUT_LABEL),
        "element": element,
        "optional": ask.optional,
    }
    return {**made, "hint": plain(ask.hint, limits.INPUT_LABEL)} if ask.hint else made


def _with_example(element: Block, ask: Ask) -> Block:
    return {**element, "placeholder": plain(ask.example, limits.PLACEHOLDER)} if ask.example else element
