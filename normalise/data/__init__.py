"""Word lists, headings and the register of agencies, as data files."""
