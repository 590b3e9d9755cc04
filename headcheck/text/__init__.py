"""Reading: from a string to a Document."""

from headcheck.text.document import Document, SetAside, beside, read

__all__ = ["Document", "SetAside", "beside", "read"]
