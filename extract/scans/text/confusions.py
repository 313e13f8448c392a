"""Letters that text recognition takes for one another."""

from collections.abc import Iterator

PAIRS = (
    ("rn", "m"), ("cl", "d"), ("vv", "w"), ("li", "h"), ("ii", "u"), ("ri", "n"), ("fi", "h"),
    ("l", "i"), ("l", "1"), ("i", "1"), ("l", "!"), ("i", "!"), ("l", "|"), ("i", "|"), ("t", "l"),
    ("o", "0"), ("s", "5"), ("b", "8"), ("g", "9"), ("q", "g"), ("a", "g"), ("c", "e"), ("a", "e"),
    ("o", "e"), ("n", "h"), ("u", "v"), ("f", "t"), ("b", "h"), ("y", "v"),
)  # fmt: skip
DIGITS = {
    "O": "0", "o": "0", "Q": "9", "g": "9", "q": "9", "l": "1", "I": "1", "i": "1", "!": "1",
    "|": "1", "S": "5", "s": "5", "B": "8", "Z": "2", "z": "2", "A": "4", "G": "6", "b": "6",
}  # fmt: skip
"""Figures that are read as letters: the letter read, the figure meant."""
HEADINGS = {"Ret": "Ref", "Bef": "Ref"}
"""Headings too short to be told by their likeness to other words."""
MOST_CHANGES = 2
"""With more letters changed a word is like too many others."""
BOTH_WAYS = tuple({(a, b) for p in PAIRS for a, b in (p, p[::-1])})


def alike(text: str) -> set[str]:
    """Words that ``text`` may be a misreading of: two letters changed at most, or one doubled."""
    near = {text}
    for _ in range(MOST_CHANGES):
        near |= {changed for t in near for changed in _changed(t)}
    return (near | set(_doubled(text))) - {text}


def _changed(text: str) -> Iterator[str]:
    for read, meant in BOTH_WAYS:
        at = text.find(read) if read in text else -1
        while at >= 0:
            yield text[:at] + meant + text[at + len(read) :]
            at = text.find(read, at + 1)


def _doubled(text: str) -> Iterator[str]:
    """``wil`` as ``will``: two thin letters read as one."""
    for i, letter in enumerate(text):
        yield text[:i] + letter + text[i:]
