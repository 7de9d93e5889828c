"""The two weekly digests as messages, within Slack's limits however much there is to tell."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from blocks import telling
from blocks.newer import WIDTH, bar_chart, data_table, older
from blocks.rights import mention
from blocks.rows import called, name_of
from blocks.search_choices import asked
from blocks.telling import Drawn, Noted, Offered, Part, Said, Title, Told, headed
from blocks.text import Block, Message, button, cut
from services.commission_digest import CommissionDigest, Earnings
from services.digests import Digest
from services.found import Found
from services.niche_digest import NicheDigest, Section, Standing
from services.weeks import Week
from texts import dates
from texts import digests as says
from texts.numbers import format_money
from texts.queries import quoted

LONGEST = 11_500
"""Characters of a whole message; Slack refuses somewhat more than 12,000."""

NAME = 32
"""Characters of a name."""

THREE_LINES = 118
"""Characters that surely fit into three lines of a phone, which break between words."""

CURRENCIES = 6
CHARTS = 2
"""Charts of a message, as many as Slack takes."""


def message(digest: Digest, zone: ZoneInfo) -> Message:
    """Return a digest as a channel gets it. zone: the workspace's."""
    return telling.message(told(digest, zone))


def told(digest: Digest, zone: ZoneInfo, *, may_edit: bool = True) -> Told:
    """Return a digest, as much of it as fits into a message.

    may_edit: who reads it may put creators on shortlists.
    """
    if isinstance(digest, NicheDigest):
        number = len(digest.sections)
        most = 5 if number <= 4 else 4 if number <= 7 else 3
        few = min(most, 2)
        return _fitting(
            _niches(digest, zone, creators, width, may_edit)
            for creators, width in ((most, NAME), (few, NAME // 2), (few, NAME // 4))
        )
    return _fitting(_commissions(digest, zone, campaigns) for campaigns in (10, 4, 1))


def preview_message(
    digest: Digest, zone: ZoneInfo, value: str, other: str | None, *, may_edit: bool
) -> Message:
    """Return what a digest would say. value: of the button that posts it; other: another kind."""
    more = [button(says.POST, "digest:post", value)] if may_edit else []
    if other:
        more.append(button(says.preview_of(other), "digest:preview", other))
    text, blocks = telling.message([*told(digest, zone, may_edit=may_edit), Offered(more)])
    return text, older(blocks)


def _fitting(ways: Iterable[Told]) -> Told:
    """Return the first way to say something that fits into a message, else the last."""
    way: Told = ()
    for way in ways:
        if size(telling.message(way)) <= LONGEST:
            break
    return way


def days(week: Week) -> str:
    """Write a week's days: 16-22 Nov."""
    return dates.days(week.monday, week.sunday)


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


def _opening(digest: Digest, zone: ZoneInfo) -> list[Part]:
    """Return what is to be said before the figures: that they come late."""
    if digest.late is None:
        return []
    return [Said(says.late(dates.weekday(digest.late.astimezone(zone).date())))]


def _asked_by(digest: Digest) -> list[Part]:
    if digest.asked_by is None:
        return []
    who = mention(digest.asked_by)
    return [Said(says.asked_for(who, over=digest.over), mentions=[who])]


def _niches(
    digest: NicheDigest, zone: ZoneInfo, most: int, width: int, may_edit: bool
) -> list[Part]:
    """most: creators a niche. width: characters of a name."""
    opening, last = _opening(digest, zone), _asked_by(digest)
    if not digest.sections:
        return [*opening, Said(says.NO_NICHES), *last]
    sections: list[Part] = []
    for one in digest.sections:
        sections += [
            _section(one, digest.week, most, width),
            Offered(_niche_buttons(one, digest.week, most, may_edit)),
        ]
    first = any(one.against is None for one in digest.sections)
    small = says.week_of_niches(days(digest.week), first=first)
    return [*opening, *sections, *last, Noted(small)]


def _section(one: Section, week: Week, most: int, width: int) -> Said:
    name, rest = says.niche(cut(one.name, width + 8)), f": {_in_short(one, week)}"
    return headed(name, _section_lines(one, most, width), rest=rest)


def _in_short(one: Section, week: Week) -> str:
    """Return how many match, and who came and left since the week that this is held against."""
    if one.against is None:
        return says.matching(one.matches)
    since = "" if one.against == week.plus(-1) else days(one.against)
    return says.matching_since(one.matches, one.news, one.gone, one.among, since)


def _section_lines(one: Section, most: int, width: int) -> list[str]:
    lines = [_standing_line(standing, one, width) for standing in one.top[:most]]
    if one.rising:
        lines.append(says.rising(cut(called(one.rising.creator), width), one.rising.percent))
    for creator in one.look[: 2 if most == 5 else 1]:
        who, why = cut(called(creator), width), cut(_reason(creator), 5 * width)
        lines.append(cut(says.look_twice(who, why), THREE_LINES))
    return lines


def _standing_line(standing: Standing, one: Section, width: int) -> str:
    return says.standing(
        standing.place,
        cut(name_of(standing.creator), width),
        standing.creator.typical_likes,
        moved=standing.moved or 0,
        new=standing.moved is None and one.against is not None,
        busy=standing.busy,
    )


def _reason(creator: Found) -> str:
    """Return the first reason without what stands in brackets: the posts are in Details."""
    if not creator.reasons:
        return says.BOUGHT
    said, bracket, _ = creator.reasons[0].partition(" (")
    return f"{said}." if bracket else said


def _niche_buttons(one: Section, week: Week, most: int, may_edit: bool) -> list[Block]:
    number = len(one.top[:most])
    name = cut(one.name, 40)
    search = button(
        says.SEARCH,
        "open:digest",
        asked(_query(one.name)),
        accessibility_label=says.search_of(name),
    )
    if not (number and may_edit):
        return [search]
    shortlist = button(
        says.shortlist(number),
        "digest:shortlist",
        orjson.dumps([one.niche_id, str(week), number]).decode(),
        accessibility_label=says.shortlist_of(number, name),
    )
    return [shortlist, search]


def _query(name: str) -> str:
    """Return the search for a niche: its name where that can't be read as anything else."""
    plain = all(letter.isalnum() or letter == " " for letter in name)
    return name.lower() if plain else f"niche:{quoted(name)}"


def _commissions(digest: CommissionDigest, zone: ZoneInfo, campaigns: int) -> list[Part]:
    """campaigns: how many are named for each currency."""
    opening, last = _opening(digest, zone), _asked_by(digest)
    if digest.quiet:
        quiet = says.quiet(days(digest.week), digest.waiting, over=digest.over)
        return [*opening, Said(quiet), *last]
    told: list[Part] = [*opening, _title(digest)]
    several = len(digest.earnings) > 1
    for number, one in enumerate(digest.earnings[:CURRENCIES]):
        told += _earnings(one, campaigns, named=several, chart=number < CHARTS)
    more = len(digest.earnings) - CURRENCIES
    if more > 0:
        told.append(telling.hint(says.more_currencies(more)))
    if digest.waiting:
        told.append(Said(says.needs_someone(digest.waiting)))
    return [*told, *last, Offered([button(says.ROWS, "digest:rows", str(digest.week))])]


def _title(digest: CommissionDigest) -> Title:
    sums = [format_money(one.earned, one.currency) for one in digest.earnings[:CURRENCIES]]
    return Title(says.commissions(days(digest.week), sums, over=digest.over))


def _earnings(one: Earnings, campaigns: int, *, named: bool, chart: bool) -> list[Part]:
    """Return one currency's week. named: there are others, so that it says which it is."""
    told: list[Part] = []
    figures = _figures(one)
    told.append(headed(one.currency, figures) if named else Said("\n".join(figures)))
    rows = _rows(one, campaigns)
    if rows:
        told.append(_by_campaign(one.currency, rows, chart=chart))
    if one.best is not None:
        earned = format_money(one.best.earned, one.currency)
        told.append(Said(says.best(cut(one.best.name, NAME), earned, one.best.sales)))
    return told


def _figures(one: Earnings) -> list[str]:
    average, net, held, due, paid = (
        format_money(minor, one.currency)
        for minor in (one.average, one.net_sales, one.held, one.due, one.paid)
    )
    figures = [says.against_average(_change(one), average), says.net_sales(net)]
    figures.append(says.owed(held, due))
    return [*figures, says.paid(paid)] if one.paid else figures


def _rows(one: Earnings, most: int) -> list[tuple[str, int, str]]:
    """Return what was earned by campaign: name, minor units, and as it is written."""
    rows = list(one.campaigns[:most])
    others = one.campaigns[most:]
    if others:
        rows.append((says.others(len(others)), sum([minor for _, minor in others])))
    return [(cut(name, WIDTH), minor, format_money(minor, one.currency)) for name, minor in rows]


def _by_campaign(currency: str, rows: list[tuple[str, int, str]], *, chart: bool) -> Drawn:
    """Return the rows as a chart, and as the table that says the same in words."""
    bars = [(name, minor) for name, minor, _ in rows]
    caption = says.by_campaign(currency)
    drawn = bar_chart(caption, says.EARNED, bars, currency) if chart else []
    table = [(name, amount) for name, _, amount in rows]
    drawn.append(data_table(caption, (says.CAMPAIGN, says.EARNED), table))
    lines = [caption, *[f"{name} {amount}" for name, amount in table]]
    return Drawn("\n".join(lines), tuple(drawn))


def _change(one: Earnings) -> str:
    change = one.change_percent
    if change is None:
        last = format_money(one.last_week, one.currency)
        return says.last_week(last) if one.last_week else says.NOTHING_LAST_WEEK
    return says.change(change) if change else says.AS_MUCH
