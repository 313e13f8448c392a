"""Shared helpers: the samples, their sources and their plans."""

import json
import logging
import os
import subprocess
import sys
import tomllib
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from actionplans import Plan, convert
from tests.support.waiting import LIMIT, wait_for

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"


@cache
def _plan(name: str) -> Plan:
    return convert(SAMPLES / name, keep_people=True)


@pytest.fixture(scope="session")
def sample_plan():
    """A function: the plan of a sample, people kept, by the sample's file name."""
    return _plan


@cache
def _source(stem: str) -> dict[str, Any]:
    return tomllib.loads((SAMPLES / "sources" / f"{stem}.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def sample_source():
    """A function: the source of a sample, by its stem."""
    return _source


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of samples."""
    return SAMPLES


@pytest.fixture(scope="session")
def run():
    """A function: the command with arguments, run as a user runs it."""

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "actionplans", *map(str, arguments)],
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip

    return run


@pytest.fixture(scope="session")
def s3(tmp_path_factory):
    """The file system of an S3-compatible server with a bucket ``reviews``, which is all there is."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        environment.setenv("AWS_ACCESS_KEY_ID", "invented")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "invented")
        environment.setenv("AWS_DEFAULT_REGION", "us-east-1")
        environment.setenv("AWS_EC2_METADATA_DISABLED", "true")
        environment.setenv("ACTIONPLANS_CACHE", str(tmp_path_factory.mktemp("cache")))
        import fsspec

        files = fsspec.filesystem("s3")
        files.mkdir("reviews")
        yield files
    server.stop()


@pytest.fixture
def cluster(scheduler_address):
    """The address of a Dask scheduler with two workers, which know the server of ``s3``.

    Their documents' processes are those of ``dying_worker.py``. One that was killed by an earlier
    test has been replaced.
    """
    from distributed import Client

    with Client(scheduler_address, timeout=LIMIT, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=LIMIT)
    return scheduler_address


@pytest.fixture(scope="session")
def scheduler_address(s3, tmp_path_factory):
    """The address of a Dask scheduler that has two workers, or soon will."""
    home = tmp_path_factory.mktemp("cluster")
    about = home / "scheduler.json"
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    }

    def start(name, *options):
        command = [sys.executable, "-m", "dask", name, "--scheduler-file", about, "--no-dashboard"]
        log = stack.enter_context((home / "log").open("a"))
        process = stack.enter_context(
            subprocess.Popen(
                [*command, *options], env=environment, cwd=home, stdout=log, stderr=log
            )
        )
        stack.callback(process.terminate)
        return process

    with ExitStack() as stack:
        scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0")
        start("worker", "--nworkers", "2", "--nthreads", "1", "--preload", "tests.support.dying_cluster",
              "--local-directory", home, "--death-timeout", str(LIMIT))  # fmt: skip
        yield wait_for(lambda: _address(about), f"the address in {about}", scheduler)


def _address(about: Path) -> str:
    """The scheduler's address in the file in which it tells of itself; none until that is whole."""
    with suppress(FileNotFoundError, json.JSONDecodeError):
        return str(json.loads(about.read_text(encoding="utf-8"))["address"])
    return ""
