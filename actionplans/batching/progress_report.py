"""What a batch reports while it runs."""

from collections.abc import Sequence

from schemas.run import RunInput


class ProgressReport:
    """Takes what a batch reports; this one keeps it to itself."""

    def begin(self, *, total: int, done: Sequence[RunInput], gone: Sequence[str]) -> None:
        """``total`` documents, ``done`` of them by an earlier run, whose ``gone`` are no more."""

    def document(self, known: RunInput) -> None:
        """A document is done."""
