"""Written results read back: a plan's JSON file, or the ``plans/`` of a batch's folder."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from schemas.plan import Plan
from schemas.run import Run


class NoResults(Exception):
    """There is nothing at the place named that the converter wrote; the message says why."""


def plan_files(output: Path) -> list[Path]:
    """The plans of a batch in the order of their names, or the one file."""
    if output.is_file():
        return [output]
    files = sorted((output / "plans").glob("*.json"))
    if not files:
        raise NoResults(
            f"There are no results in '{output}'. Name the folder that a batch wrote, or the "
            "JSON file of one plan."
        )
    return files


def content(file: Path) -> bytes:
    """The file's bytes; ``NoResults`` if it cannot be opened."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise NoResults(f"'{file}' cannot be read: {error.strerror}.") from error


def read_plan(file: Path) -> Plan:
    """One plan; ``NoResults`` if the file is none."""
    try:
        return Plan.model_validate_json(content(file))
    except (ValidationError, UnicodeDecodeError) as error:
        raise NoResults(
            f"'{file}' is not a plan that this version wrote. Convert the document again."
        ) from error


def read_plans(output: Path) -> Iterator[Plan]:
    """Every plan of ``output``, in the order of the files' names."""
    return map(read_plan, plan_files(output))


def read_run(output: Path) -> Run:
    """The record of a batch's results; ``NoResults`` if not whole, or of another version."""
    path = output / "run.json"
    if not path.exists():
        raise NoResults(
            f"There are no whole results in '{output}'. Name the folder that a batch wrote, or "
            "run the batch again if it did not end."
        )
    try:
        return Run.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise NoResults(
            f"The results in '{output}' are of another version. Run the batch again."
        ) from error
