"""What a team writes down of a creator: tags, notes, owner, status, price, shortlists, hidden."""

FIELDS = {"price": "asking price", "last_contact": "last contact"}
"""What fields are called, where it is not their name."""

TAGS = "Tags, with commas between them"
NOTE = "Note"
NOTE_HINT = "Your team reads it in Details"
OWNER_HERE = "Owner: somebody of this workspace"
OWNER = "Or an owner by name"
STATUS = "Status"
ANOTHER_STATUS = "Another status"
LAST_CONTACT = "Last contact"
PRICE = "Asking price"

SAVED = "Saved"
NOTHING_NEW = "Nothing new"
UNCHANGED = "Nothing was changed."
NOTE_ADDED = "note added"

DELETE = "Delete"
DELETE_TITLE = "Delete this note?"
DELETE_TEXT = "It will be gone for everybody, and can't be brought back."
NOTE_DELETED = "The note is deleted."
NOTE_GONE = "This note is gone already."
NOT_YOUR_NOTE = "Only the person who wrote a note here can delete it. Nothing was changed."
NAME_NOT_TOLD = "Slack does not tell me their name. Write it into the field below."
HIDDEN_HINT = "Later: /influencer show NAME, or search for hidden:yes"


def price_like(currency: str) -> str:
    return f"Like 250 {currency}"


def no_amount(currency: str) -> str:
    return f"Write an amount, like 250 or 250 {currency}."


def two_owners(chosen: str, written: str) -> str:
    return f"{chosen} is chosen above, {written} is written here. Leave one of them empty."


def no_currency(amount: str) -> str:
    return f"{amount}, currency not said"


def tag_too_long(longest: int) -> str:
    return f"A tag has at most {longest} characters; put commas between tags."


def too_many_tags(most: int) -> str:
    return f"At most {most} tags at once. Save these first, then open the form again."


def tagged(tag: str) -> str:
    return f"tagged {tag}"


def untagged(tag: str) -> str:
    return f"tag {tag} removed"


def now(field: str, value: str) -> str:
    """Say what a field is now. value: empty where it is nothing any more."""
    what = FIELDS.get(field, field)
    return f"{what} {value}" if value else f"no {what} any more"


def hidden(name: str, *, news: bool) -> str:
    """news: it was not hidden before."""
    if news:
        return f"{name} is hidden: left out of your team's searches from now on."
    return f"{name} was hidden already; nothing changed."


def shown(name: str, *, news: bool) -> str:
    """news: it was hidden before."""
    return f"{name} is found by your team's searches again." if news else f"{name} was not hidden."
