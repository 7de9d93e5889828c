"""Modals: a creator's details, the query to edit, the shortlist to choose."""

from collections.abc import Sequence

from blocks.rows import VERDICTS, name_of, platform_name
from blocks.text import Block, cut, escape, note, plain, preformatted, section
from services.details import Details
from services.money import format_money, full_count, percent
from services.query_filters import FORM
from storage.words import clean

LONGEST_QUERY = 900
"""Characters; what is typed travels in the values of buttons, which hold 2,000."""


def modal(
    title: str,
    blocks: list[Block],
    *,
    callback: str = "closed",
    submit: str | None = None,
    metadata: str = "",
) -> Block:
    """Return a view; titles are at most 24 characters."""
    view: Block = {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title, 24),
        "close": plain("Close", 24),
        "blocks": blocks,
        "private_metadata": metadata[:3_000],
    }
    if submit:
        view["submit"] = plain(submit, 24)
    return view


def message_modal(title: str, text: str) -> Block:
    return modal(title, [section(escape(text, 2_000))])


def edit_modal(text: str, metadata: str) -> Block:
    """Return the query in a field, and choices that write a piece of it."""
    query: Block = {
        "type": "plain_text_input",
        "action_id": "text",
        "max_length": LONGEST_QUERY,
    }
    if text := cut(clean(text), LONGEST_QUERY):
        query["initial_value"] = text
    blocks: list[Block] = [
        {
            "type": "input",
            "block_id": "query",
            "label": plain("Search"),
            "hint": plain("For example: fitness followers:20k..50k country:DE"),
            "optional": True,
            "element": query,
        }
    ]
    for number, (label, choices) in enumerate(FORM.items()):
        options = [{"text": plain(said), "value": piece} for said, piece in choices]
        blocks.append(
            {
                "type": "input",
                "block_id": f"piece{number}",
                "label": plain(label),
                "optional": True,
                "element": {
                    "type": "static_select",
                    "action_id": "piece",
                    "placeholder": plain("As written above"),
                    "options": options,
                },
            }
        )
    return modal("Filter", blocks, callback="edit", submit="Search", metadata=metadata)


def likes_modal() -> Block:
    """Say where the likes of creators come from who have none yet."""
    steps = (
        "*A list with likes.* Add a column such as `average likes` to your list and drop it into"
        " your direct messages with me again: rows are recognised by platform and handle.",
        "*Figures of posts.* On a terminal: `python bot.py import posts.csv --kind posts`. The file"
        " has a row a post: handle, platform, posted_at, likes. Typical likes are computed from it.",
        "Until then they are in the list, and left out of searches for micro-influencers:"
        " nobody can say whether they are.",
    )
    return modal("Likes not known", [section(step) for step in steps])


def shortlist_modal(name: str, lists: Sequence[str], metadata: str) -> Block:
    """Return the shortlists to choose from, and a field for a new one."""
    blocks: list[Block] = [section(f"Put *{escape(name)}* on a shortlist")]
    if lists:
        options = [{"text": plain(one, 75), "value": cut(one, 150)} for one in lists[:100]]
        blocks.append(
            {
                "type": "input",
                "block_id": "existing",
                "optional": True,
                "label": plain("A list that is there"),
                "element": {"type": "static_select", "action_id": "list", "options": options},
            }
        )
    blocks.append(
        {
            "type": "input",
            "block_id": "new",
            "optional": bool(lists),
            "label": plain("Or a new list" if lists else "A new list"),
            "element": {"type": "plain_text_input", "action_id": "name", "max_length": 75},
        }
    )
    return modal("Shortlist", blocks, callback="shortlist", submit="Add", metadata=metadata)


def details_modal(details: Details, currency: str) -> Block:
    """Return everything that is known of an account, with where it is from."""
    found = details.found
    head = [f"*{escape(name_of(found))}*"]
    handle = f"@{cut(found.handle, 100)} · " if found.handle else ""
    head.append(
        escape(f"{handle}{platform_name(found.platform)} · {found.country or 'country unknown'}")
    )
    if details.niches:
        head.append(escape(", ".join(details.niches), 300))
    blocks = [section("\n".join(head)), preformatted(_figures(details, currency))]
    verdict = [f"*Signs of bought numbers: {VERDICTS[found.verdict]}*"]
    verdict += [f"• {escape(reason, 400)}" for reason in found.reasons]
    verdict += [f"Not checked: {escape(gap, 200)}" for gap in found.unchecked]
    blocks.append(section("\n".join(verdict)))
    if len(details.history) > 1:
        blocks += [section("*Over time*"), preformatted(_history(details))]
    if found.url:
        blocks.append({"type": "section", "text": plain(found.url, 500)})
    if details.bio:
        blocks.append({"type": "section", "text": plain(cut(details.bio, 1_000))})
    if details.known:
        lines = [
            f"{key}: {cut(value, 120)} ({source})" for key, value, source in details.known[:40]
        ]
        blocks += [
            section("*What your team knows*"),
            {"type": "section", "text": plain("\n".join(lines))},
        ]
    for text, source in details.notes[:10]:
        blocks.append({"type": "section", "text": plain(f"Note: {cut(text, 500)} ({source})")})
    blocks.append(note(f"Figures of {found.as_of[:10]} from {details.source}"))
    return modal("Details", blocks)


def _figures(details: Details, currency: str) -> str:
    found = details.found

    def count(value: int | None) -> str:
        return "not known" if value is None else full_count(value)

    band = (
        "not known"
        if found.band_low is None
        else f"{count(found.band_low)}-{count(found.band_high)}{' (rough)' if found.rough else ''}"
    )
    rate = "not known" if found.engagement_rate_bp is None else percent(found.engagement_rate_bp)
    lines = [
        ("Followers", count(found.followers)),
        ("Average likes", count(found.average_likes)),
        ("Typical likes", count(found.typical_likes)),
        ("80% band", band),
        ("Engagement rate", f"{rate} = average likes / followers"),
    ]
    if found.value_minor is not None:
        worth = format_money(found.value_minor, currency)
        per = format_money(details.rate_minor, currency)
        lines.append(("Value", f"{worth} a {found.value_format}"))
        lines.append(("", f"= typical likes x {per} per 1,000"))
    return "\n".join([f"{name:16}{value}" for name, value in lines])


def _history(details: Details) -> str:
    lines = [f"{'':12}{'followers':>12}{'likes':>10}"]
    for at, followers, likes in details.history[-12:]:
        shown = [("?" if value is None else full_count(value)) for value in (followers, likes)]
        lines.append(f"{at[:10]:12}{shown[0]:>12}{shown[1]:>10}")
    return "\n".join(lines)
