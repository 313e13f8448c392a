"""How linking grows with the number of recommendations.

    python -m bench.repeats_scale 10000 100000 1000000

Each size runs in a process of its own. Seconds are of reading and linking the words, not of making
them; memory is the process's peak, the texts included.
"""

import multiprocessing
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable

from bench.invented_recommendations import printed_recommendations
from normalise.links.same_recommendation import link
from normalise.links.wording import wording
from normalise.register.area import Area

PAGE_UNITS = 1024 * 1024 if sys.platform == "darwin" else 1024
"""``ru_maxrss`` of a megabyte: bytes on macOS, kilobytes elsewhere."""


def main() -> None:
    """Print a line for each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [10_000]
    print(f"{'texts':>9}{'seconds':>9}{'CPU s':>8}{'peak MB':>9}{'precision':>11}{'recall':>8}")
    for size in sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            print(pool.apply(measured, (size,)), flush=True)


def measured(size: int) -> str:
    """The line of one size."""
    made = list(printed_recommendations(size))
    wall, cpu = time.perf_counter(), time.process_time()
    ids = link((str(i), wording(text, Area())) for i, (_, text) in enumerate(made))
    seconds, spent = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / PAGE_UNITS
    same = [(number, ids[str(i)]) for i, (number, _) in enumerate(made)]
    both = _pairs(same)
    precision = both / _pairs(i for _, i in same)
    recall = both / _pairs(n for n, _ in same)
    return f"{size:9}{seconds:9.1f}{spent:8.1f}{peak:9.0f}{precision:11.4f}{recall:8.4f}"


def _pairs(labels: Iterable[object]) -> int:
    """How many pairs have one label."""
    return sum(n * (n - 1) // 2 for n in Counter(labels).values())


if __name__ == "__main__":
    main()
