"""Shared helpers: the samples, their sources and their plans."""

import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from actionplans import Plan, convert

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"


@cache
def _plan(name: str) -> Plan:
    return convert(SAMPLES / name, keep_people=True)


@pytest.fixture(scope="session")
def sample_plan():
    """A function: the plan of a sample, people kept, by the sample's file name."""
    return _plan


@cache
def _source(stem: str) -> dict[str, Any]:
    return tomllib.loads((SAMPLES / "sources" / f"{stem}.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def sample_source():
    """A function: the source of a sample, by its stem."""
    return _source


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of samples."""
    return SAMPLES


@pytest.fixture(scope="session")
def run():
    """A function: the command with arguments, run as a user runs it."""

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "actionplans", *map(str, arguments)],
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip

    return run
