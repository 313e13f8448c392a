"""How a batch is asked to work."""

import os
import sys
from dataclasses import dataclass
from typing import Literal

import psutil

from actionplans.batching.limits import MEGABYTE, MEMORY, TIMEOUT
from extract.options import OcrName
from schemas.run import DocumentSettings


@dataclass(frozen=True, slots=True)
class Settings:
    """What makes the results what they are."""

    keep_people: bool
    keep_pseudonyms: bool
    ocr: OcrName
    timeout: float = TIMEOUT
    memory: int = MEMORY

    @property
    def people(self) -> Literal["keep", "mask"]:
        """Whether personal names are kept or masked."""
        return "keep" if self.keep_people else "mask"

    def record(self) -> DocumentSettings:
        """The settings as the record of a document has them."""
        return DocumentSettings(
            people=self.people,
            keep_pseudonyms=self.keep_pseudonyms,
            ocr=self.ocr,
            timeout=self.timeout,
            memory=self.memory,
        )


def usual_jobs(memory: int) -> int:
    """Documents at a time: one a core, fewer if the machine could not hold them all."""
    fitting = int(psutil.virtual_memory().total) // (memory * MEGABYTE)
    return max(1, min(_cores(), fitting))


def _cores() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
