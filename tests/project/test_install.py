"""docs/install.md and the container file say what is there."""

import re
import tomllib

import pytest


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "install.md").read_text(encoding="utf-8")


def test_commands_and_options_that_the_page_names_exist(page, run):
    named = set(re.findall(r"actionplans(?:\.exe\")? ([a-z]+)((?: [^`\n|]*)?)", page))
    commands = {"batch", "doctor"}
    assert commands <= {command for command, _ in named}
    for command in commands:
        shown = run(command, "--help").stdout
        used = {o for c, rest in named if c == command for o in re.findall(r"--[a-z]+", rest)}
        assert all(option in shown for option in used)
    assert 'Arguments = "drop"' in page
    assert "docs/install.md" in run("drop", "--help").stdout


def test_the_page_names_the_wheel_that_is_built(page, root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wheels = set(re.findall(r"actionplans-[\d.]+-py3-none-any\.whl", page))
    assert wheels == {f"actionplans-{project['version']}-py3-none-any.whl"}


def test_the_container_gets_all_packages_and_is_not_root(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    tops = {
        name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]
    }
    let_in = set(re.findall(r"^!(.+)$", (root / ".dockerignore").read_text(), re.MULTILINE))
    assert tops | {"requirements.lock", "pyproject.toml", "README.md", "LICENSE"} == let_in
    last = (root / "Containerfile").read_text().rsplit("FROM ", 1)[1]
    assert re.search(r"^USER [1-9]\d*:", last, re.MULTILINE)
    assert "pip" not in last
