"""The two weekly digests as messages, within Slack's limits however much there is to tell."""

from typing import Any
from zoneinfo import ZoneInfo

import orjson

from blocks.newer import WIDTH, bar_chart, data_table
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
    section,
)
from services.commission_digest import CommissionDigest, Earnings
from services.digests import Digest
from services.found import Found
from services.niche_digest import NicheDigest, Section, Standing
from services.weeks import Week
from texts.numbers import format_money, full_count
from texts.wording import counted, plural

LONGEST = 11_500
"""Characters of a whole message; Slack refuses somewhat more than 12,000."""

NAME = 32
"""Characters of a name."""

THREE_LINES = 118
"""Characters that surely fit into three lines of a phone, which break between words."""

CURRENCIES = 6
CHARTS = 2
"""Charts of a message, as many as Slack takes."""

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
    """Return how many characters a message shows, its fallback included."""
    text, blocks = shown
    return len(text) + _texts(blocks)


def _texts(part: Any) -> int:
    if isinstance(part, list):
        return sum([_texts(one) for one in part])
    if not isinstance(part, dict):
        return 0
    text = part.get("text")
    return len(text) if isinstance(text, str) else sum([_texts(one) for one in part.values()])


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
    shown = _niches(digest, zone, most, NAME)
    for name in (NAME // 2, NAME // 4):
        if size(shown) > LONGEST:
            most = min(most, 2)
            shown = _niches(digest, zone, most, name)
    return shown


def _niches(digest: NicheDigest, zone: ZoneInfo, most: int, width: int) -> Message:
    """most: creators a niche. width: characters of a name."""
    opening = _opening(digest, zone)
    blocks = [*_asked_by(digest), *[section(escape(line)) for line in opening]]
    lines = list(opening)
    if not digest.sections:
        text = "There is no niche to report yet. Bring in a list of creators first."
        return fallback([*lines, text]), [*blocks, section(text)]
    for one in digest.sections:
        head, rest = _section_lines(one, digest.week, most, width)
        bold, _, answer = head.partition(":")
        shown = [f"*{escape(bold)}*:{escape(answer)}", *[escape(line, 300) for line in rest]]
        blocks.append(section("\n".join(shown)))
        blocks.append(actions(*_niche_buttons(one, digest.week, most)))
        lines += [head, *rest]
    small = f"{days(digest.week)} · most typical likes first"
    if any(one.against is None for one in digest.sections):
        small += " · who moved is told from the second week on"
    return fallback([*lines, small]), [*blocks, note(small)]


def _section_lines(one: Section, week: Week, most: int, width: int) -> tuple[str, list[str]]:
    """Return a section's first line and the others, as plain text."""
    said = [f"{full_count(one.matches)} match" if one.matches else "nobody matches"]
    if one.against is not None:
        said += [f"{full_count(one.news)} new", f"{full_count(one.gone)} left"]
    since = f" since {days(one.against)}" if one.against not in (None, week.plus(-1)) else ""
    among = f" among the first {full_count(one.among)}" if one.among and one.against else ""
    name = cut(one.name, width + 8).replace(":", " ")
    lines = [_standing_line(standing, one, width) for standing in one.top[:most]]
    if one.rising:
        who = cut(called(one.rising.creator), width)
        lines.append(f"Rising: {who}, likes up {full_count(one.rising.percent)}%")
    for creator in one.look[: 2 if most == 5 else 1]:
        who, why = cut(called(creator), width), cut(_reason(creator), 5 * width)
        lines.append(cut(f"Look twice: {who}. {why}", THREE_LINES))
    return f"{name} this week: {', '.join(said)}{among}{since}", lines


def _standing_line(standing: Standing, one: Section, width: int) -> str:
    moved = ""
    if standing.moved is None:
        moved = ", new" if one.against is not None else ""
    elif standing.moved:
        moved = f", {'up' if standing.moved > 0 else 'down'} {full_count(abs(standing.moved))}"
    creator = standing.creator
    likes = creator.typical_likes
    figures = "likes unknown" if likes is None else f"≈{counted(likes, 'like')}"
    busy = "busy" if standing.busy else "free"
    return f"{standing.place}. {cut(name_of(creator), width)}{moved} · {figures} · {busy}"


def _reason(creator: Found) -> str:
    """Return the first reason without what stands in brackets: the posts are in Details."""
    if not creator.reasons:
        return "It has signs of bought numbers."
    said, bracket, _ = creator.reasons[0].partition(" (")
    return f"{said}." if bracket else said


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
    shown = _commissions(digest, zone, 10)
    for campaigns in (4, 1):
        if size(shown) > LONGEST:
            shown = _commissions(digest, zone, campaigns)
    return shown


def _commissions(digest: CommissionDigest, zone: ZoneInfo, campaigns: int) -> Message:
    """campaigns: how many are named for each currency."""
    opening = _opening(digest, zone)
    first = _quiet(digest) if digest.quiet else _title(digest)
    bold = escape(first) if digest.quiet else f"*{escape(first)}*"
    blocks = [*_asked_by(digest), section("\n".join([*map(escape, opening), bold]))]
    said = [*opening, first]
    if digest.quiet:
        return fallback(said), blocks
    for number, one in enumerate(digest.earnings[:CURRENCIES]):
        head = [one.currency] if len(digest.earnings) > 1 else []
        figures, earned, best = _figures(one), _rows(one, campaigns), _best(one)
        blocks.append(section("\n".join([f"*{name}*" for name in head] + [*map(escape, figures)])))
        blocks += _drawn(one, earned, chart=number < CHARTS)
        blocks += [section(escape(line)) for line in best]
        said += [*head, *figures, *[f"{name} {amount}" for name, _, amount in earned], *best]
    last = _last_lines(digest)
    rows = actions(button("Open rows", "digest:rows", str(digest.week)))
    return fallback([*said, *last]), [*blocks, *[section(line) for line in last], rows]


def _last_lines(digest: CommissionDigest) -> list[str]:
    lines = []
    more = len(digest.earnings) - CURRENCIES
    if more > 0:
        lines.append(f"Other currencies: {more}. /commissions shows them.")
    if digest.waiting:
        lines.append(f"Needs someone: {counted(digest.waiting, 'approval')}")
    return lines


def _quiet(digest: CommissionDigest) -> str:
    so_far = "" if digest.over else "so far, "
    said = f"No sales and no changes {so_far}{days(digest.week)}."
    if digest.waiting:
        number = (
            NUMBERS[digest.waiting] if digest.waiting < len(NUMBERS) else full_count(digest.waiting)
        )
        said += f" {number} {plural(digest.waiting, 'offer is', 'offers are')} waiting."
    return said


def _title(digest: CommissionDigest) -> str:
    sums = [format_money(one.earned, one.currency) for one in digest.earnings[:CURRENCIES]]
    so_far = "" if digest.over else " so far"
    return f"Commissions {days(digest.week)}: {' and '.join(sums)} earned{so_far}"


def _figures(one: Earnings) -> list[str]:
    figures = [
        f"{_change(one)}; 4-week average {format_money(one.average, one.currency)}",
        f"Net sales after refunds {format_money(one.net_sales, one.currency)}",
        f"Held {format_money(one.held, one.currency)}"
        f" · due now {format_money(one.due, one.currency)}",
    ]
    if one.paid:
        figures.append(f"Paid {format_money(one.paid, one.currency)}")
    return figures


def _rows(one: Earnings, most: int) -> list[tuple[str, int, str]]:
    """Return what was earned by campaign: name, minor units, and as it is written."""
    rows = list(one.campaigns[:most])
    others = one.campaigns[most:]
    if others:
        rows.append((counted(len(others), "other"), sum([minor for _, minor in others])))
    return [(cut(name, WIDTH), minor, format_money(minor, one.currency)) for name, minor in rows]


def _drawn(one: Earnings, rows: list[tuple[str, int, str]], *, chart: bool) -> list[Block]:
    """Return the rows as a chart, and as the table that says the same in words."""
    if not rows:
        return []
    bars = [(name, minor) for name, minor, _ in rows]
    caption = f"Earned by campaign, {one.currency}"
    drawn = bar_chart(caption, "Earned", bars, one.currency) if chart else []
    table = [(name, amount) for name, _, amount in rows]
    return [*drawn, data_table(caption, ("Campaign", "Earned"), table)]


def _best(one: Earnings) -> list[str]:
    if one.best is None:
        return []
    earned = format_money(one.best.earned, one.currency)
    return [f"Best: {cut(one.best.name, NAME)} {earned} from {counted(one.best.sales, 'sale')}"]


def _change(one: Earnings) -> str:
    change = one.change_percent
    if change is None:
        if not one.last_week:
            return "Nothing last week"
        return f"Last week {format_money(one.last_week, one.currency)}"
    if not change:
        return "As much as last week"
    return f"{'Up' if change > 0 else 'Down'} {full_count(abs(change))}% on last week"
