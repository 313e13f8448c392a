"""Fragments to whole rows, values and links."""

from normalise.build import build_plan

__all__ = ["build_plan"]
