"""Values read from the words of a cell: dates, status, rating, scope."""
