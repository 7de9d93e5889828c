"""Shortlists: to put a creator on one and take them off, those that there are, and their names."""

from texts.queries import quoted
from texts.wording import counted, plural

SHORTLIST = "Shortlist"
SHORTLISTS = "Shortlists"
ON_THESE = "On these shortlists"
MORE = "More shortlists"
NEW = "A new shortlist"
OR_NEW = "Or a new shortlist"
WHO_SEES = "Who sees a new shortlist"
OWN = "Only I see it"
NO_NAME = "Tick or untick a shortlist, or write a name for a new one."
NONE = "There is no shortlist yet. The menu beside each creator has “Add to a shortlist”."
GONE = "This shortlist is gone. `/influencer lists` shows those that there are."
OLD_BUTTON = "This button is of an older version. Type `/influencer lists`."
EDIT = "Rename or delete…"
NAME = "Name"
DELETE = "Delete"


def put(name: str) -> str:
    return f"Put {name} on a shortlist, or take them off"


def entry(name: str, *, own: bool) -> str:
    return f"{name} (only yours)" if own else name


def query(name: str) -> str:
    """Return the search for who is on a list."""
    return f"list:{quoted(name)} tier:any"


def is_on(name: str, *, news: bool) -> str:
    """news: the creator was not on it before."""
    now = f"On “{name}” now." if news else f"Was on “{name}” already; nothing changed."
    return f"{now} Find it with: {query(name)}"


def is_off(name: str) -> str:
    return f"Not on “{name}” any more."


def listed(name: str, creators: int) -> str:
    return f"{name}: {counted(creators, 'creator')}"


def show(name: str) -> str:
    return f"Show who is on {name}"


def sure_to_delete(name: str) -> str:
    return f"Delete {name}?"


def what_stays(creators: int) -> str:
    stay = plural(creators, "stays", "stay")
    return (
        f"The {counted(creators, 'creator')} on it {stay} in your list. This can't be taken back."
        if creators
        else "Nobody is on it. This can't be taken back."
    )


def deleted(name: str) -> str:
    return f"The shortlist “{name}” is deleted."


def renamed(old: str, new: str) -> str:
    return f"The shortlist “{old}” is called “{new}” now."


def taken(name: str) -> str:
    return f"There is a shortlist “{name}” already. Choose another name."
