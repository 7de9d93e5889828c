"""The two real lists that have micro-influencers in them, an agency's and a ranking, line by line."""

from collections import Counter
from pathlib import Path

import pytest

from services.records import Doubt
from services.search import find
from storage.engine import Store
from tests.conftest import Bring
from tests.importing.conftest import Query, creators, own_field, read

pytestmark = pytest.mark.shared

AGENCY = "agency_es_micro.csv"
INDONESIA = "indonesia_instagram_1000.csv"


def test_agency_micro_influencers_stand_on_the_lines_with_both_bounds_included(
    bring: Bring, query: Query, lists: Path
) -> None:
    bring(lists / AGENCY)
    lines = [
        row["line"]
        for row in query(
            "SELECT o.line FROM accounts a JOIN observations o ON o.account_id = a.id"
            " WHERE a.gate = 0 ORDER BY o.line"
        )
    ]
    assert lines == [3, 14, 18, 19, 20, 22, *range(81, 89)]


def test_agency_figures_that_look_typed_in_are_remarked(
    bring: Bring, query: Query, lists: Path
) -> None:
    bring(lists / AGENCY)
    remarked = query(
        "SELECT o.line FROM observations o WHERE o.remarked = 1 AND o.followers = 10000"
        " AND o.average_likes = 2500 ORDER BY o.line"
    )
    assert [row["line"] for row in remarked] == list(range(81, 89))


def test_agency_remarked_accounts_come_last(store: Store, bring: Bring, lists: Path) -> None:
    bring(lists / AGENCY)
    remarks = [
        one.remarked for one in find(store, "", currency="USD", limit=20, client_id=1).results
    ]
    assert remarks == [False] * 6 + [True] * 8


def test_agency_niche_before_a_closing_pipe_is_one_niche(lists: Path) -> None:
    named = [niche for one in creators(lists / AGENCY).values() for niche in one.niches]
    assert "" not in named
    assert not [niche for niche in named if "|" in niche]


def test_agency_fitness_is_in_eight_lines(lists: Path) -> None:
    fit = [line for line, one in creators(lists / AGENCY).items() if "Fitness" in one.niches]
    assert fit == [13, 122, 123, 124, 141, 163, 183, 205]


def test_agency_account_without_likes_and_comments_is_not_known(lists: Path) -> None:
    one = creators(lists / AGENCY)[11]
    assert (one.average_likes, one.average_comments) == (None, None)


def test_agency_more_likes_than_followers_is_reported_and_taken(bring: Bring, lists: Path) -> None:
    report = bring(lists / AGENCY)
    assert [(one.line, one.column) for one in report.doubts] == [
        (2, "likesAvg"),
        (12, "likesAvg"),
    ]


def test_indonesia_micro_influencers_stand_on_their_lines(
    bring: Bring, query: Query, lists: Path
) -> None:
    bring(lists / INDONESIA)
    rows = query(
        "SELECT o.line FROM accounts a JOIN observations o ON o.account_id = a.id"
        " WHERE a.gate = 0 ORDER BY o.line"
    )
    lines = [275, 276, 282, 365, 380, 385, 390, 395, 396, 401, 680, 848]
    assert [row["line"] for row in rows] == lines


@pytest.mark.parametrize(
    ("niche", "total"),
    [("diy design", 7), ("computers gadgets", 3), ("health medicine", 1), ("travel", 1)],
)
def test_indonesia_micro_influencers_are_found_by_niche(
    store: Store, bring: Bring, lists: Path, niche: str, total: int
) -> None:
    bring(lists / INDONESIA)
    assert find(store, niche, currency="USD", client_id=1).total == total


def test_indonesia_handles_that_links_contradict_are_reported_with_their_lines(
    lists: Path,
) -> None:
    found = [
        one for one in read(lists / INDONESIA) if isinstance(one, Doubt) and one.column == "Profile"
    ]
    assert ([one.line for one in found][:3], len(found)) == ([19, 162, 257], 22)


def test_indonesia_handle_column_decides_over_the_link(lists: Path) -> None:
    one = creators(lists / INDONESIA)[19]
    assert [(account.platform, account.handle) for account in one.accounts] == [
        ("instagram", "kemdikbud.ri")
    ]


def test_indonesia_link_with_a_blank_behind_it_agrees(lists: Path) -> None:
    assert creators(lists / INDONESIA)[962].accounts[0].handle == "little.marsson"


def test_indonesia_stated_rates_are_kept_as_written(lists: Path) -> None:
    found = creators(lists / INDONESIA)
    falling = [one for one in found.values() if (own_field(one, "Growth Rate") or "")[0] == "-"]
    assert (own_field(found[2], "Eng. Rate"), len(falling)) == ("2.67%", 280)


def test_indonesia_has_a_hundred_records_in_each_category(lists: Path) -> None:
    found = Counter(one.niches for one in creators(lists / INDONESIA).values())
    assert set(found.values()) == {100}
    assert len(found) == 10
