"""App Home: what needs somebody, the week, campaigns, the list, first steps, settings."""

from texts.wording import plural

NEEDS_YOU = "Needs you"
NOTHING_WAITS = "Nothing waits for your decision."
YOURS = "Yours to finish"
UNDELIVERED = {
    "card": "An offer's card",
    "home": "App Home",
    "creator": "The text for a creator",
    "ask": "A question to an approver",
}

WEEK = "This week"
PROPOSED = "Offers proposed"
APPROVED = "Offers approved"
NET_SALES = "Net sales"
EARNED = "Commissions earned"
DUE = "Due to creators now"

CAMPAIGNS = "Campaigns"
NO_CAMPAIGN = "None yet."

LIST = "Your list"
NOBODY = "Nobody yet."
DROP_A_LIST = "Nobody yet. Drop a list into a direct message with me."
ALL = "all"
MICRO = "micro"
EVERYONE = "Everyone"
OF_TODAY = "Figures are of today."

STEPS = "First steps"
LIST_STEP = "Drop your list here, or import it"
CAMPAIGN_STEP = "Make a campaign: /campaign new"
OFFER_STEP = "Propose somebody: Add to campaign"
DIGEST_STEP = "Follow a niche: /digest follow fitness"

SETTINGS = "Settings"
WHAT_ADMINS_SET = "Who may do what, and when digests come."
DIGESTS = "Day and hour of digests…"


def undelivered(kind: str, why: str) -> str:
    """kind: as the outbox has it."""
    return f"{UNDELIVERED.get(kind, 'A message')} could not be delivered: {why}"


def step(text: str, *, done: bool) -> str:
    return f"Done: {text}" if done else f"Next: {text}"


def age(newest: int, oldest: int) -> str:
    """How old figures are, in days."""
    if newest == oldest == 0:
        return OF_TODAY
    span = f"{oldest}" if newest == oldest else f"{newest} to {oldest}"
    return f"Figures are {span} {plural(oldest, 'day')} old."
