"""Which bodies a lead cell, a title or a band names."""
