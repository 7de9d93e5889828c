"""The arithmetic of commissions: whole minor units, no rounding that doesn't tie out.

A sale's credit is C = floor(base x basis points / 10000), computed once with the terms of that
moment. With base B, and R of it refunded so far (R at most B), what stays of the credit is
floor(C x (B - R) / B); each reversal is the difference to what stood before. So refunds of any
size in any order take back exactly the credit once they sum to the base, and never more.
"""

WHOLE = 10_000
"""Basis points of the whole: 1000 are 10%."""


def credit(base: int, rate_bp: int, room: int | None = None) -> int:
    """Return what a sale earns. base: net minor units; room: what a cap leaves, None is no cap."""
    full = base * rate_bp // WHOLE
    return full if room is None else max(0, min(full, room))


def stays(credited: int, base: int, refunded: int) -> int:
    """Return what stays of a credit when so much of its base (above zero) was refunded."""
    return credited * (base - min(refunded, base)) // base


def counted(base: int, refunded_before: int, refund: int) -> int:
    """Return how much of a refund takes from the sale: together never more than its base."""
    return min(refunded_before + refund, base) - min(refunded_before, base)


def reversal(credited: int, base: int, refunded_before: int, refund: int) -> int:
    """Return what a refund takes back of a credit, zero or more."""
    before = stays(credited, base, refunded_before)
    return before - stays(credited, base, refunded_before + refund)
