"""Those who match behind thousands of others are found, counted, paged through and offered."""

import pytest

from blocks.search import answer_message
from services.found import Answer
from services.search import find
from storage.engine import Store
from tests.conftest import Bring

BEFORE = 2_300
"""More than a search looks at one by one at first."""

HEADINGS = "handle,name,niche,country,followers,likes,bio"


def creators(prefix: str, count: int, *, likes: str, country: str, bio: str = "") -> list[str]:
    return [
        f"{prefix}{number},Anna Name,Yoga,{country},20000,{likes},{bio}" for number in range(count)
    ]


@pytest.fixture
def crowd(store: Store, bring: Bring) -> Store:
    """A niche where the best, and those who nearly fit best, are from elsewhere."""
    rows = creators("best", BEFORE, likes="2000", country="DE", bio="calm")
    rows += creators("low", BEFORE, likes="400", country="DE")
    rows += creators("late", 8, likes="600", country="PT", bio="calm")
    rows += creators("near", 3, likes="100", country="IS")
    rows += creators("mute", 2, likes="", country="PT", bio="calm")
    bring("\n".join([HEADINGS, *rows, ""]))
    return store


def ask(store: Store, text: str, *, limit: int = 5, offset: int = 0) -> Answer:
    return find(store, text, currency="USD", limit=limit, offset=offset, client_id=1)


def test_few_of_many_are_all_counted(crowd: Store) -> None:
    answer = ask(crowd, "yoga country:PT")
    assert (answer.total, answer.total_is_exact) == (8, True)


def test_short_list_of_some_is_not_followed_by_near_misses(crowd: Store) -> None:
    answer = ask(crowd, "yoga calm country:PT", limit=3)
    assert (len(answer.results), answer.near_misses) == (3, ())


def test_last_page_counts_all_and_offers_none_after_it(crowd: Store) -> None:
    answer = ask(crowd, "yoga calm country:PT", offset=5)
    offers_more = "page:next" in str(answer_message(answer)[1])
    assert (answer.total, answer.total_is_exact, offers_more) == (8, True, False)


def test_page_that_is_full_and_the_last_offers_none_after_it(crowd: Store) -> None:
    answer = ask(crowd, "yoga calm country:PT", limit=4, offset=4)
    assert (answer.total, "page:next" in str(answer_message(answer)[1])) == (8, False)


def test_those_who_nearly_fit_are_found_behind_many_others(crowd: Store) -> None:
    near = [one.handle for one in ask(crowd, "yoga country:IS").near_misses]
    assert near == ["near0", "near1", "near2"]


def test_each_rule_in_the_way_is_named_also_where_few_are_behind_many(crowd: Store) -> None:
    removed = ask(crowd, "yoga country:PT followers:>60k").removed
    assert [(one.typed, one.would_match) for one in removed] == [("followers:>60k", 8)]


def test_unknown_likes_are_said_with_words_that_many_have(crowd: Store) -> None:
    assert "Those whose likes are not known yet are left out" in message_of(crowd, "yoga calm")


def test_those_whose_likes_are_unknown_are_one_press_away(crowd: Store) -> None:
    hidden_behind = ask(crowd, ask(crowd, "yoga calm").unknown_query)
    assert [one.handle for one in hidden_behind.results] == ["mute0", "mute1"]


def test_unknown_likes_are_said_where_others_than_micro_are_asked_for_by_likes(
    crowd: Store,
) -> None:
    assert "2 have no likes yet" in message_of(crowd, "yoga tier:any likes:>800 country:PT")


def test_nothing_is_said_of_likes_where_all_are_known(store: Store, bring: Bring) -> None:
    rows = creators("best", 6, likes="2000", country="DE", bio="calm")
    bring("\n".join([HEADINGS, *rows, ""]))
    assert "likes are not known" not in message_of(store, "yoga calm")


def message_of(store: Store, text: str) -> str:
    return answer_message(ask(store, text))[0]
