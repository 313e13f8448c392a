"""A guard: the packages beside this one are its own and not a user's ``schemas.py``."""

from importlib.util import find_spec
from pathlib import Path

SIBLING_PACKAGES = ("schemas", "extract", "normalise")


def check_sibling_packages() -> None:
    """Raise ``ImportError`` if a name of ours would be imported from somewhere else."""
    home = Path(__file__).resolve().parent.parent
    for name in SIBLING_PACKAGES:
        spec = find_spec(name)
        origin = Path(spec.origin).resolve() if spec and spec.origin else None
        if origin is None or origin.parent.parent != home:
            found = origin or "nowhere"
            raise ImportError(
                f"actionplans needs its own package '{name}', but Python finds it in {found}. "
                "Rename that file or folder, or run from another folder."
            )
