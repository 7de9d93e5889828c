"""What a search answers: whom it counts, why it finds nobody, and what can be done next."""

from datetime import date

from texts import dates
from texts.numbers import full_count
from texts.wording import counted, plural

NOUNS = {
    "micro": ("micro-influencer",),
    "any": ("creator",),
    "unknown": ("with unknown figures", "with unknown figures"),
    "likes_unknown": ("whose likes are unknown", "whose likes are unknown"),
}
"""What a search counts, by its tier: one, and others where that is not the word and an s."""

ORDERS = {
    "likes": ("most engagement first", "least engagement first"),
    "followers": ("most followers first", "fewest followers first"),
    "er": ("highest engagement rate first", "lowest engagement rate first"),
    "value": ("highest value first", "lowest value first"),
    "newest": ("newest figures first", "oldest figures first"),
}
"""What an order is called, downwards and upwards."""

MISSES = {
    "likes_low": "too few likes",
    "likes_high": "too many likes",
    "followers_low": "too few followers",
    "followers_high": "too many followers",
    "likes_unknown": "likes unknown",
    "followers_unknown": "followers unknown",
    "two_rules": "fail two rules",
}
EVERYONE = "Everyone"
SHARED = "Shared in this channel."
SENT = "Sent to your direct messages with me."
NO_VERDICT = "No verdict means cannot tell: growth of followers could not be checked."
LIKES_ARE_AVERAGES = "likes: counts the average; ≈ is what a post will most likely bring"
NEAREST = "Nearest, each fails one rule"
TRY_FEWER = "Try fewer words, or look at the examples."

STORE_IS_EMPTY = "This searches your own list; it has nobody yet."
BRING_A_LIST = (
    "Bring a list: CSV, XLSX or JSON, one creator a row; any headings will do. In Slack, drop it"
    " into your direct messages with me: you see what I read before anything is imported."
)
ASK_FOR_A_LIST = "Ask somebody with the role editor to bring a list."
HELP = "Search your own list of creators"
HELP_HINT = "After /find-influencer, or to me directly:"
FIND_ON_TERMINAL = "python bot.py find"
IMPORT_ON_TERMINAL = "python bot.py import FILE"

OPEN_FOR_ME = "Open it for me"
SHOW_HIDDEN = "Show those whom your team hid"
SHOW_THEM = "Show them"
SHOW_UNKNOWN = "Show them: those whose likes are unknown"
HOW_TO_GET_THEM = "How to get them"
HOW_TO_GET_LIKES = "How to get them: the likes that are unknown"
SHOW_EVERYONE = "Show everyone, not only micro-influencers"
SHOW_EXAMPLES = "Show examples"
SEARCH_FITNESS = "Search fitness"
BACK = "Back"
FILTER = "Filter…"
EDIT = "Edit"
SHARE = "Share in this channel"
SEND = "Send to me"
EXPORT = "Export as a file"
THOSE_WHO_MISS = "Those who don't match"

FORM = "Filter"
QUERY = "Search"
QUERY_HINT = "For example: fitness followers:20k..50k country:DE"
AS_WRITTEN = "As written above"

LIKES_NOT_KNOWN = "Likes not known"
LIST_WITH_LIKES = "A list with likes."
LIST_WITH_LIKES_HOW = (
    "Add a column such as `average likes` to your list and drop it into your direct messages with"
    " me again: rows are recognised by platform and handle."
)
FIGURES_OF_POSTS = "Figures of posts."
FIGURES_OF_POSTS_HOW = (
    "Drop a list with one row for each post: handle, platform, posted_at, likes. Typical likes are"
    " computed from it."
)
UNTIL_THEN = (
    "Until then they are in the list, and left out of searches for micro-influencers: nobody can"
    " say whether they are."
)


def shares(person: str) -> str:
    return f"{person} shares a search"


def nothing_in(query: str) -> str:
    return f"Nothing in “{query}”"


def nobody_matches(query: str) -> str:
    return f"Nobody matches {query or 'yet'}"


def number(count: int, exact: bool) -> str:
    """Write a count that may stop at a cap: 1,000+."""
    return full_count(count) + ("" if exact else "+")


def found(count: int, exact: bool, tier: str, order: str) -> str:
    """order: one of ORDERS, or "" for none. "12 micro-influencers, most engagement first"."""
    those = f"{number(count, exact)} {plural(count, *NOUNS[tier])}"
    return f"{those}, {order}" if order else those


def without(text: str) -> str:
    return f"without “{text}”"


LIKES_LEFT_OUT = "Those whose likes are not known yet are left out"


def have_no_likes(count: int, exact: bool) -> str:
    return f"{number(count, exact)} {plural(count, 'has no likes yet', 'have no likes yet')}"


def others_miss(misses: dict[str, int]) -> str:
    """misses: rules of MISSES, with how many fail each. "37 others don't match: 18 too ..."."""
    ordered = sorted(misses.items(), key=lambda item: (item[0] == "two_rules", -item[1]))
    parts = ", ".join([f"{full_count(count)} {_miss(rule, count)}" for rule, count in ordered])
    others = counted(sum(misses.values()), "other doesn't", "others don't")
    return f"{others} match: {parts}"


def figures_of(oldest: date, newest: date) -> str:
    """Say how fresh figures are: "Figures of 3 May - 24 Nov 2026"."""
    one_day = oldest == newest
    return f"Figures of {dates.on(newest) if one_day else dates.days(oldest, newest, year=True)}"


def _miss(rule: str, count: int) -> str:
    return plural(count, "fails two rules", MISSES[rule]) if rule == "two_rules" else MISSES[rule]


def hidden(count: int) -> str:
    return f"{full_count(count)} hidden"


def nearest_finds(instead: str, count: int, exact: bool) -> str:
    return f"{instead}, the nearest, finds {number(count, exact)}."


def removed_all(rule: str, count: int, exact: bool) -> str:
    removed = plural(count, "the only one", f"all {number(count, exact)}")
    return f"{rule} removed {removed}."


def no_such(field: str, name: str) -> str:
    """field: tag, owner, status, list or source."""
    if field in ("list", "source"):
        kind = "shortlist" if field == "list" else "imported list"
        return f"There is no {kind} “{name}”."
    return f"Nobody has the {field} “{name}”."


def other_currency(count: int, currency: str) -> str:
    named = counted(count, "names its price", "name their price")
    return f"{named} in another currency than {currency}; nothing is converted."


def miss_one_rule(count: int, exact: bool, shown: int) -> str:
    if not shown:
        return "nobody fails just one rule"
    said = f"{number(count, exact)} {plural(count, 'fails', 'fail')} one rule only"
    return f"{said}, the {shown} nearest" if shown < count else said


def try_instead(query: str) -> str:
    return f"Try {query}"


def drop(rule: str) -> str:
    return f"Drop {rule}"


def search_for(query: str) -> str:
    return f"Search {query}"


def following(count: int) -> str:
    return f"Next {count}"


def unreadable(place: str, why: str) -> str:
    return f"I can't read “{place}”: {why}"


def too_long(length: int, longest: int) -> str:
    return (
        f"That is too long to search for: {counted(length, 'character')}. Up to {longest} can be"
        " read; leave some words out."
    )
