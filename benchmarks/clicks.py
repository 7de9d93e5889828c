"""A click that approves, with many offers in the store, beside an empty action.

The click's commit and acknowledgement over HTTP, held against an empty Bolt action on the same
server; and how long it takes until the card has changed in the stand-in for Slack.
Usage: python -m benchmarks.clicks [OFFERS] [ROUNDS]
"""

import hashlib
import hmac
import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import orjson
from pydantic import SecretStr
from slack_bolt import Ack

from benchmarks.generate import FOLDER
from benchmarks.measure import Bounds, milliseconds, percentile
from benchmarks.stores import store_of
from commandline.serving import wire
from console.server import Console
from console.workspace import TEAM
from handlers.app import build
from handlers.delivery import Delivery
from services import campaigns, drafting
from services.campaigns import NewCampaign
from services.importing import instant
from services.outbox import OutboxWorker
from services.settings import load
from storage.engine import Store, copy_to
from web.server import Web

RATIO = 2.0
CHANNEL, APPROVER = "C0APPROVE", "U0BO"


def offers_store(count: int) -> Path:
    """Return a store with so many offers that wait; made once."""
    accounts = store_of(count)
    path = accounts.with_name(accounts.name.replace("store", "offers"))
    if path.exists():
        return path
    print(f"Proposing {count:,} offers, once ...", flush=True)
    source = Store(accounts)
    partial = path.with_suffix(f".{os.getpid()}")
    copy_to(source, partial)
    source.close()
    store, now = Store(partial), datetime.now(UTC)
    new = NewCampaign(
        name="Benchmark", niche="Fitness", brief="", starts_on=date(2026, 1, 1),
        ends_on=date(2030, 1, 1), currency="USD", budget_minor=10**12, gift="Set",
        gift_value_minor=3_900, commission_bp=1_000, window_days=30, holding_days=30,
        channel=CHANNEL, approvers=(APPROVER,),
    )  # fmt: skip
    campaign = campaigns.create(store, new, actor="U0ANA", now=now, client_id=1)

    def propose(tx: Any, first: int) -> None:
        for account in range(first, min(first + 500, count + 1)):
            drafting.draft_in(tx, campaign.row.id, account, None, "", "U0ANA", now, True)

    for first in range(1, count + 1, 500):
        store.write(propose, first, patience=60.0)
    store.write(lambda tx: tx.run("UPDATE outbox SET state = 'cancelled'"), patience=60.0)
    store.write(
        lambda tx: tx.run("UPDATE offers SET expires_at = '2030-01-01T00:00:00Z'"), patience=60.0
    )
    store.close()
    partial.replace(path)
    return path


def serve(path: str, api_url: str, token: str, secret: str) -> None:
    """Serve a store, and an empty action beside it, until standard input ends."""
    chosen = load(None).model_copy(
        update={
            "slack_bot_token": SecretStr(token),
            "slack_signing_secret": SecretStr(secret),
            "slack_api_url": api_url,
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        desk = wire(chosen, Store(Path(path)), Path(folder), team=TEAM)
        empty = build(desk)
        empty._listeners.clear()
        empty.action("offer:approve")(_empty)
        web = Web(build(desk), desk.store, "127.0.0.1", 0)
        bare = Web(empty, desk.store, "127.0.0.1", 0)
        worker = OutboxWorker(desk.store, Delivery(desk).deliver, desk.clock, desk.woken)
        for part in (web, bare, worker):
            part.start()
        print(web.url.rpartition(":")[2], bare.url.rpartition(":")[2], flush=True)
        sys.stdin.read()
        for part in (worker, web, bare):
            part.stop()


def _empty(ack: Ack) -> None:
    ack()


class Clicker:
    """Sends signed clicks over one kept connection."""

    def __init__(self, port: int, secret: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port)
        self._secret = secret

    def click(self, value: str, ts: str, response_url: str) -> float:
        """Press Approve; return the seconds until it was acknowledged."""
        body = {
            "type": "block_actions",
            "user": {"id": APPROVER, "team_id": "T0CONSOLE"},
            "team": {"id": "T0CONSOLE"},
            "api_app_id": "A1",
            "token": "x",
            "trigger_id": "1.2",
            "channel": {"id": CHANNEL},
            "container": {"type": "message", "message_ts": ts, "channel_id": CHANNEL},
            "response_url": response_url,
            "actions": [{"type": "button", "action_id": "offer:approve", "value": value}],
        }
        sent = urlencode({"payload": orjson.dumps(body).decode()}).encode()
        stamp = str(int(time.time()))
        basis = b"v0:" + stamp.encode() + b":" + sent
        signature = "v0=" + hmac.new(self._secret.encode(), basis, hashlib.sha256).hexdigest()
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": signature,
        }
        began = time.perf_counter()
        self._connection.request("POST", "/slack/events", sent, headers)
        answer = self._connection.getresponse()
        answer.read()
        took = time.perf_counter() - began
        assert answer.status == 200, answer.status
        return took


@contextmanager
def served(path: Path, console: Console) -> Iterator[tuple[Clicker, Clicker]]:
    where = [str(path), console.api_url, console.bot_token, console.signing_secret]
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.clicks", "--serve", *where],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        ports = [int(port) for port in server.stdout.readline().split()]
        secret = console.signing_secret
        yield Clicker(ports[0], secret), Clicker(ports[1], secret)
        server.stdin.close()
        server.wait()


def main(count: int, rounds: int) -> None:
    bounds = Bounds()
    source = offers_store(count)
    console = Console()
    console.start()
    with tempfile.TemporaryDirectory(dir=FOLDER) as name:
        path = Path(name) / "desk.db"
        original = Store(source)
        copy_to(original, path)
        original.close()
        rows = posted(path, console, rounds + 50)
        watching = Store(path)
        with served(path, console) as (desk, bare):
            clicked, empty, changed = [], [], []
            for number, (value, message) in enumerate(rows):
                drained(watching)
                least = bare.click(value, message.ts, f"{console.url}/respond/none")
                took = desk.click(value, message.ts, f"{console.url}/respond/none")
                began = time.perf_counter()
                with console.workspace.changed:
                    shown = console.workspace.changed.wait_for(
                        lambda card=message: "Approved by" in str(card.blocks), 10
                    )
                assert shown, "the card did not change"
                if number >= 50:
                    clicked.append(took)
                    empty.append(least)
                    changed.append(took + time.perf_counter() - began)
        watching.close()
    console.stop()
    print(f"{count:,} offers in the store, {rounds} clicks")
    print(f"  commit and acknowledgement {milliseconds(clicked)}")
    print(f"  empty action {milliseconds(empty)}")
    print(f"  until the card has changed {milliseconds(changed)}")
    ratio = percentile(clicked, 0.5) / percentile(empty, 0.5)
    bounds.hold("ratio of medians", ratio, RATIO)
    bounds.done()


def drained(store: Store) -> None:
    """Wait until all that is due has gone out: the next click comes to a desk at rest."""
    due = "SELECT COUNT(*) FROM outbox WHERE state IN ('waiting', 'sending') AND not_before <= :now"
    while store.read(lambda tx: tx.value(due, {"now": instant(datetime.now(UTC))})):
        time.sleep(0.005)
    time.sleep(0.01)


def posted(path: Path, console: Console, count: int) -> list[tuple[str, Any]]:
    """Post a card for the newest offers, as the stand-in has them; return value and message."""
    store, cards = Store(path), []
    rows = store.read(
        lambda tx: tx.rows(
            "SELECT id, version, fingerprint FROM offers ORDER BY id DESC LIMIT :take",
            {"take": count},
        )
    )
    for offer_id, version, fingerprint in rows:
        message = console.workspace.post(CHANNEL, "U0DESK", "card")
        store.write(_has_card, offer_id, message.ts)
        cards.append((orjson.dumps([offer_id, version, fingerprint]).decode(), message))
    store.close()
    return cards


def _has_card(tx: Any, offer_id: int, ts: str) -> None:
    tx.run(
        "UPDATE offers SET card_channel = :channel, card_ts = :ts WHERE id = :id",
        {"channel": CHANNEL, "ts": ts, "id": offer_id},
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(*sys.argv[2:6])
    else:
        main(*[int(one) for one in [*sys.argv[1:], "100000", "500"][:2]])
