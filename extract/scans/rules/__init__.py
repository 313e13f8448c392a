"""The rules of a scanned page, from the strokes in its ink."""
