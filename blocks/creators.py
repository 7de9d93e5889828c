"""The text that a person sends to a creator: many talk to creators in direct messages there."""

from datetime import date

from blocks.offers import offer_title, parts_of
from blocks.telling import Drawn, Said, message
from blocks.text import Message, preformatted
from services.offers import Offer
from texts import dates
from texts import for_creators as says


def text_for_creator(offer: Offer) -> Message:
    """Return the words for a creator, to copy into a direct message."""
    first = offer.name.split(" ")[0].lstrip("@")
    lines = [
        says.hello(first, offer.campaign.name),
        says.you_get(parts_of(offer)),
        says.we_ask(offer.row.deliverable, dates.on(date.fromisoformat(offer.row.due_on))),
        *([says.code(offer.code)] if offer.code else []),
        says.DISCLOSURE,
    ]
    words = "\n".join(lines)
    return message([Said(says.to_copy(offer_title(offer))), Drawn(words, (preformatted(words),))])
