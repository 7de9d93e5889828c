"""/desk and what the desk says by itself: help, greetings, what can't be understood, first steps."""

from collections.abc import Sequence

HELP = "/desk reaches every command by its word"
EXAMPLES = (
    ("/desk find fitness", "any command, by its word"),
    ("/desk campaign", "your campaigns"),
    ("/desk commissions", "what was sold and earned"),
)
EXPORT = ("/desk export influencers", "a file of your list")
CLIENT = ("/desk client", "whose work you see")
FOR_ADMINS = "For admins"
ADMIN_EXAMPLES = (
    ("/desk rights", "who may do what; take rights back"),
    ("/desk grant @Bo approver", "give a role to a person or a group"),
)
CLIENT_EXAMPLES = (
    ("/desk client add Acme", "work for another company"),
    ("/desk client Acme here", "make this channel Acme's"),
    ("/desk client remove Acme", "when nothing was booked for it yet"),
)
ANOTHER_COMPANY = "To work for another company as well: /desk client add Acme"

BUSY = "The store is busy. Nothing was saved; try again in a moment."
OLD_BUTTON = "This button is of an older version. Type the command again."
OLD_FORM = "This form is of an older version. Close it and open it again."
NOT_DONE = "Not done"


def words(words: Sequence[str]) -> str:
    """words: those that may stand behind /desk."""
    return f"All words: {', '.join(words)}. Anything else is searched for."


def unknown(name: str, known: str) -> str:
    return f"I don't know {name}. I know {known}."


READY = "I am ready. Drop your list here: CSV, XLSX or JSON, any headings will do."
NOTHING_AT_HAND = (
    "Nothing at hand? Sample data are made-up creators; one click takes them back. A channel gets a"
    " digest of a niche every week."
)
OPEN_TO_ALL = (
    "Everybody in this workspace may search, propose, and be named as approver until /desk rights"
    " narrows it. help shows how to search."
)
TRY_SAMPLE = "Try sample data"
PICK_CHANNEL = "Pick a channel…"
SAMPLE_FILE = "sample data.csv"

CHANNEL_TITLE = "Pick a channel"
CHANNEL_WHY = "Once a week the top micro-influencers of a niche come there."
CHANNEL = "Channel"
CHOOSE_CHANNEL = "Choose a channel"
NICHE = "Niche"
NICHE_HINT = "For example: fitness. Or: commissions"
FOLLOW = "Follow"
FOLLOWED = "Followed"
NOT_INVITED = "I am not in that channel. Type /invite and my name there, then try again."
