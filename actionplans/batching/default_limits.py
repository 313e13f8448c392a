"""What a document may take, if nothing else is said."""

TIMEOUT = 600.0
"""Seconds: a scan of some hundred pages on a slow laptop takes less."""
MEMORY = 2000
"""Megabytes; reports of some hundred pages take a quarter of it."""
MEGABYTE = 2**20
"""Bytes."""
