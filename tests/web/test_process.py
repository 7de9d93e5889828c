"""The served process: it finishes what it has begun, and says why it can't start."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from console.server import Console
from tests.conftest import Bring, Start
from tests.handlers.conftest import CREATORS, FORM, signature

SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def environment(tmp_path: Path, port: int, console: Console) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    return {
        **ours,
        "SLACK_BOT_TOKEN": console.bot_token,
        "SLACK_API_URL": console.api_url,
        "SLACK_SIGNING_SECRET": SECRET,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'desk.db'}",
        "PORT": str(port),
    }


@pytest.fixture
def serving(environment: dict[str, str], start: Start, port: int) -> subprocess.Popen[str]:
    """The desk, served over HTTP by a process of its own."""
    process = start("serve", env=environment)
    assert process.stdout
    assert process.stdout.readline().startswith("Serving http://127.0.0.1:")
    assert httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200
    return process


def test_request_at_hand_is_finished_before_the_end(
    serving: subprocess.Popen[str], port: int
) -> None:
    body = urlencode({"command": "/find-influencer", "text": "help", "user_id": "U1"}).encode()
    head = {**signature(SECRET, body, time.time()), "content-type": FORM, "host": "x"}
    lines = [f"{name}: {value}\r\n" for name, value in head.items()]
    start = f"POST /slack/events HTTP/1.1\r\n{''.join(lines)}content-length: {len(body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as there:
        there.sendall(start.encode() + body[:5])
        httpx.get(f"http://127.0.0.1:{port}/healthz")
        serving.send_signal(signal.SIGTERM)
        there.sendall(body[5:])
        answer = there.recv(65_536)
    assert (answer[:15], serving.wait(timeout=15)) == (b"HTTP/1.1 200 OK", 0)


def test_creators_are_scored_by_the_settings_of_now_before_anybody_is_served(
    environment: dict[str, str], start: Start, bring: Bring
) -> None:
    bring(CREATORS)
    process = start("serve", env={**environment, "MICRO_LIKES_LOW": "400"})
    assert process.stderr
    assert process.stderr.readline().endswith("Scoring anew: 16 creators.\n")


def test_taken_port_is_a_sentence(
    serving: subprocess.Popen[str], environment: dict[str, str], tmp_path: Path, start: Start
) -> None:
    second = {**environment, "DATABASE_URL": f"sqlite:///{tmp_path / 'other.db'}"}
    process = start("serve", env=second)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, "is taken by another program" in said, "Traceback" in said) == (
        2,
        True,
        False,
    )


def test_store_is_served_by_one_process(
    serving: subprocess.Popen[str], environment: dict[str, str], start: Start, port: int
) -> None:
    process = start("serve", env={**environment, "PORT": str(port + 1)})
    _, said = process.communicate(timeout=30)
    assert (process.returncode, "A desk is serving" in said) == (2, True)


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ("SLACK_BOT_TOKEN", "SLACK_BOT_TOKEN is missing"),
        ("SLACK_SIGNING_SECRET", "Set SLACK_APP_TOKEN or SLACK_SIGNING_SECRET"),
    ],
)
def test_missing_token_is_a_sentence(
    environment: dict[str, str], start: Start, missing: str, says: str
) -> None:
    process = start("serve", env={**environment, missing: ""})
    _, said = process.communicate(timeout=30)
    assert (process.returncode, says in said) == (2, True)


def test_refused_socket_is_a_sentence(environment: dict[str, str], start: Start) -> None:
    nowhere = {"SLACK_APP_TOKEN": "xapp-1-2", "SLACK_API_URL": "http://127.0.0.1:1/"}
    process = start("serve", env={**environment, **nowhere})
    _, said = process.communicate(timeout=30)
    assert (process.returncode, "Slack can't be reached" in said) == (2, True)
