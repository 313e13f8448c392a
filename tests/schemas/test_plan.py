import json

import jsonschema
import pytest
from pydantic import ValidationError

from actionplans.output.json_schema import schema_text
from schemas.plan import Plan


def test_schema_file_is_current(root):
    kept = (root / "schemas/plan.schema.json").read_text(encoding="utf-8")
    assert kept == schema_text(), "run 'actionplans schema > schemas/plan.schema.json'"


def test_plans_are_valid_by_the_schema(root, samples, sample_plan):
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in sorted((root / "output/plans").glob("*.json")):
        jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema)


def test_every_field_says_what_it_means():
    definitions = json.loads(schema_text())["$defs"]
    assert all("description" in f or "$ref" in f
               for d in definitions.values() for f in d.get("properties", {}).values())  # fmt: skip


def test_unknown_keys_are_refused(sample_plan):
    data = json.loads(sample_plan("sar-nidd-portrait-short.pdf").model_dump_json())
    data["actions"][0]["owner"] = "nobody"
    with pytest.raises(ValidationError, match="owner"):
        Plan.model_validate_json(json.dumps(data))


@pytest.mark.parametrize("date", ["March 2023", "2023-3", "23-03-2023", ""])
def test_dates_that_are_not_iso_are_refused(date, sample_plan):
    data = json.loads(sample_plan("sar-nidd-portrait-short.pdf").model_dump_json())
    data["actions"][0]["target_date"] = date
    with pytest.raises(ValidationError):
        Plan.model_validate_json(json.dumps(data))
