"""Tables with nothing drawn, found by their text."""
