"""Published UK review action plans (PDF) as data: every row, whole, with its page.

``convert`` reads one document, ``batch`` a folder; ``read_corrections`` gives both what people
decided about rows. Names are imported when first used, so that the command answers at once.
"""

from typing import TYPE_CHECKING, Any

from actionplans.sibling_packages import check_sibling_packages

if TYPE_CHECKING:
    from actionplans.batching.run import batch
    from actionplans.conversion import convert
    from actionplans.corrections_file import read_corrections
    from extract.errors import UnreadableDocument
    from schemas.plan import Plan
    from schemas.run import Run

check_sibling_packages()

__all__ = [
    "Plan",
    "Run",
    "UnreadableDocument",
    "__version__",
    "batch",
    "convert",
    "read_corrections",
]
__version__ = "0.1.0"

_HOMES = {
    "Plan": "schemas.plan",
    "Run": "schemas.run",
    "UnreadableDocument": "extract.errors",
    "batch": "actionplans.batching.run",
    "convert": "actionplans.conversion",
    "read_corrections": "actionplans.corrections_file",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module 'actionplans' has no attribute {name!r}")
    from importlib import import_module

    from actionplans.garbage_collection import rare_collections

    with rare_collections():
        return getattr(import_module(_HOMES[name]), name)
