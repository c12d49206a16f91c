"""Dunwell as its own process, as an operating system sees it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

import bot
from bot.interrupts import INTERRUPTED
from tests.bot.test_serving import ANA, BILLING, local_slack

ROOT = Path(bot.__file__).parent.parent


def started(*words: str, **environ: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
    )


def banner_of(process: subprocess.Popen[str]) -> dict[str, str]:
    assert process.stdout is not None
    lines = [process.stdout.readline()]
    while "health" not in lines[-1]:
        assert lines[-1], process.stderr.read() if process.stderr else ""
        lines.append(process.stdout.readline())
    return {"": lines[0], **dict(line.strip().split(maxsplit=1) for line in lines[1:])}


@pytest.mark.parametrize("ended_by", [signal.SIGTERM, signal.SIGINT])
def test_it_says_what_it_serves_and_ends_when_told(ended_by: signal.Signals, folder: Path):
    with local_slack() as slack:
        process = started(
            "serve",
            SLACK_BOT_TOKEN="xoxb-local",
            SLACK_APP_TOKEN="xapp-local",
            SLACK_API_URL=slack.api_url,
            DUNWELL_CHANNEL="C0BILLING",
            PORT="0",
        )
        with process:
            try:
                told = banner_of(process)
                assert "serves Local Slack (T0LOCAL) over Socket Mode" in told[""]
                assert told["channel"] == "C0BILLING"
                assert told["time"].startswith("zone    Europe/Lisbon, today is ")
                with urllib.request.urlopen(told["health"].replace("readyz", "healthz"), timeout=5) as answer:  # noqa: S310 - loopback
                    assert answer.read() == b"ok"
                slack.wait_for_bot(10)
                assert slack.slash(ANA, BILLING, "/invoice status").ok
                process.send_signal(ended_by)
                assert process.wait(15) == 0
            finally:
                process.kill()


def test_a_start_that_cannot_be_says_why_in_words_and_exits_1(folder: Path):
    with local_slack() as slack:
        environ: dict[str, Any] = {"SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_APP_TOKEN": "xapp-local", "PORT": "0"}
        process = started("serve", SLACK_API_URL=slack.api_url, **environ)
        with process:
            out, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "does not know this SLACK_BOT_TOKEN" in err
    assert "Traceback" not in out + err


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_ctrl_c_while_it_starts_leaves_no_trace(command: str, folder: Path):
    with started(command, PYTHONPROFILEIMPORTTIME="1") as process:
        try:
            assert process.stderr is not None
            assert any("pydantic" in line for line in process.stderr)  # it is still reading modules, and says which
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=15)
        finally:
            process.kill()
    assert process.returncode == INTERRUPTED
    assert "Traceback" not in out + err


def test_ctrl_c_while_the_sample_is_told_leaves_no_trace(folder: Path):
    with started("demo", "--port", "0") as process:
        try:
            assert process.stdout is not None
            assert "Telling" in process.stdout.readline()
            time.sleep(0.2)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=15)
        finally:
            process.kill()
    assert process.returncode == INTERRUPTED
    assert out + err == ""


def test_ctrl_c_in_the_midst_of_an_import_leaves_nothing_of_the_file_and_says_so(folder: Path):
    rows = "".join(f"I-{place},Acme,2026-09-01,2026-10-01,100.00,EUR,sent\n" for place in range(250_000))
    (folder / "many.csv").write_text(f"number,client,issued_on,due_on,total,currency,status\n{rows}", encoding="utf-8")
    with started("import", "many.csv", "--yes") as process:
        try:
            assert process.stdout is not None
            assert any("I-4" in line for line in process.stdout)  # the rows shown before it begins
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == INTERRUPTED
    assert "A file is imported whole or not at all" in err
    assert "Traceback" not in err
    with started("status", "--json") as told:
        out, _ = told.communicate(timeout=30)
    assert json.loads(out)["totals"] == []
