"""Folders and files by URL (``s3://bucket/reviews``), through fsspec.

Only what a person names as a location is read as a URL. Names found in it, the keys of a bucket,
are handed to the file system as they are and never parsed: a key may look like another URL.
"""

import re
import socket
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

URL = re.compile(r"[a-z][a-z0-9+.:-]+://", re.IGNORECASE)
FILE = re.compile(r"file:", re.IGNORECASE)
VERSION_KEYS = ("ETag", "etag", "md5Hash", "LastModified", "last_modified", "mtime", "updated")
"""What file systems report of a file that changes with its content."""
PACKAGES = {"s3": "'actionplans[s3]'", "s3a": "'actionplans[s3]'"}


class LocationUnusable(Exception):
    """A URL that cannot be read or written; the message says why and what to do."""


def is_url(location: str | Path) -> bool:
    """Whether it is a URL, ``file:`` excepted: that is a folder of this machine."""
    return isinstance(location, str) and bool(URL.match(location)) and not FILE.match(location)


def local_path(location: str | Path) -> Path:
    """The path of a location that ``is_url`` says is none."""
    if isinstance(location, str) and FILE.match(location):
        return Path(url2pathname(urlsplit(location).path))
    return Path(location)


class Location:
    """A folder or file by URL, its file system's settings taken from the environment.

    Its methods raise ``LocationUnusable``. The ``keys`` that they take are paths below it.
    """

    def __init__(self, url: str) -> None:
        """Raise ``LocationUnusable`` if the URL holds a password, or nothing here can open it."""
        if re.search(r"://[^/@]*:[^/@]*@", url):
            raise LocationUnusable(
                "Leave passwords out of URLs: file systems read them from their own settings."
            )
        self.url = url.rstrip("/")
        self._system, root = _file_system(self.url)
        self.root = str(root).rstrip("/")

    def files(self) -> dict[str, dict[str, Any]]:
        """What the file system reports of every file below the location, by its full name."""
        self._system.invalidate_cache()
        with self._faults():
            found = self._system.find(self.root, detail=True)
        return {name: about for name, about in found.items() if about.get("type") == "file"}

    def key(self, name: str) -> str:
        """The part of a full name that is below the location."""
        return name.removeprefix(self.root).removeprefix("/")

    def exists(self) -> bool:
        """Whether there is anything at the location."""
        self._system.invalidate_cache()
        with self._faults():
            return bool(self._system.exists(self.root))

    def fetch(self, name: str, path: Path) -> None:
        """Copy the file of this full name to ``path``."""
        with self._faults():
            self._system.get_file(name, str(path))

    def get(self, paths: Mapping[str, Path]) -> None:
        """Copy the files of these keys to the paths beside them."""
        for path in paths.values():
            path.parent.mkdir(parents=True, exist_ok=True)
        if paths:
            with self._faults():
                self._system.get(list(map(self._name, paths)), list(map(str, paths.values())))

    def put(self, paths: Mapping[str, Path]) -> None:
        """Copy the paths to the files of the keys beside them."""
        if paths:
            with self._faults():
                self._system.put(list(map(str, paths.values())), list(map(self._name, paths)))

    def remove(self, keys: Iterable[str]) -> None:
        """Take away files; one that is not there is no fault."""
        for key in keys:
            with self._faults(), suppress(FileNotFoundError):
                self._system.rm_file(self._name(key))

    def read(self, key: str) -> bytes | None:
        """The bytes of a file; ``None`` if it is not there."""
        self._system.invalidate_cache()
        with self._faults():
            if not self._system.exists(self._name(key)):
                return None
            return bytes(self._system.cat_file(self._name(key)))

    def write(self, key: str, content: bytes) -> None:
        """Write a file."""
        with self._faults():
            self._system.pipe_file(self._name(key), content)

    def create(self, key: str, content: bytes) -> bool:
        """Write a file that is not there yet; false if it is there.

        Where the file system has conditional writes, as S3 has, one of two that try succeeds.
        """
        try:
            with self._faults():
                self._system.pipe_file(self._name(key), content, mode="create")
        except LocationUnusable as fault:
            if not isinstance(fault.__cause__, FileExistsError) and self.read(key) is None:
                raise
            return False
        return True

    def _name(self, key: str) -> str:
        return f"{self.root}/{key}"

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Any fault of a file system, each of which has kinds of its own, as ours."""
        try:
            yield
        except Exception as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> LocationUnusable:
        reason = str(error).partition("\n")[0] or type(error).__name__
        return LocationUnusable(
            f"'{self.url}' cannot be used from {socket.gethostname()}: {reason}. Check the URL, "
            "the network, and that its credentials are set there."
        )


def _file_system(url: str) -> tuple[Any, Any]:
    scheme = url.partition("://")[0].lower()
    try:
        from fsspec.core import url_to_fs

        system, root = url_to_fs(url)
    except ImportError as error:
        package = PACKAGES.get(scheme, "fsspec and its file system for it")
        raise LocationUnusable(
            f"{scheme}:// needs more than is installed: pip install {package}. ({error})"
        ) from error
    except ValueError as error:
        raise LocationUnusable(f"'{url}' cannot be opened: {error}.") from error
    return system, root


def version_of(about: Mapping[str, Any]) -> str:
    """What changes when the file does, as its file system reports; empty if it reports nothing."""
    reported = [f"{key}={about[key]}" for key in VERSION_KEYS if about.get(key)]
    return " ".join([f"size={about.get('size')}", *reported]) if reported else ""


def path_of_key(key: str) -> PurePosixPath:
    """A key as a path that leads nowhere else: ``a/../b`` becomes ``a/_/b``."""
    odd = ("", ".", "..")
    return PurePosixPath("/".join("_" if part in odd else part for part in key.split("/")))
