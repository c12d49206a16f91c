from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Check = Callable[["Report", str, Any], None]
"""Looks at one value at one place (a JSON pointer) and reports what Slack would refuse."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where."""

    words: str
    place: str

    def __str__(self) -> str:
        return f"{self.words} [json-pointer:{self.place}]"


@dataclass(slots=True)
class Report:
    """The problems found so far."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, place: str, words: str) -> None:
        """Notes one problem."""
        self.problems.append(Problem(words, place))


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """An object with known fields; what is not named is an invalid additional property, or looked at by `others`."""

    fields: Mapping[str, Check]
    required: frozenset[str] = frozenset()
    also: tuple[Check, ...] = ()
    others: Check | None = None

    def __call__(self, report: Report, place: str, value: Any) -> None:
        """Checks an object field by field, then as a whole."""
        if not isinstance(value, dict):
            report.add(place, "must provide an object")
            return
        for name in sorted(self.required - {key for key, inner in value.items() if inner is not None}):
            report.add(place, f"missing required field: {name}")
        for name, inner in value.items():
            check = self.fields.get(name, self.others)
            if check is None:
                report.add(place, f"invalid additional property: {name}")
            elif inner is not None:
                check(report, f"{place}/{name}", inner)
        for check in self.also:
            check(report, place, value)


def shape(*required: str, also: tuple[Check, ...] = (), **fields: Check) -> Shape:
    """A Shape with the named fields."""
    return Shape(fields=fields, required=frozenset(required), also=also)


def typed(shapes: Mapping[str, Check]) -> Check:
    """An object that says by its `type` which shape it has."""

    def check(report: Report, place: str, value: Any) -> None:
        if not isinstance(value, dict):
            report.add(place, "must provide an object")
            return
        kind = value.get("type")
        found = shapes.get(kind) if isinstance(kind, str) else None
        if kind is None:
            report.add(place, "missing required field: type")
        elif found is None:
            report.add(f"{place}/type", f"unsupported type: {kind}")
        else:
            found(report, place, value)

    return check


def string(longest: int, shortest: int = 1) -> Check:
    """Text of a certain length."""

    def check(report: Report, place: str, value: Any) -> None:
        if not isinstance(value, str):
            report.add(place, "must provide a string")
        elif len(value) > longest:
            report.add(place, f"must be less than {longest + 1} characters")
        elif len(value) < shortest:
            report.add(place, f"must be more than {shortest - 1} characters")

    return check


def matching(pattern: str, words: str) -> Check:
    """Text of a certain form."""
    compiled = re.compile(pattern)

    def check(report: Report, place: str, value: Any) -> None:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            report.add(place, words)

    return check


def one_of(*allowed: str) -> Check:
    """One of some words."""

    def check(report: Report, place: str, value: Any) -> None:
        if value not in allowed:
            report.add(place, f"must be a valid enum value: {', '.join(allowed)}")

    return check


def flag(report: Report, place: str, value: Any) -> None:
    """True or false."""
    if not isinstance(value, bool):
        report.add(place, "must provide a boolean")


def whole(least: int, most: int) -> Check:
    """A whole number between two bounds, both allowed."""

    def check(report: Report, place: str, value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            report.add(place, "must provide an integer")
        elif not least <= value <= most:
            report.add(place, f"must be between {least} and {most}")

    return check


def number(report: Report, place: str, value: Any) -> None:
    """Any number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        report.add(place, "must provide a number")


def items(of: Check, most: int, least: int = 1) -> Check:
    """A list of so many things."""

    def check(report: Report, place: str, value: Any) -> None:
        if not isinstance(value, list):
            report.add(place, "must provide an array")
            return
        if len(value) > most:
            report.add(place, f"no more than {most} items allowed")
        if len(value) < least:
            report.add(place, f"no fewer than {least} items allowed")
        for index, one in enumerate(value):
            of(report, f"{place}/{index}", one)

    return check


def anything(report: Report, place: str, value: Any) -> None:
    """Not looked at."""
    del report, place, value


def at_least_one_of(*names: str) -> Check:
    """At least one of these fields is there."""

    def check(report: Report, place: str, value: Any) -> None:
        if not any(value.get(name) for name in names):
            report.add(place, f"must provide one of: {', '.join(names)}")

    return check


def not_together(*names: str) -> Check:
    """No two of these fields."""

    def check(report: Report, place: str, value: Any) -> None:
        if sum(value.get(name) is not None for name in names) > 1:
            report.add(place, f"cannot provide more than one of: {', '.join(names)}")

    return check
