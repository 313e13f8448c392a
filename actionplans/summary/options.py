"""What a summary can be asked for."""

from enum import Enum


class By(str, Enum):
    """What the lines of a summary stand for."""

    AGENCY = "agency"
    THEME = "theme"
    ADDRESSEE = "addressee"
    SCOPE = "scope"
    STATUS = "status"
    REVIEW = "review"
    YEAR = "year"


class Form(str, Enum):
    """How a summary is printed."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
