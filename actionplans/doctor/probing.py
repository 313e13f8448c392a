"""A probe seen from outside: started, waited for, and what it said or died of."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WITHIN = 120
"""Seconds that a probe may take: models of text recognition load slowly on a slow disk."""
FAULT = re.compile(r"(?:\w+\.)*(\w+)(?::|$)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a probe found, and what it died of, if it did."""

    found: list[dict[str, Any]]
    fault: str
    """Name of the exception alone: its message may hold a path."""


def probe(what: str, *names: str) -> Answer:
    """Try ``what`` in a fresh Python process."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-P", "-m", "actionplans.doctor.probe", what, *names],
            capture_output=True, encoding="utf-8", errors="replace", timeout=WITHIN, check=False,
            env=os.environ | {"PYTHONPATH": _search_path()},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Answer([], f"no answer in {WITHIN} seconds")
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    return Answer([json.loads(line) for line in lines], _fault(done))


def _search_path() -> str:
    return os.pathsep.join(p or str(Path.cwd()) for p in sys.path)


def _fault(done: "subprocess.CompletedProcess[str]") -> str:
    if done.returncode == 0:
        return ""
    lines = done.stderr.strip().splitlines()
    named = FAULT.match(lines[-1]) if lines and done.returncode == 1 else None
    return named[1] if named else f"the process ended with code {done.returncode}"
