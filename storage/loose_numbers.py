"""Invoice numbers written otherwise than they are kept: `inv1011`, `inv 1011`, `INV/1011` for INV-1011, `inv42` for
INV-0042.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, func, or_

_SEPARATORS = ("-", "", " ", "/", "_", ".")
_RUN = re.compile(r"[^\W\d_]+|\d+")
_LONGEST = 40  # characters; no number anybody types is longer
_WIDEST = 7  # digits of a number filled up with zeros
_INDEXED_RUNS = 2


def spellings(said: str) -> list[str]:
    """How a number of letters and figures, or of two groups of figures, is usually kept; few enough for an index."""
    runs = _runs(said)
    if not 1 <= len(runs) <= _INDEXED_RUNS:
        return []
    heads = dict.fromkeys(spelt for run in runs[:-1] for spelt in (run, run.upper(), run.lower(), run.title()))
    lasts = _filled_up(runs[-1])
    if not heads:
        return lasts
    return ["".join(parts) for parts in product(heads, _SEPARATORS, lasts)]


def fits_loosely(number: ColumnElement[str], said: str) -> ColumnElement[bool] | None:
    """Whether a kept number ends with what was said, signs between and zeros aside. None: nothing to look for.

    It looks at every number: for the last try before a refusal only.
    """
    tails = _tails(said)
    if not tails:
        return None
    bare: Any = func.lower(number)
    for sign in filter(None, _SEPARATORS):
        bare = func.replace(bare, sign, "")
    # The last figure alone first: it spares nine of ten the rest.
    return number.endswith(tails[0][-1]) & or_(*(bare.endswith(tail) for tail in tails))


def is_whole_group(number: str, said: str) -> bool:
    """Whether the end that fits is not the tail of a longer group of figures: 2026-1 is no end of 12026-1."""
    bare = "".join(_runs(number)).lower()
    found = next((tail for tail in _tails(said) if bare.endswith(tail)), "")
    before = bare[: len(bare) - len(found)][-1:]
    return bool(found) and not (before.isdecimal() and found[0].isdecimal())


def _tails(said: str) -> list[str]:
    runs = [run.lower() for run in _runs(said)]
    head = "".join(runs[:-1])
    return [head + last for last in (_filled_up(runs[-1]) if head else runs)]


def _runs(said: str) -> list[str]:
    """Its groups of letters and of figures; none where it does not end in figures, as all usual numbers do."""
    runs: list[str] = _RUN.findall(said) if len(said) <= _LONGEST else []
    return runs if runs and runs[-1].isdecimal() else []


def _filled_up(figures: str) -> list[str]:
    bare = figures.lstrip("0") or "0"
    return list(dict.fromkeys([figures, *(bare.zfill(width) for width in range(len(bare), _WIDEST + 1)), bare]))
