"""One client's account: what they owe, on what terms, how they pay, who to write to, and what was last said."""

from __future__ import annotations

from domain.answers import ClientCard, InvoiceRow, PayingHabit
from domain.credit import CreditSource
from domain.invoice import Status
from domain.letter import Language
from domain.money import Money
from domain.roles import Role
from views import ids, kit, limits, milestones, rich, rows, timeline, wording
from views.ids import Action
from views.invoice_card import last_contact
from views.kit import Block, Body
from views.messages import answer, message
from views.wording import name

_ROWS = 15
_DRAFTS = 5
_TOUCHES = 6


def client_card(card: ClientCard, *, locale: str, role: Role, public: bool = False) -> Body:
    """The account as of today: open invoices oldest due first, as many as fit, the others counted."""
    said = " · ".join(wording.money(amount, locale) for amount, _ in card.open_total) or "nothing open"
    blocks = [
        kit.header(wording.one_line(card.client.name, 140)),
        *kit.facts(_facts(card, locale)),
        *_held(card),
        *_rows("Open", card.open_rows, _ROWS, card, locale),
        *milestones.of_client(
            card.not_yet_triggered, today=card.today, locale=locale, role=role, name=card.client.name
        ),
        *_rows("Drafts", card.drafts, _DRAFTS, card, locale),
        *last_contact(card.last_contact, card.today),
        *_touches(card),
        *_buttons(card, locale, role),
    ]
    return answer(message(f"{name(card.client.name)}: {said}", blocks), public=public)


def _facts(card: ClientCard, locale: str) -> list[tuple[str, str]]:
    client = card.client
    named = [
        ("Open", _sums(card.open_total, locale) or "nothing"),
        ("Overdue", _sums(card.overdue_total, locale) or "nothing"),
        ("Terms", str(client.terms) if client.terms else "none on file"),
        ("Pays", _pays(card.habit)),
        ("Promises", _promises(card.habit)),
        ("Owner", name(client.owner or "nobody yet")),
        ("Write to", _contacts(card)),
    ]
    if card.credit:
        named.insert(2, ("Credit not used yet", "\n".join(_credit(each, locale) for each in card.credit)))
    if client.number:
        named.append(("Client number", name(client.number)))
    if client.language:
        named.append(("Letters in", _LANGUAGES.get(client.language, name(client.language))))
    if client.slack_channel:
        named.append(("Letters go to", f"<#{name(client.slack_channel)}>"))
    if card.aliases:
        named.append(("Also written", wording.listed([name(alias, 60) for alias in card.aliases])))
    return named


def _credit(source: CreditSource, locale: str) -> str:
    amount = wording.money(source.left, locale)
    if source.invoice is None:
        return f"{amount} of credit notes"
    whose = "" if source.is_ours else f", to be placed in {name(source.invoice.source)}"
    return f"{amount} paid too much on {name(source.invoice.number)}{whose}"


_LANGUAGES = {language.value: language.name.capitalize() for language in Language}


def _sums(totals: tuple[tuple[Money, int], ...], locale: str) -> str:
    return "\n".join(
        f"{wording.money(amount, locale)} ({wording.plural(count, 'invoice')})" for amount, count in totals
    )


def _pays(habit: PayingHabit) -> str:
    if not habit.settled:
        return "no invoice settled so far"
    if habit.usual_days_late is None:
        return f"{wording.plural(habit.settled, 'invoice')} settled, on days not known"
    late = habit.usual_days_late
    usual = "on the due date" if not late else f"{wording.plural(abs(late), 'day')} {'late' if late > 0 else 'early'}"
    counted = f"{wording.plural(habit.settled - habit.undated, 'invoice')} settled"
    undated = f", {habit.undated:,} more without a known day" if habit.undated else ""
    return f"usually {usual} ({counted}{undated})"


def _promises(habit: PayingHabit) -> str:
    if not habit.promises_kept and not habit.promises_broken:
        return "none kept or broken yet"
    return f"{habit.promises_kept:,} kept, {habit.promises_broken:,} broken"


def _contacts(card: ClientCard) -> str:
    known = [f"{name(one.name)}, {name(one.email)}" if one.email else name(one.name) for one in card.contacts]
    return "\n".join(known[:5] + ([f"{len(known) - 5} more"] if len(known) > 5 else [])) or "nobody on file"  # noqa: PLR2004 - five lines are enough


def _held(card: ClientCard) -> list[Block]:
    lines = [
        [
            rich.bold("On hold"),
            rich.text(
                f" until {wording.in_full(hold.until)}{'' if hold.invoice_id is None else ', one invoice'}"
                f" (by {wording.one_line(hold.by)}): {kit.clipped(hold.reason, 200)}"
            ),
        ]
        for hold in card.holds[:5]
    ]
    left = len(card.holds) - len(lines)
    more = [kit.context(f"{wording.plural(left, 'more hold')}.")] if left > 0 else []
    return [rich.rich(rich.bullets(lines)), *more] if lines else []


def _rows(heading: str, found: tuple[InvoiceRow, ...], most: int, card: ClientCard, locale: str) -> list[Block]:
    if not found:
        return []
    lines = [
        [rich.text(f"{rows.mark(row)} "), *rows.in_list(row, today=card.today, locale=locale, client=False)]
        for row in found[:most]
    ]
    head = rich.line(rich.bold(heading), rich.text(f" ({wording.number(len(found), locale)})"))
    left = len(found) - most
    if left <= 0:
        return [rich.rich(head, rich.bullets(lines))]
    return [rich.rich(head, rich.bullets(lines)), kit.context(f"*{left:,} more*: {_where(card)}.")]


def _where(card: ClientCard) -> str:
    if len(card.open_rows) + len(card.drafts) <= limits.SELECT_OPTIONS:
        return "open them from the menu below"
    return f"the menu below holds the first {limits.SELECT_OPTIONS}, `{ids.COMMAND} export` has them all"


def _touches(card: ClientCard) -> list[Block]:
    if len(card.touches) <= 1:
        return []
    found = [timeline.touched(touch, card.today, longest=200) for touch in card.touches]
    return timeline.shown(found, _TOUCHES, heading="What was said")


def _buttons(card: ClientCard, locale: str, role: Role) -> list[Block]:
    menu = rows.menu([*card.open_rows, *card.drafts], locale=locale)
    if role is Role.VIEWER:
        return kit.actions(*menu)
    value = ids.pairs(client=card.client.id)
    held = any(hold.invoice_id is None and hold.is_on(card.today) for hold in card.holds)
    stop = kit.button("Resume", Action.RESUME, value) if held else kit.button("Hold", Action.HOLD, value)
    is_late = any(row.status is Status.OVERDUE for row in card.open_rows)
    remind = [kit.button("Draft reminder", Action.REMIND, value)] if is_late and not held else []
    may_approve = role is not Role.MEMBER
    refund = [kit.button("Record refund", Action.REFUND, value)] if any(each.is_ours for each in card.credit) else []
    chasing = [*refund, kit.button("Chasing", Action.CHASING, value)] if may_approve else []
    return kit.actions(
        kit.primary("Log reply", Action.LOG_REPLY, value),
        *remind,
        *menu,
        stop,
        kit.button("Assign", Action.ASSIGN, value),
        kit.button("Terms & contact", Action.CLIENT_DETAILS, value),
        *chasing,
    )
