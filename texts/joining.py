"""Two entries that are one person: asked, merged, taken apart, and why they can't be."""

from texts.wording import counted

STAYS = "Stays"
MOVES = "Moves there"
HIDDEN = "hidden from searches"
NOTHING_THERE = "no tags, notes or offers"
WHAT_MOVES = "Accounts, notes, tags, shortlists and offers move; figures stay as they are."
STAYS_HIDDEN = "Hidden stays hidden: the merged entry is left out of searches."
FOR_OTHERS_TOO = "Other clients work with them too: the merge is for all."
MERGE = "Merge"
SURE_TITLE = "Merge the two?"
SURE_TEXT = "You can undo it with /influencer merge."
KEEP_APART = "Keep apart"
UNDO = "Undo merge"
UNDONE = "The merge is undone: two entries again, as they were."
LOOK = "Look"
DONE = "Merged, and can be taken back"
OFFERED = "Your lists say that these are one person"
NONE_OFFERED = "Your lists suggest no two entries to merge."
MERGE_OTHERS = "Two entries that you know to be one person: `/influencer merge @one @other`"
WRITE_HANDLES = "Write the handles of the two you mean: `/influencer merge @one @other`."
WRITE_TWO = (
    "Write two names: `/influencer merge @jane.runs @jane`, or in quotation marks:"
    ' `/influencer merge "Jane Runs" "Jane R."`'
)
NO_ACCOUNTS = "an entry without accounts"

ONE_ALREADY = "That is one entry already; there is nothing to merge."
ONE_GONE = "One of the two is gone, or merged already. Nothing was changed."
OF_ANOTHER = "a campaign of another client"
BOTH_EARNED = (
    "Both have commissions or payments in the ledger, and the ledger is never rewritten."
    " Keep the two apart."
)
FOR_ADMIN_OF_ALL = (
    "Other clients work with them as well, so this needs an admin of all clients."
    " Nothing was changed."
)
UNDONE_BEFORE = "This merge was taken back already. Nothing was changed."
MERGED_FURTHER = "The merged entry was merged further since. Take that back first."
OFFER_EARNED = (
    "An offer that came with the merge has earned a commission since, and the ledger is never"
    " rewritten. Nothing was changed."
)
ONE_LEFT = (
    "The other accounts have left your list since: the two are one entry now. Nothing was changed."
)
LIST_OF_BOTH = (
    "A list that came since says something of both accounts, so nobody can tell what is"
    " whose. Undo that import first."
)


def question(gone: str, kept: str) -> str:
    if gone == kept:
        return f"Merge the two entries called {kept}?"
    return f"Merge {gone} into {kept}?"


def side(what: str, who: str) -> str:
    """what: STAYS or MOVES."""
    return f"{what}: {who}"


def carried(tags: int, notes: int, offers: int, *, hidden: bool) -> str:
    """Say what hangs on an entry."""
    there = [(tags, "tag"), (notes, "note"), (offers, "offer")]
    numbers = [counted(number, what) for number, what in there if number]
    said = ", ".join(numbers) or NOTHING_THERE
    return f"{said}, {HIDDEN}" if hidden else said


def merged(gone: str, kept: str, accounts: int) -> str:
    moved = f"{counted(accounts, 'account')} moved"
    if gone == kept:
        return f"The two entries called {kept} are one now: {moved}."
    return f"{gone} is part of {kept} now: {moved}."


def done(name: str, joined: str) -> str:
    """joined: what came to them by the merge."""
    return f"{name}, with {joined}"


def undo_of(name: str) -> str:
    return f"{UNDO}: {name}"


def look_at(one: str, other: str) -> str:
    return f"Look at {one} and {other}"


def names_both(line: int) -> str:
    """Say why a list offers a pair."""
    return f"line {line} names accounts of both"


def told_by(reason: str, source: str) -> str:
    return f"{reason} ({source})"


def both_have_offers(where: str) -> str:
    """where: the campaign."""
    return f"Both have an open offer in {where}. Withdraw one of them, then merge."


def account_left(handle: str) -> str:
    return f"@{handle} has left your list since, so it can't go back. Nothing was changed."
