"""A creator added by hand: the form, what can't be taken, and what came of it."""

PLATFORMS = (
    ("Instagram", "instagram"),
    ("TikTok", "tiktok"),
    ("YouTube", "youtube"),
    ("X", "x"),
    ("Twitch", "twitch"),
    ("Facebook", "facebook"),
    ("LinkedIn", "linkedin"),
    ("Other", "unknown"),
)
"""What the form offers, each with its key."""

PLATFORM = "Platform"
HANDLE = "Handle or link"
NAME = "Name"
NICHE = "Niche"
NICHE_LIKE = "Like Fitness, or Fitness, Yoga"
COUNTRY = "Country"
COUNTRY_LIKE = "Like DE or Germany"
FOLLOWERS = "Followers"
FOLLOWERS_LIKE = "Like 15000 or 15K"
LIKES = "Average likes a post"
COMMENTS = "Average comments a post"

NO_HANDLE = "Write a handle like @jane.runs, or a link to a profile."
NO_COUNTRY = "I don't know this country. Write it like DE or Germany."
NO_COUNT = "Write a whole number, like 15000 or 15K."
FORGOTTEN = "This person asked to be forgotten and is not added again."

THERE = "In your list"
SIMILAR = "Is it one of these?"
ADD_ANYWAY = "Add anyway"
SIMILAR_HINT = (
    "If it is one of them with another account: add it anyway, then join the two with"
    " /influencer merge A B"
)
ADDED = "Added"
UNDO_TITLE = "Take it back?"
UNDO_TEXT = "The creator leaves your list again."
UNDO_YES = "Take it back"
UNDONE = "Taken back: the creator is no longer in your list."
STAYS = "The creator stays: somebody worked with them, or a list has them by now."
UNDONE_BEFORE = "This was taken back already. Nothing was changed."


def there_already(handle: str) -> str:
    return f"@{handle} is in your list already."


def is_similar(typed: str) -> str:
    return f"Is {typed} one of these?"


def added(name: str, *, scored: bool) -> str:
    """scored: followers and likes are known."""
    if scored:
        return f"{name} is in your list, scored, and found by searches."
    return (
        f"{name} is in your list. Searches for micro-influencers leave them out until followers"
        " and likes are known, from the next list that names them; tier:unknown finds them."
    )
