from __future__ import annotations

from pathlib import Path

import pytest

from bot.environment import BadSettings, environment_names, read_settings
from bot.reference import COMMANDS, EXAMPLE, PAGE, command_line_page, env_example, settings_page
from bot.settings import Settings, Transport
from domain.calendar import Weekday
from domain.roles import Role

FIXED = {
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "PORT",
    "SLACK_API_URL",
    "DATABASE_URL",
    "DUNWELL_CHANNEL",
    "DUNWELL_TIMEZONE",
    "DUNWELL_LOCALE",
    "DUNWELL_CURRENCY",
    "DUNWELL_DIGEST_DAY",
    "DUNWELL_DIGEST_HOUR",
    "DUNWELL_ALERT_HOUR",
}


def mistakes(tmp_path: Path | None = None, **environ: str) -> str:
    with pytest.raises(BadSettings) as refused:
        read_settings(environ, tmp_path / ".env" if tmp_path else None)
    return refused.value.words


def test_with_nothing_set_everything_has_a_default():
    settings = read_settings({}, None)
    assert settings.transport is None
    assert settings.database_url == "sqlite:///data/dunwell.db"
    assert settings.slack_api_url == "https://slack.com/api/"
    assert (settings.digest_day, settings.digest_hour, settings.alert_hour) == (Weekday.MONDAY, 9, 9)
    assert settings.default_role is Role.APPROVER


def test_every_mistake_is_said_at_once_in_words():
    words = mistakes(
        DUNWELL_TIMEZONE="Mars/Olympus",
        DUNWELL_DIGEST_DAY="funday",
        DUNWELL_DIGEST_HOUR="25",
        DUNWELL_ALERT_HOUR="nine",
        DUNWELL_CURRENCY="EURO",
        DUNWELL_COUNTRY="XX",
        DUNWELL_LOCALE="klingon",
        DUNWELL_ADMINS="U024BE7LH, bob",
        DUNWELL_CHANNEL="the billing one",
        DATABASE_URL="mysql://root@host/book",
        SLACK_API_URL="slack.com",
        SLACK_BOT_TOKEN="xoxb-1",
    )
    assert words.splitlines()[0] == "12 settings are wrong:"
    assert "DUNWELL_TIMEZONE: “Mars/Olympus” is not a time zone" in words
    assert "DUNWELL_DIGEST_HOUR: must be 23 or less (it is “25”)" in words
    assert "DUNWELL_ALERT_HOUR: must be a whole number (it is “nine”)" in words
    assert "“bob” is not a Slack id" in words
    assert "SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)" in words


def test_a_zone_that_does_not_load_stops_the_start_and_never_becomes_utc():
    for zone in ("Mars/Olympus", "../../etc/passwd", "Europe/Lisboa"):
        assert "is not a time zone this machine knows" in mistakes(DUNWELL_TIMEZONE=zone)


def test_a_misspelt_name_is_named_with_the_nearest_right_one():
    assert "DUNWELL_DIGST_DAY is not a setting. Did you mean DUNWELL_DIGEST_DAY?" in mistakes(
        DUNWELL_DIGST_DAY="monday"
    )


def test_a_secret_may_stand_in_a_file_of_its_own(tmp_path: Path):
    secret = tmp_path / "token"
    secret.write_text("xoxb-from-a-file\n")
    settings = read_settings({"SLACK_BOT_TOKEN_FILE": str(secret), "SLACK_SIGNING_SECRET": "s3cret"}, None)
    assert settings.slack_bot_token is not None
    assert settings.slack_bot_token.get_secret_value() == "xoxb-from-a-file"
    assert settings.transport is Transport.HTTP


def test_a_secret_file_that_is_not_there_is_the_only_complaint(tmp_path: Path):
    words = mistakes(SLACK_BOT_TOKEN_FILE=str(tmp_path / "gone"), SLACK_APP_TOKEN="xapp-1")
    assert words.splitlines()[0] == "One setting is wrong:"
    assert "SLACK_BOT_TOKEN_FILE names" in words
    assert "No such file" in words


def test_a_secret_set_twice_is_refused(tmp_path: Path):
    (tmp_path / "token").write_text("xoxb-2")
    words = mistakes(SLACK_BOT_TOKEN="xoxb-1", SLACK_BOT_TOKEN_FILE=str(tmp_path / "token"), SLACK_APP_TOKEN="xapp-1")
    assert "are both set. Keep one." in words


def test_secrets_never_show():
    settings = read_settings(
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "DATABASE_URL": "postgresql://u:hunter2@h/b"}, None
    )
    assert not any(secret in repr(settings) for secret in ("xoxb-1", "xapp-1", "hunter2"))
    assert "hunter2" not in mistakes(DATABASE_URL="mysql://u:hunter2@h/b")


def test_the_environment_wins_over_the_file(tmp_path: Path):
    (tmp_path / ".env").write_text("DUNWELL_CURRENCY=eur\nDUNWELL_DIGEST_HOUR=7\n")
    settings = read_settings({"DUNWELL_DIGEST_HOUR": "8"}, tmp_path / ".env")
    assert (settings.currency, settings.digest_hour) == ("EUR", 8)


def test_one_person_has_one_role():
    assert "U024BE7LH stands in DUNWELL_VIEWERS and DUNWELL_ADMINS" in mistakes(
        DUNWELL_VIEWERS="U024BE7LH", DUNWELL_ADMINS="U024BE7LH"
    )
    settings = read_settings({"DUNWELL_VIEWERS": "U1AA,U2BB", "DUNWELL_ADMINS": "U3CC"}, None)
    assert settings.roles == {"U1AA": Role.VIEWER, "U2BB": Role.VIEWER, "U3CC": Role.ADMIN}


def test_an_app_token_sets_socket_mode_and_a_signing_secret_http():
    assert Settings(slack_bot_token="xoxb", slack_app_token="xapp").transport is Transport.SOCKET
    assert Settings(slack_bot_token="xoxb", slack_signing_secret="s").transport is Transport.HTTP
    assert "needs SLACK_BOT_TOKEN beside it" in mistakes(SLACK_APP_TOKEN="xapp-1")


def test_what_would_make_slacks_library_forget_the_token_is_refused():
    assert "SLACK_CLIENT_ID is of no use" in mistakes(SLACK_CLIENT_ID="1.2", SLACK_CLIENT_SECRET="x")


def test_the_names_people_know_stay():
    assert set(environment_names().values()) >= FIXED


def test_the_example_and_the_reference_say_what_the_settings_are():
    assert EXAMPLE.read_text(encoding="utf-8") == env_example(), "run: python -m bot.reference"
    assert PAGE.read_text(encoding="utf-8") == settings_page(), "run: python -m bot.reference"
    assert COMMANDS.read_text(encoding="utf-8") == command_line_page(), "run: python -m bot.reference"


def test_the_example_can_be_used_as_it_stands(tmp_path: Path):
    filled = "\n".join(
        line.removeprefix("#")
        for line in env_example().splitlines()
        if line.startswith("#") and "=" in line and line[1] != " "
    )
    (tmp_path / ".env").write_text(filled)
    assert read_settings({}, tmp_path / ".env") == Settings()


def test_when_clients_are_chased_can_be_set():
    settings = read_settings(
        {"DUNWELL_CADENCE": "5, 12, 30", "DUNWELL_COMING_DAYS": "3", "DUNWELL_LEAST": "10 EUR, 1,000 JPY"}, None
    )
    rule = settings.chasing
    assert (rule.friendly_days, rule.firm_days, rule.final_days, rule.coming_days) == (5, 12, 30, 3)
    assert rule.least == (("EUR", 1_000), ("JPY", 1_000))


def test_amounts_from_which_two_must_approve_are_read_with_their_currency():
    settings = read_settings({"DUNWELL_APPROVE_TWICE_FROM": "5,000 EUR, 6000.50 USD"}, None)
    assert settings.approve_twice_from == (("EUR", 500_000), ("USD", 600_050))


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("DUNWELL_CADENCE", "10,3,21", "not three days that follow each other"),
        ("DUNWELL_CADENCE", "3,10", "not three days that follow each other"),
        ("DUNWELL_APPROVE_TWICE_FROM", "5000", "not an amount with its currency"),
        ("DUNWELL_LEAST", "10 XYZ", "not a currency code"),
        ("DUNWELL_REPLY_TO", "ana", "not an e-mail address"),
        ("DUNWELL_MAIL_FROM", "Ana\nBcc: x@example.com <ana@example.com>", "in one plain line"),
        ("SMTP_URL", "mail.example.com", "not the address of a mail server"),
    ],
)
def test_a_setting_of_letters_that_cannot_be_is_said_in_words(name: str, value: str, why: str):
    assert why in mistakes(**{name: value})


def test_the_password_of_the_mail_server_is_never_repeated():
    assert "geheim" not in mistakes(SMTP_URL="ftp://ana:geheim@mail.example.com")
    assert "geheim" not in repr(read_settings({"SMTP_URL": "smtps://ana:geheim@mail.example.com"}, None))
