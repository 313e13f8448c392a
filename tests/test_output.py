"""The committed output is what the samples give now."""

from actionplans import batch


def test_output_is_current(root, samples, tmp_path):
    batch(samples, tmp_path, reproducible=True)
    made = {p.relative_to(tmp_path).as_posix(): p for p in tmp_path.rglob("*") if p.is_file()}
    kept = {p.relative_to(root / "output").as_posix(): p
            for p in (root / "output").rglob("*") if p.is_file()}  # fmt: skip
    assert sorted(made) == sorted(kept), "run 'make run' and commit output/"
    for name, path in made.items():
        same = path.read_bytes() == kept[name].read_bytes().replace(b"\r\n", b"\n")
        assert same, f"output/{name} is stale: run 'make run' and commit it"
