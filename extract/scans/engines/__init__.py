"""Engines for text recognition, behind one interface (``engine.Engine``)."""
