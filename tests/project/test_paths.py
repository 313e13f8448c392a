"""Files and folders of the project that its texts name are there."""

import re

from tests.support.documentation import PAGES, ROOT, name

FOLDERS = ("actionplans", "bench", "docs", "extract", "fit", "handbook", "normalise", "samples", "schemas",
           "tests")  # fmt: skip
TEXTS = [
    *PAGES,
    *(ROOT / n for n in ("mkdocs.yml", "Makefile", "Containerfile", "pyproject.toml")),
    *(p for p in sorted((ROOT / ".ci").iterdir()) if p.is_file()),
    *(p for folder in FOLDERS for p in sorted((ROOT / folder).rglob("*"))
      if p.suffix in (".py", ".toml") or p.name == "README.md"),
]  # fmt: skip
QUOTED = re.compile(rf"[`'\"(]((?:{'|'.join(FOLDERS)})/[\w./-]*)(?=[`'\",:)])")
PLACEHOLDER = re.compile(r"\bNAME\b")
TO_BE_MADE = {"samples/sources/sar-example-boxes.toml"}
"""What a reader is asked to write."""


def missing(text):
    """Paths in quotes, from the project's folder, that lead nowhere."""
    named = {p for p in QUOTED.findall(text) if not PLACEHOLDER.search(p)} - TO_BE_MADE
    return sorted(p for p in named if not (ROOT / p).exists())


def test_paths_that_are_named_exist():
    found = {name(p): missing(p.read_text(encoding="utf-8")) for p in TEXTS}
    assert {text: paths for text, paths in found.items() if paths} == {}


def test_a_path_that_leads_nowhere_is_found():
    gone = "extract/" + "gone.py"
    assert missing(f"`{gone}` and `schemas/plan.py`") == [gone]


def test_modules_of_a_batch_are_where_contributing_says():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.split("look in `actionplans/batching/` at |")[1].split("\n\n")[0]
    named = re.findall(r"`([\w/]+(?:\.py|/))`", table)
    assert len(named) > 8
    assert [n for n in named if not (ROOT / "actionplans/batching" / n).exists()] == []
