from __future__ import annotations

import pytest

from delivery.smtp_server import NotAMailServer, Security, Server, server_of


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("smtp://mail.example.com", Server(host="mail.example.com", port=587, security=Security.STARTTLS)),
        ("smtps://mail.example.com", Server(host="mail.example.com", port=465, security=Security.TLS)),
        ("smtp://localhost:2525", Server(host="localhost", port=2525, security=Security.NONE)),
        ("smtp://[::1]:25", Server(host="::1", port=25, security=Security.NONE)),
        ("smtp://127.0.0.1:2525?tls=yes", Server(host="127.0.0.1", port=2525, security=Security.STARTTLS)),
        ("smtp://10.0.0.7:25/?tls=no", Server(host="10.0.0.7", port=25, security=Security.NONE)),
        (
            "smtp://ana%40example.com:p%2Fw%3A@mail.example.com:2587",
            Server(
                host="mail.example.com", port=2587, security=Security.STARTTLS, user="ana@example.com", password="p/w:"
            ),
        ),
    ],
)
def test_the_mail_server_as_it_is_written(url: str, meant: Server):
    assert server_of(url) == meant


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.com:587",
        "http://mail.example.com",
        "smtp://",
        "smtp://user@mail.example.com",
        "smtp://user:hunter2@mail.example.com:99999",
        "smtp://user:hunter2@mail.example.com/inbox",
        "smtp://user:hunter2@mail.example.com?tls=perhaps",
        "smtp://user:hunter2@mail.example.com?starttls=no",
        "smtps://user:hunter2@mail.example.com?tls=no",
        "smtp://user:hunter2@mail example.com",
    ],
)
def test_what_is_no_mail_server_is_refused_without_repeating_a_password(url: str):
    with pytest.raises(NotAMailServer, match="Write it like smtp://") as refused:
        server_of(url)
    assert "hunter2" not in refused.value.words
