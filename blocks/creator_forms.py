"""Forms about one creator: what a team writes down, and a creator to add by hand."""

from collections.abc import Sequence
from datetime import date

from blocks.fields import choice_field, day_field, field, text_field
from blocks.modals import modal
from blocks.rows import label_of
from blocks.text import Block, button, cut, escape, note, section
from services.noting import LONGEST_NOTE, LONGEST_TEXT, Offered, Price, Standing
from services.people import Person
from storage.words import clean
from texts import adding as says
from texts import common, noting
from texts.creators import DETAILS, NOTE, details_of
from texts.influencer import ADD
from texts.numbers import decimals

TAGS = 1_500
"""Characters of the field of tags."""


def note_modal(
    name: str, standing: Standing, offered: Offered, currency: str, metadata: str
) -> Block:
    """Return the form for what a team writes down of a creator."""
    known = cut(", ".join(offered.tags), 140)
    statuses = [one for one in offered.statuses if clean(one).strip()]
    if standing.status not in ("", *statuses):
        statuses.insert(0, standing.status)
    blocks = [
        section(f"*{escape(name)}*"),
        _text("tags", noting.TAGS, tags_shown(standing), TAGS, known),
        text_field(
            "note",
            noting.NOTE,
            longest=LONGEST_NOTE,
            hint=noting.NOTE_HINT,
            lines=True,
            optional=True,
        ),
        field("person", noting.OWNER_HERE, {"type": "users_select"}, optional=True),
        _text("owner", noting.OWNER, standing.owner, LONGEST_TEXT),
    ]
    if statuses:
        choices = [(one, cut(one, 150)) for one in statuses]
        blocks.append(
            choice_field("status", noting.STATUS, choices, cut(standing.status, 150), optional=True)
        )
    price, like = price_text(standing.price), noting.price_like(currency)
    another = noting.ANOTHER_STATUS if statuses else noting.STATUS
    blocks += [
        _text("new_status", another, "", LONGEST_TEXT),
        day_field("last_contact", noting.LAST_CONTACT, _contact(standing), optional=True),
        _text("price", noting.PRICE, price, 40, like),
    ]
    return modal(NOTE, blocks, callback="creator:note", submit=common.SAVE, metadata=metadata)


def tags_shown(standing: Standing) -> str:
    """Return the tags as the form shows them: whole tags, as many as there is room for."""
    text = ", ".join(standing.tags)
    return text if len(text) <= TAGS else text[:TAGS].rpartition(",")[0]


def day_shown(standing: Standing) -> str:
    """Return the day of the last contact as the form shows it, empty where it is no whole date."""
    day = _contact(standing)
    return day.isoformat() if day else ""


def _contact(standing: Standing) -> date | None:
    try:
        return date.fromisoformat(standing.last_contact)
    except ValueError:
        return None


def price_text(price: Price | None) -> str:
    """Return an asking price as it can be typed: "250.00 EUR"."""
    if price is None:
        return ""
    minor, currency = price
    places = decimals(currency)
    whole, rest = divmod(minor, 10**places)
    amount = f"{whole}.{rest:0{places}}" if places else str(whole)
    return f"{amount} {currency}".strip()


def add_modal(handle: str) -> Block:
    """Return the form for a creator to add. handle: what was typed of it before."""
    blocks = [
        choice_field("platform", says.PLATFORM, says.PLATFORMS),
        text_field("handle", says.HANDLE, initial=handle, longest=300),
        _text("name", says.NAME, "", LONGEST_TEXT),
        _text("niche", says.NICHE, "", 200, says.NICHE_LIKE),
        _text("country", says.COUNTRY, "", 60, says.COUNTRY_LIKE),
        _text("followers", says.FOLLOWERS, "", 20, says.FOLLOWERS_LIKE),
        _text("likes", says.LIKES, "", 20),
        _text("comments", says.COMMENTS, "", 20),
    ]
    return modal(ADD, blocks, callback="creator:add", submit=common.ADD)


def similar_modal(similar: Sequence[Person], typed: str, metadata: str) -> Block:
    """Ask whether a creator to be added is one of those who are there."""
    question = section(f"*{escape(says.is_similar(cut(typed, 100)))}*")
    rows = [
        section(
            escape(label_of(one), 150),
            button(
                DETAILS,
                f"creator:open.{one.account_id}",
                str(one.account_id),
                accessibility_label=details_of(one.name),
            ),
        )
        for one in similar[:10]
    ]
    return modal(
        ADD,
        [question, *rows, note(says.SIMILAR_HINT)],
        callback="creator:anyway",
        submit=says.ADD_ANYWAY,
        metadata=metadata,
    )


def _text(block: str, label: str, value: str, longest: int, hint: str = "") -> Block:
    """Return a field that may be left empty."""
    return text_field(block, label, initial=value, longest=longest, hint=hint, optional=True)
