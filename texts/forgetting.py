"""A person who asked to be forgotten: the question, what came of it, and why it can't be."""

from texts.wording import counted, plural

ACCOUNTS = "With all of their accounts:"
DELETED = (
    "Deleted for good: accounts, figures, posts, name, tags, notes, fields, places on shortlists,"
    " and what the audit trail holds of them. No import brings them back."
)
KEPT = "Kept without the name, because payments depend on it: decided offers, codes, sales, the ledger."
YOURS = "Messages that stand in Slack are yours to delete."
FORGET = "Forget"
SURE_TITLE = "Forget this person?"
SURE_TEXT = "Their data is deleted. This can't be undone."
WRITE_HANDLE = "Write the handle of the one you mean: `/influencer forget @handle`."
FOR_ALL = "A person is forgotten for all clients: an admin of all of them does it."
BUSY = "An import is under way. Nothing was deleted; try again when it has finished."
ASKED = "This person asked to be forgotten, so the row was left out."


def question(who: str) -> str:
    return f"Forget {who}?"


def forgotten(accounts: int, offers: int) -> str:
    """offers: how many stay without a name."""
    said = f"Forgotten: {counted(accounts, 'account')} deleted."
    if offers:
        stay = counted(offers, "offer stays", "offers stay")
        said += (
            f" {stay} without a name, because payments depend on {plural(offers, 'it', 'them')}."
        )
    return said


def still_open(where: str) -> str:
    """where: the campaign of an offer that nobody has decided on."""
    return (
        f"An offer in {where} is still undecided. Withdraw or reject it, then forget the person."
        " Nothing was deleted."
    )
