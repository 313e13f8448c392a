"""Typos and errors of recognition in dates put right: ``Juiy 2O23``, ``lst Decernber 2021``.

A text keeps its length, so that places found in the mended text are places in the printed one.
"""

import re
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from normalise.text.word_lists import lines, rows

AS_FIGURES = str.maketrans("OoQlI|S", "0001115")
AS_LETTERS = str.maketrans("01|", "oll")
HYPHENS = re.compile("[\u2010\u2011\u2212]")
_F = r"[\dOoQlI|S]"
NUMERIC = re.compile(
    rf"(?<!\w){_F}{{1,2}}\s?[./-]\s?{_F}{{1,2}}\s?[./-]\s?(?:\d{_F}|{_F}{{4}})(?!\w)"
)
YEAR = re.compile(rf"(?<![^\W\d_])(?:2[0Oo]|19){_F}{{2}}(?!\w)")
ORDINAL = re.compile(r"(?<!\w)[\dlIO|]{1,2}(?=\s?(?:st|nd|rd|th)\b)")
FIGURES = re.compile(r"\d")
MAY_HOLD_FIGURES = re.compile(rf"\d|{_F}\s?[./\u2010\u2011\u2212-]|[lIO|]\s?(?:st|nd|rd|th)\b")
"""Figures, or letters that stand where a date has them."""
WORD = re.compile(r"(?<![^\W_])[^\W\d_](?:[^\W_]|\|){3,10}(?=[\s,./'’‘-]{1,3}\d)|"
                  r"(?<![^\W_])[01|][^\W\d_]{3,9}(?=[\s,./'’‘-]{1,3}\d)")  # fmt: skip
BROKEN_YEAR = re.compile(r"(?<=[^\W\d_]\s)(20\d)\s(\d)(?!\d)")
YEAR_IN_FIGURES = re.compile(r"(?<=\d[./-])(?=[\d ]{5}(?!\d))2 ?0 ?\d ?\d(?!\d)")
"""``Novembe r 2024``, ``November 202 4`` and ``30/09/2 022``, in a narrow cell."""
REMEMBERED = 2_000
"""Texts kept: a cell's dates are sought for several fields."""
SHAPES = (("rn", "m"), ("vv", "w"))
"""Pairs of letters that recognition takes for one."""


@lru_cache(REMEMBERED)
def mended(text: str) -> str:
    """``text`` with the typos in its dates put right, each in as many characters as before."""
    text = HYPHENS.sub("-", text)
    if not MAY_HOLD_FIGURES.search(text):
        return _broken_month().sub(_rejoined, text)
    for shape in (NUMERIC, YEAR, ORDINAL):
        text = shape.sub(lambda m: _figures(m.group()), text)
    text = YEAR_IN_FIGURES.sub(lambda m: m.group().replace(" ", "").ljust(len(m.group())), text)
    text = BROKEN_YEAR.sub(r"\1\2 ", _broken_month().sub(_rejoined, text))
    return WORD.sub(lambda m: _month(m.group()), text)


def _figures(word: str) -> str:
    return word.translate(AS_FIGURES) if FIGURES.search(word) or len(word) == 1 else word


@cache
def _broken_month() -> re.Pattern[str]:
    starts = "|".join(sorted({name[:2] for name in _long_month_names()}))
    return re.compile(rf"(?<![^\W\d_])((?i:{starts})[^\W\d_]{{0,7}})\s([a-z]{{1,6}})(?![^\W\d_])")


def _rejoined(broken: re.Match[str]) -> str:
    whole = broken[1] + broken[2]
    return f"{whole} " if whole.casefold() in _long_month_names() else broken.group()


@cache
def _month(word: str) -> str:
    """``word``, or the month that it is one typo or a cut away from, padded to its length."""
    plain = word.casefold().translate(AS_LETTERS)
    if plain in _months():
        return plain
    near = {_months()[m] for m in _long_month_names() if _is_one_typo_from(plain, m)}
    known = plain in lines("values/not_months.txt") or len(near) != 1
    return word if known else _short_name(near.pop()).ljust(len(word))


def _is_one_typo_from(word: str, month: str) -> bool:
    forms = {word, *(word.replace(wrong, right) for wrong, right in SHAPES)}
    # A column's edge may cut a month: "Augu".
    return month.startswith(word) or any(
        OSA.distance(form, month, score_cutoff=1) <= 1 for form in forms
    )


@cache
def _months() -> dict[str, int]:
    return {r["word"]: int(r["month"]) for r in rows("values/months.csv")}


@cache
def _long_month_names() -> list[str]:
    """Names long enough to be known by all letters but one."""
    return [r["word"] for r in rows("values/months.csv") if r["slips"]]


def _short_name(month: int) -> str:
    """The shortest name of a month: no longer than any typo of it."""
    return min((w for w, n in _months().items() if n == month), key=len)
