"""Fragments to whole rows, values and links."""

from normalise.plan import build_plan

__all__ = ["build_plan"]
