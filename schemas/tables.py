"""The tables of a batch: their columns, keys and types, in every format that they are written in.

Types are those of the Frictionless Table Schema.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from schemas.codes import ProblemCode, Severity
from schemas.plan import (
    ActionStatus,
    DatePrecision,
    MatchMethod,
    PlanStatus,
    Rag,
    Scope,
    TextOrigin,
)

ColumnType = Literal["string", "integer", "number", "date", "object"]
LIST = "Several are joined by '|'."


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its name, meaning, type, and the values it may hold."""

    name: str
    meaning: str
    type: ColumnType = "string"
    required: bool = False
    values: tuple[str, ...] = ()
    items: ColumnType | None = None
    """Type of the items of a list, which are joined by '|'; none for a single value."""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column whose values are keys of a table; an empty ``table`` is the same one."""

    column: str
    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a batch: one row for what, which columns, which keys."""

    name: str
    one_row_for: str
    columns: tuple[TableColumn, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def file(self) -> str:
        """Name of its CSV file."""
        return f"{self.name}.csv"

    @property
    def header(self) -> list[str]:
        """Names of the columns."""
        return [c.name for c in self.columns]


def _id(name: str, meaning: str) -> TableColumn:
    return TableColumn(name, meaning, required=True)


def _count(name: str, meaning: str) -> TableColumn:
    return TableColumn(name, meaning, "integer", required=True)


def _list(name: str, meaning: str, items: ColumnType = "string") -> TableColumn:
    return TableColumn(name, f"{meaning}. {LIST}", items=items)


def _dates(name: str, meaning: str) -> tuple[TableColumn, ...]:
    return (
        TableColumn(name, f"{meaning}, ISO 8601 at the precision printed"),
        TableColumn(f"{name}_precision", f"Precision of {name}", values=get_args(DatePrecision)),
        TableColumn(f"{name}_from", f"First day of {name}", "date"),
        TableColumn(f"{name}_to", f"Last day of {name}", "date"),
    )


REVIEWS = Table(
    "reviews",
    "a document, those without a plan or failed included",
    (
        _id("review_id", "Stable id of the review, unique in the batch"),
        _id("document", "Name of the document's file in plans/, without .json"),
        TableColumn("title", "Title as printed"),
        _list("review_types", "DHR, SAR and so on"),
        TableColumn("case_reference", "Case reference as printed"),
        TableColumn("publisher_id", "Publishing partnership or board"),
        TableColumn("publisher", "Name of the publisher"),
        _id("file", "File name of the input"),
        _id("sha256", "SHA-256 of the input's bytes"),
        _count("pages", "Pages in the input"),
        _list("plan_pages", "Pages that hold rows of the plan", "integer"),
        _list("skimmed_pages", "Pages read for their words only", "integer"),
        TableColumn("text_origin", "Where the text comes from", values=get_args(TextOrigin)),
        TableColumn("status", "How the conversion ended", values=get_args(PlanStatus)),
        _count("actions", "Rows of the plan"),
        _count("doubtful_actions", "Rows with at least one flag"),
        _count("problems", "Problems of the document"),
    ),
    ("review_id",),
    (ForeignKey("publisher_id", "agencies", "agency_id"),),
)

ACTIONS = Table(
    "actions",
    "an action",
    (
        _id("action_id", "Stable id of the action, unique in the batch"),
        _id("review_id", "The review that the plan belongs to"),
        _id("document", "Name of the document's file in plans/, without .json"),
        TableColumn("section", "Nearest heading or band above the row, as printed"),
        TableColumn("section_agency_id", "Agency that the section belongs to"),
        TableColumn("section_agency", "Name of that agency"),
        TableColumn("number", "Printed number"),
        TableColumn("recommendation", "Recommendation, as printed"),
        TableColumn("action", "Action to be taken, as printed"),
        TableColumn("milestones", "Key milestones or evidence, as printed"),
        TableColumn("outcome", "Outcome, progress or update, as printed"),
        TableColumn("scope_text", "Scope, as printed"),
        TableColumn("scope", "Scope", values=get_args(Scope)),
        TableColumn("lead_agency_text", "Lead agency or officer, as printed"),
        _list("lead_agency_ids", "Lead agencies by id"),
        _list("lead_agencies", "Lead agencies by name"),
        _list("people", "Persons named; empty unless people are kept"),
        TableColumn("target_date_text", "Target date, as printed"),
        *_dates("target_date", "Target date"),
        TableColumn("status", "Status that the row's words state", values=get_args(ActionStatus)),
        TableColumn("status_basis", "The words that state it"),
        *_dates("completed_date", "Date of completion"),
        TableColumn("rag_text", "RAG or status column, as printed"),
        TableColumn("rag", "RAG rating", values=get_args(Rag)),
        _id("recommendation_id", "The same for the same recommendation"),
        TableColumn("repeat_of", "The earlier row of the document that this one repeats"),
        _list("themes", "Themes"),
        _list("addressee_types", "Addressee types"),
        _list("facets", "Second-level themes"),
        TableColumn("label_basis", "The words that decided each label, as a JSON object", "object"),
        TableColumn("extra", "Other printed columns, as a JSON object by heading", "object"),
        TableColumn("ocr_confidence", "Sureness of the least sure recognised word", "number"),
        _list("pages", "Pages that the row is printed on", "integer"),
        _list("repairs", "What was done to the printed row, as codes"),
        TableColumn("confidence", "How sure the row is whole and right, 0 to 1", "number"),
        _list("flags", "Doubts, as codes"),
    ),
    ("action_id",),
    (
        ForeignKey("review_id", "reviews", "review_id"),
        ForeignKey("section_agency_id", "agencies", "agency_id"),
        ForeignKey("recommendation_id", "recommendations", "recommendation_id"),
        ForeignKey("repeat_of", "", "action_id"),
    ),
)

ACTION_AGENCIES = Table(
    "action_agencies",
    "an action and one of its lead agencies",
    (
        _id("action_id", "The action"),
        _id("agency_id", "The lead agency"),
        _count("position", "Place among the action's lead agencies, from 1"),
        TableColumn("name", "Name of the agency"),
        TableColumn("matched_text", "The printed words that were recognised"),
        TableColumn("method", "How they were recognised", values=get_args(MatchMethod)),
        TableColumn("score", "Strength of the match, 0 to 1", "number"),
    ),
    ("action_id", "agency_id"),
    (
        ForeignKey("action_id", "actions", "action_id"),
        ForeignKey("agency_id", "agencies", "agency_id"),
    ),
)

ACTION_LABELS = Table(
    "action_labels",
    "an action and one of its labels",
    (
        _id("action_id", "The action"),
        TableColumn(
            "kind", "Kind of label", required=True, values=("theme", "addressee_type", "facet")
        ),
        _id("label", "The label"),
        _list("words", "The printed words that decided it"),
    ),
    ("action_id", "kind", "label"),
    (ForeignKey("action_id", "actions", "action_id"),),
)

AGENCIES = Table(
    "agencies",
    "an agency that leads an action, owns a section or publishes a review",
    (
        _id("agency_id", "Stable id of the agency"),
        _id("name", "Current official name, or the printed one of an agency not registered"),
        TableColumn("type", "Kind of agency; 'unregistered' if it is not in the register"),
        TableColumn("region", "Region, and the finer area behind a semicolon"),
        TableColumn("nation", "Nation"),
        _list("code_scheme", "Scheme of the code"),
        _list("code", "Official code"),
    ),
    ("agency_id",),
)

RECOMMENDATIONS = Table(
    "recommendations",
    "a distinct recommendation of the batch",
    (
        _id("recommendation_id", "Id of the recommendation's words"),
        TableColumn("text", "Its full words, as first printed"),
        _count("actions", "Rows that carry it"),
        _count("reviews", "Documents that carry it"),
    ),
    ("recommendation_id",),
)

PROBLEMS = Table(
    "problems",
    "a problem",
    (
        _id("problem_id", "Id of the problem in this batch"),
        _id("review_id", "The review it concerns"),
        _id("document", "Name of the document's file in plans/, without .json"),
        TableColumn("page", "Page in the file, from 1", "integer"),
        TableColumn("row", "The action it concerns"),
        TableColumn("code", "Kind of problem", values=tuple(c.value for c in ProblemCode)),
        TableColumn("severity", "How much it matters", values=tuple(s.value for s in Severity)),
        TableColumn("message", "What happened and what to do"),
    ),
    ("problem_id",),
    (
        ForeignKey("review_id", "reviews", "review_id"),
        ForeignKey("row", "actions", "action_id"),
    ),
)

TABLES = (REVIEWS, ACTIONS, ACTION_AGENCIES, ACTION_LABELS, AGENCIES, RECOMMENDATIONS, PROBLEMS)
