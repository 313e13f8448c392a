"""The documentation says what is so: made pages, help texts, lines to type, links."""

import importlib.util
import re
import shlex

import pytest
import typer
from typer.testing import CliRunner

from actionplans.cli.app import app
from actionplans.exit_codes import ExitCode
from handbook.commands import COMMANDS
from handbook.pages import PAGES as MADE
from schemas.tables import ACTIONS, TABLES
from tests.support.documentation import PAGES, ROOT, blocks, name

OTHERS = {"mkdir", "cp", "copy", "git", "apt", "podman"}
"""Programs of the system, whose lines are not looked into."""
LINES = sorted(
    {(name(p), line) for p in PAGES for b in blocks(p, "sh", "powershell") for line in b.lines
     if not line.startswith("$")}  # PowerShell's own variables
)  # fmt: skip


@pytest.mark.parametrize("place", MADE)
def test_made_pages_are_current(place):
    text = (ROOT / place).read_text(encoding="utf-8")
    assert text == MADE[place](), "run 'make docs'"


def words(text):
    """Its words, without the frames that the terminal draws and the marks of Markdown."""
    return " ".join(re.sub(r"[^\w.,;:'-]+", " ", text).split())


@pytest.fixture
def shown(command, monkeypatch):
    """What ``--help`` shows, on a terminal so wide that no line is broken."""
    monkeypatch.setattr("typer.rich_utils.MAX_WIDTH", 1000)
    return CliRunner().invoke(app, [command, "--help"], env={"NO_COLOR": "1"}).output


@pytest.fixture
def part(command):
    """What the page of the commands says of it."""
    page = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    return page.split(f"\n## {command}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_page_says_what_help_says(part, shown):
    about = part.split("```")[0]
    assert words(about) in words(shown)
    meanings = re.findall(r"^\| `.*?` \| (.*?)(?: One of .*)? \|", part, re.MULTILINE)
    assert [m for m in meanings if words(m) not in words(shown)] == []
    values = re.findall(r"`([^`]+)`", "".join(re.findall(r"One of .*|\| `[^`]*` \|$", part)))
    assert [v for v in values if v not in shown] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_page_has_every_option_and_no_other(part, shown):
    option = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
    tables = "\n".join(re.findall(r"^\| `-.*?\|", part, re.MULTILINE))
    frames = "\n".join(re.findall(r"^│ .?\s*--.*?  ", shown, re.MULTILINE))
    assert set(option.findall(tables)) == set(option.findall(frames)) - {"--help"}


def test_every_command_is_in_the_reference():
    group = typer.main.get_command(app)
    assert set(group.commands) == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_no_other_exit_codes(command):
    found = re.search(r"Exit codes: (.*)", COMMANDS[command].__doc__.replace("\n    ", " "))
    codes = {int(n) for n in re.findall(r"(?:^|; )(\d+) ", found[1])} if found else {0}
    assert codes <= set(map(int, ExitCode))


@pytest.mark.parametrize(("page", "line"), LINES)
def test_lines_to_type_name_what_there_is(page, line):
    program, *rest = shlex.split(line.removeprefix("& ").replace("\\", "/"))
    program = re.sub(r"^(\.venv|(~|\$HOME)/actionplans)/(bin|Scripts)/", "", program)
    program = program.removesuffix(".exe")
    if program in ("python", "python3", "py") and rest[0] == "-m":
        _, program, *rest = rest
    check = CHECKS.get(program)
    if check:
        check(rest)
    elif program.startswith("bench."):
        assert importlib.util.find_spec(program)
    elif program == "python":
        assert (ROOT / rest[0]).is_file()
    else:
        assert program in OTHERS


def _command(rest):
    command, *rest = rest
    with typer.main.get_command(app).commands[command].make_context(command, rest):
        pass


def _target(rest):
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert rest[0] in targets


def _module(rest):
    assert rest


def _installed(package):
    return lambda _: importlib.util.find_spec(package) or pytest.fail(f"{package} is not there")


CHECKS = {
    "actionplans": _command,
    "make": _target,
    "pip": _module,
    "pytest": lambda rest: [(ROOT / r).is_file() or pytest.fail(r) for r in rest if "/" in r],
    "venv": _module,
    "datasette": _installed("datasette"),
    "dask": _installed("distributed"),
}


@pytest.mark.parametrize("page", [p for p in PAGES if p.parent == ROOT], ids=name)
def test_links_lead_somewhere(page):
    """Those of the pages of the site are looked at when it is built."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_figures_are_those_of_the_bench():
    texts = [
        (ROOT / p).read_text(encoding="utf-8") for p in ("docs/how-it-works.md", "docs/bench.md")
    ]
    shown, measured = (re.findall(r"\b[01]\.\d{3}\b", text) for text in texts)
    assert shown
    assert set(shown) <= set(measured)


def test_columns_in_excels_formula():
    text = (ROOT / "docs/how-to/excel.md").read_text(encoding="utf-8")
    said = dict(re.findall(r"`([A-Z]+)` is `(\w+)`", text))
    assert said
    for letters, column in said.items():
        place = 0
        for letter in letters:
            place = place * 26 + ord(letter) - 64
        assert ACTIONS.header[place - 1] == column


def test_power_bis_relations_are_keys_of_the_tables():
    text = (ROOT / "docs/how-to/power-bi.md").read_text(encoding="utf-8")
    columns = {(t.name, c) for t in TABLES for c in t.header}
    named = set(re.findall(r"(\w+)\[(\w+)\]", text))
    assert named
    assert named <= columns
    keys = {
        (f"{t.name}[{k.column}]", f"{k.table}[{k.key}]") for t in TABLES for k in t.foreign_keys
    }
    related = re.findall(r"^\| `(.*?)` \| `(.*?)` \|", text, re.MULTILINE)
    assert len(related) == 5
    assert set(related) <= keys


def test_tableaus_relations_are_keys_of_the_tables():
    text = (ROOT / "docs/how-to/tableau.md").read_text(encoding="utf-8")
    related = re.findall(r"^\| `(\w+)` \| `(\w+)` \| `(\w+)` \|", text, re.MULTILINE)
    keys = {(frozenset((t.name, k.table)), k.key) for t in TABLES for k in t.foreign_keys}
    assert len(related) == 5
    assert {(frozenset((a, b)), column) for a, b, column in related} <= keys
