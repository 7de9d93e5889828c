"""Names in quotation marks: whatever a list is called, the search that is offered for it finds it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services import shortlists
from services.query import Filter
from services.query_parser import parse, write
from services.search import find
from storage.engine import Store
from storage.words import fold
from tests.conftest import NOON, Bring
from tests.handlers.conftest import CREATORS, Slack
from tests.offers.making import ANA
from texts.queries import quoted
from texts.shortlists import query

NAMES = [
    "creators, 2026.csv", "“quoted”.csv", '5" screen.csv', 'My ∑ list "q"', '"', '""".csv',
    '"a" "b"', "a|b", "#one", "@ana", 'list:"x" tier:any',
]  # fmt: skip


def only(text: str) -> Filter:
    """Return the one filter of a query without words."""
    found = parse(text, currency="USD")
    assert not found.words
    (one,) = found.filters
    return one


@pytest.mark.parametrize("name", NAMES)
@given(st.text(alphabet='ab"“”«,|:@# .-\\∑', max_size=12))
def test_whatever_a_list_is_called_its_search_asks_for_it(name: str, more: str) -> None:
    for one in (name, name + more, more + name):
        asked = only(f"list:{quoted(one)} tier:any")
        assert asked.values == (fold(one),)


@given(st.text(max_size=40).filter(fold))
def test_whatever_a_file_is_called_its_search_written_again_asks_for_it(name: str) -> None:
    asked = parse(f"source:{quoted(name)} fitness", currency="USD")
    assert parse(write(asked), currency="USD").filters[0].values == (fold(name),)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("list:a,b", ("a", "b")),
        ('list:"a","b"', ("a", "b")),
        ('list:"a, b"', ("a, b",)),
        ('list:a,"b, c"', ("a", "b, c")),
        ("list:“a, b”,«c»", ("a, b", "c")),
        ('list:"a, b', ("a",)),
        ('tag:"#slow food"', ("slow food",)),
    ],
)
def test_what_stands_in_quotation_marks_is_one_value(text: str, values: tuple[str, ...]) -> None:
    assert parse(text, currency="USD").filters[0].values == values


def test_quotation_marks_of_two_kinds_close_each_other() -> None:
    asked = parse('list:"a” fitness niche:"b"', currency="USD")
    assert [one.values for one in asked.filters] == [("a",), ("b",)]


@pytest.mark.parametrize("name", ["creators, 2026.csv", "“quoted”.csv", '5" screen.csv'])
def test_imported_file_is_found_by_its_button(slack: Slack, name: str) -> None:
    report = slack.bring_in(name, CREATORS.encode())
    assert "14 micro-influencers" in slack.click(report, "Find them").text


def test_shortlist_with_a_comma_is_found_as_it_is_offered(store: Store, bring: Bring) -> None:
    bring(CREATORS)
    name, _ = shortlists.add(store, "a, b", 1, actor=ANA, now=NOON, client_id=1)
    assert find(store, query(name), currency="USD", client_id=1).total == 1


def test_list_that_was_meant_is_offered_in_quotation_marks(store: Store, bring: Bring) -> None:
    bring(CREATORS, source="agency, spring")
    (meant,) = find(store, 'source:"agency, sprin"', currency="USD", client_id=1).suggestions
    assert find(store, meant, currency="USD", client_id=1).total
