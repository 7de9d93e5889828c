"""What is said of sales and refunds that come in, and of how they come."""

HOW_THEY_COME = (
    "Sales that are missing come in when an editor drops the shop's file of sales into direct"
    " messages with me, or when an admin connects the shop."
)


def contradicts(event_id: str, shop: str, fields: list[str]) -> str:
    """fields: what is not as it was when the event came before."""
    return (
        f"Event {event_id} of {shop} was taken before with another {', '.join(fields)}. Nothing was"
        " changed; what is new needs an event_id of its own."
    )


def second_sale(order_id: str, shop: str) -> str:
    return (
        f"Order {order_id} of {shop} has a sale already, with another event_id. Nothing was"
        " changed; an order is one sale, and refunds of it."
    )
