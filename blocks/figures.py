"""What is known of an account in numbers, in columns that keep their place: now, and over time."""

import textwrap
from datetime import date
from statistics import median

from blocks.telling import Drawn, Part
from blocks.text import cut, preformatted
from services.details import Details
from storage.words import clean
from texts import creators, dates
from texts import details as says
from texts.numbers import format_money, full_count, percent

HISTORY = 12
"""So many points in time are shown, the newest."""


def figures(details: Details, currency: str) -> Part:
    """Return the figures of an account, a line each, with their formulas below them.

    currency: ISO 4217, of the value.
    """
    found = details.found
    lines = [_figure(says.FOLLOWERS, _count(found.followers))]
    lines.append(_figure(says.AVERAGE_LIKES, _count(found.average_likes)))
    likes = details.post_likes
    if likes:
        lines.append(_formula(says.mean_of(len(likes))))
        lines.append(_figure(says.MEDIAN_LIKES, _count(round(median(likes)))))
    lines.append(_figure(says.TYPICAL_LIKES, _count(found.typical_likes)))
    if found.typical_likes is not None:
        lines.append(_formula(says.drawn(len(likes))))
    band = says.NOT_KNOWN
    if found.band_low is not None:
        low, high = _count(found.band_low), _count(found.band_high)
        band = says.band(low, high, rough=found.rough)
    lines.append(_figure(says.BAND, band))
    if found.engagement_rate_bp is None:
        lines.append(_figure(says.ENGAGEMENT, says.NOT_KNOWN))
    else:
        lines.append(_figure(says.ENGAGEMENT, percent(found.engagement_rate_bp)))
        lines.append(_formula(says.RATE))
    if found.value_minor is not None:
        worth = format_money(found.value_minor, currency)
        lines.append(_figure(says.VALUE, creators.worth(worth, found.value_format)))
        per = format_money(details.rate_minor, currency)
        lines.append(_formula(says.worth_by(_count(found.typical_likes), per)))
    return _columns(lines)


def _figure(label: str, value: str) -> str:
    return f"{label:16}{value}"


def _formula(text: str) -> str:
    return textwrap.indent(text, "  ")


def _count(value: int | None) -> str:
    return says.NOT_KNOWN if value is None else full_count(value)


def history(details: Details) -> Part:
    """Return followers and likes as lists told them, the newest last."""
    followers, likes = says.AT_A_TIME
    lines = [f"{'':12}{followers:>12}{likes:>10}"]
    for at, *numbers in details.history[-HISTORY:]:
        shown = [says.UNKNOWN if one is None else full_count(one) for one in numbers]
        lines.append(f"{day_of(at):12}{shown[0]:>12}{shown[1]:>10}")
    return _columns(lines)


def day_of(instant: str) -> str:
    """Write the day of an instant, or what stands there where it is none."""
    try:
        return dates.on(date.fromisoformat(instant[:10]))
    except ValueError:
        return cut(clean(instant), 10)


def _columns(lines: list[str]) -> Part:
    text = "\n".join(lines)
    return Drawn(text, (preformatted(text),))
