"""Which field a heading, a column or a table speaks for, by fitted weights (`data/fields`)."""
