"""A desk that is killed with SIGKILL at its n-th step: a statement of SQL, or a call of Slack's.

A step of Slack's counts twice: once before the call, once after it was answered.
"""

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from commandline.serving import demo_settings, wire
from console.server import Console
from console.workspace import TEAM
from handlers.delivery import Delivery
from handlers.desk import Desk
from services import offer_moves, offers
from services.offer_states import Move
from services.outbox import LEASE, deliver_next
from storage import audit
from storage.engine import Store
from tests.conftest import NOON
from tests.offers.making import BO, seen

LATER = NOON + timedelta(minutes=11)
RESTARTED = LATER + LEASE * 2


class Steps:
    """Counts steps, and ends the process at the one that was chosen."""

    def __init__(self, last: int) -> None:
        self.left = last

    def __call__(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class DyingStore(Store):
    steps: Callable[..., None]

    def _connect(self) -> sqlite3.Connection:
        connection = super()._connect()
        connection.set_trace_callback(self.steps)
        return connection


class DyingClient(WebClient):
    steps: Callable[..., None]

    def api_call(self, *args: Any, **kwargs: Any) -> Any:
        self.steps()
        answer = super().api_call(*args, **kwargs)
        self.steps()
        return answer


@dataclass(frozen=True, slots=True)
class After:
    """What is there after a kill and a restart. cards: of the offer, then of the one beside it."""

    state: str
    decisions: int
    cards: list[str]
    texts: int
    unsent: int
    audit_is_whole: bool

    @property
    def as_it_should_be(self) -> bool:
        """Tell whether the decision was made or not made, and everything shows just that."""
        decided = int(self.state == "approved")
        shown, left = (("Waiting for", "$161"), ("Approved by", "$122"))[decided]
        return (
            self.decisions == decided
            and len(self.cards) == 2
            and shown in self.cards[0]
            and f"Left after this: {left} of $200" in self.cards[1]
            and self.texts == decided
            and self.unsent == 0
            and self.audit_is_whole
        )


def work(desk: Desk) -> None:
    """Post the cards, approve, let them catch up, and send the text once the undo has passed."""
    deliver_all(desk, NOON)
    offer = offers.get(desk.store, 1)
    offer_moves.move(desk.store, 1, Move.APPROVE, actor=BO, now=NOON, seen=seen(offer))
    deliver_all(desk, NOON)
    deliver_all(desk, LATER)


def deliver_all(desk: Desk, now: datetime) -> None:
    deliver = Delivery(replace(desk, clock=lambda: now)).deliver
    while deliver_next(desk.store, deliver, lambda: now, f"worker {os.getpid()}"):
        pass


def killed_at(step: int, template: Path, folder: Path, console: Console) -> After | None:
    """Kill a desk at a step, start another, and return what is there; None past the last step."""
    path = folder / f"desk-{step}.db"
    shutil.copyfile(template, path)
    console.workspace.messages.clear()
    if finishes(step, path, console, folder, work):
        return None
    store = Store(path)
    deliver_all(
        wire(demo_settings(console), store, folder, lambda: RESTARTED, team=TEAM), RESTARTED
    )
    found = _after(store, console)
    store.close()
    path.unlink()
    return found


def finishes(
    step: int, path: Path, console: Console, folder: Path, work: Callable[[Desk], None]
) -> bool:
    """Let a desk work until it dies at a step; tell whether it was done before."""
    child = os.fork()
    if child == 0:
        steps = Steps(step)
        store = DyingStore(path)
        store.steps = steps
        desk = wire(demo_settings(console), store, folder, lambda: NOON, team=TEAM)
        client = DyingClient(console.bot_token, base_url=console.api_url, retry_handlers=[])
        client.steps = steps
        try:
            work(replace(desk, slack=client, worker=client))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status)


def _after(store: Store, console: Console) -> After:
    messages = console.workspace.messages
    return After(
        state=offers.get(store, 1).row.state,
        decisions=store.read(
            lambda tx: tx.value("SELECT COUNT(*) FROM offer_moves WHERE from_state = 'waiting'")
        ),
        cards=[str(one.blocks) for one in messages if one.channel == "C0APPROVE"],
        texts=len([one for one in messages if one.channel == "D0ANA"]),
        unsent=store.read(lambda tx: tx.value("SELECT COUNT(*) FROM outbox WHERE state <> 'sent'")),
        audit_is_whole=store.read(audit.first_broken) is None,
    )
