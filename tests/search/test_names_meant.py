"""A tag, a list or an owner that there is not is said to be none, and what was meant is offered."""

import pytest

from console.driver import Slack
from services import clients, shortlists
from services.search import find
from storage.engine import Store
from tests.conftest import NOON, Bring

LIST = (
    "handle,name,platform,niche,followers,average_likes,tags,owner,status\n"
    "jane,Jane,instagram,Fitness,15000,2000,vegan,Bo Lang,contacted\n"
    "ed,Ed,instagram,Fitness,80000,2000,,,\n"
)


@pytest.fixture
def filled(store: Store, bring: Bring) -> Store:
    """A store with a tag, an owner, a status, an imported list and two shortlists."""
    bring(LIST, name="agency.csv")
    shortlists.add(store, "Summer 26", 1, actor="U0ANA", now=NOON, client_id=1)
    shortlists.add(store, "Secret", 1, actor="U0BO", now=NOON, own=True, client_id=1)
    return store


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tag:vegn", "tag:vegan"),
        ("owner:bolang", 'owner:"bo lang"'),
        ("status:contcted", "status:contacted"),
        ("source:agancy", "source:agency"),
        ('list:"sumer 26"', 'list:"summer 26"'),
        ("fitness tag:vegn", "fitness tag:vegan"),
        ("fitness country:IS -tag:vegn", "fitness country:IS -tag:vegan"),
        ("niche:fitnes", "niche:fitness"),
        ("niche:workuot", "niche:workout"),
        ("jane niche:fitnes", "jane niche:fitness"),
    ],
)
def test_the_nearest_name_is_offered(filled: Store, typed: str, meant: str) -> None:
    assert find(filled, typed, currency="USD", client_id=1).suggestions == (meant,)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tag:raw", "Nobody has the tag “raw”."),
        ("niche:gaming", "Nobody has the niche “gaming”."),
        ("owner:zoe", "Nobody has the owner “zoe”."),
        ("list:winter", "There is no shortlist “winter”."),
        ("source:winter", "There is no imported list “winter”."),
    ],
)
def test_it_is_said_that_there_is_none(slack: Slack, filled: Store, typed: str, said: str) -> None:
    text = slack.command(f"/find-influencer fitness {typed}").text
    assert said in text
    assert f"{typed} removed" not in text


def test_a_name_that_there_is_is_not_called_unknown(filled: Store) -> None:
    assert find(filled, 'list:"summer 26" country:IS', currency="USD", client_id=1).unknown == ()


@pytest.mark.parametrize("typed", ["fitness", "gym", '"fitness!"', "fitness,raw"])
def test_a_niche_is_known_by_all_its_names(filled: Store, typed: str) -> None:
    assert find(filled, f"niche:{typed} country:IS", currency="USD", client_id=1).unknown == ()


def test_an_imported_list_is_known_without_its_ending(filled: Store) -> None:
    assert find(filled, "source:agency country:IS", currency="USD", client_id=1).unknown == ()


def test_lists_of_somebody_else_are_not_offered(filled: Store) -> None:
    assert find(filled, "list:secrt", currency="USD", reader="U0ANA", client_id=1).suggestions == ()


def test_own_lists_are_offered(filled: Store) -> None:
    answer = find(filled, "list:secrt", currency="USD", reader="U0BO", client_id=1)
    assert answer.suggestions == ("list:secret",)


@pytest.mark.parametrize("typed", ["tag:vegn", "owner:bolang", "source:agancy", "list:summer"])
def test_names_of_another_client_are_not_offered(filled: Store, typed: str) -> None:
    acme = clients.make(filled, "Acme", actor="U0CY", now=NOON).id
    answer = find(filled, typed, currency="USD", client_id=acme)
    assert (answer.suggestions, len(answer.unknown)) == ((), 1)
