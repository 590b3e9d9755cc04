"""Reading: from a string to a Document."""

from headcheck.text.document import Document, SetAside, read

__all__ = ["Document", "SetAside", "read"]
