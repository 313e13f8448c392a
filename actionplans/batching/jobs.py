"""How many documents are converted at a time, if nothing else is said."""

import os
import sys

import psutil

from actionplans.batching.default_limits import MEGABYTE


def usual_jobs(memory: int) -> int:
    """Documents at a time: one a core, fewer if the machine could not hold them all."""
    fitting = int(psutil.virtual_memory().total) // (memory * MEGABYTE)
    return max(1, min(_cores(), fitting))


def _cores() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
