"""One creator as a row of a list: three lines that fit a phone, and a menu."""

from functools import lru_cache

from blocks.text import Block, cut, escape, menu, section
from services.found import Found
from services.people import Person
from storage.words import clean
from texts.numbers import format_money, full_count, short_count
from texts.wording import counted

PLATFORMS = {
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "linkedin": "LinkedIn",
    "x": "X",
    "vk": "VK",
    "ok": "OK",
    "unknown": "platform unknown",
}
VERDICTS = {
    "nothing_found": "nothing found",
    "some_signs": "some signs, look",
    "strong_signs": "strong signs, look",
    "cannot_tell": "cannot tell",
}
WIDTH = 42
"""Characters of a line on a phone."""

SHORTEST = 12
"""Characters of a name that are always shown."""


@lru_cache(maxsize=4_096)
def row(found: Found, number: int, currency: str, *, say_verdict: bool) -> tuple[Block, str]:
    """Return a creator who matches: as a block, and as a line of plain text.

    currency: ISO 4217, of the value. Kept, since the best of a niche are shown again and again;
    a block is never changed once it is made.
    """
    lines = _figures(found, currency, say_verdict)
    text = f"{number}. {name_of(found)} · {platform_name(found.platform)}: {' · '.join(lines)}"
    return _row(found, f"{number}. ", lines), text


def near_row(found: Found) -> Block:
    """Return a creator who fails one rule, with that rule."""
    return _row(found, "", [missed(found)])


def near_text(found: Found) -> str:
    return f"{cut(called(found), WIDTH)}: {missed(found)}"


def name_of(found: Found) -> str:
    """Return what a creator is called: the name, else the handle."""
    return clean(found.name or "").strip() or called(found)


def called(found: Found) -> str:
    """Return how a creator is addressed: the handle, else the name."""
    handle, name = clean(found.handle or "").strip(), clean(found.name or "").strip()
    return f"@{handle}" if handle else name or "Somebody without a name"


def platform_name(platform: str) -> str:
    return PLATFORMS.get(platform, platform.capitalize())


def account_name(platform: str, handle: str | None) -> str:
    """Return an account as people name it: "Instagram @jane.runs"."""
    return f"{platform_name(platform)} {f'@{cut(handle, 60)}' if handle else 'without a handle'}"


def label_of(person: Person) -> str:
    """Return a creator as one of several: "Jane Runs (@jane.runs, Instagram, 15K followers)"."""
    told = [f"@{cut(person.handle, 60)}"] if person.handle else []
    told.append(platform_name(person.platform))
    if person.followers is not None:
        told.append(f"{short_count(person.followers)} followers")
    return f"{cut(person.name, 60)} ({', '.join(told)})"


def missed(found: Found) -> str:
    """Return the rule that a near miss fails, with its bound: "91 likes, needs 500"."""
    rule, by = found.missed_rule or "", found.missed_by or 0
    what, _, side = rule.partition("_")
    count = (found.average_likes if what == "likes" else found.followers) or 0
    noun = what.removesuffix("s")
    if side == "low":
        return f"{counted(count, noun)}, needs {full_count(count + by)}"
    if side == "high":
        return f"{counted(count, noun)}, at most {full_count(count - by)}"
    return f"{what} unknown" if side == "unknown" else "fails two rules"


def _row(found: Found, before: str, lines: list[str]) -> Block:
    place = " · ".join([platform_name(found.platform), *([found.country] if found.country else [])])
    room = WIDTH - len(f"{before} · {place}")
    name = escape(cut(name_of(found), max(SHORTEST, room)))
    return section(
        f"*{before}{name}* · {escape(place)}\n" + "\n".join([escape(line) for line in lines]),
        creator_menu(found),
    )


def creator_menu(found: Found, *, details: bool = True) -> Block:
    """Return what can be done with a creator. details: that there is more to see is offered."""
    name, number = name_of(found), found.account_id
    entries = [
        (f"Details of {name}", f"details {number}"),
        ("Add to a shortlist" if details else f"Add {name} to a shortlist", f"shortlist {number}"),
        ("Add to campaign", f"campaign {number}"),
        ("Tag or note", f"note {number}"),
        ("Hide", f"hide {number}"),
    ]
    return menu(f"row:{number}", entries if details else entries[1:])


def _figures(found: Found, currency: str, say_verdict: bool) -> list[str]:
    likes = (
        "likes unknown"
        if found.typical_likes is None
        else f"≈{counted(found.typical_likes, 'like')}"
    )
    followers = (
        "followers unknown"
        if found.followers is None
        else counted(found.followers, "follower", write=short_count)
    )
    last = []
    if found.value_minor is not None:
        worth = format_money(found.value_minor, currency, whole=True)
        last.append(f"≈ {worth} a {'video' if found.value_format == 'video' else 'post'}")
    if found.remarked:
        last.append("figures look typed in")
    elif say_verdict:
        last.append(VERDICTS[found.verdict])
    return [f"{likes} · {followers}", *([" · ".join(last)] if last else [])]
