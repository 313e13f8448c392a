"""Headings under which ``extra`` keeps columns that no field fits."""

from collections.abc import Container


def free_heading(heading: str, taken: Container[str]) -> str:
    """A heading that no other column has: with a number behind it if need be."""
    if heading not in taken:
        return heading
    return next(h for n in range(2, 99) if (h := f"{heading} ({n})") not in taken)
