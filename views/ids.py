"""Every id Slack sends back to us, once: what was pressed, what was submitted, which input holds what.

A button's value and a form's private_metadata hold ids only (`key:value` pairs), never facts: what they name is read
again from the store.
"""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import quote, unquote

COMMAND = "/invoice"
# Every input of a form has this action id; its block id says which input it is.
VALUE = "value"
# No database numbers its rows further.
LONGEST_ID = 18


class Action(StrEnum):
    """Buttons, menus and selects. The comment names the pairs its value carries."""

    OPEN_INVOICE = "open_invoice"  # invoice
    OPEN_CLIENT = "open_client"  # client
    WHOLE_TIMELINE = "whole_timeline"  # invoice
    STATUS_EARLIER = "status_earlier"  # cursor, only
    STATUS_LATER = "status_later"  # cursor, only
    STATUS = "status"  # only (a status, or nothing for all)
    LOG_REPLY = "log_reply"  # invoice or client
    RECORD_PAYMENT = "record_payment"  # invoice
    TAKE_BACK_PAYMENT = "take_back_payment"  # invoice, payment
    MARK_SENT = "mark_sent"  # invoice
    HOLD = "hold"  # invoice or client
    RESUME = "resume"  # invoice or client
    DISPUTE = "dispute"  # invoice
    SETTLE_DISPUTE = "settle_dispute"  # invoice
    BLOCK = "block"  # invoice
    UNBLOCK = "unblock"  # invoice
    CREDIT_NOTE = "credit_note"  # invoice
    USE_CREDIT = "use_credit"  # invoice
    REFUND = "refund"  # invoice or client
    VOID = "void"  # invoice
    CHANGE_DUE_DATE = "change_due_date"  # invoice
    CHANGE_PROMISE = "change_promise"  # promise, invoice
    SET_PROMISE = "set_promise"  # touch
    ASSIGN = "assign"  # invoice or client
    CLIENT_DETAILS = "client_details"  # client
    CHASING = "chasing"  # invoice or client
    UNDO = "undo"  # record
    CHOOSE = "choose"  # whatever the question kept
    NEW_INVOICE = "new_invoice"  # nothing
    MILESTONE_REACHED = "milestone_reached"  # milestone
    SHOW_DIGEST = "show_digest"  # nothing
    SHOW_QUEUE = "show_queue"  # nothing
    RESOLVE_EXCEPTION = "resolve_exception"  # exception
    TAKE_EXCEPTION = "take_exception"  # exception
    POST_AGAIN = "post_again"  # exception
    IT_ARRIVED = "it_arrived"  # exception
    QUEUE_PAGE = "queue_page"  # start
    APPROVE = "approve"  # reminder, version, letter, sure
    READ_LETTER = "read_letter"  # reminder
    EDIT_LETTER = "edit_letter"  # reminder
    SNOOZE_REMINDER = "snooze_reminder"  # reminder
    WAKE_REMINDER = "wake_reminder"  # reminder, version
    SKIP_REMINDER = "skip_reminder"  # reminder
    COPY_LETTER = "copy_letter"  # reminder, version, letter, sure
    SHOW_LETTER = "show_letter"  # reminder
    SENT_BY_HAND = "sent_by_hand"  # reminder, version
    NOT_SENDING = "not_sending"  # reminder, version
    TAKE_BACK_APPROVAL = "take_back_approval"  # reminder, version
    LETTER_LEFT = "letter_left"  # reminder, version
    LETTER_NOT_SENT = "letter_not_sent"  # reminder, version
    LETTER_BOUNCED = "letter_bounced"  # reminder, version
    THEY_PAID = "they_paid"  # invoice
    WHICH_PAID = "which_paid"  # reminder
    WHICH_DISPUTED = "which_disputed"  # reminder
    REMIND = "remind"  # invoice or client
    RELEASE = "release"  # client
    WHY = "why"  # invoice
    WRITE_LETTER = "write_letter"  # language, letter
    GIVE_BACK_LETTER = "give_back_letter"  # language, letter
    IMPORT_IT = "import_it"  # file, and what was said about it
    READ_ANEW = "read_anew"  # file, and what was said about it
    NOT_NOW = "not_now"  # nothing
    FIND_INVOICE = "find_invoice"  # options for a search: invoices
    FIND_CLIENT = "find_client"  # options for a search: clients
    FIND_ABOUT = "find_about"  # options for a search: invoices and clients


class Form(StrEnum):
    """callback_id of each modal, and of the App Home."""

    LOG_REPLY = "log_reply"
    NEW_INVOICE = "new_invoice"
    RECORD_PAYMENT = "record_payment"
    MARK_SENT = "mark_sent"
    HOLD = "hold"
    DISPUTE = "dispute"
    SETTLE_DISPUTE = "settle_dispute"
    BLOCK = "block"
    VOID = "void"
    CREDIT_NOTE = "credit_note"
    REFUND = "refund"
    CHANGE_DUE_DATE = "change_due_date"
    CHANGE_PROMISE = "change_promise"
    SET_PROMISE = "set_promise"
    ASSIGN = "assign"
    CLIENT_DETAILS = "client_details"
    CHASING = "chasing"
    READ_LETTER = "read_letter"
    EDIT_LETTER = "edit_letter"
    SNOOZE_REMINDER = "snooze_reminder"
    SKIP_REMINDER = "skip_reminder"
    COPY_LETTER = "copy_letter"
    SAYS_PAID = "says_paid"
    OWN_LETTER = "own_letter"
    KEEP_LETTER = "keep_letter"
    IMPORT_FILE = "import_file"
    TIMELINE = "timeline"
    TOLD = "told"
    HOME = "home"


class Shortcut(StrEnum):
    """callback_id of each shortcut in the app's manifest."""

    LOG_CLIENT_REPLY = "log_client_reply"
    NEW_INVOICE = "new_invoice"


class Field(StrEnum):
    """block_id of each input; equal to `Refusal.field`, so that a refusal's words land beside the right one."""

    ABOUT = "about"
    CLIENT = "client"
    CLIENT_NAME = "client_name"
    WORDS = "words"
    DIRECTION = "direction"
    MEDIUM = "medium"
    NUMBER = "number"
    AMOUNT = "amount"
    CURRENCY = "currency"
    ISSUED_ON = "issued_on"
    DELIVERED_ON = "delivered_on"
    TERMS = "terms"
    DUE_ON = "due_on"
    TITLE = "title"
    ALREADY_SENT = "already_sent"
    ON = "on"  # the day of the reply, the payment, the sending, the promise
    REASON = "reason"
    UNTIL = "until"
    OWNER = "owner"
    OUTCOME = "outcome"
    CONTACT = "contact"
    EMAIL = "email"
    LANGUAGE = "language"
    CHANNEL = "channel"
    SUBJECT = "subject"
    TEXT = "text"
    TEXT_2 = "text_2"  # Slack takes 3,000 characters an input: a longer letter goes on in the next
    TEXT_3 = "text_3"
    TEXT_4 = "text_4"
    RECIPIENTS = "recipients"
    ROUTE = "route"
    COMING_DAYS = "coming_days"
    FRIENDLY_DAYS = "friendly_days"
    FIRM_DAYS = "firm_days"
    FINAL_DAYS = "final_days"
    GAP_DAYS = "gap_days"
    GRACE_DAYS = "grace_days"
    LEAST = "least"
    IS_OFF = "is_off"
    COUNTRY = "country"
    FILE = "file"
    TOTAL = "total"
    AS_SENT = "as_sent"
    DATE_FORMAT = "date_format"
    DECIMAL_MARK = "decimal_mark"


def pairs(**kept: str | int | None) -> str:
    """`invoice:12,record:5`: what a button or a form carries. None is left out; any text is safe in it."""
    return ",".join([f"{key}:{_said(value)}" for key, value in kept.items() if value is not None])


def read_pairs(text: str | None) -> dict[str, str]:
    """What `pairs` kept; anything else, torn or foreign, reads as nothing kept."""
    found = {}
    for pair in (text or "").split(","):
        key, colon, value = pair.partition(":")
        if colon and key.isidentifier():
            found[key] = unquote(value)
    return found


def id_in(text: str | None, key: str) -> int | None:
    """The id kept under this key; None where there is none or it is not a whole number."""
    value = read_pairs(text).get(key, "")
    return int(value) if value.isdecimal() and value.isascii() and len(value) <= LONGEST_ID else None


def numbered(action: Action, place: int) -> str:
    """The action id of one of several alike in a block: Slack wants each once."""
    return f"{action}.{place}"


def _said(value: str | int) -> str:
    return str(value) if isinstance(value, int) else quote(value, safe="")


def any_of(action: Action) -> re.Pattern[str]:
    """Matches the action, numbered or not: what a listener registers for."""
    return re.compile(rf"^{re.escape(action)}(\.\d+)?$")
