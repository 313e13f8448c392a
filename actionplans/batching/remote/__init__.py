"""Documents and results by URL: brought here before a run, sent back after it."""
