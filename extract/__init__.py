"""Reads a document and gives its tables and text, page by page."""

from extract.options import OcrName, ReadOptions
from extract.read import read

__all__ = ["OcrName", "ReadOptions", "read"]
