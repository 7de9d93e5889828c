"""Everything that is known of one creator, in words, with where each thing is from."""

from texts import offers
from texts.numbers import full_count
from texts.wording import counted

FIELDS = {
    "followers": "followers",
    "average_likes": "likes",
    "name": "name",
    "url": "link",
    "niches": "niches",
    "country": "country",
    "language": "language",
    "bio": "bio",
}
"""What the fields of an account are called."""

EVERYTHING = "Show everything"
HIDE = "Hide from searches"
COUNTRY_UNKNOWN = "country unknown"

FOLLOWERS = "Followers"
AVERAGE_LIKES = "Average likes"
MEDIAN_LIKES = "Median likes"
TYPICAL_LIKES = "Typical likes"
BAND = "80% band"
ENGAGEMENT = "Engagement rate"
VALUE = "Value"
NOT_KNOWN = "not known"
RATE = "= average likes / followers"
NOT_CHECKED = "Not checked:"
OVER_TIME = "Over time, from your lists"
AT_A_TIME = (FIELDS["followers"], FIELDS["average_likes"])
UNKNOWN = "?"

ACCOUNTS = "Accounts"
TEAM = "What your team knows"
WORK = "Work together"
NOTES = "Notes"

BY_HAND = "by hand"
A_LIST = "a list"
POSTS_ALONE = "posts only"


def place(handle: str | None, platform: str, country: str | None) -> str:
    parts = [f"@{handle}"] if handle else []
    return " · ".join([*parts, platform, country or COUNTRY_UNKNOWN])


def also(accounts: list[str], more: int) -> str:
    """accounts: the others of the same creator, as they are called; more: how many there are yet."""
    return f"Also theirs: {', '.join(accounts)}{f', {and_more(more)}' if more else ''}"


def figures_of(account: str) -> str:
    return f"Figures of {account}"


def hidden(source: str) -> str:
    return f"Hidden from searches {source}"


def band(low: str, high: str, *, rough: bool) -> str:
    return f"{low}-{high}{' (rough)' if rough else ''}"


def mean_of(posts: int) -> str:
    return f"= mean of {counted(posts, 'post')}"


def drawn(posts: int) -> str:
    """Say what typical likes rest on. posts: 0 where a list gave their average."""
    what = counted(posts, "post") if posts else "the average"
    return f"= {what}, drawn towards\n  what is usual in the niche"


def worth_by(likes: str, per_thousand: str) -> str:
    return f"= {likes} typical likes\n  x {per_thousand} per 1,000"


def signs(verdict: str) -> str:
    return f"Signs of bought numbers: {verdict}"


def link(account: str, url: str) -> str:
    return f"{account}: {url}"


def tags(tags: str) -> str:
    return f"Tags: {tags}"


def shortlists(names: str) -> str:
    return f"Shortlists: {names}"


def field(name: str, value: str, source: str) -> str:
    return f"{name[:1].upper()}{name[1:]}: {value} ({source})"


def with_source(what: str, source: str) -> str:
    return f"{what} ({source})"


def source(name: str, day: str) -> str:
    """Write where something is from: "spring.csv, 1 Nov 2026". day: empty where it is not known."""
    return f"{name}, {day}" if day else name


def by(person: str) -> str:
    return f"by {person}"


def offer(campaign: str, state: str, deliverable: str, day: str) -> str:
    return f"{campaign}: {offers.STATES.get(state, state).lower()}, {deliverable} by {day}"


def sold(sales: int, net: str) -> str:
    return f"{counted(sales, 'sale')}, {net} net after refunds"


def money(earned: str, paid: str, owed: str) -> str:
    return f"Earned {earned}, paid {paid}: owed {owed}"


def and_more(count: int) -> str:
    return f"and {full_count(count)} more"


def figures_from(day: str, source: str, posts: int, newest: str) -> str:
    """newest: the day of the newest post, empty where none is known."""
    said = f"Figures of {day} from {source}"
    return f"{said}; {counted(posts, 'post')} known, newest {newest}" if newest else said


def older(source: str, fields: list[str]) -> str:
    return f"From {source}: {', '.join(fields)}"
