"""What is said of a list before it is imported: what it is, its columns, who would come in."""

from texts.numbers import full_count
from texts.wording import counted, plural

KINDS = {"influencers": "Creators", "posts": "Posts", "sales": "Sales and refunds"}
NOUNS = {"influencers": "creator", "posts": "post", "sales": "sale"}
KEEP = "Keep as extra field"
LEAVE_OUT = "Leave out"
FIELDS = {
    "as_of": "Date of the figures",
    "location": "Place",
    "net": "Net amount",
    "net_minor": "Net, in minor units (cents)",
    "post_comments": "Comments",
    "post_likes": "Likes",
    "post_url": "Link of the post",
    "posted_at": "Day of the post",
    "posts_count": "Number of posts",
    "price": "Asking price",
    "url": "Profile link",
}
"""Fields that are more than their key with a capital."""

NO_HEADING = "(no heading)"
EMPTY = "empty so far"
WHAT_IS_IT = "What is it?"
WHOSE = "Whose list is it?"
NO_PLATFORM = "Platform not known"
COLUMNS_TITLE = "Columns"
COLUMNS = "Columns…"
CORRECT = "Correct"
NAME_TITLE = "Name"
NAME = "Name…"
LIST_NAME = "The list's name"
FOUND_BY_IT = "Searches find it by source:"
RENAME = "Rename"
CANCEL = "Cancel"
TWINS = "These columns have headings that stand in the list before."

NO_ROWS = "It has headings and no row below them. Fill it in and drop it again."
NOBODY_NAMED = (
    "No column names creators. Say which one is the handle, the name or the profile link."
)
POSTS_NEED = "Say which columns are the handle and the day of each post."
PLATFORM_UNKNOWN = "On which platform they are is not known. If it is one for all, say which."
CHANGED = "This list was corrected meanwhile. Look again, then import it."
GONE = "This list is gone. Drop it again."
STANDING = {
    "dropped": "This list is still being read. Nothing was changed.",
    "shown": "This list waits for you to import it. Nothing was changed.",
    "asked": "This list is being imported already.",
    "done": "This list was imported before. Nothing was changed.",
    "undoing": "This import is being undone already.",
    "undone": "This import was undone before. To have the list again, drop it again.",
    "cancelled": "The import was cancelled. To have the list after all, drop it again.",
    "failed": "This list could not be read. Drop it again.",
    "expired": "This preview has waited too long. Drop the list again.",
}
"""State of a dropped list -> what is said to a click that came too late or too early."""

PLATFORM_OPTION = "All on one platform: --platform instagram"
UNDOING_FOR_ALL = "I undo it, and tell them."
OLD_BUTTON = "This button is of an older version. Drop the list again."
LIST = "list.csv"
"""What a dropped file is called that has no name."""


def field(name: str) -> str:
    """Return what a field is called."""
    return FIELDS.get(name) or name.replace("_", " ").capitalize()


def reading(name: str) -> str:
    return f"Reading {name} …"


def title(source: str, rows: int) -> str:
    return f"{source}: {counted(rows, 'row')}"


def looks_like(kind: str, client: str) -> str:
    """client: its name, where there are several."""
    of = f" for {client}" if client else ""
    return f"They look like {KINDS[kind].lower()}{of}. As they come in:"


def creator(name: str, platform: str, niche: str, followers: int | None, likes: int | None) -> str:
    parts = [name, platform, niche, _figure(followers, "follower"), _figure(likes, "like")]
    return " · ".join([part for part in parts if part])


def post(handle: str, day: str, likes: int | None) -> str:
    return f"@{handle} · {day} · {_figure(likes, 'like')}"


def _figure(count: int | None, noun: str) -> str:
    return f"{noun}s not known" if count is None else counted(count, noun)


def sale(kind: str, order: str, amount: str, code: str) -> str:
    """kind: sale or refund."""
    return f"{kind} of order {order}: {amount}" + (f", code {code}" if code else "")


def unknown(followers: int, likes: int, first: int | None) -> str:
    """Say of how many creators figures lack. first: rows that were looked at, where not all were."""
    parts = [
        f"{counted(number, 'has', 'have')} no {what}"
        for number, what in ((followers, "followers"), (likes, "likes"))
        if number
    ]
    of = f"Of the first {counted(first, 'row')} " if first else ""
    return f"{of}{' and '.join(parts)}: not known, never taken for zero."


def there_already(number: int, first: int | None) -> str:
    """first: rows that were looked at, where not all were."""
    of = f"of the first {counted(first, 'row')} " if first else ""
    return f"{full_count(number)} {of}{plural(number, 'is', 'are')} in your list already."


def cannot_be_taken(number: int, example: str) -> str:
    """example: "2, followers: ..." of the first one."""
    return f"{counted(number, 'row')} can't be taken, like line {example}"


def doubtful(number: int, example: str) -> str:
    """example: "2, handle: ..." of the first one."""
    return f"{counted(number, 'row has', 'rows have')} a doubt, like line {example}"


def none_can_be_taken(example: str, first: int | None, *, dropped: bool) -> str:
    """first: rows that were looked at, where not all were. dropped: on us, not on a terminal."""
    of = f"of the first {counted(first, 'row')} " if first else "of its rows "
    what = (
        "Say below what each column is, or fix the list and drop it again."
        if dropped
        else "Say with --map FILE what each column is, or fix the list and import it again."
    )
    return f"None {of}can be taken, like line {example} {what}"


def rejected(line: int, column: str, reason: str) -> str:
    return f"{line}, {column}: {reason}"


def on_platform(platform: str, how: str) -> str:
    """how: why it is taken for that one."""
    return f"On {platform}, {how}, where no cell says it."


def import_button(kind: str, number: int, *, exact: bool) -> str:
    """number: of rows that can be taken. exact: whether so many surely can."""
    at_most = "" if exact else "up to "
    return f"Import {at_most}{counted(number, NOUNS[kind])}"


def column(heading: str, field: str, held: str) -> str:
    """held: its first values, or nothing."""
    return f"{heading}: {field}" + (f" ({held})" if held else "")


def is_it(heading: str, field: str) -> str:
    """Ask whether a heading that nobody knows is one that is spelt nearly so."""
    return f"Is “{heading}” {field.lower()}?"


def misspelt(number: int) -> str:
    """number: of headings that are asked about below."""
    return f"{counted(number, 'heading looks', 'headings look')} misspelt, as asked below."


def take_likely(number: int) -> str:
    return plural(number, "Yes, take it so", "Yes, take them so")


def twin(field: str) -> str:
    return f"same heading twice: {field}"


def some_columns(first: int, last: int) -> str:
    return f"Columns {first}-{last}…"


def more_columns(number: int, last: int | None) -> str:
    """last: the last one that a form has, where there are more."""
    text = f"and {counted(number, 'more column')}: press Columns…"
    rest = (
        f" Those after {last} can't be corrected here: change their headings in the list."
        if last
        else ""
    )
    return text + rest


def map_option(heading: str, field: str) -> str:
    """Say how a column is named on a terminal. field: its key."""
    return f"A column is another: --map FILE, with the line {heading},{field} in that file"


def twice(field: str) -> str:
    return f"Two columns are {field}. Leave one of them out."


def sales_need(fields: list[str]) -> str:
    return f"Say which columns are {', '.join(fields)}."


def not_yet(why: str) -> str:
    return f"It is not imported yet. {why}"


def cancelled(name: str) -> str:
    return f"{name} was not imported. To have it after all, drop it again."


def cut_off(times: int, name: str) -> str:
    return (
        f"The desk was cut off {counted(times, 'time')} while it worked on {name}, so it leaves it"
        " alone. Split the list and drop the parts, or ask an admin to import it on a terminal."
    )


def with_list(name: str) -> str:
    """Say with which list it was, after an incident of which the number is said."""
    return f" with {name}"
