"""The boundary to pdfminer and pdfplumber: what they raise on a broken file is one fault here."""

from collections.abc import Iterator
from contextlib import contextmanager


class PdfFault(Exception):
    """A file, or a page of it, that they cannot read; the cause is the error that they raised."""


@contextmanager
def pdf_faults() -> Iterator[None]:
    """Raise ``PdfFault`` for whatever a call to pdfminer or pdfplumber raises.

    Neither says what it raises. On broken files they were seen to give fourteen kinds of error, of
    their own and of Python (``KeyError``, ``RecursionError``, ``struct.error``), and no list of
    them is whole.
    """
    try:
        yield
    except MemoryError:
        raise  # says nothing of the file: the document fails, and the caller says why
    except Exception as error:
        raise PdfFault from error
