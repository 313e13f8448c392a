"""The JSON Schema of a plan, as text."""

import json

from schemas.plan import Plan

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text() -> str:
    """JSON Schema (2020-12) of ``plans/NAME.json``, indented."""
    schema = {"$schema": DIALECT, **Plan.model_json_schema(mode="serialization")}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
