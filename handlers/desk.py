"""What handlers are given: everything is made once, in one place, and passed on."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Self

import httpx
from slack_sdk import WebClient

from services import rights
from services.errors import NotAllowed
from services.importing import Importing
from services.rights import NOBODY, Role, Seat
from services.settings import Settings
from storage.engine import Store


@dataclass(frozen=True, slots=True)
class Files:
    """How handlers and the worker of files meet.

    looks, works: set when there may be something to look at or to send, to import or to take back;
    a thread of the worker waits for each. drawing: held while a click changes a message that the
    worker changes next.
    """

    looks: threading.Event = field(default_factory=threading.Event)
    works: threading.Event = field(default_factory=threading.Event)
    drawing: threading.Lock = field(default_factory=threading.Lock)

    def wake(self) -> None:
        """Let the worker look at once for what it shall do."""
        self.looks.set()
        self.works.set()


@dataclass(frozen=True, slots=True)
class Desk:
    """Settings, store, clock, Slack's clients, and one HTTP client for answers to clicks.

    slack: for handlers, who have three seconds. worker: the same Slack for threads that can wait;
    it tries again when Slack asks to slow down or is cut off.
    folder: where dropped files are put while they are read.
    team: the id of the workspace whose people are at home here.
    woken: set when something was written into the outbox; its worker waits for it.
    files: how the worker of dropped and asked for files is told.
    seat: who asks, and for which client; within a request only. Before it nobody may anything.
    """

    settings: Settings
    store: Store
    clock: Callable[[], datetime]
    slack: WebClient
    worker: WebClient
    http: httpx.Client
    folder: Path
    team: str
    woken: threading.Event = field(default_factory=threading.Event)
    files: Files = field(default_factory=Files)
    seat: Seat = NOBODY

    def wake(self) -> None:
        """Let what was written into the outbox go out at once."""
        self.woken.set()

    def seated(
        self, person: str, team: str, *, channel: str = "", client_id: int | None = None
    ) -> Self:
        """Return the desk as one person has it before them. Raises NoRight."""
        return self._seated(person, team == self.team, channel, client_id)

    def seated_later(self, person: str, client_id: int | None = None) -> Self:
        """Return the desk as somebody has it before them to whom something goes by itself.

        Raises NoRight.
        """
        return self._seated(person, rights.is_at_home(self.store, person), "", client_id)

    def _seated(self, person: str, at_home: bool, channel: str, client_id: int | None) -> Self:
        now = self.clock()
        there = rights.seat(
            self.store, person, at_home=at_home, channel=channel, client_id=client_id, now=now
        )
        return replace(self, seat=there)

    def needs(self, role: Role, client_id: int | None = None) -> Self:
        """Return the desk, moved to a client where one is named, if the person has the role.

        Raises NoRight.
        """
        if client_id in (None, self.seat.client_id) and self.seat.may(role):
            return self
        return replace(self, seat=rights.at(self.store, self.seat, role, client_id))

    def of_all(self) -> Self:
        """Return the desk for answers that are of no one client, or name theirs themselves."""
        return replace(self, seat=NOBODY)

    def needs_admin_of_all(self, why: str) -> Self:
        """Return the desk, if the person is admin of all clients. why: what is said to an admin of
        one. Raises NoRight and NotAllowed.
        """
        desk = self.needs(Role.ADMIN)
        if not rights.is_admin_of_all(self.store, self.seat.person, self.clock()):
            raise NotAllowed(why)
        return desk

    def importing(self, actor: str) -> Importing:
        return Importing(self.store, self.settings.bounds, self.settings.rates, self.clock, actor)
