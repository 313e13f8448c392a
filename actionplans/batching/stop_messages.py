"""What is reported of a document whose process was stopped or died, and what to do."""

import signal

from actionplans.batching.settings import Settings
from schemas.codes import ProblemCode

ELSE = "or print the pages of the plan to a new PDF."
AGAIN = "Try it again with --retry; if it dies again, please report it with the file, if you may."


def stop_message(code: ProblemCode, settings: Settings, exit_code: int | None) -> str:
    """A message for ``timed_out``, ``out_of_memory`` or ``worker_crashed``."""
    if code is ProblemCode.TIMED_OUT:
        return (
            f"Reading this document took longer than {settings.timeout:g} s. "
            f"Allow more with --timeout, {ELSE}"
        )
    if code is ProblemCode.OUT_OF_MEMORY:
        return (
            f"Reading this document took more than {settings.memory} MB of memory. "
            f"Allow more with --memory, {ELSE}"
        )
    return f"The process that read this document died ({_how(exit_code)}). {AGAIN}"


def _how(exit_code: int | None) -> str:
    """Why a process ended: a signal is given as a negative number."""
    if exit_code is None or exit_code >= 0:
        return f"exit code {exit_code}"
    name = signal.Signals(-exit_code).name
    if name == "SIGKILL":
        return f"{name}: perhaps the machine ran out of memory, then fewer --jobs help"
    return name
