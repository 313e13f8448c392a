"""Themes, addressee types and facets of a row, each with the words that decided it."""

from collections.abc import Sequence

from normalise.agencies.lead_segments import EMPTY
from normalise.labels.addressee_types import read_addressees
from normalise.labels.themes import read_subjects
from normalise.links.repeats import Repeat
from schemas.plan import Agency, LabelBasis, LeadAgency


def read_labels(
    full: str, repeat: Repeat | None, leads: Sequence[LeadAgency], section: Agency | None
) -> LabelBasis:
    """The labels of a row.

    ``full`` is its recommendation, or its action where that is blank; of a row that refers to
    another, the words referred to. A reference that leads nowhere has no words.
    """
    lost = repeat is not None and repeat.refers and repeat.target is None
    words = "" if lost or EMPTY.match(full) else full
    subjects = read_subjects(words)
    found = {"themes": subjects.themes, "facets": subjects.facets}
    addressees = read_addressees(leads, section, words)
    return LabelBasis.model_validate(found | {"addressee_types": addressees})
