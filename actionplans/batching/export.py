"""Writes the tables of results that are there in other formats, without converting again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from actionplans.batching.lock import locked
from actionplans.batching.publish import publish_again
from actionplans.formats.registry import in_order
from actionplans.results import NoResults, read_plan
from actionplans.tables import Document
from schemas.run import Run


def export(output: str | Path, formats: Iterable[str]) -> Run:
    """Write the tables in these ``formats`` beside those that are there; the run's new record.

    They are made from ``plans/``. Later runs keep only the formats that they are asked for.
    Raises ``NoResults`` if the results are not there, not whole, or of another version, and else
    as ``batch`` does.
    """
    target, wanted = Path(output), in_order(formats)
    _check(target)
    with locked(target):
        run = _record(target)
        settings = run.settings.model_copy(
            update={"formats": in_order([*run.settings.formats, *wanted])}
        )
        run = run.model_copy(update={"settings": settings})
        publish_again(target, _PublishedPlans(target, [i.document for i in run.inputs]), run)
    return run


def _check(output: Path) -> None:
    if not (output / "run.json").exists():
        raise NoResults(
            f"There are no whole results in '{output}'. Name the folder that a batch wrote, or "
            "run the batch again if it did not end."
        )


def _record(output: Path) -> Run:
    _check(output)
    try:
        return Run.model_validate_json((output / "run.json").read_bytes())
    except ValidationError as error:
        raise NoResults(
            f"The results in '{output}' are of another version. Run the batch again."
        ) from error


@dataclass(frozen=True, slots=True)
class _PublishedPlans:
    """Plans read one at a time from the results, as often as they are asked for."""

    output: Path
    names: list[str]

    def __iter__(self) -> Iterator[Document]:
        """Each document in order."""
        plans = self.output / "plans"
        return (Document(name, read_plan(plans / f"{name}.json")) for name in self.names)
