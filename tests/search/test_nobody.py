"""An answer that finds nobody, or few, says why, and what would find somebody."""

import pytest

from console.driver import Slack
from services import search
from services.found import Answer
from services.search import find
from storage.engine import Store
from tests.conftest import Bring

LIST = (
    "handle,name,platform,niche,country,followers,average_likes,price,currency\n"
    "jane,Jane,instagram,Fitness,US,15000,2000,250,USD\n"
    "ed,Ed,instagram,Fitness,DE,80000,2000,200,EUR\n"
    "flat,Flat,instagram,Fitness,DE,50000,91,,\n"
    "mute,Mute,instagram,Fitness,DE,50000,,,\n"
    "chef,Chef,instagram,Food,FR,20000,800,,\n"
)


@pytest.fixture
def filled(store: Store, bring: Bring) -> Store:
    """A store with five creators."""
    bring(LIST)
    return store


def ask(store: Store, text: str) -> Answer:
    return find(store, text, currency="USD", client_id=1)


@pytest.mark.parametrize(
    ("text", "removed"),
    [
        ("fitness country:IS", [("country:IS", 2)]),
        ("fitness country:IS followers:>90k", [("country:IS and followers:>90k", 2)]),
        (
            "fitness country:IS followers:>90k er:>90%",
            [("country:IS and followers:>90k and er:>90%", 2)],
        ),
        ("country:IS likes:>2100", [("country:IS and likes:>2100", 3)]),
        ("nobody country:IS", []),
        ("food country:DE", [("food", 1), ("country:DE", 1)]),
        ("fitness likes:>2100", [("likes:>2100", 2)]),
        ("food -chef", [("food", 2), ("-chef", 1)]),
        ('food "strong woman', [('"strong woman"', 1)]),
    ],
)
def test_each_rule_that_removed_somebody_is_named_with_how_many(
    filled: Store, text: str, removed: list[tuple[str, int]]
) -> None:
    found = [(one.typed, one.would_match) for one in ask(filled, text).removed]
    assert sorted(found) == sorted(removed)


@pytest.mark.parametrize(
    "text",
    ["fitness country:IS", "food country:DE", "fitness likes:>2100", "fitness tag:x owner:y"],
)
def test_what_is_offered_finds_as_many_as_it_says(filled: Store, text: str) -> None:
    removed = ask(filled, text).removed
    assert removed
    for one in removed:
        assert ask(filled, one.query).total == one.would_match


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("fitness followers:>90k", [("followers:>=80k", 1)]),
        ("fitness followers:<15k", [("followers:<=15k", 1)]),
        ("fitness followers:20k..50k", [("followers:15k..50k", 1)]),
        ("fitness followers:50k..70k", [("followers:50k..80k", 1)]),
        ("likes:>2100 tier:any", [("likes:>=2k", 2)]),
        ("food likes:<800", [("likes:<=800", 1)]),
        ("fitness er:>90%", [("er:>=13.33%", 1)]),
        ("food value:>5000", [("value:>=", 1)]),
        ("fitness likes:>2500 er:>1%", [("likes:>=2k", 2)]),
        ("fitness likes:2400..2500 followers:<60k", [("likes:2k..2500", 1)]),
        ("fitness country:IS followers:>90k", []),
        ("fitness -followers:>10k", []),
        ("fitness price:>5000", []),
    ],
)
def test_range_is_widened_to_the_nearest(
    filled: Store, text: str, offered: list[tuple[str, int]]
) -> None:
    found = [(one.instead, one.would_match) for one in ask(filled, text).widened]
    assert len(found) == len(offered)
    for (instead, number), (begins, wanted) in zip(found, offered, strict=True):
        assert (instead.startswith(begins), number) == (True, wanted)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("followers:>90k tier:any", "followers:>=80k"),
        ("country:FR followers:>90k tier:any", "followers:>=20k"),
        ("likes:0 tier:any", "likes:0..91"),
        ("er:<0.1% tier:any", "er:<=0.18%"),
    ],
)
def test_the_nearest_is_so_also_where_counting_stops_before_it(
    filled: Store, monkeypatch: pytest.MonkeyPatch, text: str, nearest: str
) -> None:
    monkeypatch.setattr(search, "EFFORT", 1)
    assert [one.instead for one in ask(filled, text).widened] == [nearest]


def test_nobody_is_called_the_nearest_where_there_are_too_many_to_look_at(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "NEAREST_EFFORT", 4)
    assert ask(filled, "followers:>90k tier:any").widened == ()


@pytest.mark.parametrize("currency", ["USD", "JPY", "KWD"])
@pytest.mark.parametrize("text", ["value:>900000", "value:<0.5", "er:>99%", "followers:>90k"])
def test_widened_range_finds_as_many_as_it_says(filled: Store, text: str, currency: str) -> None:
    (one,) = find(filled, text, currency=currency, client_id=1).widened
    assert find(filled, one.query, currency=currency, client_id=1).total == one.would_match > 0


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("likes:>1000 followers:18k..22k", "followers:15k..22k"),
        ("likes:>850 followers:18k..22k", "likes:>=800"),
    ],
)
def test_range_that_gives_way_least_is_offered_first(filled: Store, text: str, first: str) -> None:
    offered = [one.instead for one in ask(filled, text).widened]
    assert (offered[0], len(offered)) == (first, 2)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("fitnes", "fitness"), ("foood", "food"), ("fitnes country:DE", "fitness country:DE")],
)
def test_a_typo_gets_did_you_mean(filled: Store, text: str, meant: str) -> None:
    assert meant in ask(filled, text).suggestions


def test_what_was_meant_finds_somebody(filled: Store) -> None:
    meant = ask(filled, "fitnes").suggestions
    assert meant
    for text in meant:
        assert ask(filled, text).total


class TestNichesMuchAlike:
    """Beside a niche of twelve there is one of one creator, whose name lacks a letter."""

    @pytest.fixture
    def alike(self, store: Store, bring: Bring) -> Store:
        head = "handle,platform,niche,followers,average_likes\n"
        many = "".join(f"fit{one},instagram,Fitness,20000,900\n" for one in range(12))
        bring(f"{head}{many}lone,instagram,Fitnes,20000,900\n")
        return store

    @pytest.mark.parametrize("text", ["fitness people", "fitness in germany", "fitness country:IS"])
    def test_niche_that_was_written_rightly_is_not_replaced(self, alike: Store, text: str) -> None:
        assert ask(alike, text).suggestions == ()

    @pytest.mark.parametrize(
        ("text", "meant"), [("fitnes", "fitness"), ("fitnes people", "fitness people")]
    )
    def test_the_far_larger_one_is_offered(self, alike: Store, text: str, meant: str) -> None:
        assert ask(alike, text).suggestions == (meant,)

    def test_it_is_asked_about_beside_who_was_found(self, alike: Store, slack: Slack) -> None:
        reply = slack.command("/find-influencer fitnes")
        assert reply.text.startswith("Fitnes: 1 micro-influencer")
        assert "Did you mean fitness?" in reply.text
        assert "Fitness: 12" in slack.click(reply, "Search fitness").text

    def test_a_question_has_one_mark(self, alike: Store, slack: Slack) -> None:
        text = slack.command("/find-influencer fitnes people?").text
        assert "Did you mean fitness people?\n" in f"{text}\n"


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("-fitness tier:any", {"chef"}),
        ("-gym tier:any", {"chef"}),
        ("fitness -fitness", set()),
    ],
)
def test_a_minus_before_a_niche_leaves_the_niche_out(
    filled: Store, text: str, handles: set[str]
) -> None:
    assert {one.handle for one in ask(filled, text).results} == handles


@pytest.mark.parametrize(
    "text", ["fitness", "fitness country:DE", "fitness mute", "fitness country:DE likes:>800"]
)
def test_unknown_likes_are_said_and_never_dropped_in_silence(filled: Store, text: str) -> None:
    assert ask(filled, text).misses["likes_unknown"] == 1


def test_under_five_matches_the_near_misses_follow(filled: Store) -> None:
    near = [
        (one.handle, one.missed_rule, one.missed_by) for one in ask(filled, "fitness").near_misses
    ]
    assert near == [("flat", "likes_low", 409), ("mute", "likes_unknown", None)]


def test_a_price_in_another_currency_is_said_and_not_converted(filled: Store) -> None:
    found = ask(filled, "fitness price:<100")
    assert (found.total, found.price_other_currency) == (0, 1)


@pytest.mark.parametrize(("price", "currency"), [("price:<100", "USD"), ("price:<100eur", "EUR")])
def test_the_currency_that_was_asked_for_is_named(
    slack: Slack, filled: Store, price: str, currency: str
) -> None:
    text = slack.command(f"/find-influencer fitness {price}").text
    assert f"1 names its price in another currency than {currency};" in text


def test_a_price_matches_in_its_own_currency(filled: Store) -> None:
    assert [one.handle for one in ask(filled, "price:<230eur").results] == ["ed"]


def test_either_of_several_niches_is_one_field_with_commas(filled: Store) -> None:
    assert ask(filled, "niche:fitness,food").total == 3


def test_an_empty_store_says_that_it_is_empty(store: Store) -> None:
    assert ask(store, "fitness").store_is_empty


def test_a_niche_that_nobody_is_in_is_not_understood_as_one(filled: Store) -> None:
    assert ask(filled, "gaming").niche is None


def test_handle_that_looks_like_two_words_is_offered_as_a_handle(
    store: Store, bring: Bring
) -> None:
    bring(
        "handle,name,platform,niche,followers,average_likes\nfay.miles,Fay,instagram,Food,20000,900\n"
    )
    assert ask(store, "fay.miles").suggestions == ("@fay.miles",)
