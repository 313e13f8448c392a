"""The connection to a Dask cluster: found, and its workers seen to be fit."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from actionplans.batching.cluster.errors import (
    NOT_INSTALLED,
    ClusterUnusable,
    check_workers,
    no_workers,
    unreachable,
)
from actionplans.batching.cluster.scheduler import Cluster
from actionplans.batching.store import Store
from extract.options import OcrName

if TYPE_CHECKING:
    from distributed import Client

CONNECT_WITHIN = 15.0
"""Seconds to wait for the scheduler, which runs already: a slow network takes some of them, and
more would look like a command that hangs on a wrong address."""
WORKERS_WITHIN = 30.0
"""Seconds to wait for the first worker, which may have been started just before."""


@contextmanager
def connected(address: str, ocr: OcrName, store: Store) -> Iterator[Cluster]:
    """The cluster at a scheduler's address, its workers fit to convert as this machine does.

    Raises ``ClusterUnusable``.
    """
    if find_spec("distributed") is None:
        raise ClusterUnusable(NOT_INSTALLED)
    import dask
    from distributed import Client

    quiet = {"distributed.admin.large-graph-warning-threshold": "1 TB"}  # documents are large
    with dask.config.set(quiet):
        try:
            _check_address(address)
            client = Client(address, timeout=CONNECT_WITHIN, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterUnusable(unreachable(address, error)) from error
        with client:
            _check(client, address, ocr)
            yield Cluster(client, store)


def _check_address(address: str) -> None:
    """Raise ``ValueError`` for what a client would wait for in vain."""
    from distributed.comm.addressing import get_address_host
    from distributed.security import Security

    get_address_host(address)
    if address.startswith("tls:") and not Security().get_connection_args("client")["ssl_context"]:
        raise ValueError("no certificates are set: docs/cluster.md says how")


def _check(client: "Client", address: str, ocr: OcrName) -> None:
    from actionplans.batching.cluster import worker as cluster_worker

    try:
        client.wait_for_workers(1, timeout=WORKERS_WITHIN)
    except TimeoutError as error:
        raise ClusterUnusable(no_workers(address)) from error
    check_workers(client.run(cluster_worker.about, ocr, on_error="return"))
