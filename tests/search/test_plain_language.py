"""A search in plain words that finds nobody is answered with the one in the language that does."""

import pytest

from console.driver import Slack
from services.search import find
from storage.engine import Store
from tests.conftest import Bring

LIST = (
    "handle,name,platform,niche,country,language,followers,average_likes\n"
    "jane,Jane,instagram,Fitness,US,en,15000,2000\n"
    "ed,Ed,tiktok,Fitness,DE,de,80000,2000\n"
    "ida,Ida Vegan,instagram,Fitness,AT,de,80000,2000\n"
    "ina,Ina Vegan,instagram,Fitness,CH,de,80000,91\n"
    "chef,Chef,instagram,Food,FR,fr,20000,800\n"
    "shows,Shows,instagram,Shows,FR,fr,20000,800\n"
)


@pytest.fixture
def filled(store: Store, bring: Bring) -> Store:
    """A store with five creators who match, and one who fails a rule."""
    bring(LIST)
    return store


def meant(store: Store, text: str) -> tuple[str, ...]:
    return find(store, text, currency="USD", client_id=1).suggestions


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("fitness in Germany", "fitness country:DE"),
        ("fitness germany", "fitness country:DE"),
        ("fitness DE", "fitness country:DE"),
        ("fitness in the United States of America", "fitness country:US"),
        ("fitness from Germany or Austria", "fitness country:DE,AT"),
        ("fitness instagram", "fitness platform:instagram"),
        ("fitness on TikTok, Germany", "fitness platform:tiktok country:DE"),
        ("fitness in german", "fitness language:de"),
        ("vegan austria", "vegan country:AT"),
        ("fitness germany followers:>20k", "fitness followers:>20k country:DE"),
    ],
)
def test_place_among_the_words_is_offered_as_a_filter(
    filled: Store, text: str, offered: str
) -> None:
    assert meant(filled, text) == (offered,)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("show me fitness influencers in berlin", "fitness"),
        ("show me vegan fitness influencers near berlin", "vegan fitness"),
        ("show me fitness influencers living in Germany", "fitness country:DE"),
        ("show me fitness influencers living in Iceland", "fitness"),
    ],
)
def test_niche_is_offered_without_the_words_that_nobody_has(
    filled: Store, text: str, offered: str
) -> None:
    assert meant(filled, text) == (offered,)


@pytest.mark.parametrize(
    "text", ["fitness in Iceland", "fitness -germany nobody", "food it", "fitness Swiss"]
)
def test_place_where_nobody_is_found_is_not_offered(filled: Store, text: str) -> None:
    assert meant(filled, text) == ()


def test_what_is_offered_can_be_searched_at_a_click(slack: Slack, filled: Store) -> None:
    reply = slack.command("/find-influencer fitness in Germany")
    assert "Did you mean fitness country:DE?" in reply.text
    clicked = slack.click(reply, "Search fitness country:DE")
    assert clicked.text.startswith("Fitness · country:DE: 1 micro-influencer")
