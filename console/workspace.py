"""The state of one made-up workspace: people, channels, messages, modals, files."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TEAM = "T0CONSOLE"
BOT_USER = "U0DESK"
BOT = "B0DESK"
APP = "A0CONSOLE"
PEOPLE = {"U0ANA": "Ana", "U0BO": "Bo", "U0CY": "Cy"}
OTHER_TEAM = "T0OTHER"
GUESTS = {"U0EVE": "Eve"}
"""People of another team, who see shared channels."""

NAMES = {**PEOPLE, **GUESTS}
CHANNELS = {"C0GENERAL": "general", "C0FITNESS": "fitness", "C0APPROVE": "approvals"}
GROUPS = {"S0MARKETING": "marketing"}
"""Handles of user groups, by id."""

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 1_800.0
RESPONSE_USES = 5


@dataclass(slots=True)
class Message:
    """A message; ephemeral_to: the only person who sees it."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json]
    ephemeral_to: str | None = None
    metadata: Json | None = None
    files: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    unfurls: Json = field(default_factory=dict)


@dataclass(slots=True)
class Group:
    """A user group: what "@marketing" reaches."""

    id: str
    handle: str
    users: list[str]
    updated: int = 0


@dataclass(slots=True)
class ResponseUrl:
    """Where a command or click may be answered: five times within half an hour."""

    channel: str
    user: str
    message_ts: str | None
    expires: float
    uses: int = 0


class Workspace:
    """Everything that is there. All methods may be called from several threads."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.changed = threading.Condition()
        self.version = 0
        self.messages: list[Message] = []
        self.joined = set(CHANNELS)
        self.unknown_blocks: frozenset[str] = frozenset()
        self.views: dict[str, list[Json]] = {user: [] for user in NAMES}
        self.homes: dict[str, Json] = {}
        self.files: dict[str, tuple[Json, bytes]] = {}
        self.groups = {id_: Group(id_, name, ["U0ANA", "U0BO"]) for id_, name in GROUPS.items()}
        self.responses: dict[str, ResponseUrl] = {}
        self.triggers: dict[str, tuple[str, float]] = {}
        self.spent: set[str] = set()
        self._last = 0

    def touch(self) -> None:
        with self.changed:
            self.version += 1
            self.changed.notify_all()

    def next_ts(self) -> str:
        with self.changed:
            self._last = max(self._last + 1, int(self.clock() * 1_000_000))
            return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def post(self, channel: str, user: str, text: str, **more: Any) -> Message:
        message = Message(
            self.next_ts(), channel, user, text, more.pop("blocks", None) or [], **more
        )
        with self.changed:
            self.messages.append(message)
        self.touch()
        return message

    def find(self, channel: str, ts: str) -> Message | None:
        for message in self.messages:
            if message.channel == channel and message.ts == ts:
                return message
        return None

    def remove(self, message: Message) -> None:
        with self.changed:
            self.messages.remove(message)
        self.touch()

    def seen_by(self, user: str, channel: str) -> list[Message]:
        return [
            one
            for one in self.messages
            if one.channel == channel and one.ephemeral_to in (None, user)
        ]

    def channel_error(self, channel: str) -> str | None:
        """Return Slack's word for why the bot can't post or read in a channel, or None."""
        if person_of(channel) or channel in self.joined:
            return None
        return "not_in_channel" if channel in CHANNELS else "channel_not_found"

    def new_trigger(self, user: str) -> str:
        trigger = f"{secrets.randbelow(10**12)}.{secrets.token_hex(8)}"
        self.triggers[trigger] = (user, self.clock() + TRIGGER_SECONDS)
        return trigger

    def take_trigger(self, trigger: str) -> tuple[str | None, str | None]:
        """Return (user, None), or (None, Slack's word for why not)."""
        if trigger in self.spent:
            return None, "exchanged_trigger_id"
        user, expires = self.triggers.get(trigger, (None, 0.0))
        if user is None:
            return None, "invalid_trigger_id"
        if self.clock() > expires:
            return None, "expired_trigger_id"
        self.spent.add(trigger)
        return user, None

    def new_response(self, channel: str, user: str, message_ts: str | None = None) -> str:
        key = secrets.token_urlsafe(16)
        expires = self.clock() + RESPONSE_SECONDS
        self.responses[key] = ResponseUrl(channel, user, message_ts, expires)
        return key


def direct(user: str) -> str:
    """Return the channel of a person's direct messages with the bot."""
    return f"D{user[1:]}"


def team_of(user: str) -> str:
    """Return the team that a person is a member of."""
    return OTHER_TEAM if user in GUESTS else TEAM


def person_of(channel: str) -> str | None:
    """Return whose direct messages a channel holds, or None."""
    return next((user for user in NAMES if direct(user) == channel), None)


def truth(value: Any) -> bool:
    """Read a boolean argument, which comes as JSON or as a form's text."""
    return value in (True, 1, "1", "true", "True")
