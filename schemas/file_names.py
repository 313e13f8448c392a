"""Names of files as text that every output and terminal can hold."""

from unicodedata import bidirectional, category

TURNS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""What makes a name read backwards, ``fdp.exe`` as ``exe.pdf``."""


def as_text(name: str) -> str:
    """The name; what is no text in it, or moves a terminal's cursor, becomes ``?``."""
    text = name.encode("utf-8", "replace").decode()
    return "".join("?" if category(c) == "Cc" or bidirectional(c) in TURNS else c for c in text)
