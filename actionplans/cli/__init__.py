"""The command: options and messages; what it does is done elsewhere."""
