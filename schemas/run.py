"""The record of one run over a folder."""

from pydantic import Field

from schemas.plan import PlanStatus, Record


class DocumentSettings(Record):
    """What decides what comes of a document, beside the document itself."""

    people: str = Field(description="'mask' or 'keep'")
    keep_pseudonyms: bool = Field(description="Whether titles keep the pseudonym of the subject")
    ocr: str = Field(description="Text recognition engine asked for: 'auto', its name, or 'off'")
    timeout: float = Field(gt=0, description="Seconds that a document may take")
    memory: int = Field(gt=0, description="Megabytes of memory that a document may take")


class CorrectionsUsed(Record):
    """A run's corrections and what became of them."""

    sha256: str | None = Field(description="SHA-256 of the file; null if entries came otherwise")
    entries: int = Field(ge=0, description="Entries of the file")
    applied: int = Field(ge=0, description="Entries that were applied, or that nothing needs now")
    unmatched: int = Field(ge=0, description="Entries whose row is not there any more")
    refused: int = Field(ge=0, description="Entries that ask for what cannot be")
    passed_over: int = Field(
        ge=0, description="Entries for documents that are not in the run or could not be read"
    )


class RunSettings(DocumentSettings):
    """How the run was asked to work."""

    formats: list[str] = Field(
        default_factory=list,
        description="Forms beside CSV that the tables are written in; 'excel' is CSV with a mark",
    )

    corrections: CorrectionsUsed | None = Field(
        default=None, description="The corrections that were given; null if none were"
    )

    @property
    def of_documents(self) -> DocumentSettings:
        """Those that decide what comes of each document."""
        return DocumentSettings(**self.model_dump(exclude={"formats", "corrections"}))


class RunInput(Record):
    """One input file and what became of it."""

    file: str = Field(description="Path within the input folder, with forward slashes")
    document: str = Field(description="Name of its file in plans/, without .json")
    sha256: str = Field(description="SHA-256 of the file's bytes; empty if it cannot be opened")
    status: PlanStatus = Field(description="How the conversion ended")
    pages: int = Field(ge=0, description="Pages in the file")
    actions: int = Field(ge=0, description="Rows of the plan")
    doubtful_actions: int = Field(ge=0, description="Rows with at least one flag")
    problems: int = Field(ge=0, description="Problems of the document")
    problem_codes: dict[str, int] = Field(description="How many of them have each code")
    seconds: float | None = Field(description="Time taken; null in a reproducible run")


class RunCounts(Record):
    """Totals of the run."""

    documents: int = Field(ge=0, description="Input files")
    ok: int = Field(ge=0, description="Documents converted without loss")
    partial: int = Field(ge=0, description="Documents of which something may be lost")
    no_plan: int = Field(ge=0, description="Documents without a table of actions")
    failed: int = Field(ge=0, description="Documents that could not be read")
    actions: int = Field(ge=0, description="Rows of all plans")
    doubtful_actions: int = Field(ge=0, description="Rows of all plans with at least one flag")
    problems: int = Field(ge=0, description="Problems of all documents")


class Run(Record):
    """What a run over a folder read, how, and what came of it."""

    schema_version: str = Field(description="Version of the form of the plans")
    versions: dict[str, str] = Field(description="Versions of the converter and what it stands on")
    started: str | None = Field(description="ISO 8601, UTC; null in a reproducible run")
    finished: str | None = Field(description="ISO 8601, UTC; null in a reproducible run")
    settings: RunSettings
    inputs: list[RunInput] = Field(description="Every input, in the order of its path")
    skipped: list[str] = Field(description="Files of the folder that are neither PDF nor text")
    forgotten: int = Field(ge=0, description="Inputs left out because they were forgotten")
    counts: RunCounts
