"""What a shop's program is told whose request can't be taken."""

NOT_SET_UP = "Sales by webhook are not set up here. Set SALES_SIGNING_SECRET and start again."
POST_ALONE = "Send sales by POST."
CUT_OFF = "The request did not arrive whole. Send it again."
BUSY = "The store is busy. Nothing was saved; send it again in a minute."
NO_SIGNATURE = "The header X-Desk-Signature is missing or is not t=SECONDS,v1=HEX."
NO_SECONDS = "The t of X-Desk-Signature must be whole seconds since 1970, like 1795525200."
WRONG_SIGNATURE = "The signature does not fit: check the secret, and sign the raw body."
NO_LENGTH = "The header Content-Length is missing. Send the body in one piece."
NO_EVENTS = "The body must be one JSON object, or a list of them."


def too_old(seconds: int) -> str:
    return (
        f"The signature is more than {seconds} seconds away from our time. Sign it again, and check"
        " the clock."
    )


def too_large(size: int) -> str:
    """size: bytes."""
    return f"A request holds at most {size} bytes. Send fewer events at a time."


def too_many(events: int) -> str:
    return f"A request holds at most {events} events. Send them in parts."


def no_json(why: str) -> str:
    """why: as the reader of JSON says it."""
    return f"The body is not JSON: {why}."
