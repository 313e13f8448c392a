"""What every word list keeps to; normalise/text/word_lists.py says why."""

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

import normalise
import schemas
from normalise.register.register import bodies, key
from normalise.text.terms import read_term
from normalise.text.word_lists import rows

CODE = Path(normalise.__file__).parent
MODULES = sorted(CODE.rglob("*.py"))
SCHEMAS = sorted(Path(schemas.__file__).parent.rglob("*.py"))
DATA = CODE / "data"
LISTS = sorted(
    f.relative_to(DATA).as_posix() for f in DATA.rglob("*.*") if f.suffix in (".csv", ".txt")
)
TABLES = [name for name in LISTS if name.endswith(".csv")]
TEXTS = [name for name in LISTS if name.endswith(".txt")]

REASONS = {"note", "reason", "source"}
BESIDE_A_LINE = {*REASONS, "licence"}
"""Columns that say why or where from, and nothing that code asks."""
TAKEN_WHOLE = {"register/area_links.csv"}
"""Lists whose source is in the SOURCES.md beside them."""
WORDS_OF_A_LINE = {"people/forenames.txt", "people/ordinary_words.txt", "people/surnames.txt"}
"""Lists that hold many words in a line."""
SELECTORS = {
    "before_place", "by", "column", "counts", "field", "kind", "label", "ordinary_word", "part",
    "publisher", "rag", "role", "scope", "slips", "status",
}  # fmt: skip
"""Columns by whose values code picks lines or decides."""
ANY_LABEL = "labels/finding_openings.csv"
"""A list of one label, which is not asked for."""
IDS = {"body_id", "candidate_ids", "generic_id", "id", "ids", "kind_id", "la_id", "successor_id"}
REGISTER = {"register/additions.csv", "register/agencies.csv", "register/area_links.csv"}
EXPRESSION = re.compile(r"\\|\(\?|\.\*|\[\w|\w\?(?=\s|$)")
"""Signs of a regular expression. A question ends with one too, in columns of wordings."""


def in_code(module):
    """A module's place."""
    return module.relative_to(CODE).as_posix()


def words_of(name):
    """The lines of a text file; its words where a line has many."""
    listed = (x.strip() for x in (DATA / name).read_text(encoding="utf-8").splitlines())
    found = [x for x in listed if x and not x.startswith("#")]
    return " ".join(found).replace("? ", "").split() if name in WORDS_OF_A_LINE else found


def as_compared(column, cell):
    """A cell without what sets it apart for the eye only."""
    if column == "pattern":
        return " ".join(cell.casefold().split())
    if column == "term":
        return tuple(
            (s.gap, s.words | set(map(str.casefold, s.capitals)), s.stems) for s in read_term(cell)
        )
    return key(cell) or cell


def compared_lines(name):
    """The lines of a list, each as it is compared."""
    if name in TEXTS:
        return [(w, key(w) or w) for w in words_of(name)]
    return [
        (r, tuple(as_compared(c, r[c]) for c in r if c not in BESIDE_A_LINE)) for r in rows(name)
    ]


@cache
def strings_of(module):
    """The strings of a module as expressions: what an f-string holds is any word."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(re.escape(node.value))
        elif isinstance(node, ast.JoinedStr):
            found.add(
                "".join(
                    re.escape(x.value) if isinstance(x, ast.Constant) else r"\w+"
                    for x in node.values
                )
            )
    return found


@cache
def asked_for():
    """What code can ask a column for: its strings, and the fields of a plan."""
    found = {s for module in (*MODULES, *SCHEMAS) for s in strings_of(module)}
    trees = (ast.parse(module.read_text(encoding="utf-8")) for module in SCHEMAS)
    fields = (n.target for t in trees for n in ast.walk(t) if isinstance(n, ast.AnnAssign))
    return found | {re.escape(f.id) for f in fields if isinstance(f, ast.Name)}


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_cell_for_each_heading(name):
    assert rows(name)  # raises for one more, as a comma without quotes in a pattern makes it


@pytest.mark.parametrize("name", LISTS)
def test_some_module_reads_it(name):
    paths = {s for module in MODULES for s in strings_of(module) if s.endswith(("csv", "txt"))}
    assert any(re.fullmatch(path, name) for path in paths)


@pytest.mark.parametrize("name", LISTS)
def test_no_two_lines_are_the_same(name):
    alike = defaultdict(list)
    for line, compared in compared_lines(name):
        alike[compared].append(line)
    assert [lines for lines in alike.values() if len(lines) > 1] == []


@pytest.mark.parametrize("name", [n for n in TABLES if n not in TAKEN_WHOLE])
def test_every_line_has_a_reason_or_a_source(name):
    given = REASONS & set(rows(name)[0])
    assert given
    assert [r for r in rows(name) if not all(r[column].strip() for column in given)] == []


@pytest.mark.parametrize("name", [*TEXTS, *TAKEN_WHOLE])
def test_a_list_of_plain_words_says_what_it_is(name):
    path = DATA / name
    assert (
        path.read_text(encoding="utf-8").startswith("# ") or (path.parent / "SOURCES.md").exists()
    )


@pytest.mark.parametrize(
    "module", [m for m in MODULES if "rows(" in m.read_text(encoding="utf-8")], ids=in_code
)
def test_no_code_reads_reasons(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    asked = (n.slice for n in ast.walk(tree) if isinstance(n, ast.Subscript))
    assert not REASONS & {a.value for a in asked if isinstance(a, ast.Constant)}


@pytest.mark.parametrize(
    "name", [n for n in TABLES if n != ANY_LABEL and SELECTORS & set(rows(n)[0])]
)
def test_code_asks_for_every_value_of_a_selector(name):
    used = {f"<{w}>" for r in rows(name) for w in re.findall(r"<(\w+)>", r.get("term", ""))}
    for column in SELECTORS & set(rows(name)[0]):
        values = {r[column] for r in rows(name)} - {"", *used}
        assert {v for v in values if re.escape(v) not in asked_for() and v not in bodies()} == set()


@pytest.mark.parametrize("name", [n for n in TABLES if n not in REGISTER and IDS & set(rows(n)[0])])
def test_ids_are_the_registers(name):
    named = [r for r in rows(name) if r.get("field") != "region"]
    listed = {i for r in named for c in IDS & set(r) for i in r[c].split("|")}
    assert listed - set(bodies()) == set()


def test_addressees_are_bodies_and_types_of_the_register():
    known = {"body": set(bodies()), "type": {b.type for b in bodies().values()}}
    listed = [r for r in rows("labels/addressees.csv") if r["by"] in known]
    assert [r for r in listed if r["term"] not in known[r["by"]]] == []


@pytest.mark.parametrize("name", [n for n in TABLES if "pattern" in rows(n)[0]])
def test_patterns_are_regular_expressions(name):
    assert all(re.compile(r["pattern"]) for r in rows(name))


@pytest.mark.parametrize("name", LISTS)
def test_expressions_stand_nowhere_else(name):
    if name in TEXTS:
        cells = words_of(name)
    else:
        wordings = {"pattern", "wording", *BESIDE_A_LINE}
        cells = [cell for r in rows(name) for column, cell in r.items() if column not in wordings]
    assert [cell for cell in cells if EXPRESSION.search(cell)] == []


@pytest.mark.parametrize("module", MODULES, ids=in_code)
def test_code_names_no_body(module):
    assert {s for s in strings_of(module) if s.replace("\\", "") in bodies()} == set()
