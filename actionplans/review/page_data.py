"""The data of the page: a small index for search and lists, and one part for each document."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from actionplans.review.agency_candidates import agency_doubts
from actionplans.review.batch_output import Document
from actionplans.review.doubts import Kind
from actionplans.review.row_pictures import Picture
from normalise.corrections.find_rows import printed_key
from normalise.corrections.values import LABELS
from normalise.register.register import bodies, current
from schemas.codes import Flag, ProblemCode, Repair
from schemas.correction import COLUMNS
from schemas.plan import Action

LONGEST_NAME = 80
"""Characters of a review's id in the names of files: Windows allows 260 for a whole path."""
TITLE = 260
"""Characters of a row's words that a list shows: about three lines."""
SEARCHED = (
    "number", "section", "recommendation", "action", "milestones", "outcome",
    "lead_agency_text", "target_date_text", "rag_text",
)  # fmt: skip
Data = dict[str, Any]


def index_data(documents: Sequence[Document], kinds: Sequence[Kind], *, masked: bool) -> Data:
    """Everything that lists and filters need."""
    rows = [(n, a) for n, d in enumerate(documents) for a in d.plan.actions]
    agencies = {x.agency_id: x.name for _, a in rows for x in a.lead_agencies}
    order = sorted(agencies, key=lambda i: agencies[i])
    agency_index = {agency: n for n, agency in enumerate(order)}
    return {
        "masked": masked,
        "columns": list(COLUMNS),
        "meanings": {c.value: c.meaning for codes in (Repair, Flag, ProblemCode) for c in codes},
        "documents": [_document(d) for d in documents],
        "agencies": [[i, agencies[i]] for i in order],
        "labels": LABELS,
        "themes": sorted({t for _, a in rows for t in a.themes}),
        "rows": [_row(n, a, agency_index) for n, a in rows],
        "kinds": [
            {
                "code": k.code,
                "title": k.title,
                "count": k.count,
                "topics": [[t, ids] for t, ids in _by_size(k.topics)],
                "problems": k.problems,
            }
            for k in kinds
        ],
    }


def _by_size(topics: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    return sorted(topics.items(), key=lambda t: (-len(t[1]), t[0]))


def _document(document: Document) -> Data:
    plan = document.plan
    return {
        "id": plan.review.review_id,
        "data": data_name(document),
        "title": plan.review.title or document.name,
        "file": plan.source.file,
        "sha256": plan.source.sha256,
        "corrected": any(a.corrections for a in plan.actions),
    }


def _row(number: int, action: Action, agency_index: dict[str, int]) -> list[Any]:
    """A row of the index; ``lists.js`` names its parts in the same order."""
    text = " ".join((action.recommendation or action.action or "").split())
    return [
        number,
        action.action_id,
        action.number or "",
        text if len(text) <= TITLE else f"{text[: TITLE - 1]}…",
        [agency_index[a.agency_id] for a in action.lead_agencies],
        action.status or "",
        action.themes,
        action.confidence,
        [f.value for f in action.flags],
        action.target_date or "",
        action.recommendation_id,
        [r.value for r in action.repairs if r in (Repair.CORRECTED, Repair.CHECKED)],
    ]


def words_data(documents: Sequence[Document]) -> list[str]:
    """The words that search looks in, of each row in the order of the index.

    They are more than half of all and no list shows them: they are loaded after the first view.
    """
    return [_searched_words(a) for d in documents for a in d.plan.actions]


def _searched_words(action: Action) -> str:
    texts = (" ".join((getattr(action, f) or "").split()) for f in SEARCHED)
    return " ".join(t for t in texts if t).casefold()


def document_data(
    document: Document, pictures: Sequence[Sequence[Picture]], links: Sequence[Sequence[str]]
) -> Data:
    """All of one document; ``links``: for each part of a row its picture's address, or none."""
    plan = document.plan
    return {
        "review": plan.review.model_dump(mode="json"),
        "source": plan.source.model_dump(mode="json"),
        "status": plan.status,
        "problems": [p.model_dump(mode="json") for p in plan.problems],
        "rows": [_whole_row(a, n, pictures[n], links[n]) for n, a in enumerate(plan.actions)],
    }


def _whole_row(
    action: Action, position: int, pictures: Sequence[Picture], links: Sequence[str]
) -> Data:
    row = action.model_dump(mode="json")
    first = action.provenance[0] if action.provenance else None
    bbox = " ".join(f"{v:g}" for v in first.bbox) if first and first.bbox else ""
    row["place"] = {
        "page": first.page if first else "",
        "bbox": bbox,
        "position": position + 1,
        "printed": printed_key(action),
        "part": action.corrections[0].part if action.corrections else 1,
    }
    row["doubts"] = [asdict(d) for d in agency_doubts(action)]
    row["pictures"] = [_picture(p, link) for p, link in zip(pictures, links, strict=True)]
    return row


def _picture(picture: Picture, link: str) -> Data:
    return {
        "page": picture.page,
        "link": link,
        "box": picture.box,
        "crop": picture.crop,
        "cells": picture.cells,
        "reason": picture.reason,
    }


def data_name(document: Document) -> str:
    """The name of a document's data: that of its review, cut if it is too long for a file."""
    identity = document.plan.review.review_id
    if len(identity) <= LONGEST_NAME:
        return f"doc-{identity}"
    return f"doc-{identity[:LONGEST_NAME]}-{hashlib.sha256(identity.encode()).hexdigest()[:8]}"


def register_data() -> list[list[str]]:
    """Every body of the register that still is: id, name, region."""
    found = {current(b).id: current(b) for b in bodies().values()}
    listed = sorted(found.values(), key=lambda b: (b.name, b.id))
    return [[b.id, b.name, b.region] for b in listed]


def script_json(value: object) -> str:
    """JSON that can stand in a script: no character of it ends one or opens a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
