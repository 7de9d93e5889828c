"""What a channel is told of the digests that it follows, and of when they come."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EXAMPLES = (
    ("/digest", "what this channel follows, and when the next one comes"),
    ("/digest follow fitness", "the week's top micro-influencers of a niche, here"),
    ("/digest follow commissions", "the week's commission earnings, here"),
    ("/digest unfollow fitness", "leave it"),
    ("/digest preview", "what the next one would say; commissions or a niche can follow"),
    ("/digest settings", "the day and hour for all channels"),
)
HELP = "Weekly digests"
NOTHING = "Nothing is followed here yet."
TRY = "Try `/digest follow fitness` or `/digest follow commissions`."
PREVIEW = "Preview"
SETTINGS = "Settings…"
DIGESTS = "Weekly digests"
DAY = "Day"
TIME = "Time"
SAVE = "Save"


def followed(names: list[str]) -> str:
    return f"Followed here: {', '.join(names)}."


def next_one(when: str, rhythm: str) -> str:
    return f"Next: {when}, {rhythm}"


def day_and_time(day: str, time: str) -> str:
    return f"{day} at {time}"


def rhythm(weekday: int, at: str) -> str:
    """weekday: 0 is Monday."""
    return f"every {WEEKDAYS[weekday]} at {at}"


def followed_now(name: str, *, news: bool) -> str:
    """news: it was not followed here before."""
    return f"Followed here now: {name}." if news else f"{name}: followed here already."


def comes(when: str, *, first: bool) -> str:
    return f"The {'first' if first else 'next'} digest comes {when}."


def for_all(zone: str) -> str:
    return f"For all channels, on the clock of {zone}."
