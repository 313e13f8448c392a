"""What each row of a plan says: its section, lead, target date and status, read from its words."""

from dataclasses import dataclass

from normalise.actions.target_columns import read_targets
from normalise.agencies.leads import LeadReading, is_ditto, read_lead
from normalise.agencies.section_agency import read_section
from normalise.register.area import Area
from normalise.rows.printed_plan import PrintedPlan
from normalise.values.status import StatusReading, read_status
from normalise.values.target_dates import TargetReading
from schemas.plan import Agency


@dataclass(frozen=True, slots=True)
class RowValues:
    """Everything read from one row's words that needs its section, or the rows beside it."""

    section: Agency | None
    lead: LeadReading
    lead_repeated: bool
    """Whether a ditto mark stands for the lead of the row above."""
    target: TargetReading
    status: StatusReading


def read_values(printed: PrintedPlan, area: Area) -> list[RowValues]:
    """The values of each row, in printed order."""
    found: list[RowValues] = []
    targets = read_targets([t.target_date for t in printed.texts])
    for (row, text), target in zip(printed.pairs(), targets, strict=True):
        section = read_section(row.section, area)
        lead = read_lead(text.lead, area, section)
        repeated = is_ditto(text.lead) and bool(found)
        found.append(
            RowValues(
                section=section,
                lead=found[-1].lead if repeated else lead,
                lead_repeated=repeated,
                target=target,
                status=read_status(
                    text.outcome, text.state or text.rag, text.target_date, text.completion
                ),
            )
        )
    return found
