"""The committed output is what the samples give now."""

from actionplans import batch
from actionplans.batching.store import STATE


def published(folder):
    """Every file but the state, by its path."""
    return {p.relative_to(folder).as_posix(): p for p in folder.rglob("*")
            if p.is_file() and STATE not in p.parts}  # fmt: skip


def test_output_is_current(root, samples, tmp_path):
    batch(samples, tmp_path, reproducible=True)
    made, kept = published(tmp_path), published(root / "output")
    assert sorted(made) == sorted(kept), "run 'make run' and commit output/"
    for name, path in made.items():
        same = path.read_bytes() == kept[name].read_bytes().replace(b"\r\n", b"\n")
        assert same, f"output/{name} is stale: run 'make run' and commit it"
