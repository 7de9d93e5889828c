"""What /digest answers: what a channel follows, and the form for day and hour."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from blocks.dates import at_time, on_day, plain_time
from blocks.fields import choice_field
from blocks.modals import modal
from blocks.telling import Offered, Said, hint, message
from blocks.text import Block, Message, button, cut, escape, mentioning, section
from services.follows import Followed, Following, Rhythm
from texts import common, dates
from texts import following as says


def status_message(there: Following, zone: ZoneInfo, *, may_edit: bool, may_set: bool) -> Message:
    """Return what a channel follows.

    may_edit: who asks may let it follow more. may_set: they may choose day and hour for all.
    """
    names = [cut(name, 40) for _, name in there.niches]
    names += [says.COMMISSIONS.lower()] if there.commissions else []
    if not names:
        return message([hint(f"{says.NOTHING}\n{says.TRY if may_edit else says.ASK_EDITOR}")])
    begin, rhythm = says.followed(names), rhythm_text(there.rhythm)
    shown = f"{escape(begin, 600)}\n{says.next_one(_when(there.next, zone), rhythm)}"
    text = f"{begin}\n{says.next_one(plain_time(there.next, zone), rhythm)}"
    return message([Said(text, shown), _choices(may_set)])


def _choices(may_set: bool) -> Offered:
    preview = button(says.PREVIEW, "digest:preview", "")
    settings = [button(says.SETTINGS, "digest:settings", "open")] if may_set else []
    return Offered([preview, *settings])


def _when(at: datetime, zone: ZoneInfo) -> str:
    return dates.at(on_day(at, zone), at_time(at, zone))


def rhythm_text(rhythm: Rhythm) -> str:
    """Write when digests come: every Monday at 09:00."""
    return says.rhythm(rhythm.weekday, f"{rhythm.at:%H:%M}")


def followed_message(
    followed: Followed, zone: ZoneInfo, *, may_set: bool = True, channel: str = ""
) -> Message:
    """Return what came of a follow. may_set: who asks may choose day and hour for all.

    channel: the one that follows, where it is not the one in which this is read: from there its
    digest can't be looked at.
    """
    name, there = cut(followed.what, 40), f"<#{escape(channel, 40)}>" if channel else ""
    begin = says.followed_now(name, there, news=followed.news)
    shown = says.comes(_when(followed.first, zone), first=followed.news)
    text = says.comes(plain_time(followed.first, zone), first=followed.news)
    meant = [there] if there else []
    told = Said(f"{begin} {text}", f"{mentioning(escape(begin), meant)} {shown}", mentions=meant)
    return message([told] if channel else [told, _choices(may_set)])


def settings_modal(rhythm: Rhythm, zone: ZoneInfo) -> Block:
    """Return the form for day and hour, which hold for all channels."""
    hours = [time(hour, minute) for hour in range(24) for minute in (0, 30)]
    if rhythm.at not in hours:
        hours = sorted([*hours, rhythm.at])
    days = [(name, str(number)) for number, name in enumerate(says.WEEKDAYS)]
    times = [(f"{at:%H:%M}",) * 2 for at in hours]
    return modal(
        says.DIGESTS,
        [
            section(escape(says.for_all(zone.key))),
            choice_field("weekday", says.DAY, days, str(rhythm.weekday)),
            choice_field("time", says.TIME, times, f"{rhythm.at:%H:%M}"),
        ],
        callback="digest:settings",
        submit=common.SAVE,
    )
