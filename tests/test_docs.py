"""What the words for people promise is there: pages equal the code, links lead somewhere, commands exist."""

from __future__ import annotations

import contextlib
import importlib
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli import app
from bot.environment import environment_names
from bot.manifest import SCOPES
from bot.reference_commands import commands_page
from connectors.fields import Field
from connectors.tools import PROFILES
from handlers.features import FEATURES
from views.commands import COMMANDS

HOUSE = Path(__file__).parent.parent
NOT_OURS = {".venv", "node_modules", "data"}
PAGES = sorted(path for path in HOUSE.rglob("*.md") if not NOT_OURS & {*path.relative_to(HOUSE).parts})
LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`]+)`")
# A command at the beginning of a line of code, after a prompt if there is one.
MAKE = re.compile(r"^ *\$? *make ([a-z-]+)", re.MULTILINE)
DUNWELL = re.compile(r"^ *\$? *(?:\.venv/bin/)?dunwell ((?:db )?[a-z]+)(.*)", re.MULTILINE)
SETTING = re.compile(r"\b(DUNWELL_[A-Z_]+[A-Z])\b(?! is not a setting)")
IN_THE_HOUSE = re.compile(
    r"(bot|handlers|views|receivables|reminders|delivery|connectors|storage|domain|demo|tests)/[\w/.]*"
)
NAME = re.compile(r"(bot|handlers|views|connectors|storage|domain)(\.\w+)+(\(\))?")
TYPED = re.compile(r"^ */invoice ([a-z]+)", re.MULTILINE)

page = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(HOUSE).as_posix())


def test_the_page_of_commands_says_what_the_bot_answers_to():
    kept = (HOUSE / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert kept == commands_page(), "run: .venv/bin/python -m bot.reference_commands"


@page
def test_every_link_and_picture_leads_to_something_that_is_there(page: Path):
    missing = []
    for target in links(page):
        file, _, heading = target.partition("#")
        path = (page.parent / file).resolve() if file else page
        if not path.exists() or (heading and path.suffix == ".md" and heading not in headings(path)):
            missing.append(target)
    assert missing == []


@page
def test_every_make_target_named_exists(page: Path):
    there = set(re.findall(r"^([a-z-]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(MAKE.findall(code(page))) <= there


@page
def test_every_dunwell_command_and_option_named_exists(page: Path):
    known = commands()
    for command, rest in DUNWELL.findall(code(page)):
        assert command in known, f"there is no `dunwell {command}`"
        said = set(re.findall(r"(?<!\S)--[a-z-]+", rest))
        assert said <= known[command], f"`dunwell {command}` has no {said - known[command]}"


@page
def test_every_subcommand_typed_in_slack_exists(page: Path):
    assert set(TYPED.findall(code(page))) <= {*FEATURES, "help"}


@page
def test_every_file_and_name_of_the_code_named_exists(page: Path):
    words = [word.split(":")[0] for word in CODE.findall(FENCE.sub("", page.read_text(encoding="utf-8")))]
    files = [word for word in words if IN_THE_HOUSE.fullmatch(word)]
    assert [file for file in files if not (HOUSE / file).exists()] == []
    assert [word for word in words if NAME.fullmatch(word) and not is_there(word.removesuffix("()"))] == []


@page
def test_every_setting_named_exists(page: Path):
    # The tests' own setting is not the bot's.
    named = set(SETTING.findall(page.read_text(encoding="utf-8"))) - {"DUNWELL_TEST_POSTGRES"}
    assert named <= set(environment_names().values())


def test_readme_names_every_subcommand_room_and_known_tool():
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    words = {one.word for one in COMMANDS} - {"help"}
    assert {word for word in words if not re.search(rf"`(?:/invoice )?{word}\b", readme)} == set()
    rooms = {path.parent.name for path in HOUSE.glob("*/__init__.py")}
    assert {room for room in rooms if f"\n{room}/" not in readme} == set()
    assert {one.tool for one in PROFILES if one.tool not in readme} == set()


def test_the_pages_about_import_and_slack_name_every_field_and_scope():
    importing = (HOUSE / "docs" / "howto" / "import-a-csv.md").read_text(encoding="utf-8")
    assert {field.value for field in Field if f"`{field.value}`" not in importing} == set()
    connecting = (HOUSE / "docs" / "howto" / "connect-slack.md").read_text(encoding="utf-8")
    assert {scope for scope in SCOPES if f"`{scope}`" not in connecting} == set()


def test_every_decision_is_in_the_list_of_decisions():
    folder = HOUSE / "docs" / "decisions"
    listed = set(links(folder / "README.md"))
    assert {path.name for path in folder.glob("[0-9]*.md")} == {name for name in listed if name[0].isdigit()}


def test_the_invoices_shown_in_readme_import_to_the_totals_shown_in_readme(tmp_path: Path):
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    rows = re.search(r"^Invoice No,.*?(?=^```)", readme, re.MULTILINE | re.DOTALL)
    assert rows is not None
    (tmp_path / "my.csv").write_text(rows[0], encoding="utf-8")
    dunwell = str(HOUSE / ".venv" / "bin" / "dunwell")
    if not Path(dunwell).exists():
        pytest.skip("dunwell is not installed in .venv here, so README's commands cannot be run as they stand")
    run = [dunwell, "import", "my.csv", "--as-sent", "--yes", "--json"]
    ran = subprocess.run(run, cwd=tmp_path, env={}, capture_output=True, text=True, check=True)
    totals = json.loads(ran.stdout)["totals"]
    assert totals == {"EUR": [4, 523_000], "GBP": [1, 310_000]}
    assert "EUR 5,230.00 in 4 and GBP 3,100.00 in 1" in readme


def links(path: Path) -> Iterator[str]:
    """Relative targets of a page; what stands in code is no link."""
    for plain, tagged in LINK.findall(FENCE.sub("", path.read_text(encoding="utf-8"))):
        target = plain or tagged
        if not re.match(r"[a-z]+:", target):
            yield target


def code(path: Path) -> str:
    """What stands in code on a page: fenced lines as they are, then each piece between backquotes on its own line."""
    words = path.read_text(encoding="utf-8")
    pieces = CODE.findall(FENCE.sub("", words))
    joined = "\n".join([*FENCE.findall(words), *(" ".join(piece.split()) for piece in pieces)])
    # A command over two lines is one.
    return joined.replace("\\\n", " ")


def is_there(name: str) -> bool:
    """Whether `domain.promise.Certainty.PROPOSED` leads to something: a module, then what is in it."""
    parts = name.split(".")
    for place in range(len(parts), 0, -1):
        with contextlib.suppress(ModuleNotFoundError):
            found: object = importlib.import_module(".".join(parts[:place]))
            return all(hasattr(found, part) and [found := getattr(found, part)] for part in parts[place:])
    return False


def headings(path: Path) -> set[str]:
    """The names a page's headings can be linked by."""
    plain = FENCE.sub("", path.read_text(encoding="utf-8"))
    found = re.findall(r"^#+ (.+)$", plain, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def commands() -> dict[str, set[str]]:
    """Every command of the terminal with its options."""
    whole = get_command(app)
    found: dict[str, set[str]] = {}
    for name, command in getattr(whole, "commands", {}).items():
        inner = getattr(command, "commands", None)
        for path, one in {f"{name} {each}": one for each, one in inner.items()}.items() if inner else [(name, command)]:
            found[path] = {"--help", *(option for parameter in one.params for option in parameter.opts)}
    return found
