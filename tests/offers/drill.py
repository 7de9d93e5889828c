"""Eight desks on one store, and two hundred people who press one offer's button at once.

    python -m tests.offers.drill --rounds 10

Each desk is a process of its own with a real HTTP server and an outbox worker; the clicks are
signed requests. There must be one decision, and an answer for everybody.
"""

import argparse
import logging
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from commandline.opening import importing, now, open_store
from commandline.serving import wire
from console.dispatch import Dispatch
from console.server import Console
from console.workspace import NAMES, TEAM, Message
from handlers.app import build
from handlers.delivery import Delivery
from services import drafting
from services.imports import Options, import_file
from services.outbox import OutboxWorker
from services.settings import Settings, load
from storage.engine import Store
from tests.offers.making import ANA, creators, make_campaign
from web.server import Web

DESKS, CLICKS = 8, 200
PATIENCE = 30.0
CROWD = 15.0
"""Seconds that a click may take: two hundred clickers share this one process with its own queue."""
CLICKERS = tuple(f"UCLICK{number}" for number in range(CLICKS))


@dataclass(frozen=True, slots=True)
class Round:
    """decisions: moves out of waiting. answers: what all but the first were told, by its kind."""

    decisions: int
    answers: Counter[str]
    card: str

    @property
    def as_it_should_be(self) -> bool:
        told = Counter({"told who was first": CLICKS - 1})
        return self.decisions == 1 and self.answers == told and "Approved by" in self.card


def run() -> Round:
    """Run one round."""
    NAMES.update({person: person for person in CLICKERS})
    console = Console()
    console.start()
    try:
        with tempfile.TemporaryDirectory(prefix="drill-") as name:
            path = Path(name) / "desk.db"
            prepare(path)
            desks = [_start(path, console) for _ in range(DESKS)]
            try:
                return _all_at_once(path, console, desks)
            finally:
                for desk in desks:
                    desk.kill()
                    desk.communicate()
    finally:
        console.stop()


def prepare(path: Path) -> None:
    """Make a store with one offer that waits."""
    store = open_store(path)
    file = path.with_name("list.csv")
    file.write_text(creators(1))
    import_file(importing(store, load(None)), file, Options())
    campaign = make_campaign(store, now(), approvers=CLICKERS)
    drafting.draft(
        store, campaign_id=campaign.row.id, account_id=1, terms=None, why="", actor=ANA,
        now=now(), propose=True,
    )  # fmt: skip
    store.close()


def _start(path: Path, console: Console) -> subprocess.Popen[str]:
    where = [str(path), console.api_url, console.bot_token, console.signing_secret]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.offers.drill", "--desk", *where],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _all_at_once(path: Path, console: Console, desks: list[subprocess.Popen[str]]) -> Round:
    doors = []
    for desk in desks:
        assert desk.stdout is not None
        door = Dispatch(console.workspace, console.signing_secret, seconds=CROWD)
        door.base, door.bot_url = console.url, desk.stdout.readline().strip()
        doors.append(door)
    card = _card(console)
    button = next(
        one for block in card.blocks for one in block.get("elements", [])
        if one["action_id"] == "offer:approve"
    )  # fmt: skip
    action = {"type": "button", "action_id": "offer:approve", "value": button["value"]}
    gate = threading.Barrier(CLICKS)

    def click(number: int) -> None:
        gate.wait()
        doors[number % DESKS].click(dict(action), CLICKERS[number], message=card)

    threads = [threading.Thread(target=click, args=(number,)) for number in range(CLICKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with console.workspace.changed:
        console.workspace.changed.wait_for(lambda: "Approved by" in _shown(card), PATIENCE)
        console.workspace.changed.wait_for(
            lambda: sum(_answers(console).values()) >= CLICKS - 1, PATIENCE
        )
    return Round(_decisions(path), _answers(console), _shown(card))


def _card(console: Console) -> Message:
    def posted() -> list[Message]:
        return [one for one in console.workspace.messages if one.channel == "C0APPROVE"]

    with console.workspace.changed:
        assert console.workspace.changed.wait_for(lambda: bool(posted()), PATIENCE)
    return posted()[0]


def _shown(card: Message) -> str:
    return str(card.blocks)


def _decisions(path: Path) -> int:
    store = Store(path)
    found: int = store.read(
        lambda tx: tx.value("SELECT COUNT(*) FROM offer_moves WHERE from_state = 'waiting'")
    )
    store.close()
    return found


def _answers(console: Console) -> Counter[str]:
    """Return what clickers were told, each person once; the first one sees the card change."""
    told = {one.ephemeral_to: one for one in console.workspace.messages if one.ephemeral_to}
    return Counter(
        "told who was first" if "approved this" in _words(one) else _words(one)
        for one in told.values()
    )


def _words(message: Message) -> str:
    return message.text or str(message.blocks)


def desk(path: Path, *where: Any) -> None:
    """Be one of the desks, until killed."""
    api_url, token, secret = where
    chosen: Settings = load(None).model_copy(
        update={
            "slack_bot_token": SecretStr(token),
            "slack_api_url": api_url,
            "slack_signing_secret": SecretStr(secret),
        }
    )
    logging.disable(logging.CRITICAL)
    store = open_store(path)
    wired = wire(chosen, store, path.parent, lambda: datetime.now(UTC), team=TEAM)
    web = Web(build(wired), store, "127.0.0.1", 0)
    worker = OutboxWorker(store, Delivery(wired).deliver, wired.clock, wired.woken)
    web.start()
    worker.start()
    print(web.url, flush=True)
    sys.stdin.read()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--desk", nargs=4, metavar=("STORE", "API", "TOKEN", "SECRET"))
    asked = parser.parse_args()
    if asked.desk:
        desk(Path(asked.desk[0]), *asked.desk[1:])
        return 0
    good = 0
    for number in range(asked.rounds):
        done = run()
        good += done.as_it_should_be
        if not done.as_it_should_be:
            print(f"round {number}: {done}")
    print(f"{good} of {asked.rounds} rounds: one decision, {CLICKS} clicks answered")
    return 0 if good == asked.rounds else 1


if __name__ == "__main__":
    sys.exit(main())
