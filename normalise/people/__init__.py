"""Persons, their addresses and telephone numbers: found and masked."""
