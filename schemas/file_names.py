"""Names of files as text that every output can hold."""


def as_text(name: str) -> str:
    """The name; bytes of it that are no text in the system's encoding become ``?``."""
    return name.encode("utf-8", "replace").decode()
