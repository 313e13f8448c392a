"""Opening a file: what it is, whether it can be read, and if not, what to do."""

import hashlib
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from extract.errors import (
    DamagedPdf,
    EmptyFile,
    EncryptedPdf,
    NotAPdf,
    UnreadableDocument,
)

# What pdfminer is known to raise on broken files, besides errors of its own.
PDF_FAULTS = (
    PdfminerException,
    PSException,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    NotImplementedError,
    RecursionError,
    struct.error,
    zlib.error,
)
HEADER_WITHIN = 1024
"""A PDF's header may stand this many bytes into the file."""


def file_bytes(path: Path) -> bytes:
    """The bytes of the file at ``path``; ``UnreadableDocument`` if there are none to read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(error.strerror) from error
    if not data:
        raise EmptyFile
    return data


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def open_pdf(data: bytes) -> PDF:
    """The PDF in ``data``, with at least one page; an error that says what is wrong if not."""
    if b"%PDF-" not in data[:HEADER_WITHIN]:
        raise NotAPdf
    try:
        pdf = pdfplumber.open(BytesIO(data))
        count = len(pdf.pages)
    except PDF_FAULTS as error:
        raise _explained(error) from error
    if not count:
        raise DamagedPdf
    return pdf


def _explained(error: BaseException) -> UnreadableDocument:
    cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)):
        return EncryptedPdf()
    return DamagedPdf()
