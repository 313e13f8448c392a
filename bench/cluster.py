"""What a batch costs on a Dask cluster beside the same batch without one.

    python -m bench.cluster [--reports 60] [--workers 2]

Builds the reports in ``build/scale`` and runs them in processes of this machine, then on a
scheduler and workers started here, which first convert them once so that all is loaded. Prints
processor seconds of each kind of process, which hardly depend on what else the machine does, the
memory that each holds, and the bytes that travelled.
"""

import argparse
import contextlib
import resource
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil

from bench.reports import build_reports
from bench.scale import HOME, measured, published, report

DASK = (sys.executable, "-m", "dask")


def main() -> None:
    """Build the reports and run them both ways."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--reports", type=int, default=60)
    ask.add_argument("--workers", type=int, default=2)
    options = ask.parse_args()
    folder, here, there = HOME / f"{options.reports}", HOME / "out-here", HOME / "out-cluster"
    build_reports(folder, options.reports)
    before = _ended()
    report("processes", measured(folder, here, "--jobs", str(options.workers)))
    print(f"processor seconds: {_ended() - before:.1f}")
    with _cluster(options.workers) as (address, dask):
        measured(folder, there, "--scheduler", address)
        before, seconds = _ended(), _seconds(dask)
        report("cluster", measured(folder, there, "--scheduler", address))
        spent = _seconds(dask)
        spent.subtract(seconds)
        print(f"processor seconds: driver {_ended() - before:.1f}, {_listed(spent, '{:.1f}')}")
        print(f"megabytes: {_listed(_megabytes(dask), '{:.0f}')}")
    _report_bytes(folder, there, options.reports)
    print(f"the same bytes: {published(here) == published(there)}")


def _ended() -> float:
    """Processor seconds of all processes that this one started and that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(dask: Sequence[psutil.Process]) -> Iterator[tuple[str, psutil.Process]]:
    """Every process of the cluster and what it is."""
    for process in (q for p in dask for q in (p, *p.children(recursive=True))):
        words = " ".join(process.cmdline())
        kinds = ("batching.worker", "dask scheduler", "spawn_main", "dask worker")
        names = ("converters", "scheduler", "workers", "nannies")
        yield next((n for k, n in zip(kinds, names, strict=True) if k in words), "others"), process


def _seconds(dask: Sequence[psutil.Process]) -> Counter[str]:
    spent = Counter[str]()
    for kind, process in _family(dask):
        used = process.cpu_times()
        spent[kind] += used.user + used.system
        spent["converters"] += (used.children_user + used.children_system) * (kind == "workers")
    return spent


def _megabytes(dask: Sequence[psutil.Process]) -> Counter[str]:
    held = Counter[str]()
    for kind, process in _family(dask):
        held[kind] += process.memory_info().rss // 2**20
    return held


def _listed(figures: Counter[str], form: str) -> str:
    return ", ".join(f"{kind} {form.format(value)}" for kind, value in figures.items())


@contextlib.contextmanager
def _cluster(workers: int) -> Iterator[tuple[str, list[psutil.Process]]]:
    """A scheduler and workers; its address and their processes."""
    about = HOME / "scheduler.json"
    about.unlink(missing_ok=True)
    known = ("--scheduler-file", str(about), "--no-dashboard")
    commands = (
        (*DASK, "scheduler", "--host", "127.0.0.1", "--port", "0", *known),
        (*DASK, "worker", "--nworkers", str(workers), "--nthreads", "1", *known),
    )
    with (HOME / "cluster.log").open("w") as log, contextlib.ExitStack() as stack:
        processes = []
        for command in commands:
            started = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - our own
            process = stack.enter_context(started)
            stack.callback(process.terminate)
            processes.append(psutil.Process(process.pid))
        yield _address(about, workers), processes


def _address(about: Path, workers: int) -> str:
    """The scheduler's address, when all workers are there."""
    from distributed import Client

    while not about.exists():
        time.sleep(0.1)
    with Client(scheduler_file=str(about), set_as_default=False) as client:
        client.wait_for_workers(workers)
        return str(client.scheduler.address)


def _report_bytes(folder: Path, output: Path, count: int) -> None:
    there = sum(p.stat().st_size for p in folder.iterdir())
    kept = (output / ".actionplans/documents").iterdir()
    back = sum(len(zlib.compress(p.read_bytes())) for p in kept)
    print(f"bytes a document: {there // count} there, {back // count} back")


if __name__ == "__main__":
    main()
