"""Rows to actions: their values read together, doubts noted, the plan checked against itself."""
