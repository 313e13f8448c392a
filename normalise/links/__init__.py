"""Recommendations that are the same: within a plan and across documents."""
