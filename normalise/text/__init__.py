"""Words and lines: running text, word lists, terms, typos."""
