"""What a form offers to narrow a search by: each choice is a piece of the language itself."""

from collections.abc import Iterable

FORM: dict[str, tuple[tuple[str, str], ...]] = {
    "Platform": (
        ("Instagram", "platform:instagram"),
        ("TikTok", "platform:tiktok"),
        ("YouTube", "platform:youtube"),
    ),
    "Followers": (
        ("10K to 25K", "followers:10k..25k"),
        ("25K to 50K", "followers:25k..50k"),
        ("50K to 100K", "followers:50k..100k"),
    ),
    "Signs of bought numbers": (("Only those without", "verdict:ok"),),
    "Who": (
        ("Everyone, not only micro-influencers", "tier:any"),
        ("Those whose figures are not known", "tier:unknown"),
    ),
    "Order": (
        ("Most followers first", "sort:followers"),
        ("Highest engagement rate first", "sort:er"),
        ("Newest figures first", "sort:newest"),
    ),
}
"""Label of a field -> (label of a choice, what it writes)."""


def narrowed(text: str, pieces: Iterable[str]) -> str:
    """Return a query with these pieces; a piece takes the place of another of its field."""
    words = text.split()
    for piece in pieces:
        field = piece.partition(":")[0] + ":"
        words = [word for word in words if not word.lower().startswith(field)] + [piece]
    return " ".join(words)
