"""Completion by the TAB key, in real shells that run in a terminal of their own."""

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import closing

import pytest

from tests.support.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="shells of other systems")

START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
LOAD = {
    "bash": "bind 'set show-all-if-ambiguous on'; eval \"$(actionplans --show-completion)\"",
    "zsh": 'autoload -U compinit; compinit -D; eval "$(actionplans --show-completion)"',
    "fish": "actionplans --show-completion | source",
}


@pytest.fixture
def here(tmp_path, root):
    """A folder with a file to name, and the environment that finds the command."""
    commands = tmp_path / "commands"
    commands.mkdir()
    command = commands / "actionplans"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m actionplans "$@"\n')
    command.chmod(0o755)
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "zebra plan.pdf").touch()
    path = f"{commands}{os.pathsep}{os.environ['PATH']}"
    return folder, {
        **os.environ, "PATH": path, "PYTHONPATH": str(root), "HOME": str(tmp_path),
        "TERM": "xterm", "PS1": "$ ", "LC_ALL": "C.UTF-8",
    }  # fmt: skip


@pytest.fixture(params=START)
def terminal(request, here):
    shell = request.param
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    with closing(Terminal(START[shell], *here)) as terminal:
        terminal.type(LOAD[shell] + "; echo rea''dy\n")
        terminal.wait_for("ready\n")
        yield terminal


def test_commands_options_choices_and_files_complete(terminal):
    terminal.type("actionplans ba\t")
    terminal.wait_for("batch ")
    terminal.type(". --repr\t")
    terminal.wait_for("--reproducible ")
    terminal.type("--people m\t")
    terminal.wait_for("mask ")
    terminal.type("--corrections zeb\t")
    terminal.wait_for("zebra\\ plan.pdf")


def test_all_choices_are_shown(terminal):
    terminal.type("actionplans batch --people \t\t")
    terminal.wait_for("mask", "keep")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_shell_has_its_script(here, shell):
    folder, environment = here
    done = subprocess.run(
        ["actionplans", "--show-completion", shell], cwd=folder, capture_output=True, text=True,
        check=True, env={**environment, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
    )  # fmt: skip
    assert "_ACTIONPLANS_COMPLETE" in done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_it_stays_installed_for_later_shells(here):
    folder, environment = here
    subprocess.run(
        ["bash", "-c", "actionplans --install-completion; true"], cwd=folder, check=True,
        env=environment, capture_output=True,
    )  # fmt: skip
    kept = folder.parent / ".bash_completions" / "actionplans.sh"
    assert "_ACTIONPLANS_COMPLETE" in kept.read_text()
    assert str(kept) in (folder.parent / ".bashrc").read_text()
