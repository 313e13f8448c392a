"""What the command's exit code says."""

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of ``actionplans``, each with its meaning."""

    meaning: str

    def __new__(cls, code: int, meaning: str) -> "ExitCode":
        """Make the member equal to its number and keep the meaning beside it."""
        member = int.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    DONE = 0, "Everything was done."
    INCOMPLETE = 1, "Some documents failed or are partial; the rest is written."
    USAGE = 2, "Wrong usage, or the results cannot be written."
    NO_PLAN = 3, "The only document has no action plan."
    UNREADABLE = (
        4,
        "The only document cannot be read: damaged, locked with a password, not a PDF.",
    )
    STOPPED = 130, "Stopped by Ctrl-C; what is done is kept."
