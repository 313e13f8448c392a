"""Which column of a table holds which field."""
