"""What is said of an offer: its terms, where it stands, who moved it, why a click changed nothing."""

from texts.wording import all_of, any_of

STATES = {
    "draft": "Draft",
    "waiting": "Waiting",
    "changes_asked": "Changes asked for",
    "approved": "Approved",
    "rejected": "Rejected",
    "expired": "Expired",
    "withdrawn": "Withdrawn",
}
MOVES = {
    "draft": "Drafted",
    "propose": "Proposed",
    "approve": "Approved",
    "reject": "Rejected",
    "ask_changes": "Changes asked for",
    "revise": "Terms changed",
    "withdraw": "Withdrawn",
    "expire": "Expired",
    "undo": "Decision taken back",
}
DID = {
    "approved": "approved this",
    "rejected": "rejected this",
    "changes_asked": "asked for changes to this",
}

YOURS = {
    "reject": "rejected your offer to",
    "ask_changes": "asks for changes to your offer to",
    "undo": "took back the rejection of your offer to",
}

OFFER = "Offer"
NOTHING_OFFERED = "nothing but thanks"
USUAL_DELIVERABLE = "1 post"
HISTORY = "What happened"
NOBODY = "nobody"
THE_DESK = "the desk"
YOU = "You"

PRODUCT = "product"
FEE = "fee"
REJECT = "Reject…"
ASK_CHANGES = "Ask for changes…"
DETAILS = "Details, who asked and why"
REVISE = "Change the terms…"
WITHDRAW = "Withdraw"
PROPOSE = "Propose"
OPEN = "Open offer"
ASK_THEM = "Ask them"
NOTHING_CHANGED = "Nothing changed"

GONE = "This offer is gone."
OLD_BUTTON = "This button is of an older version. Open the offer again with `/campaign show`."
UNREADABLE = "This button can't be read. Open the offer again with `/campaign show`."
CREATOR_GONE = "A creator who is gone"
PAIR_GONE = "This campaign or creator is gone. Nothing was proposed. Search for the creator again."
SOMEBODY_WAS_FIRST = "Somebody was first. Nothing changed. Open the offer to see how it stands."
NOT_WAITING = "This offer is no longer waiting for a decision."
EXPIRED = "This offer has expired. Nothing changed. Propose the creator again from a search."
NOT_YOURS = (
    "Only the person who proposed this, and those who approve for the campaign, can do this."
)
UNDO_IS_OVER = "The ten minutes in which this could be undone have passed. Nothing changed."
ON_ITS_WAY = "It is on its way to the creator already, and can't be undone. Nothing changed."
OVER_BUDGET = "The budget is too small for it."
CHANGED_SINCE = "Somebody changed this offer after you opened it. Open it again to see its terms."
OTHER_TERMS = "The terms changed."
SAME_TERMS = "The terms are the same again."
NONE = "none"
NO_CAP = "no cap"
THE_PRODUCT = "The product"
THE_VALUE = "The product's value"
THE_FEE = "The fee"
THE_COMMISSION = "The commission"
THE_CAP = "The commission's cap"
THE_DELIVERABLE = "The deliverable"
THE_DAY = "The due date"


def title(name: str, campaign: str) -> str:
    return f"{name} for {campaign}"


def gift(product: str, value: str | None) -> str:
    """value: an amount; None where it has none."""
    return f"{product} ({value})" if value else product


def fee(amount: str) -> str:
    return f"{amount} fee"


def commission(share: str, cap: str | None = None) -> str:
    """cap: an amount; None for no cap."""
    return f"{share} of net sales" + (f", at most {cap}" if cap else "")


def asked_of_them(deliverable: str, day: str, worth: str | None) -> str:
    """worth: what such a post is worth, where that is known."""
    return f"{deliverable} by {day}" + (f" · worth ≈ {worth}" if worth else "")


def left(amount: str, budget: str) -> str:
    return f"Left after this: {amount} of {budget}"


def over(amount: str, budget: str) -> str:
    return f"Over the budget of {budget} by {amount}"


def either(people: list[str]) -> str:
    """Write those of whom one is enough: "@Bo or @Cy"."""
    return any_of(people) or NOBODY


def waiting(people: str, until: str) -> str:
    return f"Waiting for {people} · until {until}"


def at(time: str) -> str:
    return f"at {time}"


def on(day: str) -> str:
    return f"on {day}"


def decided(state: str, person: str, when: str, version: int) -> str:
    """state: one of STATES. when: at a time or on a day."""
    return f"{STATES[state]} by {person} {when} · version {version}"


def gets_text(person: str, first: str, when: str) -> str:
    """Say when the words for the creator go to the person who proposed; first: the first name."""
    return f"{person} gets the text for {first} {when}"


def got_text(person: str, first: str) -> str:
    return f"{person} got the text for {first}"


def code(letters: str) -> str:
    return f"Code {letters}"


def approve(parts: list[str]) -> str:
    """Label the button by what is approved: "Approve product + 10%"."""
    return f"Approve {' + '.join(parts)}"


def approve_offer(parts: list[str], title: str) -> str:
    return f"{approve(parts)}: {title}"


def reject_offer(title: str) -> str:
    return f"Reject {title}"


def see_version(version: int) -> str:
    return f"See version {version}"


def stands(state: str) -> str:
    return f"This offer is {STATES[state].lower()}. Nothing changed."


def was_first(person: str, state: str, when: str) -> str:
    """person: who decided so. state: one of DID."""
    return f"{person} {DID[state]} {when}. Nothing changed."


def can_do_this(people: str) -> str:
    return f"{people} can do this. Nothing changed."


def too_dear(campaign: str, left: str, takes: str) -> str:
    return (
        f"{campaign} has {left} left; this takes {takes}. Nothing changed."
        " Change the terms, or undo another approval."
    )


def changed_meanwhile(changes: str) -> str:
    return f"{changes} That was after you opened this card."


def went(what: str, was: str, now: str) -> str:
    """what: a part of the terms. "The fee went from $0.00 to $150.00."."""
    return f"{what} went from {was} to {now}."


def asked(people: list[str]) -> str:
    return f"Asked {all_of(people)}."


def asks_you(person: str) -> str:
    return f"{person} asks for your decision."


def decided_on_yours(move: str, person: str, offer: str, why: str) -> str:
    """move: one of YOURS. offer: its title."""
    return f"{person} {YOURS[move]} {offer}" + (f": “{why}”" if why else ".")


def proposed(person: str, day: str, why: str, *, draft: bool) -> str:
    """draft: nobody was asked for a decision yet."""
    did = "drafted this" if draft else "asked"
    return f"{person} {did} on {day}" + (f": “{why}”" if why else "")


def brief(text: str) -> str:
    return f"Brief: {text}"


def happened(when: str, move: str, person: str, reason: str) -> str:
    """move: one of MOVES."""
    return f"{when}: {MOVES[move]} by {person}" + (f": “{reason}”" if reason else "")


def figures(platform: str, followers: str, likes: str, verdict: str, reasons: str) -> str:
    return f"{platform}, {followers}, {likes} a post. Signs of bought numbers: {verdict}." + (
        f" {reasons}" if reasons else ""
    )


def version(number: int, fingerprint: str) -> str:
    return f"Version {number} of the terms, fingerprint {fingerprint}"


def has_one_already(creator: str, campaign: str) -> str:
    return (
        f"{creator} has an offer of {campaign} already. Open it with `/campaign show {campaign}`."
    )


def is_draft(creator: str, campaign: str) -> str:
    return f"The offer to {creator} for {campaign} is a draft. It is in your App Home."


def is_waiting(creator: str, campaign: str, people: str, channel: str) -> str:
    return f"The offer to {creator} for {campaign} waits for {people} in {channel}."
