"""Loaded first by the workers of the tests' cluster, whose processes then are ``dying_worker.py``."""

from functools import partial
from pathlib import Path

from actionplans.batching.cluster import worker as cluster_worker

DYING = (str(Path(__file__).parent / "dying_worker.py"),)

cluster_worker.IDLE = 3600.0  # no process of a test is ended because the machine is slow
cluster_worker.WorkerProcess = partial(cluster_worker.WorkerProcess, command=DYING)
