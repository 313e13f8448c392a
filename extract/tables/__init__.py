"""Tables of a page: rules, bands and text to grids, and words into their cells."""
