"""How an order came to its commission, a step a line."""

from texts.sales import HOW_THEY_COME
from texts.wording import counted

HELP = "Why"
EXAMPLES = (
    ("/why 1042", "how order 1042 came to its commission, with its refunds"),
    ("/why #1042", "the same: shops write a # before it"),
    ("/why 1058", "another order, whose commission is still held"),
)
WHICH_ORDER = "Write the order's number: `/why 1042`."
NO_SALE_YET = "Its sale has not come in yet; what follows waits for it"
WITHOUT_CODE = "It came without a code: nobody earns from it"


def never_came(order: str) -> str:
    return f"No sale or refund of order {order} has come in. Check the number. {HOW_THEY_COME}"


def of_several_shops(shops: int, order: str) -> str:
    return f"{counted(shops, 'shop')} have an order {order}"


def order(number: str, shop: str) -> str:
    return f"Order {number}, {shop}"


def net(amount: str, when: str) -> str:
    return f"Net {amount} on {when}, after discount, before tax"


def unknown_code(code: str) -> str:
    return f"Code {code} was not one of ours then: nobody earns from it"


def valid_code(code: str, creator: str, campaign: str) -> str:
    return f"Code {code}: valid, {creator}, {campaign}"


def code_too_early(code: str, creator: str, campaign: str, when: str) -> str:
    return f"Code {code} ({creator}, {campaign}) is valid only from {when}: no commission"


def code_too_late(code: str, creator: str, campaign: str, when: str) -> str:
    return f"Code {code} ({creator}, {campaign}) was valid until {when}: no commission"


def code_without(code: str, creator: str, campaign: str, why: str) -> str:
    return f"Code {code} ({creator}, {campaign}): {why}, no commission"


def no_commission(why: str) -> str:
    return f"No commission: {why}"


def commission(percent: str, amount: str) -> str:
    return f"Commission {percent} = {amount}"


def capped(percent: str, amount: str, left: str, cap: str) -> str:
    return f"Commission {percent} = {amount}, of which {left} was left under the cap of {cap}"


def held(commission: str, when: str) -> str:
    return f"{commission}, held until {when}"


def due(commission: str, when: str) -> str:
    return f"{commission}, due since {when}"


def refunded(amount: str, when: str, back: str) -> str:
    return f"Refunded {amount} on {when}: minus {back}"


def refunded_without(amount: str, when: str, why: str) -> str:
    return f"Refunded {amount} on {when}: {why}"


def refunded_elsewhere(amount: str, when: str, currency: str) -> str:
    """currency: of the sale."""
    return (
        f"Refunded {amount} on {when}: the sale was in {currency}, so nothing was taken back. Look"
        " at it"
    )


def more_refunds(number: int) -> str:
    return f"and {counted(number, 'more refund')}"


def stays(amount: str) -> str:
    return f"{amount} stays"
