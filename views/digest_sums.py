"""What there is, in the weekly digest: sums by status, and what is open by age in each currency."""

from __future__ import annotations

from domain.aging import Bucket
from domain.answers import Digest
from domain.invoice import Status
from domain.money import Money
from views import figures, kit, rows, wording
from views.kit import Block

_BUCKETS = {
    Bucket.NOT_DUE: "not due",
    Bucket.TO_30: "1–30 days",
    Bucket.TO_60: "31–60 days",
    Bucket.TO_90: "61–90 days",
    Bucket.OVER_90: "over 90 days",
}


def standing(week: Digest, locale: str) -> list[Block]:
    """The book as it stands: sums by status, and what is open by age as a table and a picture."""
    sums = status_sums(week, locale)
    if not sums:
        return [kit.section("*The book:* no invoices yet.")]
    blocks = [kit.section("*The book*\n" + "\n".join(f"{name}: {amounts}" for name, amounts in sums))]
    currencies = _currencies(week)
    if not currencies:
        return blocks
    heads = ["Open, by days past due", *_BUCKETS.values()]
    table_rows = [
        [currency, *(wording.money(left, locale) for left in _aging_cells(week, currency))] for currency in currencies
    ]
    return [*blocks, figures.table(heads, table_rows, right=range(1, len(heads))), *_chart(week)]


def _chart(week: Digest) -> list[Block]:
    """A picture of shares: each currency's open balance in percent by bucket, because amounts of two currencies have
    no common axis."""
    series = []
    for currency in _currencies(week):
        amounts = [left.minor for left in _aging_cells(week, currency)]
        whole = sum(amounts)
        if whole > 0:
            series.append((currency, [round(100 * amount / whole, 1) for amount in amounts]))
    return [figures.bars("Open balance by age, % of each currency", list(_BUCKETS.values()), series)] if series else []


def status_sums(week: Digest, locale: str) -> list[tuple[str, str]]:
    """Each status that has invoices, with its sums and their count."""
    found = []
    for status in Status:
        mine = [one for one in week.totals if one.status is status and one.count]
        if not mine:
            continue
        count = wording.plural(sum(one.count for one in mine), "invoice")
        # Nothing is left on paid ones: their count is what there is to say.
        sums = rows.totals(mine, status, locale) if status is not Status.PAID else ""
        found.append((str(status), f"{sums} ({count})" if sums else count))
    return found


def aging_words(week: Digest, locale: str) -> list[tuple[str, list[str]]]:
    """What is open in each bucket that holds anything."""
    found = []
    for currency in _currencies(week):
        cells = _aging_cells(week, currency)
        names = zip(_BUCKETS.values(), cells, strict=True)
        found.append((currency, [f"{name} {wording.money(left, locale)}" for name, left in names if left.minor]))
    return found


def _aging_cells(week: Digest, currency: str) -> list[Money]:
    lefts = {one.bucket: one.balance_minor for one in week.aging if one.currency == currency}
    return [Money(lefts.get(bucket, 0), currency) for bucket in Bucket]


def _currencies(week: Digest) -> list[str]:
    return list(dict.fromkeys(one.currency for one in week.aging))


def open_sums(week: Digest, locale: str) -> str:
    """All that is open, a sum for each currency."""
    opened: dict[str, int] = {}
    for one in week.aging:
        opened[one.currency] = opened.get(one.currency, 0) + one.balance_minor
    return wording.moneys([Money(minor, currency) for currency, minor in opened.items() if minor], locale)
