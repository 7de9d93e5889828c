"""Text as it is compared: one folding for what is stored and for what is asked."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_UNSAFE = {
    **dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A, 0x0D}),  # terminals obey them
    **dict.fromkeys(range(0x200E, 0x2010)),  # left-to-right and right-to-left marks
    **dict.fromkeys(range(0x202A, 0x202F)),  # embeddings and overrides
    **dict.fromkeys(range(0x2066, 0x206A)),  # isolates
}


def clean(text: str) -> str:
    """Return text without control characters, lone surrogates and marks that turn the direction.

    What stays is valid UTF-8 and is shown in the order in which it was typed.
    """
    if text.isascii():
        return text if text.isprintable() else text.translate(_UNSAFE)
    kept = text.translate(_UNSAFE)
    return kept.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return text for comparing: no accents, no case, single blanks."""
    if text.isascii():
        return " ".join(text.casefold().split())
    decomposed = unicodedata.normalize("NFKD", clean(text).casefold())
    return " ".join(
        "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().split()
    )


def words(text: str) -> list[str]:
    """Return the words of text, folded: runs of letters and digits, in order.

    Documents and queries both go through here, so that every engine finds the same rows.
    """
    if text.isascii():
        return _WORD.findall(text.lower())
    return _WORD.findall(fold(text) if len(text) < 200 else fold.__wrapped__(text))


def fold_handle(handle: str) -> str:
    """Return a handle for comparing: no case. Accents stay, they make another handle."""
    return handle.casefold().strip()
