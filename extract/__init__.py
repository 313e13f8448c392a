"""Reads a document and gives its tables and text, page by page."""

from extract.reader import read

__all__ = ["read"]
