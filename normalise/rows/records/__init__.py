"""Plans in label/value records: a small table or labelled block for each recommendation."""
