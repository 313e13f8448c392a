"""Pages read by PDFium, through pypdfium2."""
