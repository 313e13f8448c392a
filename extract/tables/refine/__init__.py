"""Grids made finer by their words, where rules and shading alone are too coarse."""
