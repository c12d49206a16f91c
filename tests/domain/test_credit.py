"""What is used of a client's credit, and where it is taken from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from domain.credit import CreditSource, draw, total
from domain.money import Money

SOURCES = st.lists(
    st.builds(
        lambda minor, currency: CreditSource(invoice=None, left=Money(minor, currency)),
        st.integers(min_value=1, max_value=10_000),
        st.sampled_from(["EUR", "USD"]),
    ),
    max_size=6,
)


@given(sources=SOURCES, wanted=st.integers(min_value=0, max_value=70_000))
def test_what_is_drawn_is_what_was_wanted_as_far_as_there_is_credit_in_that_currency(
    sources: list[CreditSource], wanted: int
):
    drawn = draw(sources, Money(wanted, "EUR"))
    assert sum(each.minor for each in drawn) == min(wanted, total(sources, "EUR").minor)
    assert all(0 < each.minor <= each.source.left.minor and each.source.left.currency == "EUR" for each in drawn)
    assert all(each.minor == each.source.left.minor for each in drawn[:-1])
