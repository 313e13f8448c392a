"""How a batch of many reports goes: ``make scale``.

    python -m bench.scale [--reports 600] [--part 60] [--kills 10] [--jobs 2]

Builds the reports in ``build/scale`` and runs the command over a part of them with one job, with
several, and killed again and again, comparing the results; then over all, twice. Prints seconds,
rates and the most memory that the parent held.
"""

import argparse
import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.reports import build_reports
from schemas.run import Run

HOME = Path("build/scale")
LOOK_EVERY = 0.02


@dataclass(frozen=True, slots=True)
class Measured:
    """A run of the command, seen from outside."""

    run: Run
    seconds: float
    parent_mb: float
    """Most memory that the parent held."""

    @property
    def pages(self) -> int:
        """Pages of all reports."""
        return sum(i.pages for i in self.run.inputs)


def main() -> None:
    """Build the reports, run the batches, print what was measured."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--reports", type=int, default=600)
    ask.add_argument("--part", type=int, default=60, help="reports for what runs twice")
    ask.add_argument("--kills", type=int, default=10)
    ask.add_argument("--jobs", type=int, default=2)
    options = ask.parse_args()
    whole, part = HOME / f"{options.reports}", HOME / f"{options.part}"
    for folder, count in ((part, options.part), (whole, options.reports)):
        build_reports(folder, count)
    one = measured(part, HOME / "out-1", "--jobs", "1")
    jobs = ("--jobs", str(options.jobs))
    more = measured(part, HOME / "out-more", *jobs)
    report(f"{options.part} reports, 1 job", one)
    report(f"{options.part} reports, {options.jobs} jobs", more)
    print(f"speed-up of {options.jobs} jobs: {one.seconds / more.seconds:.2f}")
    killed(part, HOME / "out-killed", options.kills, jobs, one.seconds / options.kills)
    same = (
        published(HOME / "out-1") == published(HOME / "out-more") == published(HOME / "out-killed")
    )
    print(f"the same bytes with 1 job, {options.jobs} jobs and {options.kills} kills: {same}")
    full = measured(whole, HOME / "out-whole", *jobs)
    again = measured(whole, HOME / "out-whole", *jobs, fresh=False)
    report(f"{options.reports} reports, {options.jobs} jobs", full)
    report("the same again, nothing to do", again)
    if full.run.counts.failed or not same:
        sys.exit(1)


def measured(folder: Path, output: Path, *options: str, fresh: bool = True) -> Measured:
    """Run the command to its end."""
    if fresh:
        shutil.rmtree(output, ignore_errors=True)
    before = time.perf_counter()
    process = started(folder, output, *options)
    parent, most = psutil.Process(process.pid), 0
    while process.poll() is None:
        most = max(most, _memory(parent))
        time.sleep(LOOK_EVERY)
    seconds = time.perf_counter() - before
    run = Run.model_validate_json((output / "run.json").read_bytes())
    return Measured(run, seconds, most / 2**20)


def started(folder: Path, output: Path, *options: str) -> "subprocess.Popen[bytes]":
    """The command, under way."""
    command = [sys.executable, "-m", "actionplans", "batch", str(folder), "-o", str(output)]
    command += ["-q", "--reproducible", *options]
    return subprocess.Popen(command)  # noqa: S603 - our own command


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def killed(folder: Path, output: Path, times: int, jobs: tuple[str, ...], longest: float) -> None:
    """Run the command, killed so often within ``longest`` seconds each, and then to its end."""
    shutil.rmtree(output, ignore_errors=True)
    dice = random.Random(times)  # noqa: S311 - the same moments each time
    for _ in range(times):
        process = started(folder, output, *jobs)
        try:
            process.wait(dice.uniform(0, longest))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    started(folder, output, *jobs).wait()


def published(output: Path) -> dict[str, bytes]:
    """What users read, by its path."""
    files = (p for p in output.rglob("*.*") if p.is_file() and ".actionplans" not in p.parts)
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in files}


def report(name: str, made: Measured) -> None:
    """Print a line of figures."""
    counts = made.run.counts
    print(
        f"{name}: {made.seconds:.1f} s, {60 * counts.documents / made.seconds:.0f} documents/min, "
        f"{made.pages / made.seconds:.1f} pages/s, {made.pages} pages, {counts.actions} rows, "
        f"{counts.failed} failed, parent at most {made.parent_mb:.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    main()
