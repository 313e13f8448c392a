"""What is done: each document's record and plan, in a file of its own, across runs.

A file is the record as one line of JSON, and below it the plan's JSON. It is written whole or
not at all, and holds what the converter gave: what the batch adds is made anew in each run.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from actionplans.batching.tasks import Done, Result
from actionplans.output.table_rows import Document
from actionplans.output.writers import UNFINISHED, write_text
from schemas.plan import Plan

STATE = ".actionplans"
"""Folder within the output."""


class Store:
    """The state folder of an output."""

    def __init__(self, output: Path) -> None:
        self.folder = output / STATE
        self.fetched = self.folder / "fetched"
        """Where documents from elsewhere stand while they are converted."""
        self._documents = self.folder / "documents"

    def tidy(self) -> None:
        """Take away what a run that was killed left half written."""
        for path in self.folder.rglob(f"*{UNFINISHED}"):
            path.unlink()
        shutil.rmtree(self.fetched, ignore_errors=True)

    def write(self, result: Result) -> None:
        """Keep a document that is done."""
        record = result.done.model_dump_json()
        write_text(self._path(result.done.input.document), f"{record}\n{result.plan}")

    def note_version(self, done: Done, version: str) -> None:
        """Keep that a document's file system now reports another version, of the same bytes."""
        plan = self.text(done.input.document).partition("\n")[2]
        self.write(Result(done.model_copy(update={"version": version}), plan))

    def names(self) -> set[str]:
        """Names of all documents that are kept, also in a form of another version."""
        return {path.stem for path in self._documents.glob("*.json")}

    def done(self) -> dict[str, Done]:
        """Every document that is done, by its name."""
        found = {name: self._done(name) for name in sorted(self.names())}
        return {name: done for name, done in found.items() if done}

    def text(self, document: str) -> str:
        """A document that is done as it is kept."""
        return self._path(document).read_text(encoding="utf-8")

    def _done(self, document: str) -> Done | None:
        with self._path(document).open(encoding="utf-8") as file:
            line = file.readline()
        try:
            return Done.model_validate_json(line)
        except ValidationError:  # kept by another version in another form
            return None

    def plan(self, document: str) -> Plan:
        """The plan of a document that is done."""
        return Plan.model_validate_json(self.text(document).partition("\n")[2])

    def drop(self, document: str) -> None:
        """Keep a document no longer."""
        self._path(document).unlink(missing_ok=True)

    def _path(self, document: str) -> Path:
        return self._documents / f"{document}.json"


@dataclass(frozen=True, slots=True)
class StoredPlans:
    """Plans read one at a time from the store, as often as they are asked for."""

    store: Store
    names: tuple[str, ...]

    def __iter__(self) -> Iterator[Document]:
        """Each document in order."""
        return (Document(name, self.store.plan(name)) for name in self.names)
