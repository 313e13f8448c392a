"""Fits the weights of column reading from labelled headings, cells and plans: ``make fit``."""
