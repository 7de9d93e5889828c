"""Drives a bot through the console, as its users would: type, click, choose, submit, drop."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from console.server import Console
from console.workspace import BOT_USER, CHANNELS, NAMES, Message, direct

Json = dict[str, Any]
PATIENCE = 15.0
_USERS = {name.lower(): user for user, name in NAMES.items()}
_CHANNELS = {name: channel for channel, name in CHANNELS.items()}


@dataclass(frozen=True, slots=True)
class Reply:
    """A message as its reader sees it."""

    message: Message

    @property
    def text(self) -> str:
        """The plain-text fallback."""
        return self.message.text

    @property
    def shown(self) -> str:
        """All visible text, labels and menus included, in reading order."""
        return "\n".join(texts_in(self.message.blocks))


@dataclass(frozen=True, slots=True)
class Shared:
    """A file that the bot shared: its name, its bytes, and the message that it came with."""

    name: str
    content: bytes
    message: Message


def texts_in(blocks: Any) -> list[str]:
    """Return the texts of blocks or a view, in reading order."""
    if isinstance(blocks, list):
        return [text for one in blocks for text in texts_in(one)]
    if not isinstance(blocks, dict):
        return []
    if isinstance(blocks.get("text"), str):
        return [blocks["text"]]
    return [text for value in blocks.values() for text in texts_in(value)]


def elements_in(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Return what can be pressed or chosen, each with its block, cards and containers included."""
    for block in blocks:
        inner = block.get("child_blocks", [])
        if block["type"] == "carousel":
            inner = block["elements"]
        yield from elements_in(inner)
        own = [] if block["type"] == "carousel" else block.get("elements", [])
        for element in [*own, *block.get("actions", []), block.get("accessory") or {}]:
            yield block, element


class Slack:
    """A workspace to test with."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.workspace = console.workspace

    def command(self, line: str, by: str = "ana", channel: str = "general") -> Reply:
        """Type a command; return its answer."""
        found = self.console.dispatch.command(line, _USERS[by], _CHANNELS[channel])
        assert found is not None, "the command was not answered"
        return Reply(found)

    def mention(
        self,
        text: str,
        by: str = "ana",
        channel: str = "general",
        thread: Message | None = None,
    ) -> Reply:
        """Say "@desk text", in a thread where one is named; return the bot's next message."""
        thread_ts = (thread.thread_ts or thread.ts) if thread else None
        said = self.console.dispatch.say(f"@desk {text}", _USERS[by], _CHANNELS[channel], thread_ts)

        def answers() -> list[Message]:
            after = self.workspace.messages[self.workspace.messages.index(said) :]
            return [one for one in after if one.user == BOT_USER]

        self.wait(lambda: bool(answers()))
        return Reply(answers()[0])

    def suggest(self, action: str, typed: str, by: str = "ana") -> list[str]:
        """Type into a search of the modal on top, found by its action_id; return its entries."""
        view = self.view(by)
        assert view is not None, "no modal is open"
        block = next(
            one for one in view["blocks"] if one.get("element", {}).get("action_id") == action
        )
        asked = {"block_id": block["block_id"], "action_id": action, "value": typed}
        found = self.console.dispatch.suggest(asked, _USERS[by], view=view)
        return [one["text"]["text"] for one in found]

    def click(self, reply: Reply, label: str, by: str = "ana") -> Reply:
        """Press a button by its label; return the message as it is then, or what was posted."""
        return self._act(reply, by, lambda element: _pressed(element, label), label)

    def choose(self, reply: Reply, label: str, by: str = "ana") -> Reply:
        """Choose an entry of a menu by the beginning of its label."""
        return self._act(reply, by, lambda element: _chosen(element, label), label)

    def pick(self, reply: Reply, action: str, label: str, by: str = "ana") -> Reply:
        """Choose an entry of a select, found by the beginning of its action_id."""
        return self._act(reply, by, lambda element: _picked(element, action, label), label)

    def view(self, by: str = "ana") -> Json | None:
        """Return the modal on top, if there is one."""
        stack = self.workspace.views[_USERS[by]]
        return stack[-1] if stack else None

    def submit(self, values: Json, by: str = "ana") -> Json:
        """Submit the modal: {block_id: {action_id: {...}}}; return its field errors."""
        return self.console.dispatch.submit(_USERS[by], values)

    def drop(self, name: str, content: bytes, by: str = "ana") -> Reply:
        """Drop a file on the bot; return what it says of it."""
        before = len(self.workspace.messages)
        self.console.dispatch.drop(_USERS[by], name, content)

        def reported() -> bool:
            new = self.workspace.messages[before + 1 :]
            return bool(new) and not new[-1].text.startswith("Reading ")

        self.wait(reported)
        return Reply(self.workspace.messages[-1])

    def bring_in(self, name: str, content: bytes, by: str = "ana") -> Reply:
        """Drop a file on the bot and press Import; return the report."""
        shown = self.drop(name, content, by)
        self.click(shown, "Import ", by)
        self.wait(lambda: not shown.text.endswith("…"))
        return shown

    def direct_messages(self, by: str = "ana") -> list[Reply]:
        user = _USERS[by]
        return [Reply(one) for one in self.workspace.seen_by(user, direct(user))]

    def files(self, by: str = "ana", channel: str | None = None) -> list[Shared]:
        """Return the bot's files in a channel, else in a person's direct messages with it."""
        place = _CHANNELS[channel] if channel else direct(_USERS[by])
        return [
            Shared(file["name"], self.workspace.files[file["id"]][1], message)
            for message in self.workspace.seen_by(_USERS[by], place)
            for file in message.files
            if message.user == BOT_USER
        ]

    def change_group(self, handle: str, members: list[str]) -> None:
        """Change who is in a user group, for example marketing; the bot is told."""
        groups = self.workspace.groups.values()
        group = next(one for one in groups if one.handle == handle)
        self.console.dispatch.change_group(group, [_USERS[one] for one in members])

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something has happened in the workspace."""
        with self.workspace.changed:
            assert self.workspace.changed.wait_for(condition, PATIENCE), "it did not happen"

    def _act(
        self, reply: Reply, by: str, match: Callable[[Json], Json | None], label: str
    ) -> Reply:
        for block, element in elements_in(reply.message.blocks):
            if action := match(element):
                before = len(self.workspace.messages)
                action["block_id"] = block.get("block_id", "")
                self.console.dispatch.click(action, _USERS[by], message=reply.message)
                new = self.workspace.messages[before:]
                return Reply(new[-1]) if new else reply
        raise AssertionError(f"there is no {label!r} to press in: {reply.shown}")


def _pressed(element: Json, label: str) -> Json | None:
    if element.get("type") != "button" or not element["text"]["text"].startswith(label):
        return None
    return {"type": "button", "action_id": element["action_id"], "value": element.get("value", "")}


def _picked(element: Json, action: str, label: str) -> Json | None:
    if not str(element.get("action_id", "")).startswith(action):
        return None
    for option in element.get("options", []):
        if option["text"]["text"] == label:
            return {
                "type": element["type"],
                "action_id": element["action_id"],
                "selected_option": option,
            }
    return None


def _chosen(element: Json, label: str) -> Json | None:
    for option in element.get("options", []):
        if element["type"] == "overflow" and option["text"]["text"].startswith(label):
            return {
                "type": "overflow",
                "action_id": element["action_id"],
                "selected_option": option,
            }
    return None
