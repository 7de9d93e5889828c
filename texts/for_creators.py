"""What a creator reads: words to copy into a direct message to them."""

DISCLOSURE = "Please open the post with “Ad:” or #ad, before the “more”: the law asks for it."
"""16 CFR 255.5: a free product is a material connection, to be shown clearly. The words are those
that the FTC names as clear."""


def to_copy(offer: str) -> str:
    """Say to the teammate who copies the words what they are."""
    return f"Text for {offer}, to copy into a direct message:"


def hello(name: str, campaign: str) -> str:
    return f"Hi {name}, we would love to work with you on {campaign}."


def you_get(parts: list[str]) -> str:
    return f"You get {' + '.join(parts)}."


def we_ask(deliverable: str, day: str) -> str:
    return f"We ask for {deliverable} by {day}."


def code(code: str) -> str:
    return f"Your followers' code: {code}"
