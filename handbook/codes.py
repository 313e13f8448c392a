"""Pages of the codes that the output carries, and of the command's exit codes."""

import re

from actionplans.exit_codes import ExitCode
from handbook.commands import COMMANDS, help_of
from handbook.markdown import code, page, table
from schemas.codes import Code, Flag, ProblemCode, Repair, Severity

KINDS: tuple[tuple[str, str, type[Code]], ...] = (
    ("Repairs", "`repairs` of an action: what was done to the printed row.", Repair),
    ("Flags", "`flags` of an action: doubts for a person to look at.", Flag),
    ("Problems", "`problems` of a document.", ProblemCode),
    ("Severities", "How much a problem matters.", Severity),
)


def codes_page() -> str:
    """Repairs, flags, problems and severities."""
    parts = [_kind(*kind) for kind in KINDS]
    return page("Codes", "What each code in the output means.", *parts)


def _kind(title: str, what: str, codes: type[Code]) -> str:
    rows = [[code(c.value), c.meaning] for c in codes]
    return f"## {title}\n\n{what}\n\n{table(['code', 'meaning'], rows)}"


def exit_codes_page() -> str:
    """All exit codes, and those of each command."""
    return page(
        "Exit codes",
        "Every command ends with one of these numbers, for scripts to act on.",
        table(["exit code", "meaning"], ([code(int(c)), c.meaning] for c in ExitCode)),
        "## By command",
        table(["command", "exit codes"], filter(None, map(_ends, COMMANDS))),
    )


def _ends(name: str) -> list[str]:
    found = re.search(r"Exit codes?: (.*)", help_of(name))
    return [code(name), found[1]] if found else []
