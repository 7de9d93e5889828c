"""Creators, answers and details with the shortest, usual and longest contents."""

from hypothesis import strategies as st

from services.details import Details, Known, Note, Source
from services.found import Answer, Found, Removed, Widened
from services.query import Filter, Query, Word

LONG = "W" * 10_000
HOSTILE = (
    "<!channel>",
    "<@U0ANA>",
    "<https://evil.example|click>",
    "*bold*",
    "_it_ and _that_",
    "~gone~",
    "`code`",
    "> quote",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    '=HYPERLINK("https://evil.example")',
    "abc\u202efed",
    "\u200e\u200f",
    "nul\0in it",
    "\x1b[31mred\x1b[0m",
    "\ud800",
    ":fire:",
    "&amp;&lt;",
    "",
    "   ",
    LONG,
)
TEXTS = st.sampled_from((*HOSTILE, "a" * 149, "b" * 500, "<&>" * 200)) | st.text(max_size=12)
COUNTS = st.none() | st.integers(0, 10**12)
RULES = ("likes_low", "likes_high", "followers_low", "followers_high", "likes_unknown")
VERDICTS = ("nothing_found", "some_signs", "strong_signs", "cannot_tell")


def found(**changes: object) -> Found:
    """Return a usual creator, but for what is said."""
    usual: dict[str, object] = {
        "account_id": 1,
        "influencer_id": 1,
        "platform": "instagram",
        "handle": "jane.runs",
        "name": "Jane Runs",
        "url": "https://instagram.com/jane.runs",
        "country": "US",
        "language": "en",
        "followers": 15_000,
        "average_likes": 2_000,
        "typical_likes": 1_980,
        "band_low": 1_500,
        "band_high": 2_600,
        "rough": True,
        "engagement_rate_bp": 1_333,
        "value_minor": 27_720,
        "value_format": "photo",
        "verdict": "nothing_found",
        "reasons": (),
        "unchecked": (),
        "remarked": False,
        "as_of": "2026-11-24T00:00:00Z",
    }
    return Found(**{**usual, **changes})  # type: ignore[arg-type]


FOUND = st.builds(
    found,
    account_id=st.integers(1, 2**62),
    platform=st.sampled_from(["instagram", "youtube", "unknown", "x"])
    | st.text("abz", min_size=1, max_size=30),
    handle=st.none() | TEXTS,
    name=st.none() | TEXTS,
    url=st.none() | TEXTS,
    country=st.none() | st.just("DE"),
    followers=COUNTS,
    average_likes=COUNTS,
    typical_likes=COUNTS,
    engagement_rate_bp=COUNTS,
    value_minor=COUNTS,
    value_format=st.sampled_from(["photo", "video"]),
    verdict=st.sampled_from(VERDICTS),
    reasons=TEXTS.map(lambda one: (one,) * 6) | st.just(()),
    unchecked=TEXTS.map(lambda one: (one,) * 6) | st.just(()),
    remarked=st.booleans(),
    missed_rule=st.none() | st.sampled_from(RULES),
    missed_by=st.none() | st.integers(0, 10**12),
)
ASKED_WORDS = st.just(()) | st.just((Word("vegan", False, 0),))
FILTERS = st.just(()) | st.just((Filter("country", ("IS",), None, False, 0, "country:IS"),))
QUERIES = st.builds(
    Query,
    text=TEXTS.map(lambda text: text[:900]),
    words=ASKED_WORDS,
    filters=FILTERS,
    tier=st.sampled_from(["micro", "any", "unknown"]),
    sort=st.sampled_from(["likes", "followers", "er", "value", "newest"]),
)
REMOVED = st.builds(Removed, TEXTS, st.integers(1, 10**9), st.booleans(), TEXTS)
WIDENED = st.builds(Widened, TEXTS, TEXTS, st.integers(1, 10**9), st.booleans(), TEXTS)
TAGGED = Filter("tag", ("vegan",), None, False, 0, "tag:vegan")
ANSWERS = st.builds(
    Answer,
    query=QUERIES,
    offset=st.sampled_from([0, 5, 995]),
    limit=st.just(5),
    niche=st.none() | TEXTS,
    total=st.sampled_from([0, 1, 5, 12, 10**6]),
    total_is_exact=st.booleans(),
    results=st.lists(FOUND, max_size=2).map(lambda some: tuple(some * 2)),
    misses=st.dictionaries(st.sampled_from([*RULES, "two_rules"]), st.integers(1, 10**6)),
    near_misses=st.lists(FOUND, max_size=2).map(lambda some: tuple(some * 5)),
    near_misses_total=st.integers(0, 10**6),
    near_misses_total_is_exact=st.booleans(),
    removed=st.lists(REMOVED, max_size=5).map(tuple),
    unknown=st.just(()) | st.just((TAGGED,)),
    suggestions=st.lists(TEXTS, max_size=3).map(tuple),
    store_is_empty=st.booleans(),
    price_other_currency=st.integers(0, 5),
    hidden=st.integers(0, 10**6),
    of_hidden=st.booleans(),
    currency=st.just("USD"),
    words=ASKED_WORDS,
    filters=FILTERS,
    misses_are_exact=st.booleans(),
    unknown_query=TEXTS,
    widened=st.lists(WIDENED, max_size=5).map(tuple),
)
SOURCES = st.builds(Source, name=TEXTS, at=st.just("2026-11-24T10:00:00Z"))
DETAILS = st.builds(
    Details,
    found=FOUND,
    bio=st.none() | TEXTS,
    niches=st.lists(TEXTS, max_size=5).map(tuple) | st.just(("Niche of some length",) * 200),
    accounts=st.just(()),
    history=st.lists(st.tuples(st.just("2026-11-24"), COUNTS, COUNTS), max_size=40).map(tuple),
    known=st.builds(Known, name=TEXTS, value=TEXTS, source=SOURCES).map(lambda one: (one,) * 60)
    | st.just(()),
    tags=st.tuples(TEXTS, SOURCES).map(lambda one: (one,) * 60) | st.just(()),
    shortlists=st.lists(TEXTS, max_size=5).map(tuple),
    notes=st.builds(Note, id=st.just(1), text=TEXTS, source=SOURCES, own=st.booleans()).map(
        lambda one: (one,) * 20
    )
    | st.just(()),
    source=SOURCES,
    older=st.tuples(TEXTS, SOURCES).map(lambda one: (one,) * 8) | st.just(()),
    rate_minor=st.integers(0, 10**9),
    post_likes=st.lists(st.integers(0, 10**12), max_size=12).map(tuple),
    posts=st.integers(0, 100),
    newest_post=st.none(),
    offers=st.just(()),
    sold=st.just(()),
    money=st.just(()),
    hidden=st.none() | SOURCES,
)
