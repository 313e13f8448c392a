"""Counts over written results."""
