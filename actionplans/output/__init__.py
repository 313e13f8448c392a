"""What a run leaves: plans, tables and their descriptions, written, read back and checked."""
