"""How a batch is asked to work."""

from dataclasses import dataclass
from typing import Literal

from actionplans.batching.default_limits import MEMORY, TIMEOUT
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
