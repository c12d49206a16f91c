"""Real conversations with a mail server on this machine: what the server did, what the courier says of it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from delivery.mail import Mail
from delivery.outcome import Answer
from delivery.smtp import MailCourier
from delivery.smtp_server import Security
from domain.delivery import Outcome
from domain.letter import Recipient
from tests.delivery.certificate import certificate
from tests.delivery.mail_server import Fault, MailServer
from tests.delivery.test_mail import JOAO, MARIA, a_letter, a_mail

BOTH = a_letter(recipients=(MARIA, JOAO))
DOTS = ".\n..\n.x\nlast\n."


@pytest.fixture
def post() -> Iterator[MailServer]:
    with MailServer() as opened:
        yield opened


def send(post: MailServer, mail: Mail | None = None, *, stands: bool = True, is_patient: bool = True) -> Answer:
    courier = MailCourier(server=post.server(), seconds=2, patience=0.5)
    return courier.send(mail or a_mail(), lambda: stands, is_patient=is_patient)


def test_exactly_the_stored_bytes_arrive_in_one_mail_for_everybody(post: MailServer):
    mail = a_mail(a_letter(recipients=(MARIA, JOAO), words=type(BOTH.words)(subject="Dots", text=DOTS)))
    assert send(post, mail) == Answer(outcome=Outcome.SENT)
    [taken] = post.box.taken
    assert taken.raw == mail.raw
    assert taken.sender == "billing@ruanova.example"
    assert taken.recipients == ("maria@acme.example", "contas@acme.example")


@pytest.mark.parametrize(
    ("fault", "outcome", "in_the_box"),
    [
        (Fault.LATER, Outcome.TRY_LATER, 0),
        (Fault.REFUSE, Outcome.REFUSED, 0),
        (Fault.RESET_EARLY, Outcome.UNCERTAIN, 0),
        (Fault.RESET_BEFORE, Outcome.UNCERTAIN, 0),
        (Fault.RESET_AFTER, Outcome.UNCERTAIN, 1),
        (Fault.HANG_BEFORE, Outcome.UNCERTAIN, 0),
        (Fault.HANG_AFTER, Outcome.UNCERTAIN, 1),
        (Fault.NONSENSE, Outcome.UNCERTAIN, 1),
    ],
)
def test_what_happens_to_a_letter_that_was_begun(post: MailServer, fault: Fault, outcome: Outcome, in_the_box: int):
    post.box.plan.faults.append(fault)
    answer = send(post)
    assert answer.outcome is outcome
    assert len(post.box.taken) == in_the_box
    assert answer.reason is not None
    assert f"127.0.0.1:{post.port}" in answer.reason


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"mail": "550 Not from you"}, Outcome.REFUSED),
        ({"mail": "451 Not now"}, Outcome.TRY_LATER),
        ({"data": "554 No letters today"}, Outcome.REFUSED),
        ({"data": "451 Not now"}, Outcome.TRY_LATER),
        ({"people": {MARIA.email: "550 No such user"}}, Outcome.REFUSED),
        ({"people": {MARIA.email: "450 Greylisted"}}, Outcome.TRY_LATER),
    ],
)
def test_a_no_before_the_letter_is_begun(post: MailServer, answers: dict[str, object], outcome: Outcome):
    for name, value in answers.items():
        setattr(post.box.plan, name, value)
    for is_patient in (True, False):
        answer = send(post, is_patient=is_patient)
        assert (answer.outcome, answer.is_setup) == (outcome, False)
    assert post.box.taken == []


def test_one_of_two_is_refused_and_the_other_gets_it(post: MailServer):
    post.box.plan.people = {JOAO.email: "550 5.1.1 No such user here"}
    answer = send(post, a_mail(BOTH))
    assert answer.outcome is Outcome.SENT
    assert answer.missed == ((JOAO.email, "550 5.1.1 No such user here"),)
    assert [taken.recipients for taken in post.box.taken] == [(MARIA.email,)]


def test_one_who_cannot_be_reached_just_now_is_waited_for_and_then_left_out(post: MailServer):
    post.box.plan.people = {JOAO.email: "450 Greylisted"}
    assert send(post, a_mail(BOTH)).outcome is Outcome.TRY_LATER
    assert post.box.taken == []
    late = send(post, a_mail(BOTH), is_patient=False)
    assert (late.outcome, late.missed) == (Outcome.SENT, ((JOAO.email, "450 Greylisted"),))


def test_a_letter_taken_back_meanwhile_is_not_begun(post: MailServer):
    answer = send(post, stands=False)
    assert answer.outcome is Outcome.TRY_LATER
    assert post.box.taken == []


def test_nobody_at_the_door():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        server = MailServer().server(port=taken.getsockname()[1])
        answer = MailCourier(server=server, seconds=1).send(a_mail(), lambda: True)
    assert (answer.outcome, answer.is_setup) == (Outcome.TRY_LATER, False)
    assert "could not be reached" in str(answer.reason)


def test_a_server_whose_name_nobody_knows_is_tried_again():
    server = MailServer().server(host="mail.invalid", port=25)
    answer = MailCourier(server=server, seconds=1).send(a_mail(), lambda: True)
    assert answer.outcome is Outcome.TRY_LATER


@pytest.mark.parametrize(
    ("greeting", "is_setup"), [(b"", False), (b"421 Full\r\n", False), (b"554 Go away\r\n", True), (b"Moin\r\n", False)]
)
def test_a_door_that_does_not_open(greeting: bytes, is_setup: bool):  # noqa: FBT001 - a table of cases
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=_greet_and_leave, args=(door, greeting), daemon=True).start()
        server = MailServer().server(port=door.getsockname()[1])
        answer = MailCourier(server=server, seconds=1).send(a_mail(), lambda: True)
    assert (answer.outcome, answer.is_setup) == (Outcome.TRY_LATER, is_setup)


def _greet_and_leave(door: socket.socket, greeting: bytes) -> None:
    line, _ = door.accept()
    with line:
        line.sendall(greeting)


def test_over_starttls_with_a_login_the_letter_arrives(tmp_path: Path):
    shown, trusting = certificate(tmp_path)
    with MailServer(tls=shown, is_login_asked=True) as post:
        post.box.plan.users = {"dunwell": "s3cret"}
        server = post.server(host="localhost", security=Security.STARTTLS, user="dunwell", password="s3cret")
        assert MailCourier(server=server, context=trusting).send(a_mail(), lambda: True).outcome is Outcome.SENT
        assert len(post.box.taken) == 1


def test_a_wrong_password_is_for_whoever_runs_dunwell_and_never_shown(tmp_path: Path):
    shown, trusting = certificate(tmp_path)
    with MailServer(tls=shown, is_login_asked=True) as post:
        server = post.server(host="localhost", security=Security.STARTTLS, user="dunwell", password="hunter2")
        answer = MailCourier(server=server, context=trusting).send(a_mail(), lambda: True)
        nobody = post.server(host="localhost", security=Security.STARTTLS)
        without = MailCourier(server=nobody, context=trusting).send(a_mail(), lambda: True)
        assert post.box.taken == []
    assert (answer.outcome, answer.is_setup) == (Outcome.TRY_LATER, True)
    assert (without.outcome, without.is_setup) == (Outcome.TRY_LATER, True)
    assert "does not accept the user and password" in str(answer.reason)
    assert "hunter2" not in f"{answer!r}{server!r}"


def test_a_certificate_nobody_trusts_ends_it_before_a_word_is_said(tmp_path: Path):
    shown, _ = certificate(tmp_path)
    with MailServer(tls=shown) as post:
        server = post.server(host="localhost", security=Security.STARTTLS)
        answer = MailCourier(server=server).send(a_mail(), lambda: True)
        assert post.box.taken == []
    assert (answer.outcome, answer.is_setup) == (Outcome.TRY_LATER, True)
    assert "not one this machine trusts" in str(answer.reason)


def test_a_certificate_of_another_name_ends_it_too(tmp_path: Path):
    shown, trusting = certificate(tmp_path, name="mail.example.com")
    with MailServer(tls=shown) as post:
        server = post.server(host="localhost", security=Security.STARTTLS)
        answer = MailCourier(server=server, context=trusting).send(a_mail(), lambda: True)
        assert post.box.taken == []
    assert (answer.outcome, answer.is_setup) == (Outcome.TRY_LATER, True)


def test_where_tls_is_wanted_and_not_offered_nothing_goes_in_the_clear(post: MailServer):
    server = post.server(security=Security.STARTTLS)
    answer = MailCourier(server=server).send(a_mail(), lambda: True)
    assert (answer.outcome, answer.is_setup) == (Outcome.TRY_LATER, True)
    assert post.box.taken == []


def test_what_a_server_says_is_told_in_one_line_of_bounded_length(post: MailServer):
    post.box.plan.people = {MARIA.email: f"550 \x1b[31m{'no ' * 150}"}
    answer = send(post)
    assert answer.outcome is Outcome.REFUSED
    assert "\x1b" not in str(answer.reason)
    assert len(str(answer.reason)) < 400


def test_a_name_that_was_accepted_once_stays_in_the_envelope(post: MailServer):
    long = tuple(Recipient(contact_id=each, name="", email=f"p{each}@acme.example") for each in range(20))
    assert send(post, a_mail(a_letter(recipients=long))).outcome is Outcome.SENT
    assert post.box.taken[0].recipients == tuple(each.email for each in long)


def test_a_look_at_the_server_says_what_is_in_the_way_and_sends_nothing(post: MailServer):
    assert MailCourier(server=post.server()).look("ruanova.example") is None
    wrong = MailCourier(server=post.server(user="dunwell", password="wrong")).look("ruanova.example")
    assert "no way to log in" in str(wrong)
    nobody = MailCourier(server=post.server(host="mail.invalid"), seconds=1).look("ruanova.example")
    assert "mail.invalid" in str(nobody)
    assert post.box.taken == []
