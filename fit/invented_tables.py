"""Tables made from a row of headings of the lexicon and cells drawn for each field."""

import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fit.lexicon import Lexicon

SHORT_CELLS = tomllib.loads((Path(__file__).parent / "short_cells.toml").read_text("utf-8"))
SIZES = (1, 2, 3, 4, 6, 9, 14)
"""Rows of a table."""
FEW = 3
"""Columns of the smaller tables that are made of those that are no plans."""
BLANK_HEADINGS = 0.08
"""Share of tables in which some headings are blank."""
REWORDED = 0.35
"""Share of headings exchanged for another wording of the same field."""
ADDED = {
    "revised_date": ("target_date", 1, 0.25),
    "start_date": ("target_date", 0, 0.08),
    "completed_date": ("target_date", 1, 0.12),
    "status": ("outcome", 0, 0.12),
    "support": ("lead", 1, 0.08),
    "finding": ("recommendation", 1, 0.08),
    "action_number": ("action", 0, 0.05),
}
"""Columns added to tables that lack them: beside which, before or behind it, and how often."""
PREFIXES = ("WMP", "SAB", "ASC", "ICB", "OR")
DATES = ("target_date", "revised_date", "start_date", "completed_date")


@dataclass(frozen=True, slots=True)
class LabelledTable:
    """A table's headings, its columns' cells, and the field of each; ``None``: not known."""

    headings: list[str]
    cells: list[list[str]]
    fields: list[str | None]
    weight: float = 1.0


def invented_plans(lexicon: Lexicon, count: int, seed: int) -> Iterator[LabelledTable]:
    """``count`` tables of actions, the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        row = chance.choice(lexicon.heading_rows)
        rows = chance.choice(SIZES)
        columns = list(zip(row["headings"], row["fields"], strict=True))
        columns = [
            (_reworded(lexicon, h, f, chance), f) for h, f in _more(lexicon, columns, chance)
        ]
        if chance.random() < BLANK_HEADINGS:
            columns = [("" if chance.random() < 0.35 else h, f) for h, f in columns]
        cells = [drawn(lexicon, f, rows, chance) for _, f in columns]
        yield LabelledTable([h for h, _ in columns], cells, [f for _, f in columns])


def _more(
    lexicon: Lexicon, columns: list[tuple[str, str]], chance: random.Random
) -> list[tuple[str, str]]:
    """``columns`` with some that stand beside others in print and in few rows of the lexicon."""
    found = list(columns)
    for field, (beside, after, share) in ADDED.items():
        fields = [f for _, f in found]
        if field not in fields and beside in fields and chance.random() < share:
            place = fields.index(beside) + after
            found.insert(place, (chance.choice(lexicon.wordings[field]), field))
    return found


def _reworded(lexicon: Lexicon, heading: str, field: str, chance: random.Random) -> str:
    return chance.choice(lexicon.wordings[field]) if chance.random() < REWORDED else heading


def other_tables(lexicon: Lexicon, seed: int) -> Iterator[LabelledTable]:
    """Tables that are no plans, with their own cells and with more of the same."""
    chance = random.Random(seed)
    for row in lexicon.not_plans:
        columns = list(zip(*row["sample_rows"], strict=True))
        for rows in (2, chance.choice(SIZES[2:])):
            cells = [[chance.choice(c) for _ in range(rows)] for c in columns]
            yield LabelledTable(list(row["headings"]), cells, [None] * len(columns))
        kept = sorted(chance.sample(range(len(columns)), min(FEW, len(columns))))
        yield _columns(LabelledTable(list(row["headings"]), cells, [None] * len(columns)), kept)


ASKS = ("recommendation", "action")
TELLS = ("lead", "target_date", "outcome")


def narrow(table: LabelledTable, chance: random.Random) -> LabelledTable | None:
    """A plan of two or three columns of ``table``: what, and who, when or what came of it."""
    asks = [i for i, f in enumerate(table.fields) if f in ASKS]
    tells = [i for i, f in enumerate(table.fields) if f in TELLS]
    if not asks or not tells:
        return None
    kept = {chance.choice(asks), *chance.sample(tells, min(len(tells), chance.choice((1, 2))))}
    return _columns(table, sorted(kept))


def without_actions(table: LabelledTable) -> LabelledTable | None:
    """What is left of a plan without who, when and what came of it: a list of what was found."""
    told = (*TELLS, "action", "status", "rag", "milestones", "revised_date", "completed_date")
    kept = [i for i, f in enumerate(table.fields) if f not in told]
    return _columns(table, kept) if len(kept) > 1 else None


def _columns(table: LabelledTable, kept: Sequence[int]) -> LabelledTable:
    return LabelledTable(
        [table.headings[i] for i in kept],
        [table.cells[i] for i in kept],
        [table.fields[i] for i in kept],
        table.weight,
    )


def drawn(lexicon: Lexicon, field: str, rows: int, chance: random.Random) -> list[str]:
    """The cells of one column."""
    if field in ("number", "action_number"):
        return _numbers(field, rows, chance)
    if field in DATES:
        gaps = 0.0 if field == "target_date" else 0.4
        return _with_gaps(_some(lexicon.texts("dates"), rows, chance), gaps, chance)
    if field in ("lead", "support"):
        return _some(_leads(lexicon, chance), rows, chance)
    if field == "outcome":
        told = lexicon.stories if chance.random() < 0.7 else lexicon.texts("outcomes")
        return _with_gaps(_some(told, rows, chance), 0.08, chance)
    return _some(_choices(lexicon, field, chance), rows, chance)


def _choices(lexicon: Lexicon, field: str, chance: random.Random) -> Sequence[str]:
    short = SHORT_CELLS
    drawn_from: dict[str, Callable[[], Sequence[str]]] = {
        "recommendation": lambda: lexicon.texts("recommendations")
        + (lexicon.texts("actions") if chance.random() < 0.15 else []),
        "action": lambda: lexicon.texts("actions"),
        "finding": lambda: lexicon.texts("findings"),
        "milestones": lambda: lexicon.texts("milestones"),
        "status": lambda: lexicon.states if chance.random() < 0.5
        else chance.choice(short["states"]),
        "rag": lambda: chance.choice(short["ratings"]),
        "scope": lambda: chance.choice(short["scopes"]),
        "priority": lambda: chance.choice(short["priorities"]),
        "theme": lambda: chance.sample(short["themes"], 4),
        "resources": lambda: short["resources"],
        "risk": lambda: short["risks"] + lexicon.texts("findings")[:40],
        "assurance": lambda: short["assurance"] if chance.random() < 0.7
        else lexicon.texts("milestones"),
        "source": lambda: short["sources"],
        "comments": lambda: short["comments"] + lexicon.stories[:150],
    }  # fmt: skip
    other = (short["other"], short["comments"], short["themes"], short["sources"])
    return drawn_from[field]() if field in drawn_from else chance.choice(other)


def _leads(lexicon: Lexicon, chance: random.Random) -> Sequence[str]:
    own = chance.choice(lexicon.leads)
    return own if chance.random() < 0.8 else own + SHORT_CELLS["supporters"]


def _some(texts: Sequence[str], rows: int, chance: random.Random) -> list[str]:
    return [chance.choice(texts) for _ in range(rows)]


def _with_gaps(cells: list[str], share: float, chance: random.Random) -> list[str]:
    return ["" if chance.random() < share else c for c in cells]


def _numbers(field: str, rows: int, chance: random.Random) -> list[str]:
    start, prefix = chance.randrange(1, 6), chance.choice(PREFIXES)
    pairs = [(i // 2 + 1, i % 2) for i in range(rows)]
    styles = [
        [f"{a}.{b + 1}" for a, b in pairs],
        [f"{a}{'ab'[b]}" for a, b in pairs],
        [str(i + 1) for i in range(rows)],
    ]
    if field == "action_number":
        return chance.choice([*styles, [f"A{i + 1}" for i in range(rows)]])
    styles += [
        [f"{start}.{i + 1}" for i in range(rows)],
        [f"R{i + 1}" for i in range(rows)],
        [f"{i + 1}." for i in range(rows)],
        [f"Rec {i + 1}" for i in range(rows)],
        [f"{prefix}{i + 1}" for i in range(rows)],
        [str(a) if not b else "" for a, b in pairs],
    ]
    return chance.choice(styles)
