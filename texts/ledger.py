"""What is said of payments and of proofs of the ledger."""

NO_CAMPAIGN = "This campaign is gone. Nothing was marked as paid."
POSTING_GONE = "it is gone; its entries stand"
POSTING_CUT_OUT = "it is gone; the audit trail holds it"
NOT_IN_TRAIL = "the audit trail knows nothing of it"
TRAIL_EMPTIED = "what the audit trail held of it is gone"
NOT_AS_IN_TRAIL = "it is not what the audit trail holds"
UNBALANCED = "its entries do not sum to zero"
SALE_GONE = "its sale is gone"
REFUND_GONE = "its refund is gone"
WRONG_COMMISSION = "its commission is not what base, rate and cap give"
WRONG_COUNT = "it counts for more or less than it is"


def not_yours(campaign: str) -> str:
    return f"Only payers, and those who approve for {campaign}, can mark this as paid."


def not_due(due: str, seen: str) -> str:
    return f"{due} is due now, not {seen}. Nothing was marked as paid."


def without_posting(outcome: str) -> str:
    return f"it was “{outcome}”, and there is no posting of it"


def wrong_entries(kind: str) -> str:
    return f"its entries are not those of a {kind}"


def another(kind: str, number: int) -> str:
    """kind: sale or refund."""
    return f"{kind} {number} is not the one that it was posted for"


def took_back(taken: int, due: int) -> str:
    """Both in minor units."""
    return f"it took back {taken} instead of {due}"
