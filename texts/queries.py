"""The search language in words: its examples, the form that writes it, what can't be read of it."""

from texts.search import ORDERS

EXAMPLES = (
    ("fitness", "micro-influencers in fitness, most engagement first"),
    ("fitness vegan", "in fitness, with the word vegan in name, bio or niche"),
    ("fitness followers:20k..50k", "by followers; also >20k or <50k"),
    ("beauty likes:>800 er:>3%", "by average likes and engagement rate"),
    ("travel country:DE platform:instagram", "by country and platform"),
    ("food value:<300", "by what a post is worth"),
    ("fitness verdict:ok", "without signs of bought numbers"),
    ("fitness -niche:yoga", "leave a niche out"),
    ("fitness tier:any sort:followers", "everyone, not only micro-influencers"),
    ('list:"Summer"', "who is on a shortlist; source: for an imported list"),
)
FORM = {
    "niche": ("Niche", "Any niche"),
    "country": ("Country", "Any country; for example DE or Germany"),
    "platform": ("Platform", "Any platform"),
    "followers": ("Followers", "Any number"),
    "likes": ("Average likes a post", "Any number"),
    "verdict": ("Signs of bought numbers", "With or without"),
    "tier": ("Who", "Micro-influencers"),
    "sort": ("Order", "Most engagement first"),
}
"""Fields of the form that writes a query: label, and what holds where nothing is chosen."""

CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    "platform": (
        ("Instagram", "platform:instagram"),
        ("TikTok", "platform:tiktok"),
        ("YouTube", "platform:youtube"),
    ),
    "followers": (
        ("10K to 25K", "followers:10k..25k"),
        ("25K to 50K", "followers:25k..50k"),
        ("50K to 100K", "followers:50k..100k"),
    ),
    "likes": (
        ("500 to 1K", "likes:500..1k"),
        ("1K to 2K", "likes:1k..2k"),
        ("2K or more", "likes:>=2k"),
    ),
    "verdict": (("Only those without", "verdict:ok"),),
    "tier": (
        ("Everyone, not only micro-influencers", "tier:any"),
        ("Those whose figures are not known", "tier:unknown"),
    ),
    "sort": tuple(
        [
            (label.capitalize(), f"sort:{order}{suffix}")
            for order, labels in ORDERS.items()
            for label, suffix in zip(labels, ("", "-asc"), strict=True)
        ]
    )[1:],
}
"""Field -> (label of a choice, what it writes). The first order is the usual one."""

NO_LETTER = "There is no letter and no digit in it; write a word."
STANDS_ALONE = "It stands alone; write a word."
MINUS = "A minus leaves something out."
NO_OR = "All words must match; there is no OR. One field takes several values."


def quoted(name: str) -> str:
    """Write a name as the one value of a filter, whatever stands in it."""
    return '"{}"'.format(name.replace('"', '""'))


def tried(message: str, hint: str) -> str:
    return f"{message} Try `{hint}`." if hint else message


def one_choice(field: str) -> str:
    return f"`{field}:` takes one choice, and no minus."


def no_field_but(typed: str, meant: str) -> str:
    return f"There is no field `{typed}`. Did you mean `{meant}`?"


def no_field(typed: str) -> str:
    return f"There is no field `{typed}`."


def no_value(field: str) -> str:
    return f"`{field}:` has no value."


def none_of(typed: str, choices: list[str]) -> str:
    return f"“{typed}” is not one of {', '.join(choices)}."


def unknown_place(typed: str, field: str) -> str:
    """field: country, language, platform or currency."""
    return f"“{typed}” is not a {field} that I know."


def falling(typed: str) -> str:
    return f"`{typed}` goes from more to less."


def no_number(typed: str) -> str:
    return f"“{typed}” is not a number."


def below_zero(typed: str) -> str:
    return f"“{typed}” is below 0; write a number from 0 on."


def values_are_in(currency: str) -> str:
    return f"What a post is worth is in {currency}; nothing is converted."


def too_much(typed: str) -> str:
    return f"“{typed}” is more than anybody has."


def both(rules: list[str]) -> str:
    return " and ".join(rules)
