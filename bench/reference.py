"""The fast page reader held against pdfplumber, page by page."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pdfplumber
import pypdfium2

from extract.model import Page
from extract.pdf.document import open_page
from extract.pdf.pdfplumber_page import plumber_page


def compare_with_pdfplumber(paths: Sequence[Path]) -> tuple[int, int]:
    """Pages whose words are the same from both readers, and pages whose words are not."""
    same = different = 0
    for path in paths:
        with pypdfium2.PdfDocument(path) as document, pdfplumber.open(path) as pdf:
            for number, page in enumerate(pdf.pages, start=1):
                opened = open_page(document, number)
                if _word_counts(opened.read()) == _word_counts(plumber_page(page)):
                    same += 1
                else:
                    different += 1
                opened.close()
                page.close()
    return same, different


def _word_counts(page: Page) -> Counter[str]:
    """The page's words but bullets, which pdfminer may write as ``(cid:127)``."""
    return Counter(w.text for w in page.words if "(cid:" not in w.text and w.text != "•")
