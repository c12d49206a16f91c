"""What was found in a client's words: the kind of promise, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class PromiseKind(StrEnum):
    """What a reply amounts to, for whoever follows up."""

    DATED = "dated"  # will pay, on a day
    UNDATED = "undated"  # will pay, some day
    CLAIMS_PAID = "claims_paid"  # says the money has left
    DISPUTE_HINT = "dispute_hint"  # something is wrong with the invoice: a person should look
    NOT_A_PROMISE = "not_a_promise"  # says they will not or cannot pay (by then)


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundPromise:
    """`on`: the promised day (DATED), or when they say they paid (CLAIMS_PAID); `because`: the words it was read from.

    `amount_minor` is in minor units of the ISO 4217 `currency`; both None when no amount was said. `share` is the part
    of what is owed they named instead. `then_on`: the day of a second part. `says_part_paid`: they also say that a part
    has left. Without a promised day: `named` is the day they named and did not promise, `impossible` one that no
    calendar has, `follow_up_on` the day to ask again, `not_before` that day where they said to expect nothing earlier.
    `other_sum` is a sum in another currency than asked about, or under a sign of several others, as they wrote it.
    """

    kind: PromiseKind
    because: str
    on: date | None = None
    amount_minor: int | None = None
    currency: str | None = None
    share: Fraction | None = None
    then_on: date | None = None
    says_part_paid: bool = False
    assumed: str | None = None
    named: str | None = None
    impossible: str | None = None
    follow_up_on: date | None = None
    not_before: date | None = None
    other_sum: str | None = None
