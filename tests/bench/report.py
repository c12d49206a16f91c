"""The figures as a table and as the page docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.figures import Figure

_WORDS = """# Benchmarks

`make bench` measures this and writes this page; `python -m tests.bench --quick` is a smaller run that does not.
Each figure is a ratio of two things measured in turns in one run, so a slow machine or a busy one moves both.

Measured on: {machine}.

{table}

How it is measured:

- Commands are signed as Slack signs them and sent over 16 kept connections by a process of its own to the server and
  the handlers that `dunwell serve` runs. All 16 ask again as soon as they are answered, so a median is mostly waiting
  for one's turn.
- The bare Bolt application stands on the same server: `App(client=…, signing_secret=…)`, as Bolt's documentation starts
  one, and a listener that only calls `ack()`. It answers from threads of Bolt's own and looks for that every ten
  milliseconds. “The same that waits for nothing” is without those looks, as Dunwell itself is started
  (`process_before_response`): the strictest thing to stand beside. The limit is not for that one, and `log`, all of
  whose time is work, is above three times it.
- Every `log` is about another invoice (four of ten are open, and the words promise their payment) and is on disk
  before it is acknowledged: SQLite runs with `synchronous=FULL`, and those that wait for each other wait for the disk
  together. It also stands beside a listener that does nothing but keep one row, each with its own wait for the disk:
  the rest is the act itself, some fifteen statements.
- `status` is asked of a book that does not change meanwhile, and once more with the kept answers switched off.
- The book is made up: thousands of clients, six of ten invoices paid, one in part. The tick's book is all open.
- The daily tick claims what turned Overdue, writes the alert and beats; each of the three is on disk when it ends.
- Letters to check are made up from a seed, in five languages and fifteen currencies: half of the right ones in other
  words, shapes and spellings than our templates'. A changed one has one thing changed: a digit, a day, a name, a link,
  an address, an account, a number, an amount, a currency, the total, or an invoice left out.
- An import is timed from the first look at the file to the commit, `.import` as the whole run of `sqlite3`.
  Its memory is the most both its processes ever held.
"""


def table(figures: Sequence[Figure]) -> str:
    """In Markdown."""
    lines = ["| What | Measured | Against | Ratio | At most |", "| --- | --- | --- | ---: | ---: |"]
    lines += [_line(figure) for figure in figures]
    return "\n".join(lines)


def page(figures: Sequence[Figure], machine: str) -> str:
    """The whole page."""
    return _WORDS.format(machine=machine, table=table(figures))


def _line(figure: Figure) -> str:
    limit = f"{figure.at_most:g}{'' if figure.is_met else ' (missed)'}" if figure.at_most is not None else "–"
    return f"| {figure.what} | {figure.measured} | {figure.against} | {figure.ratio:.2f} | {limit} |"
