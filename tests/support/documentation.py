"""What the documentation shows to be typed: its pages and the blocks in them."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [*ROOT.glob("docs/**/*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"]
)
BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"\n]*)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A block of a page: its language, the file that it belongs into if it says so, its text."""

    language: str
    title: str
    text: str

    @property
    def lines(self):
        """Its lines without the remarks behind them; one that goes on below is put together."""
        lines = re.sub(r"\\\n\s*", "", self.text).splitlines()
        return [re.sub(r"\s+# .*", "", line).strip() for line in lines if line.strip()]


def blocks(page, *languages):
    """The blocks of a page, in order; all languages if none is named."""
    found = [Block(*m) for m in BLOCK.findall(Path(page).read_text(encoding="utf-8"))]
    return [b for b in found if not languages or b.language in languages]


def name(page):
    """How a page is called in the name of a test."""
    return page.relative_to(ROOT).as_posix()
