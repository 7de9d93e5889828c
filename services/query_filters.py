"""A query narrowed by pieces of the language itself, as a form offers them."""

from collections.abc import Iterable


def narrowed(text: str, pieces: Iterable[str]) -> str:
    """Return a query with these pieces; a piece takes the place of another of its field."""
    words = text.split()
    for piece in pieces:
        field = piece.partition(":")[0] + ":"
        words = [word for word in words if not word.lower().startswith(field)] + [piece]
    return " ".join(words)
