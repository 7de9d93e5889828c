"""Instants as Slack's date tokens, so that everyone reads their own zone; days as plain dates."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from blocks.text import escape
from services.settling import moment

_GAP = "\ufffc"
"""Stands where a date token goes; Unicode has it for what is put in between."""


def around(token: str, write: Callable[[str], str]) -> str:
    """Return a sentence escaped, but for the date token in it. write: the sentence with a gap."""
    return escape(write(_GAP), 600).replace(_GAP, token)


def at_time(instant: str | datetime, zone: ZoneInfo) -> str:
    """Write the time of day of an instant: 10:02 in the reader's zone."""
    at = moment(instant) if isinstance(instant, str) else instant
    return f"<!date^{int(at.timestamp())}^{{time}}|{at.astimezone(zone):%H:%M}>"


def on_day(instant: str | datetime, zone: ZoneInfo) -> str:
    """Write the day of an instant, in the reader's zone."""
    at = moment(instant) if isinstance(instant, str) else instant
    local = at.astimezone(zone)
    return f"<!date^{int(at.timestamp())}^{{date_short}}|{local.day} {local:%b %Y}>"


def day(text: str) -> str:
    """Write a calendar day of the workspace: 12 Dec, with its year where it is not plain."""
    found = date.fromisoformat(text[:10])
    return f"{found.day} {found:%b}"


def plain_time(instant: str | datetime, zone: ZoneInfo) -> str:
    """Write an instant for a plain-text fallback: 24 Nov 10:02, in the workspace's zone."""
    at = moment(instant) if isinstance(instant, str) else instant
    local = at.astimezone(zone)
    return f"{local.day} {local:%b %H:%M}"
