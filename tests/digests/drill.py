"""Three desks on one store over a due time, one killed with SIGKILL at a random moment.

    python -m tests.digests.drill --rounds 50

Each desk is a process of its own with the scheduler and the outbox worker of `serve`; their clock
runs thirty times as fast, so that leases run out within seconds. The stand-in for Slack is a real
HTTP server. After each round every channel must have each of its digests once.
"""

import argparse
import logging
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

from pydantic import SecretStr

from commandline.opening import importing, open_store
from commandline.rounds import DigestRounds
from commandline.serving import wire
from console.server import Console
from console.workspace import PEOPLE, TEAM, direct
from handlers.delivery import Delivery
from services import follows
from services.imports import Options, import_file
from services.outbox import OutboxWorker
from services.settings import Settings, load
from storage.engine import Store, Transaction

DESKS = 3
SPEED = 30
DUE = datetime(2026, 11, 30, 9, tzinfo=UTC)
BEFORE, AHEAD, WITHIN = 0.5, 0.25, 0.06
"""Real seconds: from the start of the clocks to the due time; by which the clock of the desk that
is killed is ahead, so that the work is mostly its; and from its first claim, in which it is killed:
about as long as all the work takes."""

PATIENCE = 40.0
CHANNELS = ("C0GENERAL", "C0FITNESS", "C0APPROVE", "U0ANA", "U0BO", "U0CY")
KINDS = {"fitness": "Fitness", "commissions": "No"}
"""What is followed, and the first word of its message."""

DIGESTS = len(CHANNELS) * len(KINDS)
LIST = (
    "handle,name,platform,niche,country,followers,average_likes\n"
    "jane.runs,Jane Runs,instagram,Fitness,US,15000,2000\n"
)


@dataclass(frozen=True, slots=True)
class Round:
    """What became of a round. posted: messages by channel and first word.

    relieved: claims that a killed desk left and another took over; tried_again: deliveries that
    began more than once.
    """

    posted: Counter[tuple[str, str]]
    relieved: int
    tried_again: int

    @property
    def exactly_once(self) -> bool:
        return self.posted == Counter(product(CHANNELS, KINDS.values()))


def clock_from(started: float) -> Callable[[], datetime]:
    """Return a clock that is at the due time BEFORE seconds after the start."""
    return lambda: DUE + timedelta(seconds=(time.time() - started - BEFORE) * SPEED)


def run(seed: int) -> Round:
    """Run one round."""
    chance = random.Random(seed)
    console = Console()
    console.start()
    try:
        with tempfile.TemporaryDirectory(prefix="drill-") as name:
            path = Path(name) / "desk.db"
            prepare(path)
            desks = [_start(path, console) for _ in range(DESKS)]
            try:
                return _over_the_due_time(path, console, desks, chance)
            finally:
                for desk in desks:
                    desk.kill()
                    desk.communicate()
    finally:
        console.stop()


def prepare(path: Path) -> None:
    """Make a store in which channels follow what is due."""
    store = open_store(path)
    file = path.with_name("list.csv")
    file.write_text(LIST)
    import_file(importing(store, load(None)), file, Options())
    before = DUE - timedelta(days=3)
    for channel, what in product(CHANNELS, KINDS):
        zone = load(None).zone
        follows.follow(store, channel, what, actor="U0ANA", now=before, zone=zone, client_id=1)
    store.close()


def _start(path: Path, console: Console) -> subprocess.Popen[str]:
    where = [str(path), console.api_url, console.bot_token]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.digests.drill", "--desk", *where],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _over_the_due_time(
    path: Path, console: Console, desks: list[subprocess.Popen[str]], chance: random.Random
) -> Round:
    for desk in desks:
        assert desk.stdout is not None
        assert desk.stdout.readline() == "ready\n", "a desk did not start"
    started, victim = time.time(), chance.randrange(DESKS)
    for number, desk in enumerate(desks):
        assert desk.stdin is not None
        desk.stdin.write(f"{started - AHEAD if number == victim else started}\n")
        desk.stdin.flush()
    store = Store(path)
    try:
        _until(lambda: bool(store.read(_claims)))
        time.sleep(chance.random() ** 2 * WITHIN)
        desks[victim].send_signal(signal.SIGKILL)
        with console.workspace.changed:
            console.workspace.changed.wait_for(lambda: len(_posted(console)) >= DIGESTS, PATIENCE)
        _until(lambda: not store.read(_unsent))
        time.sleep(0.2)
        return Round(Counter(_posted(console)), *store.read(_troubles))
    finally:
        store.close()


def _posted(console: Console) -> list[tuple[str, str]]:
    """Return channel, or person, and first word of each message."""
    people = {direct(user): user for user in PEOPLE}
    return [
        (people.get(one.channel, one.channel), one.text.split()[0])
        for one in console.workspace.messages
    ]


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.time() + PATIENCE
    while time.time() < deadline and not condition():
        time.sleep(0.001)


def _claims(tx: Transaction) -> int:
    found: int = tx.value("SELECT COUNT(*) FROM claims")
    return found


def _unsent(tx: Transaction) -> int:
    found: int = tx.value("SELECT COUNT(*) FROM outbox WHERE state <> 'sent'")
    return found


def _troubles(tx: Transaction) -> tuple[int, int]:
    late = (DUE + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        tx.value("SELECT COUNT(*) FROM claims WHERE claimed_at > :late", {"late": late}),
        tx.value("SELECT COUNT(*) FROM outbox WHERE attempts > 1"),
    )


def desk(path: Path, api_url: str, token: str) -> None:
    """Be one of the desks, until killed."""
    chosen: Settings = load(None).model_copy(
        update={"slack_bot_token": SecretStr(token), "slack_api_url": api_url}
    )
    store = open_store(path)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    print("ready", flush=True)
    clock = clock_from(float(sys.stdin.readline()))
    wired = wire(chosen, store, path.parent, clock, team=TEAM)
    rounds = DigestRounds(wired, seconds=0.05)
    worker = OutboxWorker(store, Delivery(wired).deliver, clock, wired.woken)
    rounds.start()
    worker.start()
    with suppress(KeyboardInterrupt):
        signal.pause()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--desk", nargs=3)
    chosen = parser.parse_args()
    if chosen.desk:
        desk(Path(chosen.desk[0]), chosen.desk[1], chosen.desk[2])
        return 0
    relieved = tried_again = 0
    for number in range(chosen.rounds):
        found = run(chosen.seed + number)
        relieved += found.relieved
        tried_again += found.tried_again
        if not found.exactly_once:
            print(f"round {number + 1} (seed {chosen.seed + number}): {found}")
            return 1
    print(
        f"{chosen.rounds} rounds, {DIGESTS * chosen.rounds} digests: each posted exactly"
        f" once; {relieved} claims taken over, {tried_again} deliveries taken up again"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
