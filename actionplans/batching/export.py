"""Writes the tables of results that are there in other formats, without converting again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from actionplans.batching.output_folder import opened
from actionplans.batching.publish import publish_again
from actionplans.output.formats.registry import in_order
from actionplans.output.read_back import read_plan, read_run
from actionplans.output.table_rows import Document
from actionplans.urls import is_url, local_path
from schemas.run import Run


def export(output: str | Path, formats: Iterable[str]) -> Run:
    """Write the tables in these ``formats`` beside those that are there; the run's new record.

    They are made from ``plans/``. Later runs keep only the formats that they are asked for.
    Raises ``NoResults`` if the results are not there, not whole, or of another version, and else
    as ``batch`` does.
    """
    wanted = in_order(formats)
    if not is_url(output):
        read_run(local_path(output))  # before anything is written into a folder of no results
    with opened(output) as results:
        target = results.folder
        run = read_run(target)
        settings = run.settings.model_copy(
            update={"formats": in_order([*run.settings.formats, *wanted])}
        )
        run = run.model_copy(update={"settings": settings})
        publish_again(target, _PublishedPlans(target, [i.document for i in run.inputs]), run)
    return run


@dataclass(frozen=True, slots=True)
class _PublishedPlans:
    """Plans read one at a time from the results, as often as they are asked for."""

    output: Path
    names: list[str]

    def __iter__(self) -> Iterator[Document]:
        """Each document in order."""
        plans = self.output / "plans"
        return (Document(name, read_plan(plans / f"{name}.json")) for name in self.names)
