from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.local_slack.block_kit import message_problems
from tests.views.samples import takes_message, words_of
from views import figures, ids, kit, rich
from views.kit import clipped
from views.messages import answer, message, post


@given(st.text(max_size=500), st.integers(min_value=1, max_value=400))
def test_a_cut_text_is_never_longer_than_its_room(text: str, room: int):
    assert len(clipped(text, room)) <= room


def test_a_long_text_that_is_cut_says_exactly_how_much_is_left():
    cut = clipped("x" * 5_000, 3_000)
    kept = cut.count("x")
    assert cut.endswith(f"… ({5_000 - kept:,} more characters)")


def test_a_message_is_never_empty():
    body = message("  ", [kit.words("")])
    takes_message(body)
    assert body["text"] == "Dunwell"


def test_sixty_blocks_become_fifty_and_say_that_there_is_more():
    body = message("many", [kit.words(f"row {place}") for place in range(60)])
    takes_message(body)
    assert len(body["blocks"]) == 50
    assert "the rest is left out" in words_of(body["blocks"][-1])


def test_buttons_at_the_end_survive_a_message_that_is_too_long():
    body = message("long", [*[kit.words("x" * 2_900)] * 6, *kit.actions(kit.button("Open", ids.Action.STATUS))])
    takes_message(body)
    assert body["blocks"][-1]["type"] == "actions"
    assert "the rest is left out" in words_of(body["blocks"][-2])


_BLOCKS = st.one_of(
    st.text(max_size=4_000).map(kit.words),
    st.text(max_size=4_000).map(kit.header),
    st.lists(st.tuples(st.text(max_size=50), st.text(max_size=3_000)), min_size=1, max_size=9).map(
        lambda named: kit.facts(named)[0]
    ),
    st.lists(st.text(max_size=600), max_size=14).map(lambda texts: kit.context(*texts)),
    st.lists(st.text(max_size=400), min_size=1, max_size=40).map(
        lambda lines: rich.rich(rich.bullets([[rich.text(line), rich.bold(line)] for line in lines]))
    ),
    st.text(max_size=4_000).map(lambda words: rich.rich(rich.quote(words))),
)


@given(st.text(max_size=5_000), st.lists(_BLOCKS, min_size=1, max_size=70))
def test_whatever_is_put_in_a_message_slack_takes_it(text: str, blocks: list[dict[str, Any]]):
    body = message(text, blocks)
    assert message_problems(body["blocks"]) == []
    assert 0 < len(body["text"]) <= 3_900


def test_more_buttons_than_a_row_holds_make_two_rows():
    rows = kit.actions(*[kit.button(str(place), ids.numbered(ids.Action.CHOOSE, place)) for place in range(30)])
    assert [len(row["elements"]) for row in rows] == [25, 5]
    assert kit.actions() == []


def test_a_context_of_too_many_lines_counts_the_rest():
    assert "4 more not shown" in words_of(kit.context(*[str(place) for place in range(13)]))


def test_a_post_unfolds_no_links():
    body = post("hello", [kit.words("hello")])
    assert body["unfurl_links"] is False
    assert body["unfurl_media"] is False


def test_an_answer_is_for_one_person_or_for_the_channel():
    made = message("hello", [kit.words("hello")])
    assert answer(made, public=False)["response_type"] == "ephemeral"
    assert answer(made, public=True)["response_type"] == "in_channel"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", ""])
def test_an_address_that_is_no_web_page_is_shown_as_words(url: str):
    assert rich.link(url, "message") == {"type": "text", "text": "message"}


def test_words_between_backquotes_are_to_type_and_a_lone_one_is_kept():
    assert rich.coded("try `/invoice status` or ` alone") == [
        rich.text("try "),
        rich.code("/invoice status"),
        rich.text(" or ` alone"),
    ]


@given(
    st.lists(st.text(max_size=40), min_size=1, max_size=25),
    st.lists(st.lists(st.text(max_size=400), max_size=25), max_size=130),
)
def test_any_table_fits_and_has_no_empty_cell(heads: list[str], rows: list[list[str]]):
    table = figures.table(heads, rows, right=(1,))
    assert message_problems([table]) == []
    assert all(cell["text"] for row in table["rows"] for cell in row)


def test_a_table_that_is_cut_counts_the_rows_left():
    table = figures.table(["number", "left"], [[f"INV-{place}", "€1.00"] for place in range(250)])
    assert len(table["rows"]) == 100
    assert table["rows"][-1][0]["text"] == "152 more rows"


@given(
    st.lists(st.text(max_size=60), min_size=1, max_size=30),
    st.lists(st.text(max_size=60), min_size=1, max_size=15),
)
def test_any_chart_is_one_slack_draws(categories: list[str], names: list[str]):
    chart = figures.bars("Open by age", categories, [(name, [1.0] * len(categories)) for name in names])
    assert message_problems([chart]) == []
