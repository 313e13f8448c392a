"""``python -m handbook``: write the reference pages into docs/."""

from pathlib import Path

from handbook.pages import PAGES

ROOT = Path(__file__).parent.parent

if __name__ == "__main__":
    for path, page in PAGES.items():
        (ROOT / path).write_text(page(), encoding="utf-8", newline="\n")
