"""Build the wheel by way of the sdist, install it as a user would, and use it.

``python .ci/smoke_wheel.py`` from the checkout, with setuptools installed. The wheel is used in a
clean environment with the pins of ``requirements.lock`` alone, in a folder outside the checkout
that holds a ``schemas.py`` of somebody else's, and must give the plans that ``output/`` holds.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("actionplans", "extract", "normalise", "schemas")
DIGITAL, SCAN = "sar-nidd-portrait-short", "sar-otter-scan"
MORE = ("dhr-sar-holt-single-agency", "dhr-tamar-cards")
DECOY = "raise ImportError('a schemas.py that is not ours')\n"
INSTALL = ("--disable-pip-version-check", "install", "--quiet", "--no-compile")


def main() -> None:
    """Run every step; the first that fails ends it with what was wrong."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        wheel = _built(place)
        _same_files(wheel)
        command = _installed(wheel, place)
        _used(command, place)
    print(f"{wheel.name} works in {time.monotonic() - started:.0f} s")


def _built(place: Path) -> Path:
    """A wheel from the sdist, so that what the sdist lacks is missed here."""
    python = "import sys, setuptools.build_meta as b; getattr(b, sys.argv[1])(sys.argv[2])"
    _run([sys.executable, "-c", python, "build_sdist", place], ROOT)
    [sdist] = place.glob("*.tar.gz")
    shutil.unpack_archive(sdist, place / "source")
    [source] = (place / "source").iterdir()
    _run([sys.executable, "-c", python, "build_wheel", place], source)
    [wheel] = place.glob("*.whl")
    return wheel


def _same_files(wheel: Path) -> None:
    """The wheel holds what is under version control in the packages, and nothing else."""
    listed = _run(["git", "ls-files", "-z", *PACKAGES], ROOT)
    tracked = set(filter(None, listed.split("\0")))
    held = {n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n}
    _must(held >= tracked, f"the wheel lacks {sorted(tracked - held)}")
    _must(held <= tracked, f"the wheel holds {sorted(held - tracked)} beside our own files")


def _installed(wheel: Path, place: Path) -> Path:
    """The command in a clean environment with what running needs."""
    _run([sys.executable, "-m", "venv", "--without-pip", place / "venv"], place)
    binary = place / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", binary / "python", *INSTALL]
    _run([*pip, "--require-hashes", "-r", ROOT / "requirements.lock"], place)
    _run([*pip, "--no-deps", wheel], place)
    return binary / "actionplans"


def _used(command: Path, place: Path) -> None:
    """Every common command gives what it gives in the checkout."""
    here = place / "somewhere else"
    here.mkdir()
    (here / "schemas.py").write_text(DECOY, encoding="utf-8")
    (here / "documents").mkdir()
    for stem in (DIGITAL, SCAN, *MORE):
        shutil.copy(ROOT / "samples" / f"{stem}.pdf", here / "documents")
    _must("A batch works here." in _run([command, "doctor"], here), "doctor finds a fault")
    for stem in (DIGITAL, SCAN):
        printed = _run([command, "convert", f"documents/{stem}.pdf", "--quiet"], here)
        _must(json.loads(printed) == _expected(stem), f"convert of {stem} differs from output/")
    _run([command, "batch", "documents", "-o", "results", "--xlsx", "--sqlite", "-q"], here)
    for stem in (DIGITAL, SCAN, *MORE):
        written = (here / "results" / "plans" / f"{stem}.json").read_text(encoding="utf-8")
        _must(json.loads(written) == _expected(stem), f"batch of {stem} differs from output/")
    _run([command, "validate", "results"], here)
    _must("actions" in _run([command, "summary", "results"], here), "summary says nothing")
    _run([command, "review", "results", "--source", "documents", "--single"], here)
    page = (here / "results" / "review.html").read_text(encoding="utf-8")
    _must("<script" in page and "<style" in page, "the review page lacks its script or style")


def _expected(stem: str) -> object:
    """The plan of a sample as the checkout gives it."""
    return json.loads((ROOT / "output" / "plans" / f"{stem}.json").read_text(encoding="utf-8"))


def _run(arguments: list[str | Path], folder: Path) -> str:
    """What a program prints; ends with its errors if it fails."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        arguments, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=environment
    )
    shown = " ".join(str(a) for a in arguments[:4])
    _must(done.returncode == 0, f"{shown}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def _must(holds: bool, fault: str) -> None:
    if not holds:
        sys.exit(fault)


if __name__ == "__main__":
    main()
