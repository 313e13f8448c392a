"""Why a cluster cannot be used, or a document not read on it, and what to do."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actionplans.batching.versions import fingerprint, versions

if TYPE_CHECKING:
    from actionplans.batching.cluster.worker import About

NOT_INSTALLED = "--scheduler needs Dask: pip install 'actionplans[cluster]'"
LOST = (
    "The connection to the scheduler was lost. What is done is kept: when the cluster is there "
    "again, run the same command again to go on."
)
KILLED = (
    "The workers of the cluster that read this document died, one after another: perhaps their "
    "machines ran out of memory, then fewer threads a worker help. Try it again with --retry."
)
TOO_LARGE = (
    "The document is too large to be sent to a worker. Name its folder by a URL that the workers "
    "can read, or convert it without --scheduler."
)


class ClusterUnusable(Exception):
    """The cluster cannot convert what it is asked to; the message says why and what to do."""


def unreachable(address: str, error: Exception) -> str:
    """No scheduler answers."""
    answer = str(error).partition("\n")[0]
    return (
        f"There is no Dask scheduler at '{address}' ({answer}). Check the address, that 'dask "
        "scheduler' runs there, that no firewall is between, and for tls:// the certificates."
    )


def no_workers(address: str) -> str:
    """A scheduler without workers."""
    return (
        f"The scheduler at '{address}' has no workers. Start some: 'dask worker {address}' on each "
        "machine."
    )


def unshared(path: str) -> str:
    """A worker that does not see a path named by ``file:``."""
    return (
        f"A worker does not see '{Path(path).parent}'. Name the folder without file:// to send "
        "the documents' bytes to the workers, or give every machine the folder."
    )


def check_workers(found: "Mapping[str, About | Exception]") -> None:
    """Raise ``ClusterUnusable`` unless all workers convert as this machine does.

    ``found`` is what each worker, by its address, says of itself.
    """
    faults = {address: fault for address, answer in found.items() if (fault := _fault(answer))}
    if faults:
        address, fault = min(faults.items())
        others = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise ClusterUnusable(
            f"The worker at {address}{others} cannot be used: {fault} Install the same "
            "requirements.lock and the same actionplans on all machines, and start the workers "
            "again."
        )


def _fault(answer: Any) -> str:
    if isinstance(answer, BaseException):
        return f"it has no actionplans, or another ({type(answer).__name__}: {answer})."
    if answer.lacks:
        return str(answer.lacks)
    return "" if answer.fingerprint == fingerprint() else _difference(answer.versions)


def _difference(theirs: Mapping[str, str]) -> str:
    ours = versions()
    differ = [f"{n} {theirs.get(n)} there, {v} here" for n, v in ours.items() if theirs.get(n) != v]
    return f"{', '.join(differ) or 'its own files or libraries differ from those here'}."
