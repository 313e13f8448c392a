"""An example of each field of the schema, from the results of the samples."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from handbook.markdown import code
from schemas.plan import Plan

RESULTS = Path(__file__).parent.parent / "output" / "plans"
LONGEST = 60
"""Characters of an example; more are cut."""
NOT_IN_SAMPLES: Mapping[tuple[str, str], Any] = {
    ("Action", "people"): ["Jane Roe"],
    ("Action", "flags"): ["date_doubtful"],
    ("Problem", "action_id"): "dhr-kent-2023-a004",
    ("Source", "skimmed_pages"): [1, 2, 3],
    ("Correction", "field"): "status",
    ("Correction", "was"): "in_progress",
    ("Correction", "when"): "2024-05-02",
    ("Correction", "why"): "Page 7 says that it was closed",
    ("Correction", "printed"): "Train all staff to use the pathway",
    ("Correction", "part"): 1,
}
"""Fields that are empty in the results of the samples."""

FieldName = tuple[str, str]
"""The name of a type and of a field in it."""


def example(field: FieldName) -> str:
    """The first value of the field that is not empty, as JSON; nothing for records."""
    value = _found().get(field)
    if value is None or _records(value):
        return ""
    text = json.dumps(value, ensure_ascii=False)
    return code(text if len(text) <= LONGEST else f"{text[:LONGEST]} …")


def _records(value: Any) -> bool:
    return isinstance(value, list) and isinstance(value[0], dict)


@cache
def _found() -> Mapping[FieldName, Any]:
    found = dict(NOT_IN_SAMPLES)
    for path in sorted(RESULTS.glob("*.json")):
        plan = Plan.model_validate_json(path.read_text(encoding="utf-8"))
        for field, value in _walk(plan):
            found.setdefault(field, value)
    return found


def _walk(record: Any) -> Iterator[tuple[FieldName, Any]]:
    """Every value of a record, and of the records in it, that is not empty."""
    for name, value in record:
        inner = value if isinstance(value, list) else [value]
        records = [r for r in inner if hasattr(r, "model_dump")]
        for item in records:
            yield from _walk(item)
        if not records and value not in (None, [], {}):
            yield (type(record).__name__, name), value
