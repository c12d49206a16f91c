"""One typed line → one act. Which words name the invoice or client is asked of the store; the rest goes by its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from domain.answers import Change, ClientCard, InvoiceCard
from domain.command_words import longest_first, sections
from domain.errors import NoSuchClient, NoSuchInvoice, NotUnderstood, Refusal
from domain.invoice import Status
from domain.sentence import Said, unescape
from receivables.assign_owner import AssignOwner, assign_owner
from receivables.bring_back_invoice import BringBackInvoice, bring_back_invoice
from receivables.dispute import OpenDispute, Resume, open_dispute, resume
from receivables.find import Find, find, find_client
from receivables.hold_chasing import HoldChasing, hold_chasing
from receivables.issue_credit_note import IssueCreditNote, issue_credit_note
from receivables.join_clients import JoinClients, join_clients
from receivables.keep_client import KeepClient, keep_client
from receivables.log_reply import LogReply, log_reply
from receivables.mark_sent import MarkSent, mark_sent
from receivables.record_payment import ANYWAY, RecordPayment, record_payment
from receivables.refund_credit import RefundCredit, refund_credit
from receivables.said import is_begun
from receivables.take_back_credit import TakeBackCredit, take_back_credit
from receivables.take_back_payment import TakeBackPayment, take_back_payment
from receivables.targets import day_first, is_amount, is_day, target_and_rest, target_and_sentence
from receivables.use_credit import UseCredit, use_credit
from receivables.void_invoice import VoidInvoice, void_invoice
from storage.unit_of_work import Work

# What may follow a client's name, each with what is new.
CLIENT_WORDS = ("net", "language")
_FROM_CREDIT = re.compile(
    r"\s+(?:from|with|using|by)\s+(?:the\s+|their\s+|its\s+)?(?:credit|overpayment)$", re.IGNORECASE
)
# Behind `send`, these have a day of their own.
_OWN_DAY = ("due", "delivered")
_SAME_AS = re.compile(r"(?P<gone>.+?) (?:is )?(?:the )?same as (?P<stays>.+)", re.IGNORECASE)
_MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^<>]*)?>")


def typed_find(said: Said, work: Work) -> InvoiceCard | ClientCard:
    """`status 1042`, `status Acme`; for what is neither, a status that was probably meant."""
    words = said.quoted or said.rest
    try:
        return find(Find(said=words), work)
    except Refusal as unknown:
        near = get_close_matches(words.casefold(), [status.value.casefold() for status in Status], n=1, cutoff=0.75)
        if unknown.field not in ("invoice", "client") or not near:
            raise
        meant = f"`/invoice status {near[0]}`"
        is_offered = isinstance(unknown, (NoSuchInvoice, NoSuchClient))
        told = f"{unknown.words} Or {meant}?" if is_offered else f"There is no “{words}”. Did you mean {meant}?"
        raise NotUnderstood(told, field=unknown.field) from None


def typed_client(said: Said, work: Work) -> ClientCard:
    """`client Acme`."""
    _needed(said, "Which client? Like `/invoice client Acme`.")
    return find_client(Find(said=said.quoted or said.rest), work)


def typed_terms(said: Said, work: Work) -> Change:
    """`client Acme net 30`, `client Acme language German`."""
    head, named = sections(said.words, CLIENT_WORDS)
    kept = KeepClient(client=said.quoted or " ".join(head), terms=named.get("net"), language=named.get("language"))
    return keep_client(kept, work)


def is_joining(said: Said) -> bool:
    """Whether a line about a client says that it is the same as another."""
    return _SAME_AS.fullmatch(said.rest) is not None


def typed_join(said: Said, work: Work) -> Change:
    """`client Mueller Design same as Müller Design`, either name in quotes or not."""
    found = _SAME_AS.fullmatch(said.rest)
    if found is None:
        words = 'Which two are one client? Like `/invoice client "Mueller Design" same as "Müller Design"`.'
        raise NotUnderstood(words, field="client")
    gone, stays = (found[name].strip().strip('"').strip() for name in ("gone", "stays"))
    return join_clients(JoinClients(gone=gone, stays=stays), work)


def typed_log(said: Said, work: Work) -> Change:
    """`log 1042 "I'll sort it"`, `log Acme I'll sort it Friday`."""
    _needed(said, 'Who said what? Like `/invoice log 1042 "I\'ll sort it Friday"`.')
    target, words = target_and_sentence(said, work)
    return log_reply(LogReply(target=target, words=words), work)


def typed_send(said: Said, work: Work) -> Change:
    """`send 1042`, `send 1042 on Monday due 15/12`, `send 1042 net 30`, `send 1042 delivered 1 March`."""
    _needed(said, "Which invoice went out? Like `/invoice send 1042`.")
    head, named = sections(_without_on(said.words), ("on", "due", "net", "delivered"))
    number, day = target_and_rest(head, work)
    on = named.get("on") or day or None
    delivered = (named["delivered"] or "today") if "delivered" in named else None
    due, net = named.get("due"), named.get("net")
    return mark_sent(MarkSent(invoice=number, on=on, due=due, net=net, delivered=delivered), work)


def typed_paid(said: Said, work: Work) -> Change:
    """`paid 1042`, `paid 1042 €500 on 12 March`, `paid 1042 9000 anyway`, `paid 1042 back`, `paid 1042 from credit`."""
    _needed(said, "Which invoice was paid? Like `/invoice paid 1042` or `/invoice paid 1042 500 on 12 March`.")
    if (found := _FROM_CREDIT.search(said.rest)) is not None:
        return _from_credit(said.rest[: found.start()].split(), work)
    *before, last = said.words or ("",)
    if before and last.casefold() == "back":
        return _payment_back(before, work)
    is_sure = bool(before) and last.casefold() == ANYWAY
    head, named = sections(before if is_sure else said.words, ("on",))
    number, rest = target_and_rest(head, work, ends=_first_figure(head, work))
    # “3 days ago” and “12 March” begin with a figure and are days all the same.
    is_only_day = is_day(rest, work) and not is_amount(rest, work)
    amount, day = ("", rest) if is_only_day else longest_first(rest.split(), lambda words: is_amount(words, work))
    if day and "on" in named:
        words = f"I read “{number}” as the invoice and “{named['on']}” as the day, but not “{day}”."
        raise NotUnderstood(words, field="amount")
    if day and not amount and not is_day(day, work):
        words = f"“{day}” is neither an amount nor a day I can read. Like `/invoice paid {number} 500 on 12 March`."
        raise NotUnderstood(words, field="amount")
    on = named.get("on") or day or None
    return record_payment(RecordPayment(invoice=number, amount=amount or None, on=on, is_sure=is_sure), work)


def typed_credit(said: Said, work: Work) -> Change:
    """`credit 1042 150 second round not needed`, `credit 1042 back`."""
    _needed(said, 'How much, and why? Like `/invoice credit 1042 150 "second round not needed"`.')
    typed = list(said.words)
    if _is_back(typed, work):
        return take_back_credit(TakeBackCredit(target=" ".join(typed[:-1])), work)
    target, rest = target_and_rest(typed, work, ends=_first_figure(typed, work))
    amount, why = longest_first(rest.split(), lambda words: is_amount(words, work))
    if not amount:
        words = f"How much is credited to {target}? Like `/invoice credit {target} 150 not delivered`."
        raise NotUnderstood(words, field="amount")
    return issue_credit_note(IssueCreditNote(target=target, amount=amount, reason=said.quoted or why), work)


def typed_refund(said: Said, work: Work) -> Change:
    """`refund Acme`, `refund INV-1042 50 on 12 March`."""
    _needed(said, "Whose credit was paid back? Like `/invoice refund Acme 50 on 12 March`.")
    head, named = sections(said.words, ("on",))
    target, rest = target_and_rest(head, work, ends=_first_figure(head, work))
    is_only_day = is_day(rest, work) and not is_amount(rest, work)
    amount, day = ("", rest) if is_only_day else longest_first(rest.split(), lambda words: is_amount(words, work))
    if day and (amount == "" or "on" in named) and not is_only_day:
        words = (
            f"I read “{target}” as whom it went back to, but not “{day}”. Like `/invoice refund {target} 50 on Monday`."
        )
        raise NotUnderstood(words, field="amount")
    return refund_credit(RefundCredit(target=target, amount=amount or None, on=named.get("on") or day or None), work)


def typed_void(said: Said, work: Work) -> Change:
    """`void 1042 billed twice`, `void 1042 back`."""
    _needed(said, "Which invoice, and why? Like `/invoice void 1042 billed twice`.")
    if _is_back(list(said.words), work):
        return bring_back_invoice(BringBackInvoice(invoice=" ".join(said.words[:-1])), work)
    number, why = target_and_rest(list(said.words), work)
    return void_invoice(VoidInvoice(invoice=number, reason=said.quoted or why), work)


def typed_hold(said: Said, work: Work) -> Change:
    """`hold Acme until 20 March waiting for the new PO`, `hold Acme friday new PO`."""
    _needed(said, "Hold what, until when? Like `/invoice hold Acme until 20 March new PO on its way`.")
    head, named = sections(said.words, ("until",))
    target, why = target_and_rest(head, work)
    until, after = longest_first(named.get("until", "").split(), lambda words: is_day(words, work))
    if "until" in named and not until:
        words = f"“{named['until']}” does not begin with a day I can read. Like `until 20 March` or `until Friday`."
        raise NotUnderstood(words, field="until")
    if "until" not in named:
        until, why = day_first(why, work)
    reason = said.quoted or " ".join(part for part in (why, after) if part)
    return hold_chasing(HoldChasing(target=target, until=until or None, reason=reason), work)


def typed_resume(said: Said, work: Work) -> Change:
    """`resume Acme`, `resume 1042 agreed on 20 hours`."""
    _needed(said, "Resume what? Like `/invoice resume Acme`.")
    target, how = target_and_rest(list(said.words), work)
    return resume(Resume(target=target, outcome=said.quoted or how), work)


def typed_dispute(said: Said, work: Work) -> Change:
    """`dispute 1042 the hours in March are not theirs`."""
    _needed(said, "Which invoice, and what do they say is wrong? Like `/invoice dispute 1042 the hours are wrong`.")
    number, why = target_and_rest(list(said.words), work)
    return open_dispute(OpenDispute(invoice=number, reason=said.quoted or why), work)


def typed_assign(escaped: str, work: Work) -> Change:
    """`assign Acme @ana`, `assign 1042 me`; the text as Slack escaped it, since a mention carries the person's id."""
    mention = _MENTION.search(escaped)
    if mention is not None:
        target = unescape((escaped[: mention.start()] + escaped[mention.end() :]).strip())
        return assign_owner(AssignOwner(target=target.removesuffix(" to"), owner=mention[0]), work)
    words = unescape(escaped).split()
    if len(words) < 2:  # noqa: PLR2004 - something, and somebody
        hint = "Assign what to whom? Like `/invoice assign Acme @ana`, or `me`."
        raise NotUnderstood(hint, field="owner")
    target, owner = target_and_rest(words, work)
    return assign_owner(AssignOwner(target=target, owner=owner.removeprefix("to ")), work)


def _from_credit(words: list[str], work: Work) -> Change:
    number, rest = target_and_rest(words, work, ends=_first_figure(words, work))
    if rest and not is_amount(rest, work):
        told = f"“{rest}” is no amount I can read. Like `/invoice paid {number} 50 from credit`."
        raise NotUnderstood(told, field="amount")
    return use_credit(UseCredit(invoice=number, amount=rest or None), work)


def _is_back(words: list[str], work: Work) -> bool:
    """Whether all there is behind a number or a name is “back”."""
    *before, last = words or [""]
    return bool(before) and last.casefold() == "back" and is_begun(" ".join(before), work)


def _payment_back(words: list[str], work: Work) -> Change:
    number, rest = target_and_rest(words, work, ends=_first_figure(words, work))
    if rest:
        said = f"The payment recorded last is taken back, whole: `/invoice paid {number} back`, without “{rest}”."
        raise NotUnderstood(said, field="amount")
    return take_back_payment(TakeBackPayment(invoice=number), work)


def _without_on(words: Sequence[str]) -> list[str]:
    """“due on 15/12”, “delivered on Friday”: this “on” is not the day it was sent."""
    before = ("", *(word.casefold() for word in words))
    return [word for word, last in zip(words, before, strict=False) if word.casefold() != "on" or last not in _OWN_DAY]


def _needed(said: Said, hint: str) -> None:
    if not said.rest:
        raise NotUnderstood(hint)


def _first_figure(words: list[str], work: Work) -> int | None:
    """Where the first amount or day stands behind the first word; None where there is none."""
    places = range(1, len(words))
    return next((at for at in places if is_amount(words[at], work) or is_day(words[at], work)), None)
