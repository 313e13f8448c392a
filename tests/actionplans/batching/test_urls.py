"""Folders by URL: a real S3-compatible server, and the same bytes as on this machine."""

import json
import shutil
import uuid

import pytest
from typer.testing import CliRunner

from actionplans import batch
from actionplans.batching.forget import forget
from actionplans.batching.lock import OutputInUse
from actionplans.batching.progress_report import ProgressReport
from actionplans.batching.remote.mirror import Mirror
from actionplans.batching.store import STATE
from actionplans.cli.app import app
from actionplans.urls import Location, LocationUnusable

IN, OUT = "s3://reviews/in", "s3://reviews/out"
LONG_OVER, NEVER_OVER = 1.0, 1e12
"""Seconds since 1970 until which a lock is held, whatever this machine's clock says."""


class Recorded(ProgressReport):
    """What a run reported."""

    def __init__(self):
        self.converted, self.gone = [], []

    def begin(self, *, total, done, gone):
        assert len(done) <= total
        self.gone = gone

    def document(self, known):
        self.converted.append(known.file)


def run(folder, output, **options):
    recorded = Recorded()
    made = batch(folder, output, jobs=1, report=recorded, reproducible=True, **options)
    return made, recorded


def published(output):
    return {p.relative_to(output).as_posix(): p.read_bytes()
            for p in output.rglob("*.*") if p.is_file() and STATE not in p.parts}  # fmt: skip


def there(s3, url):
    """What a URL holds of results."""
    s3.invalidate_cache()
    own = url.removeprefix("s3://")
    return {n.removeprefix(f"{own}/"): s3.cat_file(n) for n in s3.find(own) if STATE not in n}


@pytest.fixture
def cache(monkeypatch, tmp_path):
    """A function: what makes this another machine, whose copies of results are elsewhere."""

    def cache(name):
        monkeypatch.setenv("ACTIONPLANS_CACHE", str(tmp_path / name))

    return cache


@pytest.fixture(scope="module")
def folder(samples, s3, tmp_path_factory):
    """A folder of documents on this machine, the same in a bucket."""
    folder = tmp_path_factory.mktemp("urls-in")
    (folder / "sub").mkdir()
    shutil.copy(samples / "dhr-text-dump.txt", folder / "dhr-text-dump.txt")
    shutil.copy(samples / "sar-nidd-portrait-short.pdf", folder / "sub/DHR-text-dump.pdf")
    shutil.copy(samples / "dhr-text-dump.txt", folder / "DHR John Smithson.txt")
    (folder / "empty.pdf").touch()
    (folder / ".hidden.pdf").touch()
    (folder / "slides.pptx").touch()
    for path in filter(lambda p: p.is_file(), folder.rglob("*")):
        s3.put_file(str(path), f"reviews/in/{path.relative_to(folder).as_posix()}")
    return folder


@pytest.fixture(scope="module")
def made(folder, tmp_path_factory):
    """The results in a folder and in the bucket, written by this machine."""
    output = tmp_path_factory.mktemp("urls-out")
    run(folder, output)
    run(IN, OUT)
    return published(output)


@pytest.fixture
def results(made, s3):
    """The URL of a copy of the results for a test to change."""
    url = f"{OUT}-{uuid.uuid4().hex}"
    for name in s3.find(OUT):
        s3.copy(name, name.replace("reviews/out", url.removeprefix("s3://"), 1))
    return url


def test_the_same_bytes(made, s3):
    assert there(s3, OUT) == made
    assert not s3.exists(f"{OUT}/{STATE}/lock")


@pytest.fixture
def moved(monkeypatch):
    """Names of documents fetched, and of files of results brought and sent."""
    moved = {"fetch": [], "get": [], "put": []}

    def watched(name, real):
        def call(location, files, *rest):
            moved[name].extend([files] if isinstance(files, str) else files)
            return real(location, files, *rest)

        return call

    for name in moved:
        monkeypatch.setattr(Location, name, watched(name, getattr(Location, name)))
    return moved


def test_nothing_moves_that_did_not_change(results, cache, moved):
    for machine in ("one", "another"):
        cache(machine)
        assert run(IN, results)[1].converted == []
        assert (moved["fetch"], moved["put"]) == ([], [])
        assert sorted(moved["get"]) == sorted(set(moved["get"]))
        assert "run.json" in moved["get"]
        moved["get"].clear()
        assert run(IN, results)[1].converted == []
        assert moved == {"fetch": [], "get": [], "put": []}
    (Mirror(results).folder / "actions.csv").write_text("spoilt", encoding="utf-8")
    assert run(IN, results)[1].converted == []
    assert moved == {"fetch": [], "get": ["actions.csv"], "put": []}


def test_a_file_system_that_tells_no_versions(folder, made, moved, cache):
    import fsspec

    fsspec.filesystem("memory").put(f"{folder}/", "/reviews/", recursive=True)
    cache("here")
    assert len(run("memory://reviews", "memory://out")[1].converted) == 4
    moved["fetch"].clear()
    assert run("memory://reviews", "memory://out")[1].converted == []
    assert len(moved["fetch"]) == 4
    found = fsspec.filesystem("memory")
    names = [n for n in found.find("/out") if STATE not in n]
    assert {n.removeprefix("/out/"): found.cat_file(n) for n in names} == made


def test_what_changed_in_a_bucket(results, s3, moved, cache):
    for name in s3.find("reviews/in"):
        s3.copy(name, name.replace("reviews/in", "reviews/changing"))
    url = "s3://reviews/changing"
    assert run(url, results)[1].converted == []  # copies have other versions but the same bytes
    assert len(moved["fetch"]) == 4
    moved["fetch"].clear()
    assert run(url, results)[1].converted == moved["fetch"] == []
    s3.pipe_file("reviews/changing/empty.pdf", b"no longer empty")
    s3.rm_file("reviews/changing/DHR John Smithson.txt")
    recorded = run(url, results)[1]
    assert recorded.converted == ["empty.pdf"]
    assert recorded.gone == ["DHR name-3fad7581.txt"]
    assert "plans/DHR name-3fad7581.json" not in there(s3, results)
    assert not s3.exists(f"{results}/{STATE}/documents/DHR name-3fad7581.json")


def test_a_run_that_dies_while_results_are_sent(results, made, s3, monkeypatch):
    put = Location.put

    def dying(location, files):
        if "plans/empty.json" in files:
            raise LocationUnusable("the network is gone")
        put(location, files)

    s3.rm_file(f"{results}/plans/empty.json")  # it must be sent again
    monkeypatch.setattr(Location, "put", dying)
    with pytest.raises(LocationUnusable, match="the network is gone"):
        run(IN, results)
    assert "run.json" not in there(s3, results)
    assert not s3.exists(f"{results}/{STATE}/lock")
    monkeypatch.undo()
    assert run(IN, results)[1].converted == []
    assert there(s3, results) == made


def test_one_run_at_a_time(results, s3, cache, monkeypatch):
    lock = f"{results}/{STATE}/lock"

    def held(until, machine="elsewhere", run="another"):
        words = {"who": "process 1 on desk", "machine": machine, "run": run, "until": until}
        s3.pipe_file(lock, json.dumps(words).encode())

    held(NEVER_OVER)
    with pytest.raises(OutputInUse, match="process 1 on desk"):
        run(IN, results)
    with pytest.raises(OutputInUse, match="10 minutes"):
        forget("empty.pdf", results)
    held(LONG_OVER)  # killed long ago
    assert run(IN, results)[1].converted == []
    held(NEVER_OVER, (Mirror(results).home / "machine").read_text())  # killed on this machine
    assert run(IN, results)[1].converted == []
    assert not s3.exists(lock)
    location = Location(results)
    assert [location.create("once", b"1"), location.create("once", b"2")] == [True, False]
    assert location.read("once") == b"1"
    monkeypatch.setattr(Mirror, "pull", lambda _: held(NEVER_OVER))
    with pytest.raises(OutputInUse):  # another took it over while this one slept
        run(IN, results)


def test_keys_that_look_like_other_places(samples, s3, tmp_path, cache):
    words = (samples / "dhr-text-dump.txt").read_bytes()
    keys = (
        "a/../../up.txt",
        "/abs.txt",
        "x::file:.txt",
        f"{'long' * 100}.txt",
        "a//b.txt",
        "dir.txt/",
    )
    for key in keys:
        s3.pipe_file(f"reviews/odd/{key}", words)
    made = batch("s3://reviews/odd", tmp_path / "out", jobs=1)
    files = ["_/abs.txt", "a/_/_/up.txt", "a/_/b.txt", f"{'long' * 100}.txt", "x::file:.txt"]
    assert [i.file for i in made.inputs] == files
    assert {i.status for i in made.inputs} == {"ok"}
    s3.pipe_file("reviews/odd-out/plans/../../../escaped.json", b"{}")
    s3.pipe_file("reviews/odd-out/.actionplans/documents/..", b"{}")
    s3.pipe_file("reviews/odd-none/note.doc", b"")
    cache("here")
    batch("s3://reviews/odd-none", "s3://reviews/odd-out", jobs=1)
    assert not list(tmp_path.rglob("*escaped*"))
    assert s3.exists("reviews/odd-out/plans/../../../escaped.json")


def test_forget_and_other_commands(results, folder, s3, cache):
    def command(*arguments):
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0, done.output
        return done.stdout

    command("export", results, "--sqlite")
    assert "actionplans.db" in there(s3, results)
    command("validate", results)
    command("validate", f"{results}/plans/empty.json")
    assert "14" in command("summary", results, "--format", "csv")
    assert json.loads(command("convert", f"{IN}/dhr-text-dump.txt"))["status"] == "ok"
    command("forget", "dhr-text-dump.txt", "-o", results)
    assert not [n for n in there(s3, results) if "dhr-text-dump.json" in n]
    recorded = run(IN, results)[1]
    assert recorded.converted == []
    command("forget", "--undo", str(folder / "dhr-text-dump.txt"), "-o", results)
    assert run(IN, results)[0].counts.documents == 4


def test_on_a_cluster(made, s3, cluster, cache, tmp_path):
    batch(IN, "s3://reviews/clustered", scheduler=cluster, reproducible=True)
    assert there(s3, "s3://reviews/clustered") == made
    cache("another")
    recorded = Recorded()
    s3.pipe_file("reviews/clustered/.actionplans/forgotten.txt", b"0" * 64)  # so that all are read
    batch(IN, "s3://reviews/clustered", scheduler=cluster, reproducible=True, report=recorded)
    assert recorded.converted == []


def test_places_that_cannot_be_used(tmp_path, s3):
    def refused(*arguments):
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 2, done.output
        assert len(done.stderr.splitlines()) == 1
        return done.stderr

    out = ("-o", str(tmp_path))
    assert "nothing at 's3://reviews/none'" in refused("batch", "s3://reviews/none", *out)
    assert "cannot be used" in refused("batch", IN, "-o", "s3://no-such-bucket/out")
    assert "Leave passwords out" in refused("batch", "sftp://me:secret@desk/in", *out)
    assert "pip install" in refused("batch", "gs://bucket/in", *out)
    assert "no whole results" in refused("summary", "s3://reviews/in")
    assert "not the output" in refused("forget", "x.pdf", "-o", "s3://reviews/none")
    assert "writes to this machine" in refused("convert", f"{IN}/x.pdf", "-o", f"{OUT}/x.json")
