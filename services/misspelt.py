"""Headings that nobody knows, but that are spelt nearly like one that is known."""

from functools import lru_cache

from rapidfuzz import fuzz, process

from services.reading.columns import POST_NAMES, POSTS_ONLY
from services.reading.headings import SALES, known_headings, normal

SIMILAR = 84
"""Of 100: one letter too many, too few or another, in a word of six."""

SHORTEST = 5
"""Letters of a heading below which too many words look alike."""

_SALES = {normal(name): field for field, names in SALES.items() for name in names}


@lru_cache(maxsize=4_096)
def likely(heading: str, kind: str) -> str | None:
    """Return the field that a heading means which is misspelt, or None.

    kind: influencers, posts or sales. What is known as it stands is not misspelt.
    """
    name, known = normal(heading), _SALES if kind == "sales" else known_headings()
    if len(name) < SHORTEST or name in known or name.startswith("audience "):
        return None
    near = process.extractOne(name, known.keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR)
    field = known[near[0]] if near else None
    if kind == "posts":
        return POST_NAMES.get(field or "", field)
    return None if kind == "influencers" and field in POSTS_ONLY else field
