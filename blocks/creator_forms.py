"""Forms about one creator: what a team writes down, and a creator to add by hand."""

from collections.abc import Sequence
from datetime import date

from blocks.modals import modal
from blocks.rows import label_of
from blocks.text import Block, button, cut, escape, note, plain, section
from services.noting import LONGEST_NOTE, LONGEST_TEXT, Offered, Price, Standing
from services.people import Person
from storage.words import clean
from texts import adding as says
from texts import noting
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
        _text("tags", noting.TAGS, tags_shown(standing), TAGS, hint=known),
        _text("note", noting.NOTE, "", LONGEST_NOTE, hint=noting.NOTE_HINT, lines=True),
        {
            "type": "input",
            "block_id": "person",
            "optional": True,
            "label": plain(noting.OWNER_HERE),
            "element": {"type": "users_select", "action_id": "value"},
        },
        _text("owner", noting.OWNER, standing.owner, LONGEST_TEXT),
    ]
    if statuses:
        blocks.append(_select("status", noting.STATUS, statuses[:100], standing.status))
    price, like = price_text(standing.price), noting.price_like(currency)
    another = noting.ANOTHER_STATUS if statuses else noting.STATUS
    blocks += [
        _text("new_status", another, "", LONGEST_TEXT),
        _day("last_contact", noting.LAST_CONTACT, day_shown(standing)),
        _text("price", noting.PRICE, price, 40, hint=like),
    ]
    return modal(NOTE, blocks, callback="creator:note", submit=noting.SAVE, metadata=metadata)


def tags_shown(standing: Standing) -> str:
    """Return the tags as the form shows them: whole tags, as many as there is room for."""
    text = ", ".join(standing.tags)
    return text if len(text) <= TAGS else text[:TAGS].rpartition(",")[0]


def day_shown(standing: Standing) -> str:
    """Return the day of the last contact as the form shows it, empty where it is no whole date."""
    try:
        return date.fromisoformat(standing.last_contact).isoformat()
    except ValueError:
        return ""


def price_text(price: Price | None) -> str:
    """Return an asking price as it can be typed: "250.00 EUR"."""
    if price is None:
        return ""
    minor, currency = price
    places = decimals(currency)
    whole, rest = divmod(minor, 10**places)
    amount = f"{whole}.{rest:0{places}}" if places else str(whole)
    return f"{amount} {currency}".strip()


def add_modal(values: dict[str, str]) -> Block:
    """Return the form for a creator to add. values: what was typed before, by field."""
    platforms = [label for label, _ in says.PLATFORMS]
    label = next(
        (one for one, key in says.PLATFORMS if key == values.get("platform")), platforms[0]
    )
    given = values.get
    blocks = [
        _select("platform", says.PLATFORM, platforms, label, optional=False),
        _text("handle", says.HANDLE, given("handle", ""), 300, optional=False),
        _text("name", says.NAME, given("name", ""), LONGEST_TEXT),
        _text("niche", says.NICHE, given("niche", ""), 200, hint=says.NICHE_LIKE),
        _text("country", says.COUNTRY, given("country", ""), 60, hint=says.COUNTRY_LIKE),
        _text("followers", says.FOLLOWERS, given("followers", ""), 20, hint=says.FOLLOWERS_LIKE),
        _text("likes", says.LIKES, given("likes", ""), 20),
        _text("comments", says.COMMENTS, given("comments", ""), 20),
    ]
    return modal(ADD, blocks, callback="creator:add", submit=says.ADD)


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
                accessibility_label=cut(details_of(clean(one.name)), 75),
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


def _text(
    field: str,
    label: str,
    value: str,
    longest: int,
    *,
    hint: str = "",
    lines: bool = False,
    optional: bool = True,
) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": "value",
        "max_length": longest,
        "multiline": lines,
    }
    if value := cut(clean(value), longest):
        element["initial_value"] = value
    block: Block = {
        "type": "input",
        "block_id": field,
        "optional": optional,
        "label": plain(label),
        "element": element,
    }
    if clean(hint).strip():
        block["hint"] = plain(hint, 150)
    return block


def _day(field: str, label: str, value: str) -> Block:
    element: Block = {"type": "datepicker", "action_id": "value"}
    if value:
        element["initial_date"] = value
    return {
        "type": "input",
        "block_id": field,
        "optional": True,
        "label": plain(label),
        "element": element,
    }


def _select(
    field: str, label: str, options: Sequence[str], chosen: str, *, optional: bool = True
) -> Block:
    entries = [{"text": plain(one, 75), "value": cut(one, 150)} for one in options]
    element: Block = {"type": "static_select", "action_id": "value", "options": entries}
    if chosen in options:
        element["initial_option"] = entries[list(options).index(chosen)]
    return {
        "type": "input",
        "block_id": field,
        "optional": optional,
        "label": plain(label),
        "element": element,
    }
