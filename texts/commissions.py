"""What is said of commissions: what was earned, held, due and paid, and how to ask for it."""

from texts.wording import any_of

HELP = "Commissions"
EXAMPLES = (
    ("/commissions", "this month, all creators"),
    ("/commissions week", "this week; also month, all"),
    ("/commissions 2026-11", "a month; 2026-W47 is a week"),
    ('/commissions campaign:"Summer Shakers"', "one campaign"),
    ("/commissions creator:jane", "one creator; mark as paid"),
    ("/commissions asof:2026-11-30", "as things stood that day"),
)
PERIODS = (("This week", "week"), ("This month", "month"), ("All time", "all"))
"""Buttons, and the word that each stands for."""

ALL_TIME = "all time"
NOTHING_SOLD = "nothing sold, nothing earned"
NOTHING_EARNED = "nothing earned"
EARNED = "Earned"
NET_SALES = "Net sales"
PAID = "Paid"
DUE = "Due"
CREATOR = "Creator"
MARK_PAID = "Mark as paid"
NOT_YET = "Not yet"
THE_CREATOR = "the creator"
NAMES_EXAMPLE = {
    "campaign": 'campaign:"Summer Shakers"',
    "creator": "creator:jane",
    "asof": "asof:2026-11-30",
}
"""How what can be named in a request is written."""

UNREADABLE_BUTTON = "This button can't be read. Type `/commissions creator:NAME` again."


def head(of: list[str]) -> str:
    """of: creator, campaign, period."""
    return f"Commissions {', '.join(of)}"


def earned(amounts: list[str]) -> str:
    return f"{' and '.join(amounts)} earned"


def held(as_of: str) -> str:
    """as_of: a day, or nothing for now."""
    return f"Held {as_of or 'now'}"


def due(as_of: str) -> str:
    return f"{DUE} {as_of or 'now'}"


def others(number: int) -> str:
    return f"and {number} more"


def due_for(amount: str, campaign: str) -> str:
    return f"{amount} is due for {campaign}"


def due_to(creator: str) -> str:
    return f"Due to {creator}"


def can_mark(people: list[str], amount: str, campaign: str) -> str:
    who = any_of(people) if people else "A payer"
    return f"{amount} is due for {campaign}; {who} can mark it as paid"


def sure_title(amount: str) -> str:
    return f"Mark {amount} as paid?"


def sure(amount: str, creator: str, campaign: str) -> str:
    return (
        f"{amount} to {creator} for {campaign}. This writes it down; it sends no money, and it"
        " can't be undone."
    )


def mark_for(amount: str, creator: str) -> str:
    """What a screen reader says of the button."""
    return f"Mark as paid: {amount} to {creator}"


def marked(amount: str, creator: str) -> str:
    return f"Marked as paid: {amount} to {creator}."


def marked_before(who: str, amount: str, when: str) -> str:
    return f"{who} marked {amount} as paid on {when}. Nothing was changed."


def not_yours(sentence: str, approvers: list[str]) -> str:
    return f"{sentence} Ask {any_of(approvers)}." if approvers else sentence


def small_print(as_of: str) -> str:
    """as_of: a day at whose end things are looked at, or nothing."""
    looked = f"as they stood at the end of {as_of}" if as_of else "as they stand now"
    return (
        "Earned, net sales and paid: of the period, after refunds, by the day of each sale, refund"
        f" or payment. Held and due: {looked}. /why ORDER tells how a commission came about."
    )


def what_is_meant(key: str) -> str:
    return f"`{key}:` has no value. Write it like `{NAMES_EXAMPLE[key]}`."


def twice(key: str) -> str:
    return f"`{key}:` is there twice. Keep one of them."


def unknown_word(key: str) -> str:
    return (
        f"/commissions knows no “{key}:”. It knows campaign:, creator: and asof:, like"
        " `/commissions month creator:jane`."
    )


def two_periods(one: str, other: str) -> str:
    return f"“{one}” and “{other}” are two periods. Keep one of them."


def no_day(said: str) -> str:
    return f"“{said}” is not a day. Write `asof:2026-11-30`."


def no_period(said: str) -> str:
    return (
        f"“{said}” is not a period. Write week, month, all, 2026-11 or 2026-W47."
        ' A name needs its word: creator:jane, campaign:"Summer Shakers".'
    )
