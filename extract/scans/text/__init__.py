"""Words from the areas of a scanned page: read, read again, mended."""
