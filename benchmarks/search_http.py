"""/find-influencer fitness over HTTP, held against an empty command on the same server.

Both in one run, in turn, over one kept connection from another process; signed requests, warm.
Usage: python -m benchmarks.search_http [ACCOUNTS] [ROUNDS]
"""

import hashlib
import hmac
import http.client
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from slack_bolt import Ack

from benchmarks.measure import Bounds, milliseconds, percentile
from benchmarks.stores import NOW, store_of
from commandline.serving import wire
from handlers.app import build
from services.settings import load
from storage.engine import Store
from web.server import Web

SECRET = "0123456789abcdef0123456789abcdef"
RATIO, GROWTH = 1.5, 1 / 3
SMALL = 1_000
WARM = 200
TURN = 100
"""Requests to one store before the other has its turn."""


def serve(path: str) -> None:
    """Serve a store until standard input ends; print the port."""
    chosen = load(None).model_copy(
        update={
            "slack_signing_secret": type(load(None).slack_signing_secret)(SECRET),
            "slack_bot_token": type(load(None).slack_bot_token)("xoxb-benchmark"),
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        desk = wire(chosen, Store(Path(path)), Path(folder), lambda: NOW, team="T1")
        app = build(desk)
        empty = build(desk)
        empty._listeners.clear()
        empty.command("/empty")(_empty)
        web = Web(app, desk.store, "127.0.0.1", 0)
        bare = Web(empty, desk.store, "127.0.0.1", 0)
        web.start()
        bare.start()
        print(web.url.rpartition(":")[2], bare.url.rpartition(":")[2], flush=True)
        sys.stdin.read()
        web.stop()
        bare.stop()


def _empty(ack: Ack) -> None:
    ack("ok")


class Client:
    """Sends signed slash commands over one kept connection."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port)

    def command(self, name: str, text: str) -> tuple[float, bytes]:
        """Send a command; return the seconds until its answer was there, and the answer."""
        form = {"command": name, "text": text, "user_id": "U1", "team_id": "T1"}
        form |= {"channel_id": "C1", "trigger_id": "1.2", "response_url": "http://127.0.0.1:9/"}
        body = urlencode({**form, "token": "x", "api_app_id": "A1"}).encode()
        stamp = str(int(time.time()))
        basis = b"v0:" + stamp.encode() + b":" + body
        signature = "v0=" + hmac.new(SECRET.encode(), basis, hashlib.sha256).hexdigest()
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": signature,
        }
        began = time.perf_counter()
        self._connection.request("POST", "/slack/events", body, headers)
        answer = self._connection.getresponse().read()
        return time.perf_counter() - began, answer


@contextmanager
def served(path: Path) -> Iterator[tuple[Client, Client]]:
    """Serve a store from a process of its own; yield a client of the desk and of the empty app."""
    arguments = [sys.executable, "-m", "benchmarks.search_http", "--serve", str(path)]
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        ports = [int(port) for port in server.stdout.readline().split()]
        yield Client(ports[0]), Client(ports[1])
        server.stdin.close()
        server.wait()


def measure(
    search: Client, bare: Client, rounds: int, searched: list[float], empty: list[float]
) -> int:
    """Ask for the search and for the empty command in turn; return the bytes of the answer."""
    answer = b""
    for _ in range(rounds):
        took, answer = search.command("/find-influencer", "fitness")
        searched.append(took)
        empty.append(bare.command("/empty", "")[0])
    assert b"Fitness" in answer, answer[:200]
    return len(answer)


def main(count: int, rounds: int) -> None:
    """Measure a small and a large store in turn, so that both meet the same moments."""
    bounds = Bounds()
    with served(store_of(SMALL)) as small, served(store_of(count)) as large:
        for pair in (small, large):
            measure(*pair, WARM, [], [])
        took: dict[int, tuple[list[float], list[float]]] = {SMALL: ([], []), count: ([], [])}
        for _ in range(max(1, rounds // TURN)):
            lengths = {
                size: measure(*pair, min(rounds, TURN), *took[size])
                for size, pair in ((SMALL, small), (count, large))
            }
    for size, (searched, empty) in took.items():
        print(f"{size:,} accounts: /find-influencer fitness {milliseconds(searched)},")
        print(f"  ack('ok') {milliseconds(empty)}; the answer has {lengths[size]:,} bytes")
    searched, empty = took[count]
    bounds.hold(
        f"ratio of medians at {count:,}", percentile(searched, 0.5) / percentile(empty, 0.5), RATIO
    )
    growth = percentile(searched, 0.5) / percentile(took[SMALL][0], 0.5) - 1
    bounds.hold(f"growth of the median from {SMALL:,} to {count:,}", growth, GROWTH)
    bounds.done()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(sys.argv[2])
    else:
        main(*[int(one) for one in [*sys.argv[1:], "1000000", "3000"][:2]])
