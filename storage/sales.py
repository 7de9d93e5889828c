"""Sales and refunds as they came, and what each led to."""

from typing import NamedTuple

from storage.engine import Parameters, Transaction


class SaleRow(NamedTuple):
    """A sale or a refund. net_minor: above zero, for a refund too.

    offer_id: whose code it is, also where the code was not valid. counted_minor: what it adds to
    the offer's net sales; a refund's is negative.
    """

    id: int
    client_id: int
    shop: str
    event_id: str
    order_id: str
    kind: str
    code: str
    occurred_at: str
    currency: str
    net_minor: int
    received_at: str
    run_id: int | None
    offer_id: int | None
    outcome: str
    counted_minor: int


_COLUMNS = ", ".join(SaleRow._fields)


def add(tx: Transaction, sale: SaleRow) -> int:
    """Add an event (its id is not used); return the new id. The caller has looked for it before."""
    names = SaleRow._fields[1:]
    marks = ", ".join(f":{name}" for name in names)
    found: int = tx.value(
        f"INSERT INTO sales ({', '.join(names)}) VALUES ({marks}) RETURNING id", sale._asdict()
    )
    return found


def get(tx: Transaction, sale_id: int) -> SaleRow | None:
    row = tx.row(f"SELECT {_COLUMNS} FROM sales WHERE id = :id", {"id": sale_id})
    return SaleRow._make(row) if row else None


def with_event(tx: Transaction, shop: str, event_id: str) -> SaleRow | None:
    """Return the sale or refund that a shop gave this id."""
    row = tx.row(
        f"SELECT {_COLUMNS} FROM sales WHERE shop = :shop AND event_id = :event",
        {"shop": shop, "event": event_id},
    )
    return SaleRow._make(row) if row else None


def of_order(tx: Transaction, shop: str, order_id: str) -> SaleRow | None:
    """Return the sale of an order; there is at most one."""
    row = tx.row(
        f"SELECT {_COLUMNS} FROM sales WHERE shop = :shop AND order_id = :order AND kind = 'sale'",
        {"shop": shop, "order": order_id},
    )
    return SaleRow._make(row) if row else None


def refunds_of(tx: Transaction, shop: str, order_id: str) -> list[SaleRow]:
    """Return the refunds of an order, in the order in which they came."""
    rows = tx.rows(
        f"SELECT {_COLUMNS} FROM sales"
        " WHERE order_id = :order AND shop = :shop AND kind = 'refund' ORDER BY id",
        {"order": order_id, "shop": shop},
    )
    return [SaleRow._make(row) for row in rows]


def settle(
    tx: Transaction, sale_id: int, *, offer_id: int | None, outcome: str, counted_minor: int
) -> None:
    """Write down what an event led to."""
    tx.run(
        "UPDATE sales SET offer_id = :offer, outcome = :outcome, counted_minor = :counted"
        " WHERE id = :id",
        {"offer": offer_id, "outcome": outcome, "counted": counted_minor, "id": sale_id},
    )


def with_order(tx: Transaction, client_id: int, order_id: str, limit: int) -> list[SaleRow]:
    """Return all events of this order number, of whichever shop; shop by shop, as they came."""
    rows = tx.rows(
        f"SELECT {_COLUMNS} FROM sales WHERE order_id = :order AND client_id = :client"
        " ORDER BY shop, id LIMIT :take",
        {"order": order_id, "client": client_id, "take": limit},
    )
    return [SaleRow._make(row) for row in rows]


class NetSales(NamedTuple):
    """Net sales after refunds in minor units, and the number of sales behind them."""

    group: int
    currency: str
    net_minor: int
    sales: int


GROUPS = {"creator": "o.influencer_id", "campaign": "o.campaign_id"}


def net_sales(
    tx: Transaction,
    client_id: int,
    *,
    by: str,
    start: str,
    end: str,
    campaign_id: int | None,
    influencer_id: int | None,
) -> list[NetSales]:
    """Return the net sales from start, before end, by creator or by campaign, and by currency."""
    where, only = "", Parameters()
    if campaign_id is not None:
        where, only["campaign"] = f"{where} AND o.campaign_id = :campaign", campaign_id
    if influencer_id is not None:
        where, only["person"] = f"{where} AND o.influencer_id = :person", influencer_id
    rows = tx.rows(
        f"SELECT {GROUPS[by]}, s.currency, SUM(s.counted_minor),"
        " COUNT(*) FILTER (WHERE s.kind = 'sale')"
        " FROM sales s JOIN offers o ON o.id = s.offer_id"
        " WHERE s.client_id = :client AND s.counted_minor <> 0"
        f" AND s.occurred_at >= :start AND s.occurred_at < :end{where}"
        f" GROUP BY {GROUPS[by]}, s.currency ORDER BY {GROUPS[by]}, s.currency",
        {"client": client_id, "start": start, "end": end, **only},
    )
    return [NetSales._make(row) for row in rows]
