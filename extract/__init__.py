"""Reads a document and gives its tables and text, page by page.

A threshold stands in the module that uses it, with its unit and what it decides. Where no other
source is named, its value was found by trying it on plans.
"""

from extract.options import OcrName, ReadOptions
from extract.read import read

__all__ = ["OcrName", "ReadOptions", "read"]
