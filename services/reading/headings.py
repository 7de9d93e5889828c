"""What people call their columns. Compared word by word, without case, accents and marks."""

import csv
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from services.errors import ImportRefused
from storage.words import words
from texts.reading import no_field

FIELDS = (
    "handle",
    "name",
    "platform",
    "url",
    "followers",
    "average_likes",
    "average_comments",
    "average_views",
    "follows",
    "posts_count",
    "niche",
    "country",
    "location",
    "language",
    "bio",
    "price",
    "currency",
    "owner",
    "status",
    "last_contact",
    "note",
    "tags",
    "as_of",
    "posted_at",
    "format",
    "post_likes",
    "post_comments",
    "post_url",
)
"""What a column of creators or posts may be."""

NAMING = frozenset(("handle", "name", "url"))
"""Fields of which a list needs one."""

SALES: dict[str, tuple[str, ...]] = {
    "event_id": ("event id", "event", "refund id", "transaction id"),
    "shop": ("shop", "store", "shop domain"),
    "order_id": ("order id", "order", "order number", "order no"),
    "kind": ("kind", "type", "event type"),
    "code": ("code", "discount code", "coupon", "coupon code", "voucher"),
    "occurred_at": ("occurred at", "date", "created at", "time", "happened at"),
    "currency": ("currency", "currency code"),
    "net_minor": ("net minor", "amount minor", "net cents"),
    "net": ("net", "amount", "net amount", "net sales", "net total"),
}
"""What a column of sales may be -> what it is called."""

AUDIENCE_COUNTRY = frozenset(("audience country", "audience location"))
ACCOUNT = "desk: account"
"""A column of our own export: by what we know an account without a handle."""

OURS = ("desk: line", "desk: column", "desk: reason")
"""Columns of a file of rejected rows, which is mended and comes back: they tell of nobody."""

PLATFORMS: dict[str, str] = {
    "instagram": "instagram; insta; ig",
    "youtube": "youtube; yt; youtuber; youtubers",
    "tiktok": "tiktok; tik tok; tiktoker",
    "rutube": "rutube",
    "twitch": "twitch",
    "x": "x; twitter",
    "facebook": "facebook; fb",
    "threads": "threads",
    "pinterest": "pinterest",
    "snapchat": "snapchat",
    "linkedin": "linkedin",
    "telegram": "telegram; tg",
    "vk": "vk; vkontakte; вконтакте",
    "bluesky": "bluesky; bsky",
    "mastodon": "mastodon",
    "reddit": "reddit",
    "kick": "kick",
    "dzen": "dzen; дзен",
}
"""Platform -> what it is called in cells, headings and file names."""

HOSTS = {
    "instagram.com": "instagram",
    "youtube.com": "youtube",
    "youtu.be": "youtube",
    "tiktok.com": "tiktok",
    "rutube.ru": "rutube",
    "twitch.tv": "twitch",
    "twitter.com": "x",
    "x.com": "x",
    "facebook.com": "facebook",
    "threads.net": "threads",
    "threads.com": "threads",
    "pinterest.com": "pinterest",
    "snapchat.com": "snapchat",
    "linkedin.com": "linkedin",
    "t.me": "telegram",
    "vk.com": "vk",
    "bsky.app": "bluesky",
    "reddit.com": "reddit",
    "kick.com": "kick",
    "dzen.ru": "dzen",
}

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[a-zA-Z])(?=\d)")


def normal(heading: str) -> str:
    """Return the words of a heading: "likesAvg", "Avg. Likes" and "avg_likes" lose their dress."""
    return " ".join(words(_HUMP.sub(" ", heading).replace("_", " ")))


@cache
def known_headings() -> dict[str, str]:
    """Return normal headings -> fields, read from headings.csv: what people write in each language.

    There mul stands for several languages; between headings stand semicolons.
    """
    found = {normal(field): field for field in FIELDS}
    with Path(__file__).with_name("headings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.update({normal(name): row["field"] for name in row["headings"].split(";")})
    return found


def field_of(heading: str) -> str | None:
    """Return which field of creators or posts a heading names, if any."""
    return known_headings().get(normal(heading))


SALE_HEADINGS = {normal(name): field for field, names in SALES.items() for name in names}
"""Normal headings -> fields of a sale."""

PLATFORM_OF = {
    normal(name): key for key, names in PLATFORMS.items() for name in [*names.split(";"), key]
}

FIRST_ROWS = 5
"""Records among which the headings are looked for."""


def heading_place(rows: Sequence[Sequence[str]]) -> int:
    """Return which of a file's first records has the headings: above some stands a title, alone."""
    for place, cells in enumerate(rows[:FIRST_ROWS]):
        names = [cell for cell in cells if cell.strip()]
        named = any(field_of(name) in NAMING for name in names)
        if named:
            return place
        if len(names) > 1:
            return 0
    return 0


def platform_named(text: str) -> str | None:
    """Return the platform that a cell names: "YouTube", "IG", "instagram.com"."""
    plain = " ".join(words(text))
    return PLATFORM_OF.get(plain) or HOSTS.get(text.strip().lower().removeprefix("www."))


def platform_in(text: str) -> str | None:
    """Return the first platform that one of the words of a heading or file name means."""
    for word in words(_HUMP.sub(" ", text).replace("_", " ")):
        if len(word) > 2 and word in PLATFORM_OF:
            return PLATFORM_OF[word]
    return None


def check_field(name: str) -> str:
    """Return a field's name. Raises ImportRefused for one that there is not."""
    if name not in FIELDS:
        raise ImportRefused(no_field(name, sorted(FIELDS)))
    return name
