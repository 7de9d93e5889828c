"""Made-up creators for the demo, as files that the ordinary importer reads.

Nobody here is a real person. Likes are spread as widely as among real accounts; most accounts of
10-100K followers have far fewer than 500 likes. Some grew, and some bought their growth.
"""

import csv
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sample.vocabulary import COUNTRIES, FIRST, NICHES, SUFFIXES

HEADINGS = [
    "handle",
    "name",
    "platform",
    "url",
    "niche",
    "country",
    "language",
    "followers",
    "average_likes",
    "average_comments",
    "follows",
    "bio",
    "price",
    "currency",
    "tags",
    "as_of",
]
POST_HEADINGS = ["handle", "platform", "posted_at", "format", "likes", "comments", "url"]
OLDER = timedelta(days=180)
WITH_POSTS = 60


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up creator, now and half a year ago. bought: followers came without likes."""

    handle: str
    name: str
    platform: str
    niche: str
    country: str
    language: str
    bio: str
    followers: int
    likes: int | None
    comments: int
    follows: int
    price: int | None
    tags: str
    followers_then: int
    bought: bool


def make(seed: int, count: int) -> list[Made]:
    """Make creators; the same seed makes the same ones."""
    chance = random.Random(seed)
    made = list(_stars())
    taken = {one.handle for one in made}
    niches = list(NICHES)
    while len(made) < count:
        niche = niches[len(made) % len(niches)]
        one = _one(chance, niche, len(made))
        if one.handle not in taken:
            taken.add(one.handle)
            made.append(one)
    return made


def _stars() -> Iterator[Made]:
    yield Made(
        "jane.runs", "Jane Runs", "instagram", "Running|Fitness", "US", "en",
        "Half marathons before breakfast, honest shoe talk after.", 15_000, 2_010, 61, 480,
        18_000, "runner", 13_900, False,
    )  # fmt: skip
    yield Made(
        "liftwithed", "Lift With Ed", "tiktok", "Fitness", "DE", "de",
        "Kettlebells, protein and bad jokes.", 80_000, 2_000, 48, 610,
        25_000, "strength", 38_000, True,
    )  # fmt: skip


def _one(chance: random.Random, niche: str, number: int) -> Made:
    subject, words = NICHES[niche]
    first = chance.choice(FIRST)
    handle = f"{first.lower()}.{chance.choice(subject)}{chance.choice(SUFFIXES)}{number % 97}"
    country, language = chance.choice(COUNTRIES)
    followers = int(math.exp(chance.gauss(math.log(30_000), 0.9)))
    likes: int | None = int(math.exp(chance.gauss(math.log(followers * 0.008), 0.9)))
    if chance.random() < 0.09:
        likes = None
    grown = chance.uniform(1.02, 1.3)
    bought = chance.random() < 0.06
    bio = f"{first}. {chance.choice(words).capitalize()}, {chance.choice(words)} and {chance.choice(words)}."
    return Made(
        handle,
        f"{first} {chance.choice(subject).capitalize()}",
        chance.choice(("instagram", "instagram", "tiktok", "youtube")),
        niche,
        country,
        language,
        bio,
        followers,
        likes,
        int((likes or 0) * chance.uniform(0.008, 0.05)),
        chance.randrange(80, 2_200),
        chance.randrange(5, 60) * 1_000 if chance.random() < 0.4 else None,
        chance.choice(("", "", "", "vegan", "gifted before", "fast reply")),
        int(followers / (chance.uniform(2.1, 2.8) if bought else grown)),
        bought,
    )


def write(
    folder: Path, *, today: date, seed: int = 7, count: int = 4_000
) -> list[tuple[str, Path]]:
    """Write the files of the sample; return (kind, path) in the order to import them."""
    folder.mkdir(parents=True, exist_ok=True)
    made = make(seed, count)
    older, newer, posts = folder / "spring.csv", folder / "autumn.csv", folder / "posts.csv"
    _write(older, HEADINGS, (_row(one, today - OLDER, then=True) for one in made[: count // 2]))
    _write(newer, HEADINGS, (_row(one, today, then=False) for one in made))
    _write(posts, POST_HEADINGS, _posts(made, today, random.Random(seed + 1)))
    return [("influencers", older), ("influencers", newer), ("posts", posts)]


def write_list(path: Path, *, today: date, count: int, seed: int = 7) -> None:
    """Write one list of made-up creators."""
    _write(path, HEADINGS, (_row(one, today, then=False) for one in make(seed, count)))


def _row(one: Made, day: date, *, then: bool) -> list[object]:
    host = {"instagram": "instagram.com/", "tiktok": "tiktok.com/@", "youtube": "youtube.com/@"}
    likes = one.likes
    if likes is not None and then and not one.bought:
        likes = int(likes * one.followers_then / one.followers)
    return [
        f"@{one.handle}",
        one.name,
        one.platform,
        f"https://www.{host[one.platform]}{one.handle}",
        one.niche,
        one.country,
        one.language,
        one.followers_then if then else one.followers,
        "" if likes is None else likes,
        one.comments if one.likes is not None else "",
        one.follows,
        one.bio,
        "" if one.price is None else f"{one.price / 100:.2f}",
        "" if one.price is None else "USD",
        one.tags,
        day.isoformat(),
    ]


def _posts(made: list[Made], today: date, chance: random.Random) -> Iterator[list[object]]:
    """Posts before the older figures and after, so that growth can be held against likes."""
    shown = [one for one in made[: WITH_POSTS * 20] if one.likes and _near_micro(one)]
    for one in shown[: WITH_POSTS * 6]:
        likes = one.likes or 0
        for days in (*range(4, 84, 8), *range(184, 264, 8)):
            level = (
                likes if days < 180 or one.bought else likes * one.followers_then / one.followers
            )
            at = datetime.combine(today - timedelta(days=days), time(9 + days % 9))
            yield [
                one.handle,
                one.platform,
                f"{at.isoformat()}Z",
                "video" if one.platform != "instagram" else "photo",
                max(1, int(level * math.exp(chance.gauss(0, 0.25)))),
                max(0, int(level * chance.uniform(0.01, 0.04))),
                "",
            ]


def _near_micro(one: Made) -> bool:
    return 8_000 <= one.followers <= 120_000 and 350 <= (one.likes or 0) <= 3_000


def _write(path: Path, headings: list[str], rows: Iterator[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows(rows)
