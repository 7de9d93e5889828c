"""mrkdwn -> HTML: escaped first, then the few marks that Slack knows."""

import re

from markupsafe import Markup, escape

from console.workspace import BOT_USER, CHANNELS, PEOPLE

_MARKS = (
    (re.compile(r"```(.+?)```", re.DOTALL), r"<pre>\1</pre>"),
    (re.compile(r"`([^`\n]+)`"), r"<code>\1</code>"),
    (re.compile(r"(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w_])_(\S(?:[^_\n]*\S)?)_(?![\w_])"), r"<em>\1</em>"),
    (re.compile(r"(?<![\w~])~(\S(?:[^~\n]*\S)?)~(?![\w~])"), r"<s>\1</s>"),
)
_USER = re.compile(r"&lt;@(U\w+)&gt;")
_CHANNEL = re.compile(r"&lt;#(C\w+)(?:\|[^&]*)?&gt;")


def to_html(text: str) -> Markup:
    """Return mrkdwn as HTML."""
    raw = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    entities = text != raw
    html = str(escape(text)) if not entities else _escape_once(text)
    html = _USER.sub(_user, html)
    html = _CHANNEL.sub(lambda found: f"#{CHANNELS.get(found[1], found[1])}", html)
    for pattern, replacement in _MARKS:
        html = pattern.sub(replacement, html)
    return Markup(html.replace("\n", "<br>"))


def _escape_once(text: str) -> str:
    """Escape what is no entity yet: & < > stand in mrkdwn as entities already."""
    kept = re.sub(r"&(?!(?:amp|lt|gt);)", "&amp;", text)
    return kept.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")


def _user(found: "re.Match[str]") -> str:
    name = PEOPLE.get(found[1], "desk" if found[1] == BOT_USER else found[1])
    return f'<span class="mention">@{name}</span>'
