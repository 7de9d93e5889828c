"""The two weekly digests as messages, within Slack's limits however much there is to tell."""

from typing import Any
from zoneinfo import ZoneInfo

import orjson

from blocks.rows import called, name_of
from blocks.search import Message, asked
from blocks.text import (
    Block,
    actions,
    button,
    cut,
    escape,
    fallback,
    note,
    preformatted,
    section,
)
from services.commission_digest import CommissionDigest, Earnings
from services.digests import Digest
from services.found import Found
from services.money import format_money, full_count
from services.niche_digest import NicheDigest, Section, Standing
from services.weeks import Week

LONGEST = 11_500
"""Characters of a whole message; Slack refuses somewhat more than 12,000."""

NAME, REASON = 32, 160
CAMPAIGNS = 10
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def message(digest: Digest, zone: ZoneInfo) -> Message:
    """Return a digest as a channel gets it. zone: the workspace's."""
    if isinstance(digest, NicheDigest):
        return niches_message(digest, zone)
    return commissions_message(digest, zone)


def days(week: Week) -> str:
    """Write a week's days: 16-22 Nov, 30 Nov - 6 Dec, 29 Dec 2025 - 4 Jan 2026."""
    first, last = week.monday, week.sunday
    if first.year != last.year:
        return f"{first.day} {first:%b %Y} - {last.day} {last:%b %Y}"
    if first.month != last.month:
        return f"{first.day} {first:%b} - {last.day} {last:%b}"
    return f"{first.day}-{last.day} {last:%b}"


def size(shown: Message) -> int:
    """Return how many characters of text a message has, its fallback included."""
    text, blocks = shown
    return len(text) + _texts(blocks)


def _texts(part: Any) -> int:
    if isinstance(part, list):
        return sum([_texts(one) for one in part])
    if isinstance(part, dict):
        return sum([_texts(one) for one in part.values()])
    return len(part) if isinstance(part, str) else 0


def _opening(digest: Digest, zone: ZoneInfo) -> list[str]:
    """Return what is to be said before the figures: that it is late, or who asked for it."""
    if digest.late is not None:
        return [f"Late: the desk was off on {digest.late.astimezone(zone):%A}."]
    return []


def _asked_by(digest: Digest) -> list[Block]:
    if digest.asked_by is None:
        return []
    so_far = "" if digest.over else "; the week is not over"
    return [section(f"<@{escape(digest.asked_by, 40)}> asked for this{so_far}")]


def niches_message(digest: NicheDigest, zone: ZoneInfo) -> Message:
    """Return the niches of a week: five creators each, fewer where many niches have to fit."""
    most = 5 if len(digest.sections) <= 4 else 4 if len(digest.sections) <= 7 else 3
    shown = _niches(digest, zone, most)
    while size(shown) > LONGEST and most > 1:
        most -= 1
        shown = _niches(digest, zone, most)
    return shown


def _niches(digest: NicheDigest, zone: ZoneInfo, most: int) -> Message:
    opening = _opening(digest, zone)
    blocks = [*_asked_by(digest), *[section(escape(line)) for line in opening]]
    lines = list(opening)
    if not digest.sections:
        text = "There is no niche to report yet. Bring in a list of creators first."
        return fallback([*lines, text]), [*blocks, section(text)]
    for one in digest.sections:
        head, rest = _section_lines(one, digest.week, most)
        bold, _, answer = head.partition(":")
        shown = [f"*{escape(bold)}*:{escape(answer)}", *[escape(line, 300) for line in rest]]
        blocks.append(section("\n".join(shown)))
        blocks.append(actions(*_niche_buttons(one, digest.week, most)))
        lines += [head, *rest]
    small = f"{days(digest.week)} · most typical likes first"
    if any(one.against is None for one in digest.sections):
        small += " · who moved is told from the second week on"
    return fallback([*lines, small]), [*blocks, note(small)]


def _section_lines(one: Section, week: Week, most: int) -> tuple[str, list[str]]:
    """Return a section's first line and the others, as plain text."""
    said = [f"{full_count(one.matches)} match" if one.matches else "nobody matches"]
    if one.against is not None:
        said += [f"{full_count(one.news)} new", f"{full_count(one.gone)} left"]
    since = f" since {days(one.against)}" if one.against not in (None, week.plus(-1)) else ""
    among = f" among the first {full_count(one.among)}" if one.among and one.against else ""
    name = cut(one.name, 40).replace(":", " ")
    lines = [_standing_line(standing, one) for standing in one.top[:most]]
    if one.rising:
        who = cut(called(one.rising.creator), NAME)
        lines.append(f"Rising: {who}, likes up {full_count(one.rising.percent)}%")
    for creator in one.look[: 2 if most == 5 else 1]:
        lines.append(f"Look twice: {cut(called(creator), NAME)}. {_reason(creator)}")
    return f"{name} this week: {', '.join(said)}{among}{since}", lines


def _standing_line(standing: Standing, one: Section) -> str:
    moved = ""
    if standing.moved is None:
        moved = ", new" if one.against is not None else ""
    elif standing.moved:
        moved = f", {'up' if standing.moved > 0 else 'down'} {full_count(abs(standing.moved))}"
    creator = standing.creator
    likes = creator.typical_likes
    figures = "likes unknown" if likes is None else f"≈{full_count(likes)} likes"
    busy = "busy" if standing.busy else "free"
    return f"{standing.place}. {cut(name_of(creator), NAME)}{moved} · {figures} · {busy}"


def _reason(creator: Found) -> str:
    return cut(creator.reasons[0], REASON) if creator.reasons else "It has signs of bought numbers."


def _niche_buttons(one: Section, week: Week, most: int) -> list[Block]:
    number = len(one.top[:most])
    name = cut(one.name, 40)
    search = button(
        "Search it", "open:digest", asked(_query(one.name)), accessibility_label=f"Search {name}"
    )
    if not number:
        return [search]
    value = orjson.dumps([one.niche_id, str(week), number]).decode()
    label = f"Shortlist the top {number} of {name}"
    shortlist = button(
        f"Shortlist top {number}", "digest:shortlist", value, accessibility_label=label
    )
    return [shortlist, search]


def _query(name: str) -> str:
    """Return the search for a niche: its name where that can't be read as anything else."""
    plain = all(letter.isalnum() or letter == " " for letter in name)
    return name.lower() if plain else 'niche:"{}"'.format(name.replace('"', " "))


def commissions_message(digest: CommissionDigest, zone: ZoneInfo) -> Message:
    """Return a week's commissions; a quiet week is one sentence."""
    opening = _opening(digest, zone)
    said = [_quiet(digest)] if digest.quiet else [_title(digest)]
    bold = [escape(line) if digest.quiet else f"*{escape(line)}*" for line in said]
    blocks = [*_asked_by(digest), section("\n".join([*map(escape, opening), *bold]))]
    if digest.quiet:
        return fallback([*opening, *said]), blocks
    several = len(digest.earnings) > 1
    for one in digest.earnings:
        figures, table, best = _earnings(one)
        head = [f"*{one.currency}*"] if several else []
        blocks.append(section("\n".join([*head, *map(escape, figures)])))
        said += [*([one.currency] if several else []), *figures]
        if table:
            blocks.append(preformatted("\n".join(table)))
            said += [" ".join(row.split()) for row in table]
        blocks += [section(escape(line)) for line in best]
        said += best
    if digest.waiting:
        number = full_count(digest.waiting)
        needs = f"Needs someone: {number} approval{'s' if digest.waiting != 1 else ''}"
        blocks.append(section(needs))
        said.append(needs)
    return fallback([*opening, *said]), blocks


def _quiet(digest: CommissionDigest) -> str:
    so_far = "" if digest.over else "so far, "
    said = f"No sales and no changes {so_far}{days(digest.week)}."
    if digest.waiting:
        number = (
            NUMBERS[digest.waiting] if digest.waiting < len(NUMBERS) else full_count(digest.waiting)
        )
        said += f" {number} offer{' is' if digest.waiting == 1 else 's are'} waiting."
    return said


def _title(digest: CommissionDigest) -> str:
    sums = [format_money(one.earned, one.currency) for one in digest.earnings]
    so_far = "" if digest.over else " so far"
    return f"Commissions {days(digest.week)}: {' and '.join(sums)} earned{so_far}"


def _earnings(one: Earnings) -> tuple[list[str], list[str], list[str]]:
    """Return one currency's figures, its table by campaign, and who did best."""
    figures = [
        f"{_change(one)}; 4-week average {format_money(one.average, one.currency)}",
        f"Net sales after refunds {format_money(one.net_sales, one.currency)}",
        f"Held {format_money(one.held, one.currency)}"
        f" · due now {format_money(one.due, one.currency)}",
    ]
    if one.paid:
        figures.append(f"Paid {format_money(one.paid, one.currency)}")
    rows = list(one.campaigns[:CAMPAIGNS])
    others = one.campaigns[CAMPAIGNS:]
    if others:
        rows.append((f"{len(others)} others", sum([minor for _, minor in others])))
    table = [f"{cut(name, 26):26}{format_money(minor, one.currency):>14}" for name, minor in rows]
    best = []
    if one.best is not None:
        name = cut(one.best.name, NAME)
        sales = f"{full_count(one.best.sales)} sale{'s' if one.best.sales != 1 else ''}"
        best.append(f"Best: {name} {format_money(one.best.earned, one.currency)} from {sales}")
    return figures, table, best


def _change(one: Earnings) -> str:
    change = one.change_percent
    if change is None:
        if not one.last_week:
            return "Nothing last week"
        return f"Last week {format_money(one.last_week, one.currency)}"
    if not change:
        return "As much as last week"
    return f"{'Up' if change > 0 else 'Down'} {full_count(abs(change))}% on last week"
