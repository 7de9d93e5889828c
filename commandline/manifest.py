"""manifest.yaml, read for what it says: scopes with their reasons, commands, a link that uses it.

It is our own file and keeps to one form, so that lines are enough and no YAML reader is needed:
a scope is `- NAME # why`, or `- NAME # optional: why`; an event that only an optional scope allows
is `- NAME # with SCOPE`.
"""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

FILE = Path(__file__).parents[1] / "manifest.yaml"
CREATE = "https://api.slack.com/apps?new_app=1&manifest_yaml="
LONG_NAMES = ("/desk", "/find-influencer")
"""Names that hardly another app has. `/desk WORD ...` reaches what the short ones do."""

_SECTION = re.compile(r"\s*(\w+):\s*$")
_ITEM = re.compile(r"\s*- ([\w:.]+)\s*(?:#\s*(.*))?$")
_COMMAND = re.compile(r"(\s*)- command: (/[\w-]+)")
_ABOUT = re.compile(r'\s*(description|should_escape): "?(.*?)"?$')
_WITH_URL = dict.fromkeys(("event_subscriptions:", "interactivity:"), "request_url")
"""What has an address besides commands, and what that is called there."""


class Scope(NamedTuple):
    """A right that the app asks Slack for; optional: the desk does without it."""

    name: str
    why: str
    optional: bool


def scopes(text: str | None = None) -> list[Scope]:
    """Return the scopes that the manifest asks for, in its order."""
    return [
        Scope(name, note.removeprefix("optional:").strip(), note.startswith("optional:"))
        for section, name, note in _items(text if text is not None else FILE.read_text("utf-8"))
        if section == "bot"
    ]


def needed() -> frozenset[str]:
    """Return the scopes that the desk can't do without."""
    return frozenset(scope.name for scope in scopes() if not scope.optional)


def commands(text: str) -> list[str]:
    """Return the slash commands of a manifest."""
    return [found[2] for found in map(_COMMAND.match, text.splitlines()) if found]


def as_slack_lists(text: str | None = None) -> list[dict[str, Any]]:
    """Return the slash commands with what Slack shows and knows of each."""
    found: list[dict[str, Any]] = []
    for line in (text if text is not None else FILE.read_text("utf-8")).splitlines():
        if command := _COMMAND.match(line):
            found.append({"command": command[2]})
        elif found and (about := _ABOUT.match(line)):
            name, value = about[1], about[2]
            found[-1][name] = value == "true" if name == "should_escape" else value
    return found


def over_http(manifest: str, address: str) -> str:
    """Return a manifest whose app sends its requests to an address, in the place of Socket Mode."""
    lines: list[str] = []
    for line in manifest.splitlines():
        if "socket_mode_enabled" in line:
            line = line.replace("true", "false")
        lines.append(line)
        name = "url" if _COMMAND.match(line) else _WITH_URL.get(line.strip())
        if name:
            indent = len(line) - len(line.lstrip()) + 2
            lines.append(": ".join((" " * indent + name, address)))
    return "\n".join(lines) + "\n"


def chosen(text: str, *, short_names: bool, wanted: Collection[str]) -> str:
    """Return a manifest without comments and without what is not asked for.

    short_names: all commands, else LONG_NAMES alone. wanted: the optional scopes to keep.
    """
    left_out = {scope.name for scope in scopes(text) if scope.optional} - set(wanted)
    kept: list[str] = []
    section, dropping = "", -1
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        if not line.strip() or line.lstrip().startswith("#") or 0 <= dropping < indent:
            continue
        dropping = -1
        if heading := _SECTION.match(line):
            section = heading[1]
        command, item = _COMMAND.match(line), _ITEM.match(line)
        if command and not short_names and command[2] not in LONG_NAMES:
            dropping = indent
        elif item is None or not _unwanted(section, item, left_out):
            kept.append(line.partition(" #")[0].rstrip() if item else line)
    return "\n".join(kept) + "\n"


def link(manifest: str) -> str:
    """Return the address where Slack creates the app of a manifest."""
    return CREATE + quote(manifest, safe="")


def _unwanted(section: str, item: re.Match[str], left_out: set[str]) -> bool:
    note = item[2] or ""
    scope = item[1] if section == "bot" else note.removeprefix("with ").strip()
    return scope in left_out


def _items(text: str) -> list[tuple[str, str, str]]:
    found, section = [], ""
    for line in text.splitlines():
        if heading := _SECTION.match(line):
            section = heading[1]
        elif item := _ITEM.match(line):
            found.append((section, item[1], item[2] or ""))
    return found
