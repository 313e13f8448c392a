"""Scanned pages: pictures to words, rules and fills, in the same model as printed pages."""
