"""Places beyond this machine's folders, named by URL (``s3://bucket/reviews``), through fsspec.

Only what a person names as a place is read as a URL. Names found in it, the keys of a bucket, are
handed to the file system as they are and never parsed: a key may look like another URL.
"""

import re
import socket
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar
from urllib.parse import urlsplit
from urllib.request import url2pathname

URL = re.compile(r"[a-z][a-z0-9+.:-]+://", re.IGNORECASE)
FILE = re.compile(r"file:", re.IGNORECASE)
VERSION_KEYS = ("ETag", "etag", "md5Hash", "LastModified", "last_modified", "mtime", "updated")
"""What file systems tell of a file that changes with its content."""
PACKAGES = {"s3": "'actionplans[s3]'", "s3a": "'actionplans[s3]'"}

Value = TypeVar("Value")


class PlaceUnusable(Exception):
    """A URL that cannot be read or written; the message says why and what to do."""


def is_url(place: str | Path) -> bool:
    """Whether it names a place by URL, ``file:`` excepted: that is a folder of this machine."""
    return isinstance(place, str) and bool(URL.match(place)) and not FILE.match(place)


def local_path(place: str | Path) -> Path:
    """The path of a place that ``is_url`` says is none."""
    if isinstance(place, str) and FILE.match(place):
        return Path(url2pathname(urlsplit(place).path))
    return Path(place)


class Place:
    """A folder or file by URL, its file system's settings taken from the environment."""

    def __init__(self, url: str) -> None:
        """Raise ``PlaceUnusable`` if the URL holds a password, or nothing here can open it."""
        if re.search(r"://[^/@]*:[^/@]*@", url):
            raise PlaceUnusable(
                "Leave passwords out of URLs: file systems read them from their own settings."
            )
        self.url = url.rstrip("/")
        self._system, root = _file_system(self.url)
        self.root = str(root).rstrip("/")

    def names(self) -> dict[str, dict[str, Any]]:
        """What the file system tells of every file below the place, by its name there."""
        self._system.invalidate_cache()
        found = self._told(self._system.find, self.root, detail=True)
        return {name: about for name, about in found.items() if about.get("type") == "file"}

    def own(self, name: str) -> str:
        """The part of a name below the place."""
        return name.removeprefix(self.root).removeprefix("/")

    def exists(self) -> bool:
        """Whether there is anything at the place."""
        self._system.invalidate_cache()
        return bool(self._told(self._system.exists, self.root))

    def fetch(self, name: str, path: Path) -> None:
        """Copy the file ``name`` to ``path``."""
        self._told(self._system.get_file, name, str(path))

    def get(self, pairs: Mapping[str, Path]) -> None:
        """Copy the files below the place to the paths that stand beside them."""
        for path in pairs.values():
            path.parent.mkdir(parents=True, exist_ok=True)
        if pairs:
            names = [f"{self.root}/{own}" for own in pairs]
            self._told(self._system.get, names, [str(p) for p in pairs.values()])

    def put(self, pairs: Mapping[str, Path]) -> None:
        """Copy the paths to the files below the place that stand beside them."""
        if pairs:
            names = [f"{self.root}/{own}" for own in pairs]
            self._told(self._system.put, [str(p) for p in pairs.values()], names)

    def remove(self, owns: Iterable[str]) -> None:
        """Take away files below the place; one that is not there is no fault."""
        for own in owns:
            fault = _fault(self._system.rm_file, f"{self.root}/{own}")
            if fault and not isinstance(fault, FileNotFoundError):
                raise self._unusable(fault) from fault

    def read(self, own: str) -> bytes | None:
        """The bytes of a file below the place; ``None`` if it is not there."""
        self._system.invalidate_cache()
        if not self._told(self._system.exists, f"{self.root}/{own}"):
            return None
        return bytes(self._told(self._system.cat_file, f"{self.root}/{own}"))

    def write(self, own: str, content: bytes) -> None:
        """Write a file below the place."""
        self._told(self._system.pipe_file, f"{self.root}/{own}", content)

    def create(self, own: str, content: bytes) -> bool:
        """Write a file that is not there yet; false if it is there.

        Where the file system has conditional writes, as S3 has, one of two that try succeeds.
        """
        fault = _fault(self._system.pipe_file, f"{self.root}/{own}", content, mode="create")
        if fault and not isinstance(fault, FileExistsError) and self.read(own) is None:
            raise self._unusable(fault) from fault
        return fault is None

    def _told(self, call: Callable[..., Value], *arguments: Any, **options: Any) -> Value:
        """The call's value; any fault of a file system, whose kinds are many, as ours."""
        with ThreadPoolExecutor(1) as thread:
            work = thread.submit(call, *arguments, **options)
            fault = work.exception()
        if fault:
            raise self._unusable(fault) from fault
        return work.result()

    def _unusable(self, fault: BaseException) -> PlaceUnusable:
        said = str(fault).partition("\n")[0] or type(fault).__name__
        return PlaceUnusable(
            f"'{self.url}' cannot be used from {socket.gethostname()}: {said}. Check the URL, the "
            "network, and that its credentials are set there."
        )


def _fault(call: Callable[..., Any], *arguments: Any, **options: Any) -> BaseException | None:
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(call, *arguments, **options).exception()


def _file_system(url: str) -> tuple[Any, Any]:
    scheme = url.partition("://")[0].lower()
    try:
        from fsspec.core import url_to_fs

        system, root = url_to_fs(url)
    except ImportError as error:
        package = PACKAGES.get(scheme, "fsspec and its file system for it")
        raise PlaceUnusable(
            f"{scheme}:// needs more than is installed: pip install {package}. ({error})"
        ) from error
    except ValueError as error:
        raise PlaceUnusable(f"'{url}' cannot be opened: {error}.") from error
    return system, root


def version_of(about: Mapping[str, Any]) -> str:
    """What changes when the file does, as its file system tells; empty if it tells nothing."""
    told = [f"{key}={about[key]}" for key in VERSION_KEYS if about.get(key)]
    return " ".join([f"size={about.get('size')}", *told]) if told else ""


def shown_parts(own: str) -> PurePosixPath:
    """A name below a place as a path that leads nowhere else: ``a/../b`` becomes ``a/_/b``."""
    odd = ("", ".", "..")
    return PurePosixPath("/".join("_" if part in odd else part for part in own.split("/")))
