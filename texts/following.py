"""What a channel is told of the digests that it follows, and of when they come."""

from texts.wording import any_of

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EXAMPLES = (
    ("/digest", "what this channel follows, and when the next one comes"),
    ("/digest follow fitness", "the week's top micro-influencers of a niche, here"),
    ("/digest follow commissions", "the week's commission earnings, here"),
    ("/digest unfollow fitness", "stop following it"),
    ("/digest preview", "what the next one would say; commissions or a niche can follow"),
    ("/digest settings", "the day and hour for all channels"),
)
NOTHING = "Nothing is followed here yet."
TRY = "Try `/digest follow fitness` or `/digest follow commissions`."
ASK_EDITOR = (
    "An editor can have this channel follow a niche, or commissions. Try `/digest preview fitness`."
)
PREVIEW = "Preview"
SETTINGS = "Settings…"
DIGESTS = "Weekly digests"
DAY = "Day"
TIME = "Time"
COMMISSIONS = "Commissions"
GONE = "A niche that is gone"
WHAT_TO_FOLLOW = "Say what to follow: `/digest follow fitness`, or `/digest follow commissions`."
WHAT_TO_LEAVE = (
    "Say what to stop following: `/digest unfollow fitness`. `/digest` shows what there is."
)
OLD_BUTTON = "This button is of an older version. Type `/digest`."
NO_WEEKDAY = "This is not a day of the week. Choose one from the list."
CHOOSE = "Choose a day and a time from the lists."


def followed(names: list[str]) -> str:
    return f"Followed here: {', '.join(names)}."


def next_one(when: str, rhythm: str) -> str:
    return f"Next: {when}, {rhythm}"


def rhythm(weekday: int, at: str) -> str:
    """weekday: 0 is Monday."""
    return f"every {WEEKDAYS[weekday]} at {at}"


def followed_now(name: str, channel: str, *, news: bool) -> str:
    """channel: where, if not here. news: it was not followed there before."""
    where = f"in {channel}" if channel else "here"
    return f"Followed {where} now: {name}." if news else f"{name}: followed {where} already."


def comes(when: str, *, first: bool) -> str:
    return f"The {'first' if first else 'next'} digest comes {when}."


def for_all(zone: str) -> str:
    return f"For all channels, on the clock of {zone}."


def unknown_word(word: str) -> str:
    return f"I don't know “/digest {word}”. `/digest help` shows what I know."


def followed_no_more(name: str) -> str:
    return f"Not followed here any more: {name}."


def not_followed(name: str) -> str:
    return f"Not followed here: {name}. `/digest` shows what is."


def too_many(most: int, name: str) -> str:
    return (
        f"This channel follows {most} niches, as many as one message holds. Follow {name} in"
        " another channel, or stop following one here with `/digest unfollow`."
    )


def no_niche(word: str, near: list[str]) -> str:
    """near: the nearest that there are."""
    hint = (
        f"Did you mean {any_of(near)}?" if near else "`/find-influencer` shows who is in your list."
    )
    return f"There is no niche “{word}”. {hint}"


def set_now(rhythm: str, zone: str) -> str:
    return (
        f"Digests come {rhythm} ({zone}), in all channels. A week that is due by this and was not"
        " posted yet comes in a minute."
    )
