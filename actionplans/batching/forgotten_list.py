"""The documents that an output must not hold, by the hash of their bytes and nothing else."""

from pathlib import Path

from actionplans.batching.store import STATE
from actionplans.output.writers import write_text


def forgotten(output: Path) -> frozenset[str]:
    """SHA-256 of every document that was forgotten."""
    path = _list(output)
    return frozenset(path.read_text(encoding="ascii").split()) if path.exists() else frozenset()


def add_forgotten(output: Path, sha256: str) -> None:
    """Keep a document out of this and every later run."""
    _write(output, forgotten(output) | {sha256})


def remove_forgotten(output: Path, sha256: str) -> None:
    """Let a document in again."""
    _write(output, forgotten(output) - {sha256})


def _write(output: Path, hashes: frozenset[str]) -> None:
    write_text(_list(output), "".join(f"{h}\n" for h in sorted(hashes)))


def _list(output: Path) -> Path:
    return output / STATE / "forgotten.txt"
