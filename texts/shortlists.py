"""Shortlists: to put a creator on one, and what came of it."""

SHORTLIST = "Shortlist"
EXISTING = "A shortlist that is there"
NEW = "A new shortlist"
OR_NEW = "Or a new shortlist"
WHO_SEES = "Who sees a new shortlist"
OWN = "Only I see it"
NO_NAME = "Choose a shortlist, or write a name for a new one."


def put(name: str) -> str:
    return f"Put {name} on a shortlist"


def entry(name: str, *, own: bool) -> str:
    return f"{name} (only yours)" if own else name


def is_on(name: str, *, news: bool) -> str:
    """news: the creator was not on it before."""
    now = f"On “{name}” now." if news else f"Was on “{name}” already; nothing changed."
    return f'{now} Find it with: list:"{name}" tier:any'
