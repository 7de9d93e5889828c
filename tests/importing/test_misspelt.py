"""Headings that look misspelt are asked about, never taken over."""

import pytest

from services.misspelt import likely
from services.reading.headings import known_headings


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Folowers", "followers"),
        ("followrs", "followers"),
        ("Averge likes", "average_likes"),
        ("avg_likess", "average_likes"),
        ("Usernmae", "handle"),
        ("catgory", "niche"),
        ("Nich", "niche"),
        ("seguidorees", "followers"),
    ],
)
def test_misspelt_heading_is_known_again(heading: str, field: str) -> None:
    assert likely(heading, "influencers") == field


@pytest.mark.parametrize(
    "heading",
    [
        "mood",
        "rate",
        "city",
        "size",
        "team",
        "code",
        "followers",
        "likes",
        "",
        "c17",
        "Shoe size",
        "Campaign",
        "audience ages",
    ],
)
def test_other_words_are_left_alone(heading: str) -> None:
    assert likely(heading, "influencers") is None


def test_no_heading_that_is_known_is_asked_about() -> None:
    assert [one for one in known_headings() if likely(one, "influencers")] == []


@pytest.mark.parametrize(
    ("kind", "heading", "field"),
    [
        ("posts", "average likse", "post_likes"),
        ("posts", "posted att", "posted_at"),
        ("influencers", "posted att", None),
        ("sales", "curency", "currency"),
        ("sales", "discont code", "code"),
    ],
)
def test_heading_is_what_a_list_of_its_kind_has(kind: str, heading: str, field: str | None) -> None:
    assert likely(heading, kind) == field
