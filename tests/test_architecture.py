"""The house keeps its own rules: who imports whom, how long a room may be, its words, and that every button answers."""

from __future__ import annotations

import ast
import configparser
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from handlers.features import FEATURES, register
from views.commands import COMMANDS
from views.ids import Action, Form, Shortcut

HOUSE = Path(__file__).parent.parent
ROOMS = (
    "bot",
    "handlers",
    "views",
    "receivables",
    "reminders",
    "delivery",
    "connectors",
    "storage",
    "prompts",
    "domain",
    "demo",
)
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
# Words that say nothing about the business; each has a better one (docs/glossary.md).
EMPTY_WORDS = re.compile(r"(^|_)(utils?|helpers?|managers?|services?|handle|process|perform)(_|$)", re.IGNORECASE)
# One door for each outside world: these libraries are known to these files alone.
DOORS = {
    "sqlalchemy": r"storage/|demo/shop_window\.py|receivables/export_book\.py|bot/|delivery/outbox\.py",
    "alembic": r"storage/",
    "openai": r"reminders/writers/",
    "smtplib": r"delivery/",
    "apscheduler": r"bot/",
    "slack_bolt": r"bot/|handlers/|demo/",
    "slack_sdk": r"bot/|handlers/|demo/|delivery/slack",
    "jinja2": r"prompts/",
    "babel": r"views/|bot/settings_words\.py",
    "holidays": r"bot/holidays\.py",
}


def files(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from sorted((HOUSE / room).rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def test_every_top_level_package_is_named_in_the_import_contracts():
    contracts = configparser.ConfigParser()
    contracts.read(HOUSE / ".importlinter")
    known = contracts["importlinter"]["root_packages"].split()
    layers = re.findall(r"\w+", contracts["importlinter:contract:layers"]["layers"])
    packages = {path.parent.name for path in HOUSE.glob("*/__init__.py")} - {"tests"}
    assert packages == set(known) == set(layers) == set(ROOMS)


def test_no_file_is_longer_than_a_person_reads_in_one_go():
    lengths = {named(path): len(path.read_text().splitlines()) for path in files(*ROOMS, "tests")}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen():
    long = {}
    # A migration is a list of columns, read once.
    for path in (path for path in files(*ROOMS) if "versions" not in path.parts):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long[f"{named(path)}:{node.name}"] = length
    assert long == {}


def test_rooms_and_names_say_what_they_are_about():
    empty = [named(path) for path in files(*ROOMS) if EMPTY_WORDS.search(path.stem)]
    for path in files(*ROOMS):
        names = [node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, Named)]
        empty += [f"{named(path)}:{name}" for name in names if EMPTY_WORDS.search(SPLIT.sub("_", name))]
    assert sorted(set(empty) - GIVEN_NAMES) == []


# Names a library asks for: the method it overrides or calls.
GIVEN_NAMES = {
    "bot/socket_mode.py:handle",
    "demo/mailbox.py:handle_DATA",
    "demo/local_slack/running.py:handle_connect",
    "storage/tables/columns.py:process_bind_param",
    "storage/tables/columns.py:process_result_value",
}
Named = ast.FunctionDef | ast.ClassDef
SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])")


def test_the_domain_knows_the_standard_library_and_itself():
    foreign = {}
    for path in files("domain"):
        for module in imported(path):
            if module.split(".")[0] not in {"domain", *standard_library()}:
                foreign[named(path)] = module
    assert foreign == {}


def test_each_outside_world_has_one_door():
    through_the_wall = []
    for path in files(*ROOMS):
        for module in imported(path):
            door = DOORS.get(module.split(".")[0])
            if door and not re.match(door, named(path)):
                through_the_wall.append(f"{named(path)} imports {module}")
    assert through_the_wall == []


def test_every_button_form_and_shortcut_has_a_listener():
    heard = listeners()
    unheard = [each for kind in (Action, Form, Shortcut) for each in kind if each not in heard and each not in SILENT]
    assert unheard == []


# Forms that are only read.
SILENT = {Form.TIMELINE, Form.TOLD, Form.HOME, Form.COPY_LETTER}


def test_every_subcommand_in_the_help_is_answered_and_every_answer_is_in_the_help():
    assert {command.word for command in COMMANDS} == {*FEATURES, "help"}


def test_nothing_in_the_repository_names_this_machine_or_a_registry():
    tracked = subprocess.run(["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=False)  # noqa: S607 - git, wherever it is
    if tracked.returncode != 0:
        pytest.skip("this copy is not a git checkout, so there is no list of its files")
    forbidden = re.compile(r"https?://[\w.]*(pypi|pythonhosted|npmjs|debian)\.|(?<![\w.])/(work|farm)/")
    found = []
    for name in tracked.stdout.split("\n"):
        path = HOUSE / name
        if path.suffix in {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".html", ".js", ".css"} and path.exists():
            found += [name for line in path.read_text().splitlines() if forbidden.search(line)]
    assert [name for name in found if name != "tests/test_architecture.py"] == []


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def standard_library() -> frozenset[str]:
    import sys

    return frozenset(sys.stdlib_module_names)


def listeners() -> set[str]:
    """What the handlers registered with Bolt, asked of Bolt's own matchers."""
    app = App(client=WebClient(token="xoxb-none"), signing_secret="none", token_verification_enabled=False)
    heard: set[str] = set()
    register(_Listening(app, heard), *[SimpleNamespace() for _ in range(3)])  # type: ignore[arg-type] # stand-ins
    return heard


class _Listening:
    """Notes what is listened for, in place of a Bolt app."""

    def __init__(self, app: App, heard: set[str]) -> None:
        self._app, self._heard = app, heard

    def __getattr__(self, kind: str) -> Any:
        def listen(name: Any) -> Any:
            wanted = [*Action, *Form, *Shortcut]
            if isinstance(name, re.Pattern):
                self._heard |= {str(each) for each in wanted if name.match(str(each))}
            else:
                self._heard.add(str(name))
            return getattr(self._app, kind)(name)

        return listen
