"""The reads behind each sale go by an index, however many sales there are."""

import pytest

from storage.engine import Store

PLANS = {
    "an event by its id": "SELECT id FROM sales WHERE shop = 's' AND event_id = 'e'",
    "the sale of an order": (
        "SELECT id FROM sales WHERE shop = 's' AND order_id = 'o' AND kind = 'sale'"
    ),
    "the refunds of an order": (
        "SELECT id FROM sales WHERE order_id = 'o' AND shop = 's' AND kind = 'refund' ORDER BY id"
    ),
    "an order of any shop": (
        "SELECT id FROM sales WHERE order_id = 'o' AND client_id = 1 ORDER BY shop, id"
    ),
    "a posting by its cause": "SELECT id FROM postings WHERE cause = 'sale:1'",
    "what an offer's sales hold": (
        "SELECT SUM(e.amount_minor) FROM postings p JOIN entries e ON e.posting_id = p.id"
        " AND e.account = 'owed_to_creators' AND e.currency = 'USD' WHERE p.offer_id = 1"
    ),
    "what is due to a creator": (
        "SELECT SUM(e.amount_minor) FROM postings p JOIN entries e ON e.posting_id = p.id"
        " AND e.account = 'owed_to_creators' WHERE p.influencer_id = 1 AND p.campaign_id = 1"
    ),
}


@pytest.mark.parametrize("sql", PLANS.values(), ids=PLANS.keys())
def test_no_read_of_a_sale_scans_a_table(store: Store, sql: str) -> None:
    plan = store.read(lambda tx: tx.rows(f"EXPLAIN QUERY PLAN {sql}"))
    assert not [step for *_, step in plan if step.startswith("SCAN")]
