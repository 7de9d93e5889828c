"""A word that is a niche, or another name of one, finds who is in it or has the word."""

import pytest

from services.search import find
from storage.engine import Store
from tests.conftest import Bring

LIST = (
    "handle,name,platform,niche,followers,average_likes,bio\n"
    "jane,Jane,instagram,Fitness,15000,900,vegan\n"
    "ed,Ed,instagram,Fitness;Vegan,15000,800,\n"
    "yogi,Yogi,instagram,Yoga,15000,700,vegan\n"
    "max,Max,instagram,Fitness,15000,600,gym\n"
    "cook,Cook,instagram,Vegan,15000,550,gym\n"
    "chef,Chef,instagram,Slow Food,15000,540,\n"
)


@pytest.fixture
def filled(store: Store, bring: Bring) -> Store:
    """A store with four creators in fitness, one by yoga; two in vegan, which is food."""
    bring(LIST)
    return store


def found(store: Store, text: str) -> set[str | None]:
    return {one.handle for one in find(store, text, currency="USD", limit=10, client_id=1).results}


@pytest.mark.parametrize("text", ["fitness workout", "workout fitness", "gym workout"])
def test_words_that_name_the_niche_once_more_ask_for_nothing_more(filled: Store, text: str) -> None:
    assert found(filled, text) == {"jane", "ed", "yogi", "max"}


@pytest.mark.parametrize("text", ["fitness vegan", "vegan fitness", "gym vegan", "vegan workout"])
def test_in_whatever_order_they_are_typed_the_largest_niche_is_looked_in(
    filled: Store, text: str
) -> None:
    assert found(filled, text) == {"jane", "ed", "yogi"}


@pytest.mark.parametrize("text", ["jane gym", "gym jane"])
def test_a_niche_and_a_word_are_found_in_either_order(filled: Store, text: str) -> None:
    assert found(filled, text) == {"jane"}


def test_a_further_niche_holds_those_within_it(filled: Store) -> None:
    assert found(filled, "fitness food") == {"ed"}


def test_the_longest_phrase_is_the_niche_however_small_it_is(filled: Store) -> None:
    assert find(filled, "fitness slow food", currency="USD", client_id=1).niche == "Slow Food"


@pytest.mark.parametrize("text", ["workout vegan tier:any", "vegan workout tier:any cook"])
def test_the_niche_counts_for_all_tiers_too(filled: Store, text: str) -> None:
    assert found(filled, text) == found(filled, text.replace("workout", "fitness"))


def test_a_niche_that_is_said_outright_is_looked_in(filled: Store) -> None:
    assert found(filled, "niche:vegan fitness") == {"ed"}
    assert found(filled, "niche:fitness vegan") == {"jane", "ed", "yogi"}


def test_the_answer_speaks_of_the_words_that_say_more(filled: Store) -> None:
    answer = find(filled, "workout vegan fitness", currency="USD", client_id=1)
    assert (answer.niche, [word.text for word in answer.words]) == ("Fitness", ["vegan"])
