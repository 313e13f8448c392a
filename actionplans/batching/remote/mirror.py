"""Results by URL: a copy of them on this machine, brought down before and sent up after a run.

What stands at the URL is the truth. The copy is kept in the user's cache, with an index that says
which version of each file it has, so that only what changed is moved.
"""

import hashlib
import json
import os
import re
import sys
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from actionplans.batching.inputs import NOT_IN_NAMES
from actionplans.batching.publish import MARKER
from actionplans.batching.store import STATE
from actionplans.failed_plan import file_hash
from actionplans.output.formats.registry import all_files
from actionplans.output.writers import write_json
from actionplans.urls import Location, version_of

RECORD = "run.json"
DOCUMENTS = re.compile(rf"(?:plans|{re.escape(STATE)}/documents)/([^/.~][^/]*\.json)")
SENDERS = 4
"""Documents that are sent up at a time while others are converted: sending waits for the network
and takes no processor, and a few keep up with documents that take seconds each."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A file of the copy that is as at the URL."""

    version: str
    """What its file system reports of it."""
    size: int
    changed: int
    """Nanoseconds since 1970: with the size it tells whether the copy was touched."""
    sha256: str


class Mirror:
    """The copy of one output."""

    def __init__(self, url: str) -> None:
        self.location = Location(url)
        self.home = cache() / hashlib.sha256(self.location.url.encode()).hexdigest()[:32]
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)  # documents are for one person
        self.folder = self.home / "results"
        self._index_file = self.home / "index.json"
        self._index: dict[str, Copied] = {}
        self._senders: ThreadPoolExecutor | None = None
        self._sending: deque[Future[tuple[str, Copied]]] = deque()

    def pull(self) -> None:
        """Make the copy what stands at the URL."""
        self._index = self._read_index()
        there = self._versions()
        wanted = {key: self.folder / key for key in there if not self._has(key, there[key])}
        self.location.get(wanted)
        for key in self._here() - there.keys():
            (self.folder / key).unlink()
        self._note(wanted, there)

    def push(self) -> None:
        """Make the URL what the copy is. ``run.json`` is taken away first and comes last."""
        here = self._here()
        changed = {key: self.folder / key for key in sorted(here) if self._differs(key)}
        gone = self._index.keys() - here
        last = {key: changed.pop(key) for key in (RECORD, MARKER) if key in changed}
        if any(not key.startswith(STATE) for key in (*changed, *gone)):
            self.location.remove([RECORD])
        self.location.put(changed)
        self.location.remove(sorted(gone))
        for key, path in last.items():
            self.location.put({key: path})
        self._note(here, self._versions())

    @contextmanager
    def sending(self) -> Iterator[None]:
        """While this lasts ``kept`` sends; at its end all is sent."""
        with ThreadPoolExecutor(SENDERS) as self._senders:
            yield
        self._note_sent(len(self._sending))

    def kept(self, document: str) -> None:
        """Send a document of the state, so that the next run has it wherever it runs."""
        key = f"{STATE}/documents/{document}.json"
        if self._senders:
            self._sending.append(self._senders.submit(self._send, key))
        self._note_sent(next((i for i, f in enumerate(self._sending) if not f.done()), 0))

    def _send(self, key: str) -> tuple[str, Copied]:
        copied = self._copied(key, "")
        self.location.put({key: self.folder / key})
        return key, copied

    def _note_sent(self, count: int) -> None:
        """Note the first ``count`` documents as sent, or raise what befell them."""
        for _ in range(count):
            key, copied = self._sending.popleft().result()
            self._index[key] = copied

    def _versions(self) -> dict[str, str]:
        """The version of each file of results at the URL."""
        found = {self.location.key(name): about for name, about in self.location.files().items()}
        return {key: version_of(about) for key, about in found.items() if _is_ours(key)}

    def _here(self) -> set[str]:
        files = (p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*"))
        return {key for key in files if _is_ours(key)}

    def _has(self, key: str, version: str) -> bool:
        """Whether the copy has this version, untouched."""
        known = self._index.get(key)
        return bool(known and version and known.version == version and self._untouched(key))

    def _untouched(self, key: str) -> bool:
        known, path = self._index.get(key), self.folder / key
        if known is None or not path.exists():
            return False
        stat = path.stat()
        return (known.size, known.changed) == (stat.st_size, stat.st_mtime_ns)

    def _differs(self, key: str) -> bool:
        known = self._index.get(key)
        same = known and (self._untouched(key) or known.sha256 == file_hash(self.folder / key))
        return not same

    def _note(self, keys: Collection[str], versions: Mapping[str, str]) -> None:
        """Put the files that are now as at the URL into the index."""
        here = self._here()
        kept = {key: known for key, known in self._index.items() if key in here}
        self._index = kept | {key: self._copied(key, versions.get(key, "")) for key in keys}
        write_json(self._index_file, {key: asdict(c) for key, c in sorted(self._index.items())})

    def _copied(self, key: str, version: str) -> Copied:
        path, known = self.folder / key, self._index.get(key)
        stat = path.stat()
        sha256 = known.sha256 if known and self._untouched(key) else file_hash(path)
        return Copied(version, stat.st_size, stat.st_mtime_ns, sha256)

    def _read_index(self) -> dict[str, Copied]:
        if not self._index_file.exists():
            return {}
        found = json.loads(self._index_file.read_bytes())
        try:
            return {key: Copied(**copied) for key, copied in found.items()}
        except TypeError:  # of another version
            return {}


def _is_ours(key: str) -> bool:
    """Whether a file belongs to results; a name that a batch gives to none is never touched."""
    if key in {RECORD, MARKER, f"{STATE}/forgotten.txt", *all_files()}:
        return True
    found = DOCUMENTS.fullmatch(key)
    return found is not None and not NOT_IN_NAMES.search(found[1])


def cache() -> Path:
    """The folder of the copies: ACTIONPLANS_CACHE, or one in the user's cache."""
    if chosen := os.environ.get("ACTIONPLANS_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "actionplans"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches/actionplans"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "actionplans"
