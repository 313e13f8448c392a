"""What can be wrong with a file, each with a code and a message that says what to do."""

from schemas.codes import ProblemCode


class UnreadableDocument(Exception):
    """A file that cannot be read at all. ``code`` says why; the message says what to do."""

    code = ProblemCode.UNREADABLE_FILE
    advice = "The file could not be opened. Check that it exists and that you may read it."

    def __init__(self, detail: str | None = None) -> None:
        """Keep the advice as the message, with an optional detail behind it."""
        super().__init__(f"{self.advice} ({detail})" if detail else self.advice)


class EmptyFile(UnreadableDocument):
    """The file has no bytes."""

    code = ProblemCode.EMPTY_FILE
    advice = "The file is empty (0 bytes). Download it again."


class NotAPdf(UnreadableDocument):
    """The file is something else under a PDF's name."""

    code = ProblemCode.NOT_A_PDF
    advice = "The file is not a PDF, whatever its name says. Save or export it as a PDF first."


class DamagedPdf(UnreadableDocument):
    """The file starts as a PDF but its pages cannot be found."""

    code = ProblemCode.DAMAGED
    advice = "The PDF is damaged or was cut short. Download it again, or print it to a new PDF."


class EncryptedPdf(UnreadableDocument):
    """The file opens with a password only."""

    code = ProblemCode.ENCRYPTED
    advice = "The PDF is locked with a password. Ask its publisher for an open copy."


class EngineMissing(Exception):
    """The text recognition engine that was asked for is not installed."""

    def __init__(self, name: str, advice: str) -> None:
        """Say which engine is missing and how to get it."""
        super().__init__(f"Text recognition by {name} is not installed. {advice}")
