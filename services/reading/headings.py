"""What people call their columns. Compared word by word, without case, accents and marks."""

import csv
import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from services.errors import ImportRefused
from services.reading.numbers import NotANumber, parse_count
from services.reading.shapes import Table
from storage.words import fold, words
from texts.reading import first_row_is_data, no_field

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

KEYS = NAMING | {"order_id"}
"""Fields that say whom or what a row of creators, posts or sales is about."""

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

LOOKED_AT = 200
"""Rows by which columns are understood."""


def fields_in(cells: Sequence[str]) -> set[str]:
    """Return which fields of creators, posts or sales a row names."""
    found = {field_of(cell) or SALE_HEADINGS.get(normal(cell)) for cell in cells}
    return {field for field in found if field}


def heading_place(rows: Sequence[Sequence[str]]) -> int:
    """Return which of a file's first records has the headings: the one that names most fields.

    One of KEYS must be among them, if any has one. Above it may stand a title, or names of groups
    of columns. Below a row of several cells one
    word may be chance, as a category “blogger”: there it takes two.
    """
    named = [fields_in(cells) for cells in rows[:FIRST_ROWS]]
    worth = [(not fields.isdisjoint(KEYS), len(fields)) for fields in named]
    best = worth.index(max(worth))
    wide = (place for place, cells in enumerate(rows) if sum([bool(c.strip()) for c in cells]) > 1)
    return best if len(named[best]) > 1 or best <= next(wide, best) else 0


def must_be_headings(name: str, table: Table) -> None:
    """Raise ImportRefused where a file has no headings, so that its first row stands for them.

    So it is where none is known, and one is a figure (a small one may number the columns) or
    stands below itself once more. name: the file's.
    """
    headings = table.headings
    if fields_in(headings):
        return
    again = any(
        heading.strip() and fold(heading) == fold(cell)
        for _, row in islice(table.rows(), LOOKED_AT)
        for heading, cell in zip(headings, row, strict=False)
    )
    if again or any(_is_figure(heading, len(headings)) for heading in headings):
        raise ImportRefused(first_row_is_data(name, [one.strip()[:40] for one in headings[:20]]))


def _is_figure(text: str, above: int) -> bool:
    try:
        return (parse_count(text) or 0) > above
    except NotANumber:
        return False


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
