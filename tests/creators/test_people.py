"""Who is meant by a handle, a link or a name; and who may be meant where nobody is called so."""

import pytest

from blocks.rows import label_of
from services.people import Several, Unknown, person_named
from storage.engine import Store
from tests.conftest import Bring
from tests.creators.conftest import Team


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("@jane.runs", "Jane Runs"),
        ("jane.runs", "Jane Runs"),
        ("JANE.RUNS", "Jane Runs"),
        ("Jane Runs", "Jane Runs"),
        ("runs jane", "Jane Runs"),
        ('"Jane Runs"', "Jane Runs"),
        ("https://www.instagram.com/jane.runs/", "Jane Runs"),
        ("tiktok.com/@jane", "Jane R."),
        ("@jane", "Jane R."),
        ("lift ed", "Lift With Ed"),
    ],
)
def test_a_creator_is_known_by_what_people_write(
    team: Team, store: Store, text: str, name: str
) -> None:
    assert person_named(store, text).name == name


def test_a_name_that_several_have_asks_which_one(team: Team, store: Store, bring: Bring) -> None:
    bring("handle,platform,name\njane2,youtube,Jane Runs\n", name="more.csv")
    with pytest.raises(Several) as raised:
        person_named(store, "Jane Runs")
    assert [label_of(one) for one in raised.value.people] == [
        "Jane Runs (@jane.runs, Instagram, 15K followers)",
        "Jane Runs (@jane2, YouTube)",
    ]


@pytest.mark.parametrize("text", ["@jane.rnus", "Jane Rums", "jane.run", "janeruns"])
def test_who_may_be_meant_is_offered(team: Team, store: Store, text: str) -> None:
    with pytest.raises(Unknown) as raised:
        person_named(store, text)
    assert raised.value.people[0].name == "Jane Runs"


@pytest.mark.parametrize(
    "text", ["Quetzalcoatl", "@qqq", "🏃", '"', "*", "a AND (", "", "q " * 3_000, "q" * 9_000]
)
def test_nobody_is_offered_who_is_not_similar(team: Team, store: Store, text: str) -> None:
    with pytest.raises(Unknown) as raised:
        person_named(store, text)
    assert raised.value.people == ()


def test_a_person_with_several_accounts_is_one_answer(team: Team, store: Store) -> None:
    team.merge("jane.runs", "jane")
    assert person_named(store, "@jane").name == "Jane Runs"
