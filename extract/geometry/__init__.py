"""Boxes and turns: from the space of a PDF page to the page as displayed."""
