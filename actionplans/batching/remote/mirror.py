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
from actionplans.urls import Place, version_of

RECORD = "run.json"
DOCUMENTS = re.compile(rf"(?:plans|{re.escape(STATE)}/documents)/([^/.~][^/]*\.json)")
SENDERS = 4
"""Documents that are sent up at a time while others are converted."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A file of the copy that is as at the URL."""

    version: str
    """What the place told of it."""
    size: int
    changed: int
    """Nanoseconds since 1970: with the size it tells whether the copy was touched."""
    sha256: str


class Mirror:
    """The copy of one output."""

    def __init__(self, url: str) -> None:
        self.place = Place(url)
        self.home = cache() / hashlib.sha256(self.place.url.encode()).hexdigest()[:32]
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
        wanted = {own: self.folder / own for own in there if not self._has(own, there[own])}
        self.place.get(wanted)
        for own in self._here() - there.keys():
            (self.folder / own).unlink()
        self._note(wanted, there)

    def push(self) -> None:
        """Make the URL what the copy is. ``run.json`` is taken away first and comes last."""
        here = self._here()
        changed = {own: self.folder / own for own in sorted(here) if self._differs(own)}
        gone = self._index.keys() - here
        last = {own: changed.pop(own) for own in (RECORD, MARKER) if own in changed}
        if any(not own.startswith(STATE) for own in (*changed, *gone)):
            self.place.remove([RECORD])
        self.place.put(changed)
        self.place.remove(sorted(gone))
        for own, path in last.items():
            self.place.put({own: path})
        self._note(here, self._versions())

    @contextmanager
    def sending(self) -> Iterator[None]:
        """While this lasts ``kept`` sends; at its end all is sent."""
        with ThreadPoolExecutor(SENDERS) as self._senders:
            yield
        self._told(len(self._sending))

    def kept(self, document: str) -> None:
        """Send a document of the state, so that the next run has it wherever it runs."""
        own = f"{STATE}/documents/{document}.json"
        if self._senders:
            self._sending.append(self._senders.submit(self._send, own))
        self._told(next((i for i, f in enumerate(self._sending) if not f.done()), 0))

    def _send(self, own: str) -> tuple[str, Copied]:
        copied = self._copied(own, "")
        self.place.put({own: self.folder / own})
        return own, copied

    def _told(self, count: int) -> None:
        """Note the first ``count`` documents as sent, or raise what befell them."""
        for _ in range(count):
            own, copied = self._sending.popleft().result()
            self._index[own] = copied

    def _versions(self) -> dict[str, str]:
        """The version of each file of results at the URL."""
        found = {self.place.own(name): about for name, about in self.place.names().items()}
        return {own: version_of(about) for own, about in found.items() if _is_ours(own)}

    def _here(self) -> set[str]:
        files = (p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*"))
        return {own for own in files if _is_ours(own)}

    def _has(self, own: str, version: str) -> bool:
        """Whether the copy has this version, untouched."""
        known = self._index.get(own)
        return bool(known and version and known.version == version and self._untouched(own))

    def _untouched(self, own: str) -> bool:
        known, path = self._index.get(own), self.folder / own
        if known is None or not path.exists():
            return False
        stat = path.stat()
        return (known.size, known.changed) == (stat.st_size, stat.st_mtime_ns)

    def _differs(self, own: str) -> bool:
        known = self._index.get(own)
        same = known and (self._untouched(own) or known.sha256 == file_hash(self.folder / own))
        return not same

    def _note(self, owns: Collection[str], versions: Mapping[str, str]) -> None:
        """Put the files that are now as at the URL into the index."""
        here = self._here()
        kept = {own: known for own, known in self._index.items() if own in here}
        self._index = kept | {own: self._copied(own, versions.get(own, "")) for own in owns}
        write_json(self._index_file, {own: asdict(c) for own, c in sorted(self._index.items())})

    def _copied(self, own: str, version: str) -> Copied:
        path, known = self.folder / own, self._index.get(own)
        stat = path.stat()
        sha256 = known.sha256 if known and self._untouched(own) else file_hash(path)
        return Copied(version, stat.st_size, stat.st_mtime_ns, sha256)

    def _read_index(self) -> dict[str, Copied]:
        if not self._index_file.exists():
            return {}
        found = json.loads(self._index_file.read_bytes())
        try:
            return {own: Copied(**copied) for own, copied in found.items()}
        except TypeError:  # of another version
            return {}


def _is_ours(own: str) -> bool:
    """Whether a file belongs to results; a name that a batch gives to none is never touched."""
    if own in {RECORD, MARKER, f"{STATE}/forgotten.txt", *all_files()}:
        return True
    found = DOCUMENTS.fullmatch(own)
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
