"""Opening a file: what it is, whether it can be read, and if not, what to do."""

import hashlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as raw

from extract.errors import (
    DamagedPdf,
    EmptyFile,
    EncryptedPdf,
    NotAPdf,
    UnreadableDocument,
)
from extract.pdf.faults import PdfFault, pdf_faults

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

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


def open_pdf(data: bytes) -> "pypdfium2.PdfDocument | PDF":
    """The PDF in ``data``, with at least one page; an error that says what is wrong if not.

    PDFium opens it; pdfplumber, slower, is asked about what PDFium cannot open.
    """
    if b"%PDF-" not in data[:HEADER_WITHIN]:
        raise NotAPdf
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise EncryptedPdf from error
        return _opened_by_pdfplumber(data)
    return document if len(document) else _opened_by_pdfplumber(data)


def _opened_by_pdfplumber(data: bytes) -> "PDF":
    import pdfplumber

    try:
        with pdf_faults():
            pdf = pdfplumber.open(BytesIO(data))
            count = len(pdf.pages)
    except PdfFault as fault:
        raise _explained(fault.__cause__) from fault
    if not count:
        raise DamagedPdf
    return pdf


def _explained(error: BaseException | None) -> UnreadableDocument:
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)):
        return EncryptedPdf()
    return DamagedPdf()
