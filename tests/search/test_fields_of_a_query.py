"""The search language, field by field: what is understood, and what is pointed at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import QueryError
from services.query import Filter, Query, Range
from services.query_parser import parse, write
from services.search import find
from storage.engine import Store
from tests.conftest import Bring
from texts.queries import EXAMPLES


def asked(text: str) -> Query:
    return parse(text, currency="USD")


def only(text: str) -> Filter:
    """Return the one filter of a query."""
    (found,) = asked(text).filters
    return found


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("followers:20k..50k", 20_000, 50_000),
        ("followers:20k-50k", 20_000, 50_000),
        ("followers:>20k", 20_001, None),
        ("followers:>=20k", 20_000, None),
        ("followers:<1m", None, 999_999),
        ("followers:<=1m", None, 1_000_000),
        ("followers:20,000", 20_000, 20_000),
        ("followers:10k..", 10_000, None),
        ("followers:..10k", None, 10_000),
        ("followers:12.5k+", 12_500, None),
        ("likes:>800", 801, None),
        ("er:>3%", 301, None),
        ("er:2.5..4", 250, 400),
        ("value:<300", None, 29_999),
        ("value:$250..$300", 25_000, 30_000),
        ("price:<300", None, 29_999),
        ("price:1,000.50", 100_050, 100_050),
        ("price:1.000,50", 100_050, 100_050),
        ("price:1.000.000", 100_000_000, 100_000_000),
        ("price:<1 000,50 eur", None, 100_049),
        ("er:1.234%", 123, 123),
        ("likes:1.5", 2, 2),
        ("likes=1.5", 2, 2),
        ("likes:=1.5", 2, 2),
        ("followers:10 000", 10_000, 10_000),
        ("followers:>1 000 000", 1_000_001, None),
        ("followers:20 k", 20_000, 20_000),
        ("followers: > 20k", 20_001, None),
        ("followers:20k .. 50k", 20_000, 50_000),
        ("followers:20k - 50k", 20_000, 50_000),
        ("followers:10 000 .. 50 000", 10_000, 50_000),
        ("followers>20k", 20_001, None),
        ("Followers > 20k", 20_001, None),
        ("subs>=20k", 20_000, None),
        ("likes=>800", 800, None),
        ("likes=<800", None, 800),
        ("likes<900", None, 899),
        ("likes = 900", 900, 900),
        ("er>3%", 301, None),
        ("er:>3 %", 301, None),
        ("followers:>=20k <50k", 20_000, 49_999),
        ("followers:<50k >=20k", 20_000, 49_999),
        ("followers >= 20 000 < 50 000", 20_000, 49_999),
        ("followers:>=20k<=50k", 20_000, 50_000),
        ("price:>=200 <=300 eur", 20_000, 30_000),
        ("followers:20k to 50k", 20_000, 50_000),
        ("followers:1 mio to 2 mio", 1_000_000, 2_000_000),
        ("value:$250 to $300", 25_000, 30_000),
    ],
)
def test_ranges_are_read_in_the_stores_units(text: str, low: int | None, high: int | None) -> None:
    assert only(text).range == Range(low, high)


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("country:DE", "country", ("DE",)),
        ("country:Germany", "country", ("DE",)),
        ("country:Alemania", "country", ("DE",)),
        ('country:"United States"', "country", ("US",)),
        ("country:DE,AT", "country", ("DE", "AT")),
        ("in:DE", "country", ("DE",)),
        ("country=DE", "country", ("DE",)),
        ('country="United States"', "country", ("US",)),
        ("language:de", "language", ("de",)),
        ("lang:German", "language", ("de",)),
        ("platform:instagram", "platform", ("instagram",)),
        ("platform:IG", "platform", ("instagram",)),
        ("on:tiktok", "platform", ("tiktok",)),
        ("tag:Vegan", "tag", ("vegan",)),
        ("#vegan", "tag", ("vegan",)),
        ("owner:Ana", "owner", ("ana",)),
        ('list:"Summer 26"', "list", ("summer 26",)),
        ("source:agency.csv", "source", ("agency.csv",)),
        ("@jane.runs", "handle", ("jane.runs",)),
        ("verdict:ok", "verdict", ("ok",)),
        ("size:nano", "size", ("nano",)),
        ("niche:crypto", "niche", ("crypto",)),
    ],
)
def test_values_are_folded_to_what_the_store_holds(
    text: str, field: str, values: tuple[str, ...]
) -> None:
    found = only(text)
    assert (found.field, found.values, found.negated) == (field, values, False)


@pytest.mark.parametrize("text", ["-niche:crypto", "−niche:crypto", "-niche=crypto", "-er>3%"])
def test_a_minus_leaves_something_out(text: str) -> None:
    assert only(text).negated


@pytest.mark.parametrize(
    "text", ["fitness AND vegan", "fitness & vegan", "fitness, vegan", "fitness - vegan"]
)
def test_what_joins_words_says_nothing_more(text: str) -> None:
    assert [word.text.rstrip(",") for word in asked(text).words] == ["fitness", "vegan"]


@pytest.mark.parametrize("text", ["salt and pepper", "this or that", '"AND"', '"OR"', '"NOT"'])
def test_and_in_small_letters_or_quotes_is_a_word(text: str) -> None:
    words = [word.text for word in asked(text).words]
    assert words == text.replace('"', "").split()
    assert meaning(asked(write(asked(text)))) == meaning(asked(text))


@pytest.mark.parametrize("text", ['country:"Germany', 'fitness country:"DE'])
def test_quote_that_nobody_closed_is_forgiven(text: str) -> None:
    assert only(text).values == ("DE",)
    assert meaning(asked(write(asked(text)))) == meaning(asked(text))


@pytest.mark.parametrize(
    ("text", "read", "words"),
    [
        ('fitness "strong woman', 'fitness "strong woman"', ["fitness", "strong woman"]),
        ('"slow food" "strong woman', '"slow food" "strong woman"', ["slow food", "strong woman"]),
        ('27" screen', '27" screen', ["27", "screen"]),
    ],
)
def test_what_follows_a_quote_that_nobody_closed_is_a_phrase_and_shown_as_one(
    text: str, read: str, words: list[str]
) -> None:
    assert (asked(text).text, [word.text for word in asked(text).words]) == (read, words)


def test_words_and_phrases_are_kept_apart() -> None:
    words = [(word.text, word.negated) for word in asked('vegan "slow food" -keto').words]
    assert words == [("vegan", False), ("slow food", False), ("keto", True)]


@pytest.mark.parametrize(
    ("text", "tier"),
    [("", "micro"), ("tier:any", "any"), ("tier=any", "any"), ("tier:unknown", "unknown")],
)
def test_micro_is_asked_for_unless_said_otherwise(text: str, tier: str) -> None:
    assert asked(text).tier == tier


@pytest.mark.parametrize(
    ("text", "sort", "descending"),
    [("", "likes", True), ("sort:followers", "followers", True), ("sort:er-asc", "er", False)],
)
def test_the_order_is_most_likes_unless_said_otherwise(
    text: str, sort: str, descending: bool
) -> None:
    assert (asked(text).sort, asked(text).descending) == (sort, descending)


@pytest.mark.parametrize("typed", ["<300eur", "<300 eur", "<300 EUR", "<300€", "<300 €", "<€300"])
def test_a_price_may_name_its_currency(typed: str) -> None:
    found = only(f"price:{typed}")
    assert (found.currency, found.range) == ("EUR", Range(None, 29_999))


def test_a_currency_that_is_a_word_too_is_one_in_capitals() -> None:
    assert only("price:<300 ALL").currency == "ALL"
    assert [word.text for word in asked("price:<300 all").words] == ["all"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("followers:20k vegan", ["vegan"]),
        ("followers:20k 50", ["50"]),
        ("followers:20k eur", ["eur"]),
        ("likes:>10 365-day", ["365-day"]),
        ("followers:20k -50k", ["50k"]),
        ("followers:20k to go", ["to", "go"]),
        ("likes:900 <3", ["<3"]),
        ("followers:>20k <b", ["<b"]),
        ("a=b", ["a=b"]),
        ("fitness <3", ["fitness", "<3"]),
        ("x.com?tier=any", ["x.com?tier=any"]),
    ],
)
def test_what_is_no_part_of_a_value_is_a_word(text: str, words: list[str]) -> None:
    assert [word.text for word in asked(text).words] == words


def test_a_value_may_name_the_currency_that_it_is_in() -> None:
    assert only("value:<300usd").range == only("value:<300").range


def test_a_yen_has_no_cents() -> None:
    assert only("price:<3000jpy").range == Range(None, 2_999)


WRONG = [
    ("followers:20k..x", "20k..x", "is not a number"),
    ("fitness folowers:20k", "folowers", "Did you mean"),
    ("country:Atlantis", "Atlantis", "is not a country"),
    ("country:Germny", "Germny", "Try `country:germany`"),
    ('country:"Untied States"', '"Untied States"', 'Try `country:"united states"`'),
    (
        "country:DE,Frnace",
        "DE,Frnace",
        "“Frnace” is not a country that I know. Try `country:france`",
    ),
    ("language:germn", "germn", "Try `language:german`"),
    ("language:qqqqqq", "qqqqqq", "Try `language:de`"),
    ("platform:instagrm", "instagrm", "is not a platform that I know. Try `platform:instagram`."),
    ("tier:nano", "nano", "Try `tier:any size:nano`."),
    ("tier:mega", "mega", "Try `tier:any size:mega`."),
    ("tier:huge", "huge", "is not one of"),
    ("verdict:fake", "fake", "is not one of"),
    ("sort:beauty", "beauty", "is not one of"),
    ("likes:50..20", "50..20", "goes from more to less"),
    ("likes:>50 <20", ">50 <20", "`>50<20` goes from more to less."),
    ("er:lots", "lots", "is not a number"),
    ("likes:>-5", ">-5", "“-5” is below 0"),
    ("value:eur", "eur", "“eur” is not a number"),
    ("value:<300eur", "<300eur", "is in USD; nothing is converted. Try `value:<300`."),
    ("value:<300 eur", "<300 eur", "Try `value:<300`."),
    ("price:<300zzz", "<300zzz", "“ZZZ” is not a currency that I know. Try `price:<300`."),
    ("followers>lots", ">lots", "is not a number"),
    ("tier=huge", "huge", "is not one of"),
    ("likes=", "likes=", "has no value"),
    ("value:¥200..300", "¥200..300", "Try `value:200..300`."),
    ("zzzzqqq:1", "zzzzqqq", "There is no field"),
    ("folowers:lots", "folowers", "followers:20k..50k"),
    ("platfrm:myspice", "platfrm", "platform:instagram"),
    ("-countrry:5", "countrry", "-country:DE"),
    ("fitness -tier:unknown", "-tier:unknown", "takes one choice"),
    ("-sort:followers", "-sort:followers", "takes one choice"),
    ("tier:micro,any", "tier:micro,any", "takes one choice"),
    ("🏋️", "🏋️", "write a word"),
    ("((((", "((((", "write a word"),
    ("%", "%", "write a word"),
    ("_", "_", "write a word"),
    (":", ":", "write a word"),
    ("fitness ((", "((", "write a word"),
    ('fitness ""', '""', "write a word"),
    ("&", "&", "write a word"),
    ("AND", "AND", "stands alone"),
    ("country:", "country:", "has no value"),
    ("fitness country: ", "country:", "has no value"),
    ('-tag:""', '-tag:""', "has no value"),
    ("contry:", "contry", "Did you mean `country:DE`"),
    ("fitness OR yoga", "OR", "Try `niche:fitness,yoga`"),
    ("pilates | yoga", "|", "Try `niche:pilates,yoga`"),
    ("country:DE OR country:AT", "OR", "Try `country:DE,AT`"),
    ("likes:>5 OR likes:<2", "OR", "Try `niche:"),
    ("OR", "OR", "One field takes several values"),
    ("fitness NOT vegan", "NOT", "Try `-vegan`"),
]


@pytest.mark.parametrize(("text", "word", "says"), WRONG)
def test_what_cannot_be_read_is_pointed_at(text: str, word: str, says: str) -> None:
    with pytest.raises(QueryError) as told:
        asked(text)
    error = told.value
    assert error.text[error.at : error.at + error.length] == word
    assert says in error.sentence()


def test_field_that_resembles_none_is_answered_with_the_help_once() -> None:
    with pytest.raises(QueryError) as told:
        asked("foo:bar")
    assert told.value.sentence() == "There is no field `foo`. Try `help`."


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("verdict:bad", "ok, nothing_found, some_signs, strong_signs, cannot_tell."),
        ("platform:myspace", "instagram, youtube, tiktok, "),
        ("limit:50", "There is no field `limit`. Try `help`."),
    ],
)
def test_where_nothing_is_alike_nothing_is_suggested(text: str, named: str) -> None:
    with pytest.raises(QueryError) as told:
        asked(text)
    assert named in told.value.sentence()
    assert told.value.hint in ("", "help")


@pytest.mark.parametrize("text", [text for text, _, _ in WRONG])
def test_the_hint_can_be_typed_as_it_stands(text: str) -> None:
    with pytest.raises(QueryError) as told:
        asked(text)
    asked(told.value.hint)


@pytest.mark.parametrize("text", [text for text, _ in EXAMPLES])
def test_every_example_of_the_help_can_be_read(text: str) -> None:
    asked(text)


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        ("https://www.instagram.com/Jane.Runs/", "@jane.runs platform:instagram"),
        ("https://instagram.com/jane.runs?igsh=1 vegan", "@jane.runs platform:instagram vegan"),
        ("fitness tiktok.com/@jane", "fitness @jane platform:tiktok"),
        ("https://x.com/jane", "@jane platform:x"),
        ("<https://x.com/jane|x.com/jane> fitness", "@jane platform:x fitness"),
    ],
)
def test_link_to_a_profile_is_that_account(link: str, meant: str) -> None:
    found, wanted = asked(link), asked(meant)
    assert {item.typed.lower(): item.values for item in found.filters} == {
        item.typed: item.values for item in wanted.filters
    }
    assert meaning(asked(write(found))) == meaning(found)
    assert [word.text for word in found.words] == [word.text for word in wanted.words]


def test_link_that_is_left_out_leaves_the_account_out_alone() -> None:
    found = only("-x.com/jane")
    assert (found.field, found.values, found.negated) == ("handle", ("jane",), True)


def test_profile_link_finds_who_is_there_and_nobody_on_another_platform(
    store: Store, bring: Bring
) -> None:
    bring("handle,platform,followers,likes\njane,instagram,15000,700\njane,tiktok,15000,700\n")
    link = "https://www.tiktok.com/@jane"
    found = find(store, link, currency="USD", client_id=1).results
    assert [(one.platform, one.handle) for one in found] == [("tiktok", "jane")]


@pytest.mark.parametrize("text", ["https://x.com/", "https://a.b/jane", "10:30", "http://a.b"])
def test_links_and_times_are_words_and_no_fields(text: str) -> None:
    assert asked(text).filters == ()


PIECES = st.lists(
    st.sampled_from(
        [
            "fitness", '"slow food"', "-keto", "followers:20k..50k", "likes:>800", "er:>3%",
            "country:DE", "-niche:crypto", "tier:any", "sort:er-asc", "@jane", "#vegan", "x.com/jane", "-x.com/jane",
            "price:<300eur", "price<1 000 eur", "er > 3 %", "tag=x", 'list:"Summer"', "café", "плавание", "verdict:ok,some",
            '"@ok', '"#DE', '"-no"', 'half"quote', "AND me", "& him", '"OR"',
        ]
    ),
    max_size=6,
).map(" ".join)  # fmt: skip


FIELDLIKE = st.lists(
    st.tuples(
        st.sampled_from(["", "-"]),
        st.sampled_from(
            [
                "followers",
                "folowers",
                "tier",
                "country",
                "er",
                "price",
                "verdict",
                "sort",
                "list",
                "x",
            ]
        ),
        st.sampled_from([":", " :", "：", "=", ">", " < "]),
        st.text(alphabet='0123456789kKmM.,-><=%$€ "abDE', max_size=8),
    ).map("".join),
    max_size=3,
).map(" ".join)


def meaning(query: Query) -> tuple[object, ...]:
    """Return what a query asks for, its places in the text aside."""
    return (
        [(word.text, word.negated) for word in query.words],
        [(one.field, one.values, one.range, one.negated, one.currency) for one in query.filters],
        query.tier,
        query.sort,
        query.descending,
    )


@given(PIECES)
def test_a_query_that_is_written_again_means_the_same(text: str) -> None:
    query = asked(text)
    assert meaning(asked(write(query))) == meaning(query)


@given(st.one_of(st.text(max_size=80), FIELDLIKE))
def test_any_text_is_read_or_pointed_at(text: str) -> None:
    try:
        asked(text)
    except QueryError as error:
        told = error
    else:
        return
    assert told.sentence()
    assert 0 <= told.at <= len(told.text)


@given(
    sign=st.sampled_from([">", ">=", "<", "<=", ""]),
    bound=st.integers(0, 10**7),
    value=st.integers(0, 10**7),
)
def test_a_range_holds_just_what_its_sign_says(sign: str, bound: int, value: int) -> None:
    found = only(f"followers:{sign}{bound}").range
    assert found is not None
    holds = (found.low is None or value >= found.low) and (
        found.high is None or value <= found.high
    )
    expected = {
        ">": value > bound,
        ">=": value >= bound,
        "<": value < bound,
        "<=": value <= bound,
        "": value == bound,
    }
    assert holds == expected[sign]


@pytest.mark.parametrize(
    ("currency", "typed", "meant"),
    [("AUD", "<$300", "AUD"), ("USD", "<$300", "USD"), ("EUR", "<$300", "USD"),
     ("CNY", "<¥300", "CNY"), ("USD", "<300€", "EUR")],
)  # fmt: skip
def test_a_sign_means_the_workspaces_currency_where_it_can(
    currency: str, typed: str, meant: str
) -> None:
    assert parse(f"price:{typed}", currency=currency).filters[0].currency == meant


def test_one_of_two_handles_must_fulfil_the_rest_as_well(store: Store, bring: Bring) -> None:
    bring("handle,followers,likes,niche\nanna,15000,700,yoga\ncyra,15000,700,food\n")
    found = find(store, "yoga handle:anna,cyra", currency="USD", client_id=1).results
    assert [one.handle for one in found] == ["anna"]
