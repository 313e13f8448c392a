"""The picture of a page cleaned: straight, ink told from paper, shading and stamps apart."""
