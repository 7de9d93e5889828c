"""What is said of campaigns: the list, one with its offers, the form for a new one."""

from texts.wording import counted

EXAMPLES = (
    ("/campaign new", "make a campaign in a form"),
    ("/campaign", "all campaigns, with what is left of each budget"),
    ("/campaign show Summer Shakers", "one campaign with its offers"),
)
HELP = "Campaigns"
CAMPAIGN = "Campaign"
NONE = "There is no campaign yet."
MAKE_ONE = "Make one with `/campaign new`, then add creators to it from a search."
EDITORS_MAKE = "People with the role editor make one with `/campaign new`."
NO_OFFERS = "no offers yet"
NO_OFFERS_YET = "No offers yet"
NEW = "New campaign…"
OPEN = "Open"
GONE = "This campaign is gone. `/campaign` shows the others."

NEW_ONE = "New campaign"
CREATE = "Create"
NAME = "Name"
NAME_LIKE = "Summer Shakers"
NICHE = "Niche"
NICHE_LIKE = "Fitness"
BRIEF = "Brief"
BRIEF_LIKE = "What the creator should do and say"
STARTS = "Starts on"
ENDS = "Ends on"
GIFT = "Product they get"
GIFT_LIKE = "Shaker set"
COMMISSION = "Commission on net sales"
WINDOW = "Days a code is valid after the end"
HOLDING = "Days a commission is held"
HOLDING_HINT = "After a sale, before it can be paid: returns come in that time."
CHANNEL = "Channel where offers wait"
CHANNEL_HINT = "Cards to approve are posted there; invite me to it first."
APPROVERS = "Who approves"

END_BEFORE_START = "The end is before the start. Choose a later day."
NO_APPROVER = "Choose at least one person who approves."
VALUE_OF_NOTHING = "Name the product that has this value."
MAY_NOT_APPROVE = "Not all of them may approve. An admin types: /desk grant @NAME approver"

_IN_STATE = {
    "draft": ("draft", "drafts"),
    "waiting": ("waiting", "waiting"),
    "changes_asked": ("with changes asked for", "with changes asked for"),
    "approved": ("approved", "approved"),
    "rejected": ("rejected", "rejected"),
    "expired": ("expired", "expired"),
    "withdrawn": ("withdrawn", "withdrawn"),
}


def count(campaigns: int) -> str:
    return counted(campaigns, "campaign")


def until(day: str) -> str:
    return f"until {day}"


def left(amount: str, budget: str) -> str:
    return f"{amount} of {budget} left"


def in_state(offers: int, state: str) -> str:
    """Say how many offers stand in a state: "3 waiting"."""
    return counted(offers, *_IN_STATE[state])


def span(first: str, last: str, niche: str) -> str:
    return f"{first} to {last}" + (f" · {niche}" if niche else "")


def by_default(terms: str) -> str:
    """terms: what a creator is offered where nothing else is said."""
    return f"By default {terms}"


def days(window: int, holding: int) -> str:
    """window: of a code, after the end; holding: of a commission."""
    return (
        f"Codes valid {counted(window, 'day')} after the end,"
        f" commission held {counted(holding, 'day')}"
    )


def offers_stand(funnel: str) -> str:
    return f"Offers: {funnel}"


def left_in_full(amount: str, budget: str) -> str:
    return f"{amount} left of {budget}; commission without a cap is not counted"


def can_approve(people: str) -> str:
    return f"{people} can approve"


def offer(name: str, state: str, code: str | None) -> str:
    return f"{name}: {state.lower()}" + (f" · code {code}" if code else "")


def open_offer(name: str) -> str:
    return f"Open the offer to {name}"


def add_creators(niche: str) -> str:
    return (
        f"Find creators with `/find-influencer {niche or 'fitness'}` and choose “Add to campaign”."
    )


def older(count: int) -> str:
    return f"{counted(count, 'older one is', 'older ones are')} not shown."


def others(count: int) -> str:
    """Tell of campaigns for which there is no room."""
    return (
        f"{counted(count, 'other campaign is', 'other campaigns are')} not shown."
        " Type /campaign show and a name."
    )


def made(name: str, niche: str) -> str:
    return f"{name} is created. {add_creators(niche)} Offers wait for approval in the campaign's channel."


def budget(currency: str) -> str:
    return f"Budget in {currency}"


def gift_value(currency: str) -> str:
    return f"Its retail value in {currency}"


def name_too_long(most: int) -> str:
    return f"Give it a name of at most {most} characters."


def name_taken(name: str) -> str:
    return f"There is a campaign “{name}” already. Choose another name."


def not_there(name: str, known: list[str]) -> str:
    there = f"There are: {', '.join(known)}." if known else "Make one with `/campaign new`."
    return f"There is no campaign “{name}”. {there}"
