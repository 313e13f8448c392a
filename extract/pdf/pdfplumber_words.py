"""Characters of a PDF page to words: watermarks dropped, turned pages uprighted, marks kept."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from pdfplumber.utils.text import extract_words

from extract.furniture import SUPERSCRIPTS
from extract.geometry.quarter_turns import SLANT, UPRIGHT_AFTER, turn_box
from extract.model import Word
from schemas.fragment import Box

Char = dict[str, Any]

BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
WORD_GAP = 0.18
"""As for PDFium's characters, in shares of their size."""


def quarter_turns(chars: Sequence[Char]) -> int:
    """Turns clockwise (0 to 3) that bring most of the characters upright."""
    counted = Counter(_angle(c) for c in chars)
    turns = {angle: turn for turn, angle in UPRIGHT_AFTER.items()}
    found = max(turns, key=lambda angle: counted[angle])
    return turns[found] if counted[found] > counted["level"] else 0


def _angle(char: Char) -> str:
    a, b, c, d = char["matrix"][:4]
    size = max(abs(a), abs(b), abs(c), abs(d), 1e-6)
    if abs(b) <= SLANT * size and abs(c) <= SLANT * size:
        return "flipped" if a < 0 and d < 0 else "level"
    if abs(a) <= SLANT * size and abs(d) <= SLANT * size:
        return "up" if b > 0 else "down"
    return "slanted"


def box_of(obj: Char) -> Box:
    """The box of a pdfplumber object."""
    return Box(float(obj["x0"]), float(obj["top"]), float(obj["x1"]), float(obj["bottom"]))


def page_words(chars: Iterable[Char], turns: int, width: float, height: float) -> list[Word]:
    """Words of a page whose characters are pdfplumber's, in reading order."""
    kept = [c for c in _once(chars) if _visible(c, width, height)]
    wanted = UPRIGHT_AFTER[turns]
    turned = [_turned(c, turns, width, height) for c in kept if _angle(c) == wanted]
    return _level_words(_with_superscripts(turned)) + _rotated_words(kept, turns, width, height)


def _once(chars: Iterable[Char]) -> Iterable[Char]:
    """Each character once: some producers print bold by printing twice."""
    seen: set[tuple[str, int, int]] = set()
    for char in chars:
        key = (char["text"], round(char["x0"] * 1.5), round(char["top"] * 1.5))
        if char["text"] == " " or key not in seen:
            seen.add(key)
            yield char


def _visible(char: Char, width: float, height: float) -> bool:
    return bool(
        char["x1"] > 0 and char["x0"] < width and char["bottom"] > 0 and char["top"] < height
    )


def _turned(char: Char, turns: int, width: float, height: float) -> Char:
    if not turns:
        return char
    box = turn_box(box_of(char), turns, width, height)
    return {
        **char,
        "x0": box.x0,
        "top": box.top,
        "x1": box.x1,
        "bottom": box.bottom,
        "doctop": box.top,
        "upright": True,
        "width": box.width,
        "height": box.height,
    }


def _with_superscripts(chars: Sequence[Char]) -> list[Char]:
    """Write superscripts as ``¹``, so that a footnote's mark is not read as a number."""
    marked: list[Char] = []
    for i, char in enumerate(chars):
        near = [chars[j] for j in (i - 1, i + 1) if 0 <= j < len(chars)]
        superscript = char["text"].isdigit() and any(_is_superscript(char, c) for c in near)
        text = char["text"].translate(SUPERSCRIPTS) if superscript else char["text"]
        marked.append({**char, "text": text} if superscript else char)
    return marked


def _is_superscript(char: Char, beside: Char) -> bool:
    height, full = char["bottom"] - char["top"], beside["bottom"] - beside["top"]
    close = -0.2 * full <= char["x0"] - beside["x1"] <= full or abs(char["x1"] - beside["x0"]) < 2
    return bool(
        close
        and not beside["text"].isspace()
        and height <= 0.8 * full
        and char["top"] < beside["top"] + 0.3 * full
        and char["bottom"] < beside["bottom"] - 0.15 * full
    )


def _level_words(chars: Sequence[Char]) -> list[Word]:
    found = extract_words(list(chars), x_tolerance_ratio=WORD_GAP, y_tolerance=3, return_chars=True)
    return [_word(w) for w in found]


def _word(found: Char) -> Word:
    chars = found["chars"]
    size = max(float(c["size"]) for c in chars)
    edges = tuple(float(c["x0"]) for c in chars)
    text = str(found["text"])
    # A ligature is one character and several letters: then no edge list fits.
    return Word(text, box_of(found), size, _bold(chars), edges if len(edges) == len(text) else ())


def _bold(chars: Sequence[Char]) -> bool:
    heavy = sum(1 for c in chars if any(n in str(c["fontname"]).lower() for n in BOLD_NAMES))
    return heavy * 2 > len(chars)


def _rotated_words(chars: Sequence[Char], turns: int, width: float, height: float) -> list[Word]:
    """Words set at a right angle to the page, such as rotated headings."""
    other = [c for c in chars if _angle(c) not in (UPRIGHT_AFTER[turns], "slanted")]
    words = []
    for angle, way in (("up", 1), ("down", 3)):
        run = [c for c in other if _angle(c) == angle]
        if turns or not run:
            continue
        read = _level_words([_turned(c, way, width, height) for c in run])
        words += [_turned_back(w, way, width, height) for w in read]
    return words


def _turned_back(word: Word, way: int, width: float, height: float) -> Word:
    box = turn_box(word.box, 4 - way, height, width)
    return Word(word.text, box, word.size, word.bold)
