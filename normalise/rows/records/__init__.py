"""Plans in label/value records: a card or labelled block for each recommendation."""
