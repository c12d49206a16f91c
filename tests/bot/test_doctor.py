from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.app import build
from bot.clock import SystemClock
from bot.doctor import examine
from bot.environment import read_settings
from bot.manifest import manifest
from tests.bot.conftest import Dunwell
from tests.bot.test_serving import local_slack
from tests.delivery.mail_server import MailServer


def stands(found: Any) -> dict[str, bool]:
    return {each["name"]: each["ok"] for each in found["findings"]}


def test_on_an_untouched_machine_it_says_what_to_do_and_exits_1(dunwell: Dunwell):
    looked = dunwell("doctor", "--json")
    assert looked.code == 1
    assert stands(looked.json) == {
        "settings": True,
        "time zone": True,
        "database": False,
        "token": False,
        "mail": True,
    }
    shown = dunwell("doctor").out
    assert "missing  database" in shown
    assert "an import or the first start makes it" in shown


def test_a_trial_without_a_token_is_no_failure_once_its_clock_goes(dunwell: Dunwell):
    assert dunwell("tick").code == 0
    looked = dunwell("doctor", "--json")
    assert looked.code == 0, looked.out
    assert (looked.json["ok"], stands(looked.json)["token"], stands(looked.json)["clock"]) == (True, False, True)
    assert "missing  token" in dunwell("doctor").out


def test_a_mistyped_address_of_the_book_is_told_as_a_new_and_empty_one(
    dunwell: Dunwell, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    told = f"A new, empty book was made at sqlite:///{folder}/mistyped.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{folder}/mistyped.db")
    assert "If you meant another, look at DATABASE_URL" in " ".join(dunwell("doctor").out.split())
    assert list(folder.glob("mistyped*")) == []
    assert told in dunwell("status").err
    assert told not in dunwell("status").err


def test_bad_settings_are_all_it_says(dunwell: Dunwell, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DUNWELL_DIGEST_HOUR", "25")
    monkeypatch.setenv("DUNWELL_TIMEZONE", "Mars/Olympus")
    looked = dunwell("doctor", "--json")
    assert looked.code == 1
    assert [each["name"] for each in looked.json["findings"]] == ["settings", "settings"]


def test_a_zone_nobody_set_is_missing(dunwell: Dunwell, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DUNWELL_TIMEZONE")
    assert stands(dunwell("doctor", "--json").json)["time zone"] is False


def test_without_a_network_it_says_so_and_looks_at_the_rest(dunwell: Dunwell, monkeypatch: pytest.MonkeyPatch):
    dunwell("db", "upgrade")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-local")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-local")
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")
    looked = dunwell("doctor", "--json")
    found = stands(looked.json)
    assert (found["migrations"], found["token"]) == (True, False)
    assert "Slack does not answer" in str(looked.json)


def test_where_everything_is_there_it_says_so_and_exits_0(
    dunwell: Dunwell, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    with local_slack(manifest=manifest()) as slack:
        monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-local")
        monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-local")
        monkeypatch.setenv("SLACK_API_URL", slack.api_url)
        monkeypatch.setenv("DUNWELL_CHANNEL", "C0BILLING")
        monkeypatch.setenv("PORT", "0")
        running = build(
            read_settings({**_environ(), "DATABASE_URL": f"sqlite:///{folder}/data/dunwell.db"}, None)
        ).start()
        try:
            running.tick_now()
            looked = dunwell("doctor", "--json")
            assert looked.code == 0, looked.out
            assert looked.json["ok"] is True
            assert set(stands(looked.json)) >= {"clock", "token", "scopes", "channel", "transport"}
            monkeypatch.setenv("DUNWELL_CHANNEL", "#nowhere")
            assert stands(dunwell("doctor", "--json").json)["channel"] is False
        finally:
            running.stop(seconds=2)


def _environ() -> dict[str, str]:
    import os

    return dict(os.environ)


def test_the_doctor_says_whether_the_mail_server_lets_dunwell_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'book.db'}")
    assert "sent by hand" in mail_line()
    with MailServer() as post:
        monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{post.port}")
        assert "DUNWELL_MAIL_FROM and DUNWELL_REPLY_TO is not set" in mail_line()
        monkeypatch.setenv("DUNWELL_MAIL_FROM", "billing@ruanova.example")
        monkeypatch.setenv("DUNWELL_REPLY_TO", "ana@ruanova.example")
        assert mail_line() == f"127.0.0.1:{post.port} lets Dunwell in"
    assert "could not be reached" in mail_line()


def mail_line() -> str:
    [found] = [each for each in examine(SystemClock()) if each.name == "mail"]
    return found.words
