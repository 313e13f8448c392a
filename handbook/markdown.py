"""Pieces of Markdown."""

from collections.abc import Iterable

MADE = "<!-- Made from the code by `make docs`; change the code, not this page. -->"


def page(title: str, *parts: str) -> str:
    """A page: its title, a mark that it is made, and its parts with a blank line between."""
    return "\n\n".join((f"# {title}", MADE, *(p for p in parts if p))) + "\n"


def table(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table with a heading line; no rows, no table."""
    lines = [_line(row) for row in rows]
    if not lines:
        return ""
    names = list(heading)
    return "\n".join((_line(names), f"|{'---|' * len(names)}", *lines))


def code(text: object) -> str:
    """Words as they are typed."""
    return f"`{text}`"


def either(values: Iterable[object]) -> str:
    """Values of which one is meant."""
    return ", ".join(code(v) for v in values)


def _line(cells: Iterable[str]) -> str:
    escaped = (c.replace("|", "\\|").replace("\n", " ") for c in cells)
    return f"| {' | '.join(escaped)} |"
