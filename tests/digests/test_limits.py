"""However much there is to tell, a message stays within what Slack takes."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from blocks.digests import message, size
from blocks.newer import data_table, older
from console.checks import check_message
from console.driver import texts_in
from services.commission_digest import Best, CommissionDigest, Earnings
from services.found import Found
from services.niche_digest import NicheDigest, Rising, Section, Standing
from services.weeks import Week
from storage.niche_weeks import KEPT

UTC = ZoneInfo("UTC")
WEEK = Week(2026, 47)
AWKWARD = {"letters": "W" * 300, "signs": "&<*_`>" * 50, "emoji": "👩🏽‍🎤" * 80}


def found(name: str) -> Found:
    """Return somebody whose every text is as long as a list can make it."""
    return Found(
        account_id=10**9,
        influencer_id=10**9,
        platform="instagram",
        handle=name,
        name=name,
        url=None,
        country="DE",
        language=None,
        followers=99_999,
        average_likes=2_499,
        typical_likes=2_147_483_647,
        band_low=None,
        band_high=None,
        rough=True,
        engagement_rate_bp=None,
        value_minor=None,
        value_format="photo",
        verdict="strong_signs",
        reasons=(f"Followers grew 2.1x {name}",),
        unchecked=(),
        remarked=False,
        as_of="2026-11-24",
    )


def section(name: str) -> Section:
    standing = Standing(1, found(name), -1_999, True)
    return Section(
        niche_id=10**9,
        name=name,
        matches=1_000_000,
        against=WEEK.plus(-5),
        news=KEPT,
        gone=KEPT,
        among=KEPT,
        top=tuple([replace(standing, place=place) for place in range(1, 6)]),
        rising=Rising(found(name), 99_999),
        look=(found(name), found(name)),
    )


@pytest.mark.parametrize("number", [1, 4, 5, 7, 10])
@pytest.mark.parametrize("name", AWKWARD.values(), ids=AWKWARD.keys())
def test_niches_with_the_longest_names_fit_into_a_message(name: str, number: int) -> None:
    digest = NicheDigest(WEEK, (section(name),) * number)
    shown = message(digest, UTC)
    assert size(shown) < 12_000
    assert check_message(shown[1]) == []
    assert len(shown[1]) <= 50


def test_ten_usual_niches_show_three_creators_each() -> None:
    shown = message(NicheDigest(WEEK, (section("Jane Runs"),) * 10), UTC)
    assert [shown[0].count(f"\n{place}. ") for place in (1, 2, 3, 4)] == [10, 10, 10, 0]


def test_few_niches_show_five_creators_each() -> None:
    shown = message(NicheDigest(WEEK, (section("Jane Runs"),) * 4), UTC)
    assert shown[0].count("\n5. ") == 4


@pytest.mark.parametrize("name", AWKWARD.values(), ids=AWKWARD.keys())
def test_many_campaigns_in_many_currencies_fit_into_a_message(name: str) -> None:
    large = 10**15
    one = Earnings(
        currency="USD",
        earned=large,
        last_week=1,
        average=large,
        net_sales=large,
        held=large,
        due=-large,
        paid=large,
        campaigns=tuple([(name, large)] * 200),
        best=Best(name, large, 10**6),
    )
    shown = message(CommissionDigest(WEEK, (one,) * 30, quiet=False, waiting=10**6), UTC)
    assert size(shown) < 12_000
    assert check_message(shown[1]) == []


def test_a_table_keeps_its_headings_where_only_lines_are_known() -> None:
    table = data_table("Earned by campaign", ("Campaign", "Earned"), [("Summer Shakers", "$6.50")])
    assert texts_in(older([table])) == [
        "Campaign                          Earned\nSummer Shakers                     $6.50"
    ]


def test_names_say_just_what_they_say() -> None:
    _, blocks = message(NicheDigest(WEEK, (section("<!channel> *x*"),)), UTC)
    assert "<!channel>" not in str(blocks[0])
