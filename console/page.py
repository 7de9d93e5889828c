"""The page: what one person sees in one room, drawn on the server."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from console.mrkdwn import to_html
from console.workspace import BOT_USER, CHANNELS, GUESTS, NAMES, PEOPLE, Message, Workspace

Json = dict[str, Any]
TEMPLATES = Path(__file__).parent / "templates"
HOME = "home"
"""What the page calls the tab with App Home, beside the channels."""

MOST_SHOWN = 100
"""Messages of a room: all are drawn anew with each change, which has to be done in a moment."""


class Pages:
    """Draws the page. token: what the page shows that it is the one of this run; run: its name."""

    def __init__(
        self, workspace: Workspace, token: str, run: str, commands: Iterable[Json]
    ) -> None:
        self._workspace, self._token, self._run = workspace, token, run
        self._commands = list(commands)
        self._templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
        self._templates.filters["mrkdwn"] = to_html
        self._templates.filters["choices"] = choices
        self._templates.filters["address"] = address

    def page(self) -> str:
        """Return the frame, in which the browser puts what changes."""
        return self._templates.get_template("page.html").render(
            token=self._token,
            run=self._run,
            people=PEOPLE,
            guests=GUESTS,
            channels=CHANNELS,
            commands=self._commands,
        )

    def fragment(self, user: str, channel: str) -> str:
        """Return the messages of a room, or App Home, and the modal that is open for a person."""
        views = self._workspace.views[user]
        seen = self._workspace.seen_by(user, channel)
        messages = [one for one in seen if not one.thread_ts]
        return self._templates.get_template("fragment.html").render(
            messages=messages[-MOST_SHOWN:],
            earlier=len(messages) > MOST_SHOWN,
            replies=threads(seen),
            home=self._workspace.homes.get(user) if channel == HOME else None,
            view=views[-1] if views else None,
            people=PEOPLE,
            names=NAMES,
            channels=CHANNELS,
            rooms=[(key, f"#{name}") for key, name in CHANNELS.items()],
            bot=BOT_USER,
            token=self._token,
        )


def choices(element: Json) -> list[tuple[str, str]]:
    """Return an element's options as value and label, those of its groups included."""
    groups = [group["options"] for group in element.get("option_groups", [])]
    options = [*element.get("options", []), *(one for group in groups for one in group)]
    return [(one["value"], one["text"]["text"]) for one in options]


def address(url: str) -> str:
    """Return an address that a link may have; another, like a script, leads nowhere."""
    return url if url.startswith(("https://", "http://", "mailto:")) else "#"


def threads(messages: list[Message]) -> dict[str, list[Message]]:
    """Return the replies of each thread by the ts of the message that they answer."""
    found: dict[str, list[Message]] = {}
    for message in messages:
        if message.thread_ts:
            found.setdefault(message.thread_ts, []).append(message)
    return found
