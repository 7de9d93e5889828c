"""mrkdwn -> HTML: what stands in angle brackets, then escaping, then the few marks of Slack."""

import re
from datetime import datetime

from markupsafe import Markup

from console.workspace import BOT_USER, CHANNELS, GROUPS, NAMES

_CODE = {
    "pre": re.compile(r"```(.+?)```", re.DOTALL),
    "code": re.compile(r"`([^`\n]+)`"),
}
"""What stands in code is shown as it is written: no other mark holds there."""

_MARKS = (
    (re.compile(r"(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w_])_(\S(?:[^_\n]*\S)?)_(?![\w_])"), r"<em>\1</em>"),
    (re.compile(r"(?<![\w~])~(\S(?:[^~\n]*\S)?)~(?![\w~])"), r"<s>\1</s>"),
)
_TOKEN = re.compile(r"<([^<>\n]+)>")
_USER = re.compile(r"@([UW]\w+)(?:\|.*)?")
_CHANNEL = re.compile(r"#(C\w+)(?:\|.*)?")
_DATE = re.compile(r"!date\^(\d{1,15})\^([^|^]+)(?:\^[^|]*)?\|(.*)")
_GROUP = re.compile(r"!subteam\^(\w+)(?:\|@?(.*))?")
_LINK = re.compile(r"((?:https?://|mailto:)[^|\s]+)(?:\|(.+))?")
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt);)")
_OPEN, _CLOSE = "\ue000", "\ue001"
_HELD = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


def to_html(text: str) -> Markup:
    """Return mrkdwn as HTML.

    Only what was sent in real angle brackets is a mention, a channel or a date: "&lt;@U0BO&gt;"
    is what somebody typed, and stays that.
    """
    made: list[str] = []

    def keep(code: str) -> str:
        made.append(code)
        return f"{_OPEN}{len(made) - 1}{_CLOSE}"

    def hold(found: "re.Match[str]") -> str:
        return keep(_token(found[1]))

    html = _escaped(_TOKEN.sub(hold, text.replace(_OPEN, "").replace(_CLOSE, "")))
    for tag, pattern in _CODE.items():
        for found in pattern.findall(html):
            html = pattern.sub(keep(f"<{tag}>{found}</{tag}>"), html, count=1)
    for pattern, replacement in _MARKS:
        html = pattern.sub(replacement, html)
    while _HELD.search(html):  # a mention may stand in code
        html = _HELD.sub(lambda found: made[int(found[1])], html)
    return Markup(html.replace("\n", "<br>"))


def _escaped(text: str) -> str:
    """Escape what is no entity yet: & < > stand in mrkdwn as entities already."""
    kept = _BARE_AMPERSAND.sub("&amp;", text)
    return kept.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")


def _token(inside: str) -> str:
    if user := _USER.fullmatch(inside):
        name = "desk" if user[1] == BOT_USER else NAMES.get(user[1], user[1])
        return f'<span class="mention">@{name}</span>'
    if channel := _CHANNEL.fullmatch(inside):
        return f'<span class="mention">#{CHANNELS.get(channel[1], channel[1])}</span>'
    if group := _GROUP.fullmatch(inside):
        name = group[2] or GROUPS.get(group[1], group[1])
        return f'<span class="mention">@{_escaped(name)}</span>'
    if link := _LINK.fullmatch(inside):
        target = _escaped(link[1])
        label = _escaped(link[2]) if link[2] else target.removeprefix("mailto:")
        return f'<a href="{target}" target="_blank" rel="noopener noreferrer">{label}</a>'
    if date := _DATE.fullmatch(inside):
        return _escaped(_instant(int(date[1]), date[2], date[3]))
    return _escaped(f"<{inside}>")


def _instant(seconds: int, form: str, fallback: str) -> str:
    """Write an instant in the zone of this machine, which is where the page is read."""
    try:
        at = datetime.fromtimestamp(seconds).astimezone()
    except (OverflowError, ValueError, OSError):
        return fallback
    short, long = f"{at:%b} {at.day}, {at.year}", f"{at:%A}, {at:%B} {at.day}, {at.year}"
    forms = {
        "{time}": f"{at:%H:%M}",
        "{time_secs}": f"{at:%H:%M:%S}",
        "{date_num}": f"{at:%Y-%m-%d}",
        "{date}": f"{at:%B} {at.day}, {at.year}",
        "{date_short}": short,
        "{date_long}": long,
        "{date_pretty}": f"{at:%B} {at.day}, {at.year}",
        "{date_short_pretty}": short,
        "{date_long_pretty}": long,
    }
    for token, written in forms.items():
        form = form.replace(token, written)
    return fallback if "{" in form else form


__all__ = ["to_html"]
