"""What people get wrong in `.env` and with addresses and tokens is told to them, not met later as a surprise."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.environment import BadSettings, read_settings
from bot.settings import Settings, Transport
from tests.bot.conftest import Dunwell


def mistakes(**environ: str) -> str:
    with pytest.raises(BadSettings) as refused:
        read_settings(environ, None)
    return refused.value.words


def mistakes_in(folder: Path, text: str) -> str:
    (folder / ".env").write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings) as refused:
        read_settings({}, folder / ".env")
    return refused.value.words


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le", "utf-16-be"])
def test_an_env_file_in_another_encoding_is_named_with_how_to_save_it(encoding: str, dunwell: Dunwell, folder: Path):
    (folder / ".env").write_bytes("DUNWELL_HOW_TO_PAY=Transferência\n".encode(encoding))
    told = ".env is not saved as UTF-8. Save it again in your editor with the encoding UTF-8."
    assert told in dunwell("status").err
    looked = dunwell("doctor", "--json")
    assert looked.code == 1
    assert [each["words"] for each in looked.json["findings"]] == [told]


def test_an_env_file_that_cannot_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder / ".env").write_text("PORT=1\n")

    def locked(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(BadSettings, match=r"\.env cannot be read: Permission denied"):
        read_settings({}, folder / ".env")


def test_an_env_file_with_a_byte_order_mark_loses_nothing(tmp_path: Path):
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-1\n", encoding="utf-8-sig")
    assert read_settings({}, tmp_path / ".env").transport is Transport.SOCKET


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("SLACK_BOT_TOKN", "SLACK_BOT_TOKEN"),
        ("SLACK_SIGNING_SECRETT", "SLACK_SIGNING_SECRET"),
        ("SMTP_URI", "SMTP_URL"),
        ("LLM_MODLE", "LLM_MODEL"),
        ("DATABASE_URI", "DATABASE_URL"),
    ],
)
def test_a_misspelt_name_in_the_env_file_is_named_with_the_nearest_right_one(written: str, meant: str, tmp_path: Path):
    told = f"{written} is not a setting. Did you mean {meant}?"
    assert mistakes_in(tmp_path, f"{written}=x\n").splitlines()[1:] == [f"  {told}"]


def test_a_name_in_the_env_file_that_is_like_no_setting_is_told_where_all_are_listed(tmp_path: Path):
    assert "SMTP_PASSWORD is not a setting. docs/reference/settings.md lists them all." in mistakes_in(
        tmp_path, "SMTP_PASSWORD=x\n"
    )


def test_names_that_are_other_programs_are_left_alone(tmp_path: Path):
    (tmp_path / ".env").write_text("POSTGRES_PASSWORD=x\nCOMPOSE_PROFILES=postgres\nTZ=UTC\nSMTP_URI=\n")
    others = {"SLACK_WEBHOOK_URL": "x", "SMTP_HOST": "x", "LLM_MODLE": "x", "DATABASE_URI": "x"}
    assert read_settings(others, tmp_path / ".env") == Settings()


def test_slacks_two_names_for_many_workspaces_are_told_once(tmp_path: Path):
    assert mistakes_in(tmp_path, "SLACK_CLIENT_ID=1.2\n").count("SLACK_CLIENT_ID") == 1


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:geheim@h:notaport/x",
        "postgresql://u:geheim@h:99999/x",
        "postgresql://u:geheim@h:-1/x",
    ],
)
def test_a_book_at_an_impossible_port_is_told_without_its_password(url: str):
    words = mistakes(DATABASE_URL=url)
    assert "DATABASE_URL: is not an address of a database" in words
    assert "geheim" not in words


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        ":memory:",
        "sqlite:///?cache=shared",
        "sqlite:///file::memory:?uri=true",
        "sqlite:///file:book?mode=memory&uri=true",
    ],
)
def test_a_book_that_would_be_gone_at_the_stop_is_refused(url: str):
    assert "DATABASE_URL: would keep the book in memory, where it is lost when Dunwell stops" in mistakes(
        DATABASE_URL=url
    )


def test_swapped_tokens_are_told_as_swapped():
    told = "are swapped: the bot token begins with xoxb-, the app-level token with xapp-."
    swapped = mistakes(SLACK_BOT_TOKEN="xapp-1-A", SLACK_APP_TOKEN="xoxb-1")
    assert swapped.splitlines()[1:] == [f"  SLACK_BOT_TOKEN and SLACK_APP_TOKEN {told}"]
    assert "SLACK_BOT_TOKEN has an app-level token (xapp-…)" in mistakes(
        SLACK_BOT_TOKEN="xapp-1-A", SLACK_APP_TOKEN="xapp-1-A"
    )
    assert "SLACK_APP_TOKEN has a bot token (xoxb-…)" in mistakes(SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xoxb-1")
    assert "xoxb-1" not in mistakes(SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xoxb-1")


@pytest.mark.parametrize("url", ["127.0.0.1:8080/v1", "http://", "https://ana:geheim@host:port/v1", "ftp://host/v1"])
def test_a_models_address_that_is_none_is_refused_in_words(url: str):
    words = mistakes(LLM_MODEL="small", LLM_BASE_URL=url)
    assert "LLM_BASE_URL: is not an address. Write it with http:// or https://, like http://127.0.0.1:8080/v1." in words
    assert "geheim" not in words


@pytest.mark.parametrize("name", ["SMTP_URL", "LLM_API_KEY", "DATABASE_URL", "SLACK_SIGNING_SECRET"])
def test_a_file_of_a_secret_that_cannot_be_read_is_complained_about_once(name: str, tmp_path: Path):
    words = mistakes(SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1", **{f"{name}_FILE": str(tmp_path / "gone")})
    assert words.splitlines()[0] == "One setting is wrong:"
    assert f"{name}_FILE names" in words


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("LLM_SECONDS", "inf", "must be a number (it is “inf”)."),
        ("LLM_SECONDS", "long", "must be a number (it is “long”)."),
        ("LLM_SECONDS", "0", "must be more than 0.0 (it is “0”)."),
        ("DUNWELL_THANKS", "maybe", "must be true or false (it is “maybe”)."),
    ],
)
def test_a_value_of_the_wrong_kind_is_said_in_plain_words(name: str, value: str, why: str):
    assert f"{name}: {why}" in mistakes(**{name: value})
