"""Memory of pictures kept between them, where the C library would hand it back each time."""

import ctypes
import sys
from functools import cache

LARGEST_KEPT = 64 << 20
"""Bytes of the largest array that is taken from memory kept; a page in colours has 26 million."""
MOST_KEPT = 256 << 20
"""Bytes that may lie free at the heap's end before they are handed back."""
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""As glibc's ``malloc.h`` numbers them."""


@cache
def keep_freed_memory() -> None:
    """Have glibc keep freed arrays for the next ones, for the rest of the process.

    A page is worked on in some sixty arrays of megabytes; getting each afresh from the system,
    page by page of memory, takes about 7 % of the time that is not the engine’s. Where there is no
    glibc nothing is done.
    """
    if sys.platform == "linux":
        set_option = getattr(ctypes.CDLL(None), "mallopt", None)
        if set_option is not None:
            set_option(M_MMAP_THRESHOLD, LARGEST_KEPT)
            set_option(M_TRIM_THRESHOLD, MOST_KEPT)
