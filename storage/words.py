"""Text as it is compared: one folding for what is stored and for what is asked."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters: terminals obey them
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # marks that turn the reading direction
)
_LINE_END = re.compile(r"[\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return text without control characters, lone surrogates and marks that turn the direction.

    What stays is valid UTF-8 and is shown in the order in which it was typed; lines end as usual.
    """
    if text.isprintable():
        return text
    return _SURROGATE.sub("?", _LINE_END.sub("\n", _UNSAFE.sub("", text)))


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return text for comparing: no accents, no case, single blanks."""
    text = clean(text)
    if text.isascii():
        return " ".join(text.casefold().split())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(
        "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().split()
    )


def words(text: str) -> list[str]:
    """Return the words of text, folded: runs of letters and digits, in order.

    Documents and queries both go through here, so that every engine finds the same rows.
    """
    if text.isascii():
        return _WORD.findall(clean(text).lower())
    return _WORD.findall(fold(text) if len(text) < 200 else fold.__wrapped__(text))


def fold_handle(handle: str) -> str:
    """Return a handle for comparing: no case. Accents stay, they make another handle."""
    return handle.casefold().strip()
