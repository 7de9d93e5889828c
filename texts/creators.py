"""What is said of a creator in a list: names, platforms, figures, verdicts, the rule that is missed."""

from texts.numbers import full_count, short_count
from texts.wording import counted

PLATFORMS = {
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "linkedin": "LinkedIn",
    "x": "X",
    "vk": "VK",
    "ok": "OK",
    "unknown": "platform unknown",
}
"""Names that are more than the key with a capital."""

VERDICTS = {
    "nothing_found": "nothing found",
    "some_signs": "some signs, look",
    "strong_signs": "strong signs, look",
    "cannot_tell": "cannot tell",
}
NAMELESS = "Somebody without a name"
NO_HANDLE = "without a handle"
TYPED_IN = "figures look typed in"
TWO_RULES = "fails two rules"
LIKES_UNKNOWN = "likes unknown"
FOLLOWERS_UNKNOWN = "followers unknown"

DETAILS = "Details"
SHORTLIST = "Add to a shortlist"
CAMPAIGN = "Add to campaign"
NOTE = "Tag or note"
HIDE = "Hide"
SHOW_AGAIN = "Show again"


def platform(name: str) -> str:
    return PLATFORMS.get(name, name.capitalize())


def account(platform_name: str, handle: str | None) -> str:
    """Write an account as people name it: "Instagram @jane.runs"."""
    return f"{platform(platform_name)} {f'@{handle}' if handle else NO_HANDLE}"


def one_of_several(name: str, handle: str | None, platform_name: str, followers: int | None) -> str:
    """Write a creator among others: "Jane Runs (@jane.runs, Instagram, 15K followers)"."""
    told = [f"@{handle}"] if handle else []
    told.append(platform(platform_name))
    if followers is not None:
        told.append(counted(followers, "follower", write=short_count))
    return f"{name} ({', '.join(told)})"


def likes(typical: int | None) -> str:
    return LIKES_UNKNOWN if typical is None else f"≈{counted(typical, 'like')}"


def followers(count: int | None) -> str:
    return FOLLOWERS_UNKNOWN if count is None else counted(count, "follower", write=short_count)


def worth(amount: str, value_format: str) -> str:
    """value_format: video or photo."""
    return f"{amount} a {'video' if value_format == 'video' else 'post'}"


def worth_about(amount: str, value_format: str) -> str:
    return f"≈ {worth(amount, value_format)}"


def too_low(what: str, count: int, bound: int) -> str:
    """what: likes or followers. "91 likes, needs 500"."""
    return f"{counted(count, what.removesuffix('s'))}, needs {full_count(bound)}"


def too_high(what: str, count: int, bound: int) -> str:
    return f"{counted(count, what.removesuffix('s'))}, at most {full_count(bound)}"


def details_of(name: str) -> str:
    return f"Details of {name}"


def shortlist_for(name: str) -> str:
    return f"Add {name} to a shortlist"


def profile(name: str, reasons: str) -> str:
    """Join a creator's name and what is said of them: "@jane.runs: 91 likes, needs 500"."""
    return f"{name}: {reasons}"
