"""Labelled recommendations: themes, addressee types and facets, ours and by a naive method.

    python -m bench.cases_themes

prints precision, recall and F1 for each label, of the cases held out and of the others. The
naive method finds the words of a label's own name in the recommendation (for an addressee, in
the lead cell and the recommendation).
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

from bench.cases import read_cases
from normalise.agencies.leads import read_lead
from normalise.labels.row_labels import read_labels
from normalise.links.repeats import Statement, find_repeats
from normalise.register.area import find_area
from schemas.labels import ADDRESSEE_TYPES, FACETS, THEMES

Case = dict[str, str]
Labels = frozenset[str]
KINDS: Mapping[str, Sequence[str]] = {
    "themes": THEMES,
    "addressee_types": ADDRESSEE_TYPES,
    "facets": FACETS,
}
HELD_OUT = 3
"""One case of so many, by the hash of its text, is never looked at when terms are chosen."""


def held_out(case: Case) -> bool:
    """Whether a case is kept for measuring only."""
    return int(hashlib.sha256(case["text"].encode()).hexdigest(), 16) % HELD_OUT == 0


def answer(case: Case) -> dict[str, Labels]:
    """What the project answers for a recommendation and its lead cell."""
    area = find_area([(case["lead"], 1.0), (case["text"], 0.1)])
    repeat = find_repeats([Statement(case["text"], None, None, None, ())], area)[0]
    lead = read_lead(case["lead"], area, None)
    found = read_labels(case["text"], repeat, lead.agencies, None)
    return {kind: frozenset(getattr(found, kind)) for kind in KINDS}


def naive(case: Case) -> dict[str, Labels]:
    """Labels whose own words stand in the text."""
    text = case["text"].casefold()
    themes = _named(THEMES, text) or (frozenset({"other"}) if text else frozenset())
    both = f"{case['lead'].casefold()} {text}"
    return {
        "themes": themes,
        "addressee_types": _named(ADDRESSEE_TYPES, both),
        "facets": _named(FACETS, text),
    }


def _named(labels: Iterable[str], text: str) -> Labels:
    return frozenset(x for x in labels if x.casefold() in text)


METHODS: Mapping[str, Callable[[Case], dict[str, Labels]]] = {"ours": answer, "naive": naive}


def answers() -> dict[str, list[tuple[str, str]]]:
    """For each kind of label and method, all labels of each case, expected and given."""
    cases = read_cases("themes")
    return {
        f"{kind[:9]} {name}": [
            (case[kind], _label_cell(method(case)[kind], KINDS[kind])) for case in cases
        ]
        for kind in KINDS
        for name, method in METHODS.items()
    }


def _label_cell(labels: Labels, order: Sequence[str]) -> str:
    return "|".join(x for x in order if x in labels)


def main() -> None:
    """Print a table for each kind of label, held-out cases apart."""
    cases = read_cases("themes")
    for kind, labels in KINDS.items():
        print(f"\n{kind}: precision, recall, F1 (cases that carry the label)")
        print(f"{'':46}{'held out':28}{'others':28}{'all, naive':28}")
        given = {name: [m(c)[kind] for c in cases] for name, m in METHODS.items()}
        for label in (*labels, ""):
            print(_line(label, cases, kind, given))


def _line(label: str, cases: Sequence[Case], kind: str, given: Mapping[str, list[Labels]]) -> str:
    """One label's figures; those of all labels together if ``label`` is empty."""
    groups = [
        ("ours", [i for i, c in enumerate(cases) if held_out(c)]),
        ("ours", [i for i, c in enumerate(cases) if not held_out(c)]),
        ("naive", list(range(len(cases)))),
    ]
    cells = [
        figures([(_only(frozenset(cases[i][kind].split("|")) - {""}, label),
                  _only(given[name][i], label)) for i in chosen])
        for name, chosen in groups
    ]  # fmt: skip
    return f"{label or 'all labels':46}" + "".join(f"{c:28}" for c in cells)


def _only(labels: Labels, label: str) -> Labels:
    return labels & {label} if label else labels


def figures(pairs: Sequence[tuple[Labels, Labels]]) -> str:
    """Precision, recall and F1 of labels given against those expected, and how many these are."""
    right = sum(len(e & g) for e, g in pairs)
    expected, given = sum(len(e) for e, _ in pairs), sum(len(g) for _, g in pairs)
    precision, recall = _share(right, given), _share(right, expected)
    f1 = _share(2 * right, expected + given)
    return f"{precision} {recall} {f1} ({expected})"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "   -"


if __name__ == "__main__":
    main()
