"""A PDF opened and its pages read as drawn: words, rules, fills and what covers them."""
