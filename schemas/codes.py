"""Every code that the output can carry, each with its meaning."""

from enum import Enum


class Code(str, Enum):
    """A string enum whose members carry a plain-English meaning."""

    meaning: str

    def __new__(cls, code: str, meaning: str) -> "Code":
        """Make the member equal to its code and keep the meaning beside it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    def __str__(self) -> str:
        """The code itself, so that it prints and joins as text."""
        return str(self.value)


class Repair(Code):
    """What was done to a printed row to make it whole."""

    JOINED_ACROSS_PAGES = "joined_across_pages", "Parts of the row on different pages were joined."
    JOINED_ROWS = "joined_rows", "Printed rows of one page were joined because they are one row."
    SPLIT_ROW = "split_row", "One row of a text dump held two; it was cut in two."
    HEADER_CARRIED = "header_carried", "The headings are those of an earlier page."
    COLUMNS_REALIGNED = (
        "columns_realigned",
        "The page has fewer columns than the heading row; cells were put back in place.",
    )
    COLUMNS_PUT_BESIDE = (
        "columns_put_beside",
        "The sheet is printed over several pages across; its columns were put side by side.",
    )
    MERGED_CELL_REPEATED = "merged_cell_repeated", "A merged cell's text was repeated on this row."
    RECOMMENDATION_FROM_BAND = (
        "recommendation_from_band",
        "The recommendation is printed in a band above the row.",
    )
    RECOMMENDATION_FROM_PARAGRAPH = (
        "recommendation_from_paragraph",
        "The recommendation is printed as a paragraph above the table.",
    )
    NUMBER_FROM_TEXT = "number_from_text", "The number was printed inside the recommendation."
    DITTO_RESOLVED = "ditto_resolved", "A ditto mark or 'As above' was read from an earlier row."
    REFERENCE_RESOLVED = (
        "reference_resolved",
        "The row refers to an earlier recommendation, which was found.",
    )
    AGENCY_FROM_SECTION = "agency_from_section", "The lead agency is that of the section."
    CORRECTED = "corrected", "A person's correction changed the row; `corrections` says how."
    CHECKED = "checked", "A person compared the row with its page and found it right."


class Flag(Code):
    """A doubt about a row, for a person to look at."""

    DOUBTFUL_JOIN = "doubtful_join", "The evidence for joining the row's parts is not strong."
    DOUBTFUL_BREAK = "doubtful_break", "The row may go on in the next one; it was left apart."
    AGENCY_UNRESOLVED = "agency_unresolved", "The lead agency is not in the register."
    AGENCY_AMBIGUOUS = "agency_ambiguous", "The lead's words fit several agencies."
    DATE_UNREAD = "date_unread", "The target date cell has words or digits that give no date."
    DATE_DOUBTFUL = "date_doubtful", "The target date was read, but may be a slip or mean another."
    YEAR_FROM_ROWS = (
        "year_from_rows",
        "The target date has no year; it is that of the rows beside it.",
    )
    REFERENCE_UNRESOLVED = "reference_unresolved", "The row refers to one that was not found."
    REFERENCE_TO_SEVERAL = (
        "reference_to_several",
        "The row refers to several others; the first was taken.",
    )
    COLUMNS_GUESSED = (
        "columns_guessed",
        "It is not sure that each column of the row was read as the right field.",
    )
    UNSURE_TEXT = "unsure_text", "Text recognition is not sure of the words of a cell."
    REDACTED = "redacted", "Part of the row is blacked out; nothing under the black was read."
    STATUS_CONFLICT = "status_conflict", "The row's words say two different things of its status."


class Severity(Code):
    """How much a problem matters."""

    INFO = "info", "For information."
    WARNING = "warning", "Worth a look; nothing is lost."
    ERROR = "error", "Data is lost or may be lost."


class ProblemCode(Code):
    """What the converter could not do, or is not sure of."""

    UNKNOWN_HEADING = "unknown_heading", "A column is kept in extra, but may hold a field."
    HEADING_GUESSED = "heading_guessed", "A column was read as a field, but may hold another."
    WORDS_NOT_PLACED = "words_not_placed", "Words inside a table are in no cell, or in two."
    TEXT_LEFT_OUT = "text_left_out", "Text stands in the columns of a table, but in no row of it."
    PAGE_WITHOUT_TEXT = (
        "page_without_text",
        "A page has no text to trust: perhaps a scan.",
    )
    TABLE_PASSED_OVER = (
        "table_passed_over",
        "A table right before or behind the plan's could not be read with it.",
    )
    TRANSLATION_LEFT_OUT = "translation_left_out", "The plan is there in Welsh too; that was left."
    TEXT_RECOGNISED = "text_recognised", "Pages were read by text recognition (OCR)."
    PICTURES_PASSED_OVER = (
        "pictures_passed_over",
        "Pages of a long scan show no table and were not read.",
    )
    PAGE_UNREADABLE = "page_unreadable", "A page could not be read."
    PAGE_DAMAGED = "page_damaged", "A page is damaged; some or all of its text may be missing."
    DOUBTFUL_JOIN = "doubtful_join", "Rows were joined over a page break on weak evidence."
    DOUBTFUL_BREAK = "doubtful_break", "A row may go on over a page break; it was left apart."
    ROW_WITHOUT_TEXT = "row_without_text", "A row has no recommendation and no action."
    NUMBERING_GAP = "numbering_gap", "The printed numbers skip or repeat one."
    INSTRUCTION_ROW_DROPPED = (
        "instruction_row_dropped",
        "A row that holds the template's own instructions was left out.",
    )
    AGENCY_UNRESOLVED = "agency_unresolved", "A lead agency is not in the register."
    AGENCY_AMBIGUOUS = "agency_ambiguous", "A lead's words fit several agencies."
    DATE_UNREAD = "date_unread", "A date cell could not be read as a date."
    DATE_DOUBTFUL = "date_doubtful", "A date was read, but may be a slip or mean another."
    YEAR_FROM_ROWS = "year_from_rows", "A date has no year; the rows beside it gave it."
    COMPLETION_UNREAD = "completion_unread", "A cell for the date of completion could not be read."
    RAG_UNREAD = "rag_unread", "A RAG cell could not be read."
    SCOPE_UNREAD = "scope_unread", "A scope cell could not be read."
    REFERENCE_UNRESOLVED = "reference_unresolved", "A reference to another row leads nowhere."
    CORRECTION_UNMATCHED = (
        "correction_unmatched",
        "An entry of the corrections file fits no row any more and was not applied.",
    )
    CORRECTION_REFUSED = (
        "correction_refused",
        "An entry of the corrections file cannot be carried out and was not applied.",
    )
    CORRECTION_OUTDATED = (
        "correction_outdated",
        "An entry was applied, though the converter now reads another value than it names.",
    )
    CORRECTION_UNNEEDED = (
        "correction_unneeded",
        "An entry asks for what the converter now reads by itself.",
    )
    ROW_DROPPED = "row_dropped", "A person's correction took a row out of the plan."
    NAME_IN_FILE_NAME = (
        "name_in_file_name",
        "The file's name, and the ids made from it, hold a name that is masked in the text.",
    )
    NAME_LEFT = "name_left", "Part of a personal name may be left after masking."
    NO_PLAN = "no_plan", "No table of actions was found."
    NOT_A_PDF = "not_a_pdf", "The file is not a PDF, whatever its name."
    EMPTY_FILE = "empty_file", "The file has no bytes."
    DAMAGED = "damaged", "The PDF is damaged beyond reading."
    ENCRYPTED = "encrypted", "The PDF needs a password."
    UNREADABLE_FILE = "unreadable_file", "The file could not be opened."
    TIMED_OUT = "timed_out", "Reading the document took longer than was allowed."
    OUT_OF_MEMORY = "out_of_memory", "Reading the document took more memory than was allowed."
    WORKER_CRASHED = "worker_crashed", "The process that read the document died."
    INTERNAL_ERROR = "internal_error", "The converter failed on this document: a fault of its own."


LOSSES = frozenset(
    {
        ProblemCode.WORDS_NOT_PLACED,
        ProblemCode.TEXT_LEFT_OUT,
        ProblemCode.PAGE_WITHOUT_TEXT,
        ProblemCode.PAGE_UNREADABLE,
        ProblemCode.PAGE_DAMAGED,
        ProblemCode.TABLE_PASSED_OVER,
    }
)
"""Problems after which rows may be missing: the document is then ``partial``."""
