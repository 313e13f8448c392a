"""What a check of the installation found."""

from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any


class State(str, Enum):
    """How a part is."""

    OK = "ok"
    ABSENT = "absent"
    """Not there, and nothing fails without it."""
    DOUBT = "doubt"
    """Something to look at; a batch works all the same."""
    FAULT = "fault"
    """Without this a batch does not work as it should."""


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the installation or of the machine."""

    area: str
    name: str
    state: State
    found: str
    """What was found, in words; no path and no name of a user."""
    advice: str = ""
    """What to do where it is not ``ok``."""

    def record(self) -> dict[str, Any]:
        """The check as JSON has it."""
        return asdict(self) | {"state": self.state.value}
