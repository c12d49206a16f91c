from __future__ import annotations

import io
import json
import logging

from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from bot.log import logger, set_up, surprise
from bot.settings import Settings
from domain.workspace import Workspace
from storage.database import Database
from storage.tables import clients


def logged(**changed: str) -> tuple[io.StringIO, Settings]:
    into = io.StringIO()
    settings = Settings(**changed)
    set_up(settings, into=into)
    return into, settings


def test_an_event_is_a_name_with_ids_beside_it():
    into, _ = logged(log="json")
    logger("dunwell").info("digest posted", workspace=1)
    found = json.loads(into.getvalue())
    assert (found["event"], found["workspace"], found["level"]) == ("digest posted", 1, "info")


def test_fields_of_the_plain_logging_module_are_kept_too():
    into, _ = logged(log="json")
    logging.getLogger("dunwell.clock").warning("job failed", extra={"job": "digest"})
    assert json.loads(into.getvalue())["job"] == "digest"


def test_secrets_and_addresses_never_reach_the_log():
    into, _ = logged(slack_bot_token="xoxb-1-abc", slack_signing_secret="topsecretwords")
    log = logging.getLogger("anything")
    log.warning("token xoxb-1-abc xapp-2-def and topsecretwords for ana@example.com")
    log.warning("at postgresql://dunwell:hunter2@db.example/book")
    assert not any(
        secret in into.getvalue() for secret in ("xoxb-1", "xapp-2", "topsecretwords", "ana@example.com", "hunter2")
    )
    assert "db.example/book" in into.getvalue()


def test_a_surprise_is_found_again_by_its_reference_with_its_trace():
    into, _ = logged()
    try:
        list[int]().pop()
    except IndexError as error:
        reference = surprise(error)
    assert len(reference) == 6
    assert f"reference={reference}" in into.getvalue()
    assert "IndexError" in into.getvalue()
    assert "list[int]().pop()" in into.getvalue()


def test_what_an_error_says_may_be_a_clients_words_and_stays_out():
    into, _ = logged(log="json")

    def both() -> None:
        try:
            int(words)
        except ValueError as error:
            raise ExceptionGroup(words, [LookupError(words), error]) from KeyError(words)

    words = "we are broke".title()
    try:
        both()
    except ExceptionGroup as error:
        surprise(error)
    assert "We Are Broke" not in into.getvalue()
    assert all(kind in into.getvalue() for kind in ("ValueError", "LookupError", "KeyError", "ExceptionGroup", "both"))


def test_the_row_a_database_refused_stays_out(database: Database, workspace: Workspace):
    into, _ = logged()
    words = "acme is broke".title()
    row = {"workspace_id": workspace.id, "name": words, "name_key": None}
    try:
        with database.writing() as connection:
            connection.execute(insert(clients), row)
    except DBAPIError as error:
        surprise(error)
        logging.getLogger("anything").warning("not kept: %s", error)
        logger("dunwell").warning("not kept", fault=error)
    assert "INSERT INTO clients" in into.getvalue()
    assert "fault=sqlalchemy.exc.IntegrityError" in into.getvalue().replace("'", "")
    assert "IntegrityError" in into.getvalue()
    assert words not in into.getvalue()


def test_what_a_failed_statement_was_about_to_write_stays_out(sqlite: Database):
    into, _ = logged()
    said = {"words": "acme is broke".title()}
    try:
        with sqlite.writing() as connection:
            connection.execute(text("INSERT INTO nowhere VALUES (:words)"), said)
    except Exception as error:  # noqa: BLE001 - whatever the driver calls it
        surprise(error)
    assert "nowhere" in into.getvalue()
    assert "Acme Is Broke" not in into.getvalue()


def test_bolt_is_silent_about_bodies():
    into, _ = logged()
    logging.getLogger("slack_bolt.RequestVerification").info("Invalid request signature detected (body: private)")
    assert into.getvalue() == ""
