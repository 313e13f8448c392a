"""A summary as text for the terminal, CSV or JSON."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict

from actionplans.output.writers import safe_cell
from actionplans.summary.counts import COLUMNS, Counts, Summary, as_rows

LABELS = {
    "completed": "completed",
    "in_progress": "in progress",
    "not_started": "not started",
    "said_overdue": "overdue, by the plan's own words",
    "superseded": "superseded",
    "no_status": "no status stated",
}
HEADS = {
    "actions": "actions",
    "completed": "done",
    "in_progress": "going",
    "not_started": "not begun",
    "superseded": "dropped",
    "no_status": "no status",
    "overdue": "overdue",
    "no_owner": "no owner",
    "no_target_date": "no date",
}
LONGEST_GROUP = 48
"""Letters of a group's name in the table: longer names are cut, so that a line fits a wide
terminal."""


def text(found: Summary) -> str:
    """For reading: the totals, or a table with a line a group."""
    lines = _table(found) if found.by else _totals(found)
    return "\n".join(lines) + "\n"


def _totals(found: Summary) -> Iterator[str]:
    total = found.total
    yield f"{found.documents} documents, {found.no_plan} without rows; {total.actions} actions"
    yield ""
    for name, label in LABELS.items():
        yield _line(label, getattr(total, name), total)
    yield ""
    yield _line(f"overdue as of {found.as_of.isoformat()}", total.overdue, total)
    yield _line("completed after the target date", total.completed_late, total)
    yield _line("no owner", total.no_owner, total)
    yield _line("no target date", total.no_target_date, total)
    yield _line("no outcome", total.no_outcome, total)
    yield _line("recommended in another review too", total.repeated, total)


def _line(label: str, count: int, total: Counts) -> str:
    share = f"{count / total.actions:6.0%}" if total.actions else ""
    return f"{label:36}{count:7}{share}"


def _table(found: Summary) -> Iterator[str]:
    width = min(LONGEST_GROUP, max([len(c.group) for c in found.groups] + [len(found.by or "")]))
    yield f"overdue as of {found.as_of.isoformat()}"
    yield f"{found.by:{width}}" + "".join(f"{h:>11}" for h in HEADS.values())
    for counts in (*found.groups, found.total):
        figures = "".join(f"{getattr(counts, name):11}" for name in HEADS)
        yield f"{counts.group[:width]:{width}}{figures}"


def as_csv(found: Summary) -> str:
    """RFC 4180 with a heading line, one line a group, cells that no spreadsheet runs."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ["as_of", *COLUMNS], lineterminator="\n")
    writer.writeheader()
    for row in as_rows(found):
        writer.writerow(
            row | {"as_of": found.as_of.isoformat(), "group": safe_cell(str(row["group"]))}
        )
    return out.getvalue()


def as_json(found: Summary) -> str:
    """The whole summary."""
    value = asdict(found) | {"as_of": found.as_of.isoformat()}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
