"""Tables of actions: headings, columns, and rows made whole over page breaks."""
