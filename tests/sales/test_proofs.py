"""The ledger is proved against the audit trail and the arithmetic; every change is found."""

import sqlite3

import pytest

from services import ledger
from services.ledger_proofs import proved
from storage.audit import first_broken
from storage.engine import Store
from tests.conftest import Clock
from tests.sales.making import BO, JANE, Shop


@pytest.fixture
def books(store: Store, shop: Shop, clock: Clock) -> Store:
    """A store with two commissions (postings 1, 3), a reversal (2) and a payment (4)."""
    shop.send(shop.sale("1042", 5_220), shop.refund("1042", 2_000), shop.sale("1043", 9_000))
    clock.move(days=31)
    due = store.read(ledger.due, JANE, 1, "USD", clock())
    ledger.pay(store, due, actor=BO, now=clock())
    return store


def test_a_ledger_that_nobody_touched_holds(books: Store) -> None:
    proof = books.read_together(proved)
    assert (proof.whole, proof.postings) == (True, 4)


@pytest.mark.parametrize(
    ("change", "found_at"),
    [
        ("UPDATE entries SET amount_minor = amount_minor * 2 WHERE posting_id = 1", "posting 1"),
        (
            "UPDATE entries SET amount_minor = 1 WHERE posting_id = 3 AND amount_minor > 0",
            "posting 3",
        ),
        ("UPDATE entries SET currency = 'EUR' WHERE posting_id = 2", "posting 2"),
        (
            "UPDATE entries SET account = 'cash' WHERE posting_id = 1 AND amount_minor > 0",
            "posting 1",
        ),
        ("DELETE FROM entries WHERE posting_id = 4 AND amount_minor > 0", "posting 4"),
        ("DELETE FROM entries WHERE posting_id = 2", "posting 2"),
        ("DELETE FROM postings WHERE id = 2", "posting 2"),
        (
            "DELETE FROM postings WHERE id = 4; DELETE FROM entries WHERE posting_id = 4",
            "posting 4",
        ),
        ("UPDATE postings SET rate_bp = 500 WHERE id = 1", "posting 1"),
        ("UPDATE postings SET base_minor = 1 WHERE id = 3", "posting 3"),
        ("UPDATE postings SET influencer_id = 1 WHERE id = 3", "posting 3"),
        ("UPDATE postings SET available_at = '2026-01-01T00:00:00Z' WHERE id = 1", "posting 1"),
        ("UPDATE postings SET posted_by = 'U0CY' WHERE id = 4", "posting 4"),
        (
            "INSERT INTO postings SELECT 9, client_id, kind, 'sale:9', sale_id, offer_id,"
            " campaign_id, influencer_id, happened_at, available_at, posted_at, posted_by,"
            " base_minor, rate_bp, cap_minor FROM postings WHERE id = 3",
            "posting 9",
        ),
        ("UPDATE sales SET net_minor = 52200 WHERE id = 1", "posting 1"),
        ("UPDATE sales SET occurred_at = '2026-12-01T00:00:00Z' WHERE id = 3", "posting 3"),
        ("DELETE FROM sales WHERE id = 3", "posting 3"),
        ("DELETE FROM sales WHERE id = 2", "posting 2"),
        ("UPDATE sales SET occurred_at = '2026-12-01T00:00:00Z' WHERE id = 2", "posting 2"),
        ("UPDATE sales SET net_minor = 1 WHERE id = 2", "refund 2"),
        ("UPDATE sales SET counted_minor = -1 WHERE id = 2", "refund 2"),
        (
            "INSERT INTO sales SELECT 9, client_id, shop, 'x', 'x', kind, code, occurred_at,"
            " currency, net_minor, received_at, run_id, offer_id, outcome, counted_minor"
            " FROM sales WHERE id = 3",
            "sale 9",
        ),
        ("DELETE FROM audit_contents WHERE content LIKE '%sale:3%'", "posting 3"),
    ],
)
def test_what_was_changed_or_dropped_is_found(books: Store, change: str, found_at: str) -> None:
    other = sqlite3.connect(books.path)
    other.executescript(change)
    other.close()
    assert found_at in [finding.subject for finding in books.read_together(proved).findings]


def test_a_change_in_ledger_and_trail_together_breaks_the_chain(books: Store) -> None:
    other = sqlite3.connect(books.path)
    other.executescript(
        "UPDATE postings SET posted_by = 'U0CY' WHERE id = 4;"
        "UPDATE audit_contents SET content = replace(content, 'U0BO', 'U0CY')"
        " WHERE content LIKE '%payment:%'"
    )
    other.close()
    assert books.read_together(proved).whole
    assert books.read(first_broken) is not None
