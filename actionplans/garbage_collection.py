"""Python's search for garbage, made seldom where very many objects are made, few in cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS = 200_000
"""New objects between two searches. Python's own measure is 700 or so. A page makes
thousands, and those that are no longer used go without a search unless they refer in a circle."""


@contextmanager
def rare_collections() -> Iterator[None]:
    """Within it Python looks for garbage seldom: while modules load, or a document is read."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
