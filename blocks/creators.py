"""The text that a person sends to a creator: many talk to creators in direct messages there."""

from blocks.offers import offer_title, parts_of
from blocks.search import Message
from blocks.text import escape, fallback, preformatted, section
from services.offers import Offer

DISCLOSURE = "Please open the post with “Ad:” or #ad, before the “more”: the law asks for it."
"""16 CFR 255.5: a free product is a material connection, to be shown clearly. The words are those
that the FTC names as clear."""


def text_for_creator(offer: Offer) -> Message:
    """Return the words for a creator, to copy into a direct message."""
    first = offer.name.split(" ")[0].lstrip("@")
    lines = [
        f"Hi {first}, we would love to work with you on {offer.campaign.name}.",
        f"You get {' + '.join(parts_of(offer))}.",
        f"We ask for {offer.row.deliverable} by {offer.row.due_on}.",
    ]
    if offer.code:
        lines.append(f"Your followers' code: {offer.code}")
    lines.append(DISCLOSURE)
    head = f"Text for {offer_title(offer)}, to copy into a direct message:"
    return fallback([head, *lines]), [section(escape(head)), preformatted("\n".join(lines))]
