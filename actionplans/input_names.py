"""What the output calls an input file: its own name, without a person's full name in it."""

from pathlib import Path, PurePath

from actionplans.failed_plan import file_hash
from normalise.people.file_names import masked_path


def reported_path(path: Path, folder: Path, *, keep_people: bool) -> PurePath:
    """``path`` as seen from ``folder``; full names are masked unless ``keep_people``."""
    relative = path.relative_to(folder)
    if keep_people or masked_path(relative) == relative.as_posix():
        return relative
    return PurePath(masked_path(relative, file_hash(path)))
