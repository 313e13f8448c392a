"""How well masking keeps persons out, and leaves all else alone: counts, never a name.

    python -m bench.people FOLDER ...

FOLDER holds PDFs with their truth (``people`` of each action). Every file of the masked output
is searched for each person; each cell is compared with the same cell where people are kept.
"""

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from actionplans import batch
from bench.truth import truth_file
from normalise.text.word_lists import rows
from schemas.plan import Action, Plan

MASK = re.compile(r"\[(?:name|email|phone)\]")
RANKS = {"T", "D", "Det", "Ch", "A"} | {r["word"] for r in rows("people/person_titles.csv")}
CELLS = (
    "section", "recommendation", "action", "milestones", "outcome", "scope_text",
    "lead_agency_text", "target_date_text", "rag_text",
)  # fmt: skip


def main() -> None:
    """Print the counts of each folder."""
    for folder in map(Path, sys.argv[1:]):
        n = measure(folder)
        print(f"{folder.name}: {n['documents']} documents")
        for kind in ("emails", "names", "initials"):
            print(f"  {kind}: {n[kind]}, left {n[f'{kind} left']}")
        print(f"  names found with --people keep: {n['found']} of {n['people']}")
        share = n["changed"] / (n["cells"] or 1)
        print(f"  cells: {n['cells']}, changed without cause {n['changed']} ({share:.2%})")
        print(f"  agencies lost in masked rows: {n['agencies lost']}")


def measure(folder: Path) -> Counter[str]:
    """Counts over the documents of ``folder`` that have a truth."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as kept, tempfile.TemporaryDirectory() as hidden:
        batch(folder, kept, keep_people=True)
        batch(folder, hidden)
        files = (p for p in Path(hidden).rglob("*") if p.is_file())
        written = "\n".join(p.read_text(encoding="utf-8") for p in files)
        for pdf in sorted(folder.glob("*.pdf")):
            truth = truth_file(pdf)
            if truth is None or "actions" not in (actions := json.loads(truth.read_text())):
                continue
            counts["documents"] += 1
            plans = [_plan(Path(f), pdf.stem) for f in (kept, hidden)]
            _count_left(counts, actions["actions"], plans[1], written)
            _count_changed(counts, actions["actions"], *plans)
    return counts


def _plan(folder: Path, stem: str) -> Plan:
    return Plan.model_validate_json((folder / "plans" / f"{stem}.json").read_bytes())


def _count_left(counts: Counter[str], actions: Sequence[Any], plan: Plan, written: str) -> None:
    text = plan.model_dump_json().replace("\\n", "\n")
    leads = "\n".join(a.lead_agency_text or "" for a in plan.actions)
    for person in {p for row in actions for p in row.get("people") or []}:
        if "@" in person:
            kind, left = "emails", _squeezed(person) in _squeezed(written)
        elif person.isupper() and len(person) < 4:
            kind, left = "initials", re.search(rf"\b{person}\s+(?:leads|to)\b", leads) is not None
        else:
            whole = _squeezed(" ".join(_name_words(person))) in _squeezed(written)
            kind, left = "names", whole or any(_printed(w, text) for w in _name_words(person))
        counts[kind] += 1
        counts[f"{kind} left"] += left


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text.casefold().replace("\\n", ""))


def _name_words(person: str) -> list[str]:
    """The words of a name without its rank."""
    words = person.split()
    while len(words) > 1 and (set(words[0].split("/")) & RANKS or words[0].isupper()):
        words.pop(0)
    return words


def _printed(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None


def _count_changed(counts: Counter[str], actions: Sequence[Any], kept: Plan, hidden: Plan) -> None:
    people = [p for row in actions for p in row.get("people") or []]
    found = _squeezed(" ".join(p for a in kept.actions for p in a.people))
    counts["people"] += len(people)
    counts["found"] += sum(_squeezed(p) in found for p in people)
    words = {w for p in people for w in ([p] if "@" in p else _name_words(p))}
    for a, b in zip(kept.actions, hidden.actions, strict=True):
        lost = {x.agency_id for x in a.lead_agencies} - {x.agency_id for x in b.lead_agencies}
        counts["agencies lost"] += len([x for x in lost if not x.startswith("local-")])
        for before, after in _cells(a, b):
            counts["cells"] += 1
            counts["changed"] += before != after and _without(before, words) != _without(after, [])


def _cells(a: Action, b: Action) -> Iterator[tuple[str, str]]:
    for name in CELLS:
        if getattr(a, name):
            yield getattr(a, name), getattr(b, name) or ""
    yield from zip(a.extra.values(), b.extra.values(), strict=True)


def _without(text: str, words: Iterable[str]) -> str:
    """Letters of a text without masks and without ``words``."""
    text = MASK.sub(" ", text)
    for word in sorted(words, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", text)
    return re.sub(r"[\W_]+", "", text)


if __name__ == "__main__":
    main()
