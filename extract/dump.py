"""Text dumps."""
from schemas.fragment import DocumentContent


def read_dump(file: str, data: bytes) -> DocumentContent:
    """Placeholder until written below."""
    raise NotImplementedError
