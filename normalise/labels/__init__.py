"""Themes, addressee types and facets of a row."""
