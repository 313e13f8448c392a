"""What the command's exit code says."""

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of ``actionplans``."""

    DONE = 0
    """Everything was converted."""
    INCOMPLETE = 1
    """Some documents failed or are partial; the rest is written."""
    USAGE = 2
    """Wrong usage."""
    NO_PLAN = 3
    """The only document has no action plan."""
    UNREADABLE = 4
    """The only document cannot be read."""
    STOPPED = 130
    """Stopped by Ctrl-C; what is done is kept."""
