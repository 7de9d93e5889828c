"""Headings that nobody knows, but that are spelt nearly like one that is known."""

from functools import lru_cache

from rapidfuzz import fuzz, process

from services.errors import ImportRefused
from services.reading import Reading
from services.reading.columns import POST_NAMES, POSTS_ONLY
from services.reading.headings import NAMING, SALE_HEADINGS, known_headings, normal
from texts import reading as says

SIMILAR = 84
"""Of 100: one letter too many, too few or another, in a word of six."""

SHORTEST = 4
"""Letters of a heading below which too many words look alike."""


@lru_cache(maxsize=4_096)
def likely(heading: str, kind: str) -> str | None:
    """Return the field that a heading means which is misspelt, or None.

    kind: influencers, posts or sales. What is known as it stands is not misspelt.
    """
    name, known = normal(heading), SALE_HEADINGS if kind == "sales" else known_headings()
    if len(name) < SHORTEST or name in known or name.startswith("audience "):
        return None
    near = process.extractOne(name, known.keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR)
    field = known[near[0]] if near else None
    if kind == "posts":
        return POST_NAMES.get(field or "", field)
    return None if kind == "influencers" and field in POSTS_ONLY else field


def must_name_creators(reading: Reading) -> None:
    """Raise ImportRefused where no column names creators; ask about a heading that may do so."""
    if reading.names_creators:
        return
    headings = [one.strip()[:40] for one in reading.headings]
    asked = [(one, likely(one, "influencers") or "") for one in headings]
    maybe = next((one for one in asked if one[1] in NAMING), None)
    raise ImportRefused(
        says.names_nobody(reading.path.name, headings[:20], reading.table.note, maybe)
    )
