"""The first line of an answer says what was asked, and those it counts are those it opens."""

import pytest

from blocks.search import SUBJECT, answer_message, subject_of, title_of
from services.search import find
from storage.engine import Store
from tests.conftest import Bring

LIST = (
    "handle,name,niche,country,followers,likes,owner,bio\n"
    "jane,Jane Doe,Fitness;Vegan,US,15000,2000,Bo,runs\n"
    "ed,Ed,Fitness,DE,80000,2000,,and tea\n"
    "mute,Mute,Fitness,DE,50000,,,\n"
    "big,Big Mute,Fitness,DE,5000000,,,\n"
    "ghost,Ghost,Fitness,DE,,,,\n"
    "mute2,Mute Chef,Food,FR,20000,,,\n"
)


@pytest.fixture
def filled(store: Store, bring: Bring) -> Store:
    """A store with two micro-influencers, two whose likes alone are unknown, two others."""
    bring(LIST)
    return store


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Everyone: 2 micro-influencers, most engagement first"),
        ("fitness", "Fitness: 2 micro-influencers, most engagement first"),
        ("niche:fitness", "Fitness: 2 micro-influencers, most engagement first"),
        ("fitness vegan", "Fitness, “vegan”: 1 micro-influencer, most engagement first"),
        ("fitness AND", "Fitness: 2 micro-influencers, most engagement first"),
        ("jane", "“jane”: 1 micro-influencer, most engagement first"),
        ('"jane doe"', "“jane doe”: 1 micro-influencer, most engagement first"),
        ("country:de", "country:de: 1 micro-influencer, most engagement first"),
        ("fitness country:DE", "Fitness · country:DE: 1 micro-influencer, most engagement first"),
        (
            "fitness ed country:DE likes:>5",
            "Fitness, “ed” · country:DE · likes:>5: 1 micro-influencer, most engagement first",
        ),
        ("fitness -jane", "Fitness, without “jane”: 1 micro-influencer, most engagement first"),
        ("-jane", "Everyone, without “jane”: 1 micro-influencer, most engagement first"),
        ("owner:bo", "owner:bo: 1 micro-influencer, most engagement first"),
        ("fitness tier:any", "Fitness: 5 creators, most engagement first"),
        ("fitness sort:likes-asc", "Fitness: 2 micro-influencers, least engagement first"),
        ("tier:likes_unknown", "Everyone: 2 whose likes are unknown"),
        (
            "tier:likes_unknown sort:followers",
            "Everyone: 2 whose likes are unknown, most followers first",
        ),
        ("iceland", "Nobody matches iceland"),
    ],
)
def test_first_line_says_what_was_asked(filled: Store, text: str, said: str) -> None:
    assert "".join(title_of(find(filled, text, currency="USD", client_id=1))) == said


def test_long_question_is_cut(filled: Store) -> None:
    text = " ".join(["tier:any", *[f"-word{number}" for number in range(40)]])
    assert len(subject_of(find(filled, text, currency="USD", client_id=1))) == SUBJECT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fitness",
        "mute",
        "fitness mute",
        "fitness country:DE",
        "fitness country:DE likes:>800",
        "likes:>800 er:>1% value:>1",
        "-country:FR",
        "tier:micro -niche:food",
        "followers:30k..60k sort:followers",
    ],
)
def test_button_opens_those_whom_it_counts(filled: Store, text: str) -> None:
    answer = find(filled, text, currency="USD", client_id=1)
    opened = find(filled, answer.unknown_query, currency="USD", client_id=1)
    assert (opened.total, opened.total_is_exact) == (answer.misses["likes_unknown"], True)
    assert {one.handle for one in opened.results} <= {"mute", "mute2"}


def test_button_carries_the_search_for_them(filled: Store) -> None:
    answer = find(filled, "fitness likes:>800", currency="USD", client_id=1)
    (buttons,) = [one for one in answer_message(answer)[1] if one["type"] == "actions"]
    (values,) = [one["value"] for one in buttons["elements"] if one["action_id"] == "run:unknown"]
    assert "fitness tier:likes_unknown" in values
