"""One document to its plan and record: the unit of work, wherever it is done."""

import hashlib
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import Any

from pydantic import Field

from actionplans.batching.settings import Settings
from actionplans.failed_plan import failed_plan
from actionplans.output.writers import plan_json
from normalise.register.register import slug
from schemas.codes import ProblemCode
from schemas.correction import Entry, entry_of_values
from schemas.plan import Plan, Record
from schemas.run import DocumentSettings, RunInput


@dataclass(frozen=True, slots=True)
class Task:
    """A document to convert, and all that decides what comes of it."""

    path: str
    """Its file, or its name in the file system of ``location``."""
    file: str
    """Path within the folder, as ``run.json`` has it."""
    document: str
    sha256: str
    """Of its bytes; empty if they cannot be read, or are yet to be read for the first time."""
    settings: Settings
    converter: str
    """Print of the converter (``versions.fingerprint``)."""
    corrections: tuple[Entry, ...] = ()
    """Those for the document."""
    location: str = ""
    """URL of the folder, or ``SHARED``; empty for a folder of this machine."""
    version: str = ""
    """What its file system reports of the version (``urls.version_of``)."""

    @property
    def corrections_print(self) -> str:
        """A print of the corrections; empty if there are none."""
        if not self.corrections:
            return ""
        return hashlib.sha256(repr(self.corrections).encode()).hexdigest()

    def message(self) -> dict[str, Any]:
        """The task as plain values for JSON."""
        return asdict(self)

    @classmethod
    def from_message(cls, message: dict[str, Any]) -> "Task":
        """The task that ``message`` gave as plain values."""
        entries = tuple(entry_of_values(e) for e in message["corrections"])
        settings = Settings(**message["settings"])
        return cls(**message | {"settings": settings, "corrections": entries})


class Done(Record):
    """A document that is done, and all that decided how."""

    input: RunInput
    settings: DocumentSettings
    converter: str = Field(description="Print of the converter that made the plan")
    stopped: bool = Field(description="Whether a limit or a crash ended it")
    corrections: str = Field(default="", description="Print of the corrections that were applied")
    version: str = Field(default="", description="What its file system reported of the version")

    def answers(self, task: Task) -> bool:
        """Whether the task, done now, would come out as this did.

        The limits matter only if one of them, or a crash, ended the document.
        """
        known, asked = self.input, task.settings.record()
        if not self.stopped:
            limits = {"timeout": self.settings.timeout, "memory": self.settings.memory}
            asked = asked.model_copy(update=limits)
        converted = (known.file, known.document, known.sha256, self.converter, self.corrections)
        wanted = (task.file, task.document, task.sha256, task.converter, task.corrections_print)
        return self.settings == asked and converted == wanted


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a task: its record and its plan's JSON."""

    done: Done
    plan: str


def convert_task(task: Task) -> Result:
    """Convert the document. Any fault of document or converter is a plan of status ``failed``."""
    from actionplans.conversion import attempt

    before = time.perf_counter()
    plan = attempt(
        Path(task.path),
        keep_people=task.settings.keep_people,
        keep_pseudonyms=task.settings.keep_pseudonyms,
        ocr=task.settings.ocr,
        review_id=slug(task.document),
        corrections=task.corrections,
    )
    return _result(task, plan, time.perf_counter() - before, stopped=False)


def stopped_task(task: Task, code: ProblemCode, message: str, seconds: float) -> Result:
    """The result of a task whose process had to be stopped, or died."""
    name = PurePath(task.file).name
    plan = failed_plan(Path(task.path), name, code, message, slug(task.document), task.sha256)
    return _result(task, plan, seconds, stopped=True)


def unread_task(task: Task, message: str) -> Result:
    """The result of a task whose document could not be fetched."""
    code, name = ProblemCode.UNREADABLE_FILE, PurePath(task.file).name
    plan = failed_plan(Path(task.path), name, code, message, slug(task.document), "")
    return _result(task, plan, 0.0, stopped=False)


def _result(task: Task, plan: Plan, seconds: float, *, stopped: bool) -> Result:
    known = RunInput(
        file=task.file,
        document=task.document,
        sha256=plan.source.sha256,
        status=plan.status,
        pages=plan.source.pages,
        actions=len(plan.actions),
        doubtful_actions=sum(1 for a in plan.actions if a.flags),
        problems=len(plan.problems),
        problem_codes=dict(sorted(Counter(p.code.value for p in plan.problems).items())),
        seconds=round(seconds, 2),
    )
    done = Done(
        input=known,
        settings=task.settings.record(),
        converter=task.converter,
        stopped=stopped,
        corrections=task.corrections_print,
        version=task.version,
    )
    return Result(done, plan_json(plan))
