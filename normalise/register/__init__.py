"""The register of public bodies, and the area that it is read for."""
