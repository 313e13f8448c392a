"""Accuracy and cost beside pdfplumber and camelot, on the same files in one run: ``make bench``.

    python -m bench.bench [FOLDER ...] [--smoke]

FOLDER holds PDFs with their truth; ``samples/`` if none is given. Each tool runs in a process of
its own over each folder's documents, imports included. Documents whose names say ``scan`` or
``ocr`` are measured apart, with each text recognition engine that is installed. ``--smoke`` takes
a few samples only, to see that the bench works.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.reference import compare_with_pdfplumber
from bench.truth import documents
from extract.scans.engines.choose import ENGINES

ROOT = Path(__file__).parent.parent
LONG = 15
"""A report of at least this many pages is long."""
SMOKE = ("sar-nidd-portrait-short", "dhr-trent-bands")
Result = dict[str, Any]


def main() -> None:
    """Measure every folder and print its tables."""
    ask = argparse.ArgumentParser()
    ask.add_argument("folders", type=Path, nargs="*", default=[ROOT / "samples"])
    ask.add_argument("--smoke", action="store_true")
    args = ask.parse_args()
    for folder in args.folders:
        stems = [p.stem for p in documents(folder)]
        scans = [s for s in stems if "scan" in s or "-ocr" in s]
        digital = [s for s in stems if s not in scans]
        if args.smoke:
            scans, digital = scans[:1], [s for s in digital if s in SMOKE]
        print(f"\n{folder.name}: {len(digital)} digital documents, {len(scans)} scans")
        if digital:
            _digital(folder, digital)
        if scans:
            _scans(folder, scans)


def _digital(folder: Path, stems: Sequence[str]) -> None:
    results = {t: _measured(t, folder, stems) for t in ("actionplans", "pdfplumber", "camelot")}
    print(f"{'tool':14} row_f1  whole  exact  CPU s  peak MB   ours / theirs")
    ours = results["actionplans"]
    for tool, found in results.items():
        peak = f"{found['peak_mb']:7.0f}" if found["peak_mb"] else "      -"
        share = ours["total"] / found["total"]
        scores = (found["row_f1"], found["whole_rows"], found["cells_exact"])
        print(f"{tool:14}", *(f"{s:6.3f}" for s in scores), f"{found['total']:6.1f}", peak,
              f"{share:12.3f}")  # fmt: skip
    _long_reports(folder, results)
    same, different = compare_with_pdfplumber([folder / f"{s}.pdf" for s in stems])
    print(f"pages whose words are pdfplumber's too: {same} of {same + different}")


def _long_reports(folder: Path, results: dict[str, Result]) -> None:
    import pypdfium2

    for stem, seconds in results["actionplans"]["seconds"].items():
        with pypdfium2.PdfDocument(folder / f"{stem}.pdf") as document:
            pages = len(document)
        if pages >= LONG:
            share = seconds / results["pdfplumber"]["seconds"][stem]
            print(f"report of {pages} pages: {seconds:.2f} s, {share:.3f} of pdfplumber's time")


def _scans(folder: Path, stems: Sequence[str]) -> None:
    print(f"{'engine':14} row_f1  whole  exact  CPU s  engine s  all / engine")
    for name in (n for n, kind in ENGINES.items() if kind.installed()):
        found = _measured("actionplans", folder, stems, ocr=name)
        scores = (found["row_f1"], found["whole_rows"], found["cells_exact"])
        spent, engine = sum(found["seconds"].values()), found["engine_seconds"]
        ratio = f"{spent / engine:10.2f}" if engine else "         -"
        print(
            f"{name:14}", *(f"{s:6.3f}" for s in scores), f"{spent:6.1f}", f"{engine:8.1f}", ratio
        )


def _measured(tool: str, folder: Path, stems: Sequence[str], ocr: str = "off") -> Result:
    command = [sys.executable, "-m", "bench.measure", tool, str(folder.resolve())]
    command += ["--ocr", ocr, "--files", ",".join(stems)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own module
    if done.returncode:
        raise SystemExit(f"{tool} failed: {done.stderr[-2000:]}")
    result: Result = json.loads(done.stdout.splitlines()[-1])
    return result


if __name__ == "__main__":
    main()
