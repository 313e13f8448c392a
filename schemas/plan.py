"""The contract: one document's action plan as validated data."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.codes import Flag, ProblemCode, Repair, Severity
from schemas.labels import AddresseeType, Facet, Theme

SCHEMA_VERSION = "1.0"

PlanStatus = Literal["ok", "partial", "no_plan", "failed"]
TextOrigin = Literal["digital", "ocr", "mixed", "text"]
Scope = Literal["local", "regional", "national"]
ActionStatus = Literal["completed", "in_progress", "not_started", "overdue", "superseded"]
Rag = Literal["red", "amber", "green", "blue"]
DatePrecision = Literal["day", "month", "quarter", "season", "year"]
MatchMethod = Literal[
    "exact", "alias", "acronym", "area", "section", "fuzzy", "printed", "corrected"
]

PartialDateText = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Share = Annotated[float, Field(ge=0, le=1)]
BoundingBox = tuple[float, float, float, float]


class Record(BaseModel):
    """Base of every model: strict types, no unknown keys."""

    model_config = ConfigDict(strict=True, extra="forbid")


class Agency(Record):
    """A public body, by its id in the register and its current official name."""

    agency_id: str = Field(description="Stable id, from the register or made from the name")
    name: str = Field(description="Current official name")


class LeadAgency(Agency):
    """An agency that leads an action, with how it was recognised."""

    matched_text: str = Field(description="The printed words that were recognised")
    method: MatchMethod = Field(description="How the words were matched to the register")
    score: Share = Field(description="Strength of the match, 0 to 1")


class Review(Record):
    """The review that the plan belongs to."""

    review_id: str = Field(description="Stable slug, unique in a batch")
    title: str | None = Field(description="Title as printed")
    review_types: list[str] = Field(description="DHR, SAR and so on, in printed order; open list")
    case_reference: str | None = Field(description="Case reference as printed")
    publisher: Agency | None = Field(description="Publishing partnership or board")


class Source(Record):
    """The file that was read."""

    file: str = Field(description="File name, without folders")
    sha256: str = Field(description="SHA-256 of the file's bytes, in hexadecimal")
    pages: int = Field(ge=0, description="Number of pages in the file")
    plan_pages: list[int] = Field(description="Pages that hold rows of the plan, from 1")
    skimmed_pages: list[int] = Field(
        description="Pages that show no sign of a table and were read for their words only, from 1"
    )
    text_origin: TextOrigin = Field(description="Where the text comes from")


class Provenance(Record):
    """A place on a page that a row, or a part of it, was printed at."""

    page: int = Field(ge=1, description="Page in the file, from 1")
    bbox: BoundingBox | None = Field(
        description="x0, top, x1, bottom in points from the top left of the displayed page; "
        "null for a text dump"
    )
    row: int = Field(ge=0, description="Row within the page's table, from 0, headings included")


class Correction(Record):
    """A person's change to a row, as the corrections file asked for it."""

    field: str = Field(description="Field changed; 'row' for a row split, joined, added, checked")
    was: str | None = Field(description="What the converter read; null where a row was changed")
    when: str | None = Field(description="Date of the decision, as the file gives it")
    why: str | None = Field(description="Reason, as the file gives it")
    printed: str = Field(description="Words that the row is found by, as the converter read them")
    part: int = Field(ge=1, description="1 for the row itself, more for rows made beside it")


class LabelBasis(Record):
    """The printed words that decided each label; none for ``other``."""

    themes: dict[Theme, list[str]] = Field(description="Words by theme")
    addressee_types: dict[AddresseeType, list[str]] = Field(description="Words by addressee type")
    facets: dict[Facet, list[str]] = Field(description="Words by facet")


class Action(Record):
    """One row of the plan: an action, the recommendation it serves and what came of it."""

    action_id: str = Field(description="Stable id, unique in a batch")
    section: str | None = Field(description="Nearest heading or band above the row, as printed")
    section_agency: Agency | None = Field(description="Agency that the section belongs to")
    number: str | None = Field(description="Printed number of the recommendation or action")
    recommendation: str | None = Field(description="Recommendation, as printed")
    action: str | None = Field(description="Action to be taken, as printed")
    milestones: str | None = Field(description="Key milestones or evidence, as printed")
    outcome: str | None = Field(description="Outcome, progress or update, as printed")
    scope_text: str | None = Field(description="Scope, as printed")
    scope: Scope | None = Field(description="Scope of the recommendation")
    lead_agency_text: str | None = Field(description="Lead agency or officer, as printed")
    lead_agencies: list[LeadAgency] = Field(description="Lead agencies, in printed order")
    people: list[str] = Field(description="Persons named; empty unless people are kept")
    target_date_text: str | None = Field(description="Target date, as printed")
    target_date: PartialDateText | None = Field(description="Target date, ISO 8601")
    target_date_precision: DatePrecision | None = Field(description="Precision of target_date")
    status: ActionStatus | None = Field(description="Status that the row's words state")
    status_basis: str | None = Field(description="The words that state it")
    completed_date: PartialDateText | None = Field(description="Date of completion, ISO 8601")
    completed_date_precision: DatePrecision | None = Field(
        description="Precision of completed_date"
    )
    rag_text: str | None = Field(description="RAG or status column, as printed")
    rag: Rag | None = Field(description="RAG rating from letter, word or colour")
    recommendation_id: str = Field(description="The same for the same recommendation")
    repeat_of: str | None = Field(description="action_id of the earlier row that this repeats")
    themes: list[Theme] = Field(
        description="Recommendation themes, in a fixed order; 'other' where words fit none"
    )
    addressee_types: list[AddresseeType] = Field(
        description="Kinds of body it is addressed to, in a fixed order"
    )
    facets: list[Facet] = Field(description="Second-level themes, in a fixed order")
    label_basis: LabelBasis = Field(description="The words that decided each label")
    extra: dict[str, str] = Field(description="Columns that no field fits, by their heading")
    ocr_confidence: dict[str, Share] = Field(
        description="How sure text recognition is of the least sure word of each field, 0 to 1; "
        "empty where nothing was recognised"
    )
    provenance: list[Provenance] = Field(description="Where the row is printed, in order")
    repairs: list[Repair] = Field(description="What was done to the printed row")
    confidence: Share = Field(description="How sure the row is whole and right, 0 to 1")
    flags: list[Flag] = Field(description="Doubts for a person to look at")
    corrections: list[Correction] = Field(
        default_factory=list, description="What a person's corrections changed"
    )


class Problem(Record):
    """Something the converter could not do or is not sure of."""

    code: ProblemCode = Field(description="What kind of problem it is")
    severity: Severity = Field(description="How much it matters")
    page: int | None = Field(ge=1, description="Page in the file, from 1")
    message: str = Field(description="What happened and what to do, in plain words")
    action_id: str | None = Field(default=None, description="The row it concerns")


class Plan(Record):
    """One document and everything read from it."""

    schema_version: Literal["1.0"] = Field(description="Version of this form")
    status: PlanStatus = Field(description="How the conversion ended")
    review: Review
    source: Source
    actions: list[Action] = Field(description="The plan's rows, in printed order")
    problems: list[Problem] = Field(description="What went wrong or is in doubt")
