"""The page of the tables, from their Frictionless description."""

from collections.abc import Mapping
from typing import Any

from actionplans.output.datapackage import datapackage
from handbook.markdown import code, either, page, table

ABOUT = (
    "`batch` writes these tables as CSV, described in `datapackage.json`, from which this page is "
    "made. [Formats](../formats.md) says in what other forms they can be had. A column marked "
    "`*` is never empty."
)


def tables_page() -> str:
    """Every table: what a row is, its columns, its keys."""
    return page("Tables", ABOUT, *map(_table, datapackage()["resources"]))


def _table(resource: Mapping[str, Any]) -> str:
    schema = resource["schema"]
    parts = (
        f"## {resource['name']}",
        f"{resource['description']} Key: {either(schema['primaryKey'])}.",
        table(["column", "type", "meaning"], map(_column, schema["fields"])),
        "\n".join(_link(k, resource["name"]) for k in schema["foreignKeys"]),
    )
    return "\n\n".join(p for p in parts if p)


def _column(field: Mapping[str, Any]) -> list[str]:
    limits = field.get("constraints", {})
    values = f" One of {either(limits['enum'])}." if "enum" in limits else ""
    name = code(field["name"]) + (" *" if limits.get("required") else "")
    return [name, field["type"], f"{field['description'].rstrip('.')}.{values}"]


def _link(key: Mapping[str, Any], here: str) -> str:
    there = key["reference"]
    target = f"{there['resource'] or here}.{there['fields'][0]}"
    return f"- {code(key['fields'][0])} is a key of {code(target)}"
