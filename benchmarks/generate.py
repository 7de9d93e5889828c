"""A list of made-up accounts of any length, the same for the same length: what benchmarks read."""

import csv
import hashlib
import math
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "data"
HEADINGS = [
    "handle",
    "name",
    "platform",
    "niche",
    "country",
    "followers",
    "average_likes",
    "average_comments",
    "bio",
]
NICHES = 200
FITNESS_SHARE = 0.03
LIKES_UNKNOWN, FOLLOWERS_UNKNOWN = 0.06, 0.02
COMMON = ("home", "coffee", "daily", "honest", "travel", "family", "vegan", "city")
RARE = 20_000
"""So many different words of which each stands in few bios."""

COUNTRIES = ("US", "DE", "GB", "FR", "ES", "BR", "IT", "IN")
PLATFORMS = ("instagram", "tiktok", "youtube")


def rows(count: int, *, likes_factor: float = 1.0) -> Iterator[list[object]]:
    """Yield accounts; likes_factor moves all likes, as a later list would have them."""
    chance = random.Random(20_261_124)
    for number in range(count):
        fitness = chance.random() < FITNESS_SHARE
        niche = "Fitness" if fitness else f"Niche {chance.randrange(1, NICHES):03d}"
        followers: object = (many := int(math.exp(chance.gauss(math.log(28_000), 0.9))))
        usual = int(math.exp(chance.gauss(math.log(many * 0.018), 0.85)) * likes_factor)
        likes: object = usual
        comments: object = int(usual * chance.uniform(0.008, 0.05))
        if chance.random() < LIKES_UNKNOWN:
            likes = comments = ""
        if chance.random() < FOLLOWERS_UNKNOWN:
            followers = chance.choice(("N/A", "", "-"))
        words = [chance.choice(COMMON) for _ in range(3)]
        bio = f"{words[0]} and {words[1]} with word{chance.randrange(RARE)} and {words[2]}"
        yield [
            f"maker{number}.{chance.randrange(1000)}",
            f"Maker {number}",
            PLATFORMS[number % 3],
            niche,
            chance.choice(COUNTRIES),
            followers,
            likes,
            comments,
            bio,
        ]


def file_of(count: int, *, likes_factor: float = 1.0) -> Path:
    """Return the file of so many accounts, made if it is not there yet."""
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"accounts-{count}-{likes_factor:g}-{version_of(Path(__file__))}.csv"
    if not path.exists():
        partial = path.with_suffix(f".{os.getpid()}")
        with partial.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADINGS)
            writer.writerows(rows(count, likes_factor=likes_factor))
        partial.replace(path)
    return path


def version_of(*sources: Path) -> str:
    """Return a short mark of what made a file: another program makes another file."""
    digest = hashlib.sha256(b"".join([source.read_bytes() for source in sources]))
    return digest.hexdigest()[:8]


if __name__ == "__main__":
    print(file_of(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
