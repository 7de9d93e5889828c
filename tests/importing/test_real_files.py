"""Twelve lists as people really keep them come in without a mapping file, each value in its place."""

from collections import Counter
from pathlib import Path

import pytest

from services.importing import Report
from services.search import find
from storage.engine import Store
from tests.conftest import Bring
from tests.importing.conftest import Query, creators, own_field

pytestmark = pytest.mark.shared

AGENCY = "agency_es_micro.csv"
INDONESIA = "indonesia_instagram_1000.csv"
WALL = "creator_wall_wrapped.json"
INSTAGRAM = "hypeauditor_instagram_2022.csv"
YOUTUBE = "hypeauditor_youtube_2022_valor.csv"
UK = "youtube_uk_spanish_headers.csv"
GLOBAL = "youtube_global_stats_sci.csv"
GETBLOGGER = "getblogger_ru_semicolon.csv"
NIGERIA = "tiktok_nigeria_handmade.csv"
TRAVEL = "travel_youtube_handmade.csv"
RUTUBE = "rutube_ru.xlsx"
ADVAULT = "advault_demo.jsonl"

COUNTS = {  # read, new, repeated, micro-influencers
    AGENCY: (207, 165, 42, 14),
    INDONESIA: (1000, 969, 31, 12),
    WALL: (39, 39, 0, 0),
    INSTAGRAM: (1000, 997, 3, 0),
    YOUTUBE: (1000, 998, 2, 0),
    UK: (100, 100, 0, 0),
    GLOBAL: (994, 994, 0, 0),
    GETBLOGGER: (1075, 1075, 0, 0),
    NIGERIA: (200, 200, 0, 0),
    TRAVEL: (25, 25, 0, 0),
    RUTUBE: (44, 38, 6, 0),
    ADVAULT: (6, 6, 0, 0),
}


def five(report: Report) -> tuple[int, ...]:
    return (report.new, report.updated, report.unchanged, report.repeated, report.rejected)


@pytest.mark.parametrize("name", COUNTS)
def test_file_comes_in_with_its_counts(bring: Bring, lists: Path, name: str) -> None:
    report = bring(lists / name)
    read, new, repeated, micro = COUNTS[name]
    assert (report.read, *five(report), report.micro) == (read, new, 0, 0, repeated, 0, micro)


@pytest.mark.parametrize("name", COUNTS)
def test_micro_influencers_of_the_file_are_what_a_search_finds(
    store: Store, bring: Bring, lists: Path, name: str
) -> None:
    bring(lists / name)
    assert find(store, "", currency="USD", limit=50, client_id=1).total == COUNTS[name][3]


@pytest.mark.parametrize("name", COUNTS)
def test_file_a_second_time_is_unchanged(bring: Bring, lists: Path, name: str) -> None:
    bring(lists / name)
    _, new, repeated, micro = COUNTS[name]
    again = bring(lists / name)
    assert (*five(again), again.micro) == (0, 0, new, repeated, 0, micro)


@pytest.mark.parametrize(
    ("name", "line", "handle", "called", "followers", "likes"),
    [
        (AGENCY, 2, None, "Darix", 328_000, 423_000),
        (INDONESIA, 2, "jeromepolin", "Jerome Polin Sijabat", 8_800_000, 234_300),
        (INDONESIA, 680, "psycircle.id", "Lingkar Psikologi", 100_000, 2_300),
        (INDONESIA, 354, "elorahouse__’", "eL’ora House", 187_800, 704),
        (WALL, 1, "menwiththepot", "Men with the Pot", 18_000_000, None),
        (INSTAGRAM, 4, "433", "433", 48_500_000, None),
        (INSTAGRAM, 972, "xxxtentacion", "MAKE OUT HILL", 20_200_000, None),
        (YOUTUBE, 2, "tseries", "T-Series", 212_100_000, 9_800),
        (YOUTUBE, 67, "JbalvinTube", "J Balvin", 33_300_000, None),
        (UK, 2, "UC_aEa8K-EOJ3D6gOs7HcyNg", "NoCopyrightSounds", 32_900_000, None),
        (GLOBAL, 2, None, "T-Series", 245_000_000, None),
        (GETBLOGGER, 2, None, "Василий", 10_358, None),
        (NIGERIA, 3, "itsyaboymaina", "Abdullahi is my name btw", 10_400_000, None),
        (TRAVEL, 2, "drewbinsky", "Drew Binsky", 5_490_000, None),
        (RUTUBE, 2, None, "Клубный Сервис", 137_171, None),
        (ADVAULT, 1, None, "AddisGamer", 450_000, None),
    ],
)
def test_record_says_what_stands_in_its_line(
    lists: Path,
    name: str,
    line: int,
    handle: str | None,
    called: str,
    followers: int,
    likes: int | None,
) -> None:
    one = creators(lists / name)[line]
    assert (one.accounts[0].handle, one.name, one.followers, one.average_likes) == (
        handle,
        called,
        followers,
        likes,
    )


@pytest.mark.parametrize(
    ("name", "platforms"),
    [
        (AGENCY, {"instagram": 163, "youtube": 34, "tiktok": 9, "reddit": 1}),
        (INDONESIA, {"instagram": 1000}),
        (INSTAGRAM, {"instagram": 1000}),
        (YOUTUBE, {"youtube": 1000}),
        (UK, {"youtube": 100}),
        (GLOBAL, {"youtube": 994}),
        (GETBLOGGER, {"unknown": 1075}),
        (NIGERIA, {"tiktok": 200}),
        (TRAVEL, {"youtube": 25}),
        (RUTUBE, {"rutube": 44}),
    ],
)
def test_platform_comes_from_wherever_the_file_says_it(
    lists: Path, name: str, platforms: dict[str, int]
) -> None:
    found = Counter(one.accounts[0].platform for one in creators(lists / name).values())
    assert found == platforms


@pytest.mark.parametrize(
    ("name", "followers", "handle"),
    [
        (INSTAGRAM, 2_600_000, "adinross"),
        (YOUTUBE, 9_200_000, "BRKsEDU"),
    ],
)
def test_smallest_account_of_a_list_of_stars(
    lists: Path, name: str, followers: int, handle: str
) -> None:
    found = creators(lists / name).values()
    smallest = min((one.followers or 0, one.accounts[0].handle) for one in found)
    assert smallest == (followers, handle)


@pytest.mark.parametrize(
    ("name", "field", "unknown"),
    [
        (YOUTUBE, "average_likes", 38),
        (YOUTUBE, "average_comments", 209),
        (YOUTUBE, "country", 161),
        (TRAVEL, "followers", 20),
        (WALL, "average_likes", 39),
        (INSTAGRAM, "average_likes", 1000),
    ],
)
def test_what_is_not_known_is_null_and_never_zero(
    lists: Path, name: str, field: str, unknown: int
) -> None:
    values = [getattr(one, field) for one in creators(lists / name).values()]
    assert (values.count(None), values.count(0)) == (unknown, 0)


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        (UK, {"GB": 100}),
        (GETBLOGGER, {"RU": 1036, "BY": 39}),
    ],
)
def test_countries_are_known_in_any_language(
    lists: Path, name: str, countries: dict[str, int]
) -> None:
    assert Counter(one.country for one in creators(lists / name).values()) == countries


def test_nan_and_misspelt_countries_are_none(lists: Path) -> None:
    """42 cells say nan, three say Unites States."""
    countries = [one.country for one in creators(lists / GLOBAL).values()]
    assert countries.count(None) == 45


def test_wall_links_are_accounts_but_websites_and_discord_are_not(lists: Path) -> None:
    found = Counter(
        account.platform for one in creators(lists / WALL).values() for account in one.accounts
    )
    assert set(found) == {"x", "instagram", "tiktok", "youtube"}


def test_wall_followers_belong_to_the_platform_named_first(
    bring: Bring, query: Query, lists: Path
) -> None:
    bring(lists / WALL)
    pot = query("SELECT platform, followers FROM accounts WHERE key = 'menwiththepot' ORDER BY id")
    assert {row["platform"]: row["followers"] for row in pot} == {
        "instagram": 18_000_000,
        "tiktok": None,
    }


def test_wall_nobody_matches_where_likes_are_not_known(
    store: Store, bring: Bring, lists: Path
) -> None:
    bring(lists / WALL)
    answer = find(store, "", currency="USD", client_id=1)
    assert (answer.total, answer.misses["likes_unknown"]) == (0, 19)


def test_instagram_average_of_engagements_is_no_average_of_likes(lists: Path) -> None:
    one = creators(lists / INSTAGRAM)[4]
    assert (own_field(one, "Engagement avg"), one.average_likes) == ("637K", None)


def test_instagram_both_columns_of_categories_count(lists: Path) -> None:
    found = creators(lists / INSTAGRAM).values()
    fit = [one for one in found if any("Fitness" in niche for niche in one.niches)]
    assert (len(fit), sum(not one.niches for one in found)) == (12, 108)


def test_instagram_error_of_a_spreadsheet_is_no_name(lists: Path) -> None:
    assert creators(lists / INSTAGRAM)[589].name is None


@pytest.mark.parametrize("heading", ["Subscribers", "avg likes"])
def test_youtube_doubled_columns_agree_and_the_first_is_taken(lists: Path, heading: str) -> None:
    one = creators(lists / YOUTUBE)[2]
    assert int(own_field(one, heading) or "") in (one.followers, one.average_likes)


def test_youtube_later_line_about_an_account_wins(bring: Bring, query: Query, lists: Path) -> None:
    bring(lists / YOUTUBE)
    rows = query("SELECT o.line FROM observations o JOIN accounts a ON a.id = o.account_id"
                 " WHERE a.key IN ('prestonplayz', 'etv jabardasth') ORDER BY o.line")  # fmt: skip
    assert [row["line"] for row in rows] == [552, 560]


def test_uk_dash_is_no_rate(lists: Path) -> None:
    found = creators(lists / UK)
    stated = [one for one in found.values() if own_field(one, "TP")]
    assert (own_field(found[5], "TP"), len(found) - len(stated)) == ("0.10%", 72)


def test_uk_rows_without_a_topic_have_no_niche(lists: Path) -> None:
    assert sum(not one.niches for one in creators(lists / UK).values()) == 91


def test_uk_exact_count_agrees_with_the_short_one(lists: Path) -> None:
    for one in creators(lists / UK).values():
        assert abs(int(own_field(one, "Total subscribers") or "") - (one.followers or 0)) <= 50_000


@pytest.mark.parametrize("line", [2, 5, 6, 17])
def test_global_views_with_an_exponent_are_kept(lists: Path, line: int) -> None:
    assert "E+11" in (own_field(creators(lists / GLOBAL)[line], "video views") or "")


def test_global_population_is_no_audience(lists: Path) -> None:
    one = creators(lists / GLOBAL)[2]
    assert (one.followers, own_field(one, "Population")) == (245_000_000, "1366417754")


def test_getblogger_people_with_one_first_name_are_many(
    bring: Bring, query: Query, lists: Path
) -> None:
    bring(lists / GETBLOGGER)
    same = query("SELECT COUNT(DISTINCT influencer_id) AS n FROM accounts WHERE name = 'Александр'")
    assert same == [{"n": 57}]


def test_getblogger_price_is_in_its_own_currency(lists: Path) -> None:
    one = creators(lists / GETBLOGGER)[2]
    assert (one.price_minor, one.price_currency) == (776_800, "RUB")


def test_getblogger_share_in_tags_is_the_share(lists: Path) -> None:
    shares = [own_field(one, "Audience_Qaulity") for one in creators(lists / GETBLOGGER).values()]
    assert (shares.count(None), shares.count("29%"), sum("<" in (one or "") for one in shares)) == (
        783,
        Counter(shares)["29%"],
        0,
    )


def test_getblogger_sizes(lists: Path) -> None:
    followers = [one.followers or 0 for one in creators(lists / GETBLOGGER).values()]
    between = sum(10_000 <= count <= 100_000 for count in followers)
    assert (max(followers), between) == (1_285_463, 517)


@pytest.mark.parametrize(("line", "name"), [(97, "The Lawal’s ??"), (112, "Niké")])
def test_nigeria_is_read_as_windows_wrote_it(lists: Path, line: int, name: str) -> None:
    assert creators(lists / NIGERIA)[line].name == name


def test_nigeria_names_keep_what_stands_for_lost_signs(lists: Path) -> None:
    found = creators(lists / NIGERIA)
    assert sum("??" in (one.name or "") for one in found.values()) == 34
    assert min(one.followers or 0 for one in found.values()) == 266_300


def test_travel_fifteen_people_without_a_handle_are_fifteen(
    bring: Bring, query: Query, lists: Path
) -> None:
    bring(lists / TRAVEL)
    people = query("SELECT COUNT(DISTINCT influencer_id) AS n FROM accounts WHERE handle IS NULL")
    assert people == [{"n": 15}]


@pytest.mark.parametrize(("line", "views"), [(2, 1_300_000), (4, 1_200_000), (5, 600_000)])
def test_travel_open_and_ranged_figures_are_read_at_their_lower_end(
    lists: Path, line: int, views: int
) -> None:
    assert creators(lists / TRAVEL)[line].average_views == views


def test_rutube_same_name_with_other_followers_is_another_record(
    bring: Bring, query: Query, lists: Path
) -> None:
    bring(lists / RUTUBE)
    rows = query("SELECT followers FROM accounts WHERE name = 'Karina Kasparyants' ORDER BY 1")
    assert [row["followers"] for row in rows] == [40_969, 40_970]


def test_advault_price_shares_and_scores_are_told_apart(lists: Path) -> None:
    one = creators(lists / ADVAULT)[1]
    assert (one.price_minor, one.price_currency, one.average_views) == (500_000, "ETB", 125_000)
    assert (own_field(one, "stats.completion"), own_field(one, "trustScore")) == ("98%", "98%")


def test_all_twelve_together_sum_to_what_was_read(bring: Bring, lists: Path) -> None:
    reports = [bring(lists / name) for name in COUNTS]
    assert [report.read for report in reports] == [sum(five(report)) for report in reports]
    assert sum(report.read for report in reports) == 5_690
