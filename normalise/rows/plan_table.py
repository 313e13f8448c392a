"""What a table of actions is made of: its columns, and rows and bands in printed order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from normalise.rows.printed_row import Column, Row
from normalise.rows.sections import is_recommendation_band


@dataclass(slots=True)
class Band:
    """A line of text over the whole width of a table."""

    text: str
    goes_on: bool = False
    """It only says that the recommendation in force goes on."""


@dataclass(slots=True)
class Entry:
    """A row or a band, and whether a page break stands right before it."""

    item: Row | Band
    after_break: bool = False
    open_edge: bool = False


@dataclass(slots=True)
class PlanTable:
    """A table of actions: its columns and what stands in it, in printed order."""

    columns: Sequence[Column]
    section: str | None = None
    band: str | None = None
    entries: list[Entry] = field(default_factory=list)
    letters: Counter[str] = field(default_factory=Counter)
    """Letters and figures of the cells that its entries were made of; none for a text dump."""
    dropped: list[int] = field(default_factory=list)
    """Pages on which a row of the template's instructions was left out."""

    @property
    def fields(self) -> set[str]:
        """Fields that the table has a column for."""
        return {c.assigned.field for c in self.columns}

    @property
    def last_title(self) -> str | None:
        """The section that its last rows stand under."""
        column = "recommendation" in self.fields
        bands = [e.item.text for e in self.entries if isinstance(e.item, Band)]
        titles = [text for text in bands if not is_recommendation_band(text, has_column=column)]
        return titles[-1] if titles else self.section


def letters(texts: Iterable[str]) -> Counter[str]:
    """How often each letter and figure occurs."""
    counted = Counter("".join(texts))
    return Counter({c: n for c, n in counted.items() if c.isalnum()})
