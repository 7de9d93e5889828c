"""Forms about one creator: what a team writes down, and a creator to add by hand."""

from collections.abc import Sequence
from datetime import date

from blocks.modals import modal
from blocks.rows import label_of
from blocks.text import Block, cut, escape, note, plain, section
from services.noting import LONGEST_NOTE, LONGEST_TEXT, Offered, Price, Standing
from services.people import Person
from storage.words import clean
from texts.numbers import decimals

TAGS = 1_500
"""Characters of the field of tags."""

PLATFORMS = (
    ("Instagram", "instagram"),
    ("TikTok", "tiktok"),
    ("YouTube", "youtube"),
    ("X", "x"),
    ("Twitch", "twitch"),
    ("Facebook", "facebook"),
    ("LinkedIn", "linkedin"),
    ("Another", "unknown"),
)


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
        _text("tags", "Tags, with commas between them", tags_shown(standing), TAGS, hint=known),
        _text("note", "Note", "", LONGEST_NOTE, hint="Your team reads it in Details", lines=True),
        {
            "type": "input",
            "block_id": "person",
            "optional": True,
            "label": plain("Owner: somebody of this workspace"),
            "element": {"type": "users_select", "action_id": "value"},
        },
        _text("owner", "Or an owner by name", standing.owner, LONGEST_TEXT),
    ]
    if statuses:
        blocks.append(_select("status", "Status", statuses[:100], standing.status))
    blocks += [
        _text("new_status", "Another status" if statuses else "Status", "", LONGEST_TEXT),
        _day("last_contact", "Last contact", day_shown(standing)),
        _text("price", "Asking price", price_text(standing.price), 40, hint=f"Like 250 {currency}"),
    ]
    return modal("Tag or note", blocks, callback="creator:note", submit="Save", metadata=metadata)


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
    platforms = [label for label, _ in PLATFORMS]
    label = next((one for one, key in PLATFORMS if key == values.get("platform")), platforms[0])
    given = values.get
    blocks = [
        _select("platform", "Platform", platforms, label, optional=False),
        _text("handle", "Handle or link", given("handle", ""), 300, optional=False),
        _text("name", "Name", given("name", ""), LONGEST_TEXT),
        _text("niche", "Niche", given("niche", ""), 200, hint="Like Fitness, or Fitness, Yoga"),
        _text("country", "Country", given("country", ""), 60, hint="Like DE or Germany"),
        _text("followers", "Followers", given("followers", ""), 20, hint="Like 15000 or 15K"),
        _text("likes", "Average likes a post", given("likes", ""), 20),
        _text("comments", "Average comments a post", given("comments", ""), 20),
    ]
    return modal("Add a creator", blocks, callback="creator:add", submit="Add")


def similar_modal(similar: Sequence[Person], typed: str, metadata: str) -> Block:
    """Ask whether a creator to be added is one of those who are there."""
    lines = [f"• {escape(label_of(one), 150)}" for one in similar[:10]]
    question = f"*Is {escape(typed, 100)} one of these?*\n" + "\n".join(lines)
    hint = "To add an account to one of them, add it and merge the two: /influencer merge A B"
    return modal(
        "Is it one of these?",
        [section(question), note(hint)],
        callback="creator:anyway",
        submit="Add anyway",
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
