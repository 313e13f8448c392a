"""Checks that no word and no row of a table is lost."""
