"""Spoilt PDFs through a real batch: ``make fuzz``.

    python -m bench.fuzz [--files 2000] [--seed 1] [--seeds samples] [--jobs 1]

Every file must end in a plan, ``no_plan`` or a coded failure within its limits. A fault of the
converter's own (``internal_error``) and a process that died are finds: they are listed, the exit
code is 1, and ``build/fuzz/in`` holds the file. The same seed and number give the same file.
"""

import argparse
import random
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from actionplans import batch
from actionplans.output.validate import faults
from bench.mutations import CHANGES, spoilt_bytes
from bench.pdf_objects import read_objects, root_of, written
from schemas.run import Run, RunInput

HOME = Path("build/fuzz")
TIMEOUT = 60.0
MEMORY = 1000
LATE = 2.0
"""Seconds in which a process that passed its time must be gone."""
FINDS = {"internal_error", "worker_crashed"}
BYTES_TOO = 0.25
"""Share of files whose bytes are spoilt as well."""


def main() -> None:
    """Make the files, run the batch, tell what came of it."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--files", type=int, default=2000)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--seeds", type=Path, default=Path("samples"))
    ask.add_argument("--jobs", type=int, default=1)
    options = ask.parse_args()
    shutil.rmtree(HOME, ignore_errors=True)
    write_spoilt(HOME / "in", seeds(options.seeds), options.files, options.seed)
    run = batch(HOME / "in", HOME / "out", timeout=TIMEOUT, memory=MEMORY, jobs=options.jobs)
    report(run)
    wrong = [f"{i.file}: {c}" for i in run.inputs for c in finds(i)] + faults(HOME / "out")
    print("\n".join(wrong) or "nothing found")
    sys.exit(bool(wrong) or len(run.inputs) != options.files)


def seeds(folder: Path) -> list[bytes]:
    """The PDFs and text dumps of a folder, in order."""
    return [p.read_bytes() for p in sorted(folder.iterdir()) if p.suffix in (".pdf", ".txt")]


def write_spoilt(folder: Path, sources: Sequence[bytes], count: int, seed: int) -> None:
    """Write ``count`` spoilt files into ``folder``."""
    folder.mkdir(parents=True)
    for number in range(count):
        dice = random.Random(f"{seed}-{number}")  # noqa: S311 - the same file each time
        source = dice.choice(sources)
        ending = "pdf" if source.startswith(b"%PDF") else "txt"
        (folder / f"{number:05}.{ending}").write_bytes(spoilt(source, dice))


def spoilt(source: bytes, dice: random.Random) -> bytes:
    """The file with one to four things wrong."""
    objects = read_objects(source)
    if not objects:
        return spoilt_bytes(source, dice)
    for change in dice.choices(CHANGES, k=dice.choice((1, 1, 2, 4))):
        change(objects, dice)
    made = written(objects, root_of(source))
    return spoilt_bytes(made, dice) if dice.random() < BYTES_TOO else made


def finds(known: RunInput, timeout: float = TIMEOUT) -> list[str]:
    """What must not have come of a file that might take ``timeout`` seconds."""
    late = known.seconds is not None and known.seconds > timeout + LATE
    return sorted(FINDS & known.problem_codes.keys()) + (["late"] if late else [])


def report(run: Run) -> None:
    """Print how the files ended."""
    ends = Counter(i.status for i in run.inputs)
    codes = Counter(c for i in run.inputs if i.status == "failed" for c in i.problem_codes)
    slowest = max((i.seconds or 0.0, i.file) for i in run.inputs)
    print(f"{len(run.inputs)} files: {dict(sorted(ends.items()))}, failures {dict(codes)}")
    print(f"slowest {slowest[0]:.1f} s ({slowest[1]})")


if __name__ == "__main__":
    main()
