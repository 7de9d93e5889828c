"""Small lists of our own in the shapes that real ones have, each read to its last value."""

from typing import Any

import pytest

from services.records import Creator
from tests.reading.conftest import FIXTURES, Open, creators

Said = dict[str, Any]

FILES: dict[str, list[Said]] = {
    "agency.csv": [
        {"line": 2, "followers": 15_000, "average_likes": 2_000, "niches": ("Fitness", "Running")},
        {"line": 3, "average_likes": None, "average_comments": None, "niches": ("Gaming",)},
        {"line": 4, "name": "Vera Viaja", "fields": ()},
        {"line": 5, "name": "Otra Persona"},
        {"line": 6, "niches": ("España",)},
        {"line": 7, "name": "Nora Corre"},
    ],
    "ranking.csv": [
        {
            "line": 2,
            "followers": 52_400,
            "average_likes": 1_200,
            "fields": (("Eng. Rate", "2.31%"), ("Growth Rate", "-0.34%")),
        },
        {"line": 3, "name": "Budi Masak", "average_likes": 234_300, "average_comments": 1_204},
        {"line": 4, "niches": ("Beauty",)},
    ],
    "wall.json": [
        {"line": 1, "followers": 18_000, "average_likes": None, "niches": ("Cooking",)},
        {"line": 2, "name": "Bird Bea"},
    ],
    "three_line_header.csv": [
        {
            "line": 4,
            "followers": 48_500_000,
            "niches": ("Sports", "Fitness"),
            "country": "ES",
            "fields": (("Authentic engagement", "383.1K"), ("Engagement avg", "637K")),
        },
        {"line": 5, "niches": ("Fitness",), "average_likes": None},
    ],
    "doubled_youtube.csv": [
        {"followers": 212_100_000, "average_likes": 9_800, "average_views": 82_200},
        {"followers": 33_400_000, "average_likes": None, "average_views": None, "country": None},
    ],
    "youtubers_es.csv": [
        {"name": "NoNoise", "followers": 32_900_000, "country": "GB", "niches": ("Música",)},
        {"name": "Max Ernst", "country": "GB", "niches": ()},
    ],
    "youtubers_cp1252.csv": [
        {"name": "L’Été café – Niké", "followers": 245_000_000, "country": "IN"},
        {"name": "Jürgen Größe", "posts_count": 1, "country": None},
        {"name": "Peña señal", "posts_count": 12, "country": "ES"},
    ],
    "ru_semicolon.csv": [
        {
            "name": "Василий",
            "followers": 10_358,
            "price_minor": 776_800,
            "price_currency": "RUB",
        },
        {"followers": 54_200, "country": "BY"},
        {"followers": 54_201},
    ],
    "tiktok_empty_first_record.csv": [
        {"line": 3, "name": "The Lawal’s ??", "followers": 10_400_000},
        {"line": 4, "name": "Niké", "followers": 266_300},
    ],
    "youtube_tbd.csv": [
        {
            "followers": 1_200_000,
            "average_views": 600_000,
            "country": "US",
            "status": "contacted",
            "note": "loves trains",
        },
        {"followers": None, "average_views": None, "status": None, "country": "DE"},
        {"followers": None, "country": None},
    ],
    "rutube.xlsx": [
        {"line": 2, "name": "Клубный Сервис", "followers": 137_171},
        {"line": 3, "followers": 40_969},
        {"line": 4, "followers": 40_970},
        {"line": 5, "followers": 40_969},
    ],
    "creators.jsonl": [
        {
            "line": 1,
            "followers": 450_000,
            "price_minor": 500_000,
            "price_currency": "ETB",
            "fields": (("avatar", "a.png"), ("stats.completion", "98%"), ("trustScore", "A+")),
        },
        {"line": 2, "followers": 61_500},
    ],
}

ACCOUNTS: dict[str, list[list[tuple[str, str | None]]]] = {
    "agency.csv": [
        [("instagram", None)],
        [("youtube", None)],
        [("youtube", None)],
        [("tiktok", None)],
        [("instagram", None)],
        [("instagram", None)],
    ],
    "ranking.csv": [
        [("instagram", "ayu.sehat")],
        [("instagram", "budi_masak")],
        [("instagram", "ayu.sehat")],
    ],
    "wall.json": [
        [("instagram", "potspans"), ("tiktok", "potspans")],
        [("x", "birdbea")],
    ],
    "three_line_header.csv": [[("instagram", "433")], [("instagram", "ana.runs")]],
    "doubled_youtube.csv": [[("youtube", "serieson")], [("youtube", "quietone")]],
    "youtubers_es.csv": [[("youtube", "UC_aEa8K-EOJ3D6gOs7HcyNg")], [("youtube", "maxernst")]],
    "youtubers_cp1252.csv": [[("youtube", None)]] * 3,
    "ru_semicolon.csv": [[("unknown", None)]] * 3,
    "tiktok_empty_first_record.csv": [[("tiktok", "thelawals")], [("tiktok", "nike.ng")]],
    "youtube_tbd.csv": [[("youtube", "danafar")], [("youtube", None)], [("youtube", None)]],
    "rutube.xlsx": [[("rutube", None)]] * 4,
    "creators.jsonl": [[("youtube", None)], [("tiktok", None)]],
}

PEOPLE = {"agency.csv": 5, "ru_semicolon.csv": 3, "youtube_tbd.csv": 3, "rutube.xlsx": 3}
"""Different records among those that name no account."""


def said(one: Creator, expected: Said) -> Said:
    return {name: getattr(one, name) for name in expected}


@pytest.mark.parametrize("name", FILES)
def test_file_is_read_to_its_last_value(opened: Open, name: str) -> None:
    found = creators(opened(FIXTURES / name))
    assert len(found) == len(FILES[name])
    assert [said(one, expected) for one, expected in zip(found, FILES[name], strict=True)] == FILES[
        name
    ]


@pytest.mark.parametrize("name", ACCOUNTS)
def test_each_record_names_its_accounts(opened: Open, name: str) -> None:
    found = creators(opened(FIXTURES / name))
    assert [
        [(account.platform, account.handle) for account in one.accounts] for one in found
    ] == ACCOUNTS[name]


@pytest.mark.parametrize("name", PEOPLE)
def test_records_without_a_handle_are_told_apart_by_all_they_say(opened: Open, name: str) -> None:
    found = creators(opened(FIXTURES / name))
    assert len({one.accounts[0].key for one in found}) == PEOPLE[name]
