"""Review pages on disk: known by their mark, and taken away whole."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from actionplans.review.page_html import GENERATOR

PARTS = ("assets", "data", "pictures")
"""Folders of a page that is not in one file; they are written anew each time."""
HEAD = 4096
"""Bytes of a page in which its mark stands, and the way to its parts."""


def is_ours(page: Path) -> bool:
    """Whether the file is a review page."""
    return page.is_file() and f'content="{GENERATOR}"' in _head(page)


def _head(page: Path) -> str:
    with page.open("rb") as file:
        return file.read(HEAD).decode("utf-8", "replace")


def pages_in(output: Path) -> Iterator[Path]:
    """Every review page in a folder, in the order of their paths."""
    return (page for page in sorted(output.rglob("*.html")) if is_ours(page))


def remove_page(page: Path) -> None:
    """Take a page away with its parts, and its folder if nothing else is in it."""
    in_parts = 'href="assets/' in _head(page)
    page.unlink()
    if not in_parts:
        return
    for part in PARTS:
        shutil.rmtree(page.parent / part, ignore_errors=True)
    if not any(page.parent.iterdir()):
        page.parent.rmdir()
