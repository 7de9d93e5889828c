"""One creator as a row of a list: three lines that fit a phone, columns, and a menu."""

from functools import lru_cache

from blocks.newer import card
from blocks.telling import Row
from blocks.text import Block, button, cut, escape, menu, section
from services.found import Found
from services.people import Person
from storage.words import clean
from texts import creators as says
from texts.numbers import format_money

WIDTH = 42
"""Characters of a line on a phone."""

SHORTEST = 12
"""Characters of a name that are always shown."""

CANNOT_TELL = "cannot_tell"
"""The verdict that no row says: a list says it once."""


@lru_cache(maxsize=4_096)
def row(
    found: Found, number: int, currency: str, *, may_edit: bool = True, hidden: bool = False
) -> Row:
    """Return a creator who matches.

    currency: ISO 4217, of the value. may_edit: whoever reads it may work with creators. hidden: the
    creator is. Kept, since the best of a niche are shown again and again; a block is never changed
    once it is made.
    """
    name, place = name_of(found), place_of(found)
    reach, judged = _reach(found), _judged(found, currency)
    lines = _lines(reach, judged)
    return Row(
        (f"{number}.", name, place, *reach, *judged),
        f"{number}. {name} · {says.platform(found.platform)}: {' · '.join((*reach, *judged))}",
        _row(found, f"{number}. ", lines, creator_menu(found, may_edit=may_edit, hidden=hidden)),
    )


def card_of(found: Found, number: int, currency: str) -> Block:
    """Return a creator who matches as a card of a carousel, as everybody may read it."""
    account = found.account_id
    return card(
        f"{number}. {name_of(found)}",
        place_of(found),
        _lines(_reach(found), _judged(found, currency)),
        _details_button(found),
        button(says.CAMPAIGN, f"row:{account}:campaign", f"campaign {account}"),
    )


def near_row(found: Found, *, may_edit: bool = True) -> Row:
    """Return a creator who fails one rule, with that rule: by handle, and by name where it is drawn
    as other rows are.
    """
    rule = missed(found)
    handle = cut(called(found), WIDTH)
    said = says.profile(handle, rule)
    line = said if name_of(found) != called(found) else rule
    return Row(
        (handle, place_of(found), rule),
        said,
        _row(found, "", [line], creator_menu(found, may_edit=may_edit)),
    )


def name_of(found: Found) -> str:
    """Return what a creator is called: the name, else the handle."""
    return clean(found.name or "").strip() or called(found)


def called(found: Found) -> str:
    """Return how a creator is addressed: the handle, else the name."""
    handle, name = clean(found.handle or "").strip(), clean(found.name or "").strip()
    return f"@{handle}" if handle else name or says.NAMELESS


def place_of(found: Found) -> str:
    """Return where a creator is: "Instagram · DE"."""
    platform = says.platform(found.platform)
    return f"{platform} · {found.country}" if found.country else platform


def account_name(platform: str, handle: str | None) -> str:
    """Return an account as people name it: "Instagram @jane.runs"."""
    return says.account(platform, cut(handle, 60) if handle else None)


def label_of(person: Person) -> str:
    """Return a creator as one of several: "Jane Runs (@jane.runs, Instagram, 15K followers)"."""
    handle = cut(person.handle, 60) if person.handle else None
    name = cut(person.name, 60)
    return says.one_of_several(name, handle, person.platform, person.followers)


def missed(found: Found) -> str:
    """Return the rule that a near miss fails, with its bound: "91 likes, needs 500"."""
    rule, by = found.missed_rule or "", found.missed_by or 0
    what, _, side = rule.partition("_")
    count = (found.average_likes if what == "likes" else found.followers) or 0
    if side == "low":
        return says.too_low(what, count, count + by)
    if side == "high":
        return says.too_high(what, count, count - by)
    if side == "unknown":
        return says.LIKES_UNKNOWN if what == "likes" else says.FOLLOWERS_UNKNOWN
    return says.TWO_RULES


def _row(found: Found, before: str, lines: list[str], choices: Block | None) -> Block:
    place = place_of(found)
    room = WIDTH - len(f"{before} · {place}")
    name = escape(cut(name_of(found), max(SHORTEST, room)))
    return section(
        f"*{before}{name}* · {escape(place)}\n" + "\n".join([escape(line) for line in lines]),
        choices,
    )


def creator_menu(
    found: Found, *, details: bool = True, may_edit: bool = True, hidden: bool = False
) -> Block | None:
    """Return what can be done with a creator, or nothing.

    details: that there is more to see is offered. may_edit: whoever reads it may work with
    creators; who may not gets what there is to see alone. hidden: the creator is left out of
    searches, and can be shown again.
    """
    if not may_edit:
        return _details_button(found) if details else None
    name, number = name_of(found), found.account_id
    entries = [
        (says.details_of(name), f"details {number}"),
        (says.SHORTLIST if details else says.shortlist_for(name), f"shortlist {number}"),
        (says.CAMPAIGN, f"campaign {number}"),
        (says.NOTE, f"note {number}"),
        (says.SHOW_AGAIN, f"show {number}") if hidden else (says.HIDE, f"hide {number}"),
    ]
    return menu(f"row:{number}", entries if details else entries[1:])


def _details_button(found: Found) -> Block:
    label, number = says.details_of(name_of(found)), found.account_id
    return button(says.DETAILS, f"row:{number}", f"details {number}", accessibility_label=label)


def _reach(found: Found) -> tuple[str, ...]:
    return says.likes(found.typical_likes), says.followers(found.followers)


def _lines(reach: tuple[str, ...], judged: tuple[str, ...]) -> list[str]:
    return [" · ".join(part) for part in (reach, judged) if part]


def _judged(found: Found, currency: str) -> tuple[str, ...]:
    """Return what a post is worth, and whether the numbers look bought, where that can be told."""
    judged = []
    if found.value_minor is not None:
        amount = format_money(found.value_minor, currency, whole=True)
        judged.append(says.worth_about(amount, found.value_format))
    if found.remarked:
        judged.append(says.TYPED_IN)
    elif found.verdict != CANNOT_TELL:
        judged.append(says.VERDICTS[found.verdict])
    return tuple(judged)
