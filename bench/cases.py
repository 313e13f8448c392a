"""Labelled cases of ``tests/cases/`` answered by us and by a naive method: ``make bench``.

    python -m bench.cases [NAME ...]

Each NAME is a module ``bench.cases_NAME`` whose ``answers()`` gives, for each method, a pair of
texts a case: what is expected and what the method answers, ``""`` where the answer is "none".
"""

import csv
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

CASES = Path(__file__).parent.parent / "tests" / "cases"
NAMES: tuple[str, ...] = ("agencies", "dates", "status", "repeats", "people", "themes")
FEW = 10
"""A full table, label by label, is printed for at most this many labels."""
Answers = Mapping[str, Sequence[tuple[str, str]]]


def main() -> None:
    """Print a table of right and wrong answers for each kind of case."""
    for name in sys.argv[1:] or NAMES:
        found: Answers = import_module(f"bench.cases_{name}").answers()
        print_confusion(name, found)


def read_cases(name: str) -> list[dict[str, str]]:
    """The rows of ``tests/cases/NAME.csv``."""
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def print_confusion(name: str, answers: Answers) -> None:
    """One line a method: how its answers stand against what is expected."""
    cases = len(next(iter(answers.values())))
    print(f"\n{name}: {cases} cases")
    print(f"{'method':14}{'right':>7}{'rightly none':>14}{'wrong':>7}{'missed':>8}{'invented':>10}")
    for method, pairs in answers.items():
        n = Counter(_outcome(expected, given) for expected, given in pairs)
        print(f"{method:14}{n['right']:7}{n['rightly none']:14}{n['wrong']:7}{n['missed']:8}"
              f"{n['invented']:10}")  # fmt: skip
    for method, pairs in answers.items():
        _print_labels(method, pairs)


def _outcome(expected: str, given: str) -> str:
    if expected == given:
        return "right" if expected else "rightly none"
    if not given:
        return "missed"
    return "wrong" if expected else "invented"


def _print_labels(method: str, pairs: Sequence[tuple[str, str]]) -> None:
    labels = sorted({x for pair in pairs for x in pair})
    if len(labels) > FEW:
        return
    counts = Counter(pairs)
    width = max(len(x) for x in labels) + 2
    print(f"{method}, expected down, answered across")
    print(" " * width + "".join(f"{x or '(none)':>{width + 6}}" for x in labels))
    for expected in labels:
        row = "".join(f"{counts[expected, given]:{width + 6}}" for given in labels)
        print(f"{expected or '(none)':{width}}{row}")


if __name__ == "__main__":
    main()
