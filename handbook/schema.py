"""The page of the schema: every field of a plan, from its JSON Schema."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from actionplans.output.json_schema import schema_text
from handbook.examples import example
from handbook.markdown import code, either, page, table

ABOUT = (
    "`convert` and `batch` write a plan as one JSON object of the type `Plan`, in which the other "
    "types occur. `actionplans schema` prints the JSON Schema (2020-12) from which this page is "
    "made, and `actionplans validate` holds files against it. Unless it says otherwise, a field is "
    "in every file, and `null` says that nothing was printed for it. Examples are from the results "
    "of the samples."
)
LISTS = "[Codes](../codes.md) says what each means."
DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"

Schema = Mapping[str, Any]


def schema_page() -> str:
    """Every type with its fields, the plan first, then the lists of codes."""
    schema = json.loads(schema_text())
    parts = schema["$defs"]
    lists = {name: part for name, part in parts.items() if "enum" in part}
    records = {"Plan": schema} | {n: p for n, p in parts.items() if n not in lists}
    for field in schema["properties"].values():
        if "$ref" in field:
            field["description"] = parts[_referred(field)]["description"]
    return page(
        "Schema",
        ABOUT,
        *(_record(name, part) for name, part in records.items()),
        *(f"## {name}\n\n{LISTS}\n\n{either(part['enum'])}" for name, part in lists.items()),
    )


def _record(name: str, record: Schema) -> str:
    fields = record["properties"].items()
    needed = record["required"]
    rows = ([code(k), _type(f), _meaning(f, k in needed), example((name, k))] for k, f in fields)
    about = record["description"].split("\n\n")[0].replace("``", "`")
    return f"## {name}\n\n{about}\n\n{table(['field', 'type', 'meaning', 'example'], rows)}"


def _type(field: Schema) -> str:
    """A field's type in words, with a link to the type that it refers to."""
    if "anyOf" in field:
        return " or ".join(map(_type, field["anyOf"]))
    if "$ref" in field:
        name = _referred(field)
        return f"[{name}](#{name.lower()})"
    if "prefixItems" in field:
        return f"{len(field['prefixItems'])} numbers"
    if "additionalProperties" in field:
        return f"object of {_type(field['additionalProperties'])}"
    if "items" in field:
        return f"list of {_type(field['items'])}"
    return str(field["type"])


def _referred(field: Schema) -> str:
    return str(field["$ref"]).rsplit("/", 1)[1]


def _meaning(field: Schema, needed: bool) -> str:
    absent = [] if needed else ["May be missing"]
    return ". ".join((field["description"].rstrip("."), *_limits(field), *absent))


def _limits(field: Schema) -> Iterator[str]:
    """What a field may hold, in words."""
    for part in (field, field.get("items", {}), *field.get("anyOf", ())):
        if "enum" in part:
            yield f"One of {either(part['enum'])}"
        if "const" in part:
            yield f"Always {code(part['const'])}"
        if part.get("pattern") == DATE:
            yield f"{either(('2023', '2023-03'))} or {code('2023-03-31')}"
        if "minimum" in part and "maximum" not in part:
            yield f"At least {part['minimum']}"
