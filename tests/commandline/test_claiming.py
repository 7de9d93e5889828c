"""The first admin: a code on the terminal, until there is one; and a new one whenever asked for."""

import os
import re
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commandline.claiming import first_invitation
from console.driver import Slack
from console.server import Console
from services import claiming
from storage.engine import Store
from tests.commandline.conftest import Run
from tests.conftest import NOON, Start


def code_in(text: str) -> str:
    found = re.search(r"Type in Slack: /desk claim (\w{4}-\w\w) \(valid 15 minutes, once\)", text)
    assert found is not None, text
    return found[1]


def test_printed_code_makes_an_admin(run: Run, store: Store) -> None:
    code = code_in(run("claim").out)
    claiming.claim(store, code, person="U0ANA", now=datetime.now(UTC))
    assert claiming.any_admin(store)


def test_first_start_invites(store: Store) -> None:
    assert code_in(first_invitation(store, NOON) or "")


def test_later_starts_invite_nobody(store: Store) -> None:
    code = claiming.new_code(store, now=NOON)
    claiming.claim(store, code, person="U0ANA", now=NOON)
    assert first_invitation(store, NOON) is None


Installed = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def installed(console: Console, start: Start) -> Installed:
    """Set up a workspace from nothing, and start: all in one command, in a folder of its own."""

    def installed(*words: str, **environment: str) -> subprocess.Popen[str]:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
        given = {
            "SLACK_API_URL": console.api_url,
            "SLACK_APP_TOKEN": console.app_token,
            "SLACK_BOT_TOKEN": console.bot_token,
            "DATABASE_URL": "sqlite:///first.db",
        }
        env = {**ours, **given, **environment}
        return start("setup", "--yes", "--start", *words, env=env, stderr=subprocess.STDOUT)

    return installed


@pytest.fixture
def printed(installed: Installed) -> list[str]:
    """What the terminal shows until the desk has started."""
    return lines_until_started(installed())


def lines_until_started(process: subprocess.Popen[str]) -> list[str]:
    said = []
    for line in process.stdout or []:
        said.append(line)
        if "claim" in line:
            break
    return said


def test_setup_ends_with_a_desk_that_serves_and_invites(printed: list[str]) -> None:
    assert ".env is written, for you alone to read.\n" in printed
    assert printed[-2] == "Serving through Socket Mode. Stop with Ctrl-C.\n"
    assert code_in(printed[-1])


def test_line_of_the_terminal_typed_in_slack_makes_an_admin(
    printed: list[str], console: Console, tmp_path: Path
) -> None:
    assert console.dispatch.socket.wait()
    said = Slack(console).command(f"/desk claim {code_in(printed[-1])}", by="ana").text
    with closing(Store(tmp_path / "first.db")) as store:
        assert claiming.any_admin(store), said


def test_setup_for_http_ends_with_a_desk_that_slack_reaches(
    installed: Installed, console: Console, tmp_path: Path, port: int
) -> None:
    printed = lines_until_started(
        installed(
            "--way=http",
            "--public-url=https://desk.example.com",
            SLACK_APP_TOKEN="",
            SLACK_SIGNING_SECRET=console.signing_secret,
            PORT=str(port),
            HTTPS_PROXY="http://127.0.0.1:9",
        )
    )
    assert printed[-2] == f"Serving http://127.0.0.1:{port}/slack/events. Stop with Ctrl-C.\n"
    console.dispatch.bot_url = f"http://127.0.0.1:{port}"
    said = Slack(console).command(f"/desk claim {code_in(printed[-1])}", by="ana").text
    with closing(Store(tmp_path / "first.db")) as store:
        assert claiming.any_admin(store), said


def test_line_of_the_terminal_serves_once(printed: list[str], console: Console) -> None:
    assert console.dispatch.socket.wait()
    line = f"/desk claim {code_in(printed[-1])}"
    Slack(console).command(line, by="ana")
    assert "This code is not valid (any more)." in Slack(console).command(line, by="bo").text


def test_setup_that_slack_refuses_starts_nothing(installed: Installed, tmp_path: Path) -> None:
    said, _ = installed(SLACK_BOT_TOKEN="xoxb-1-2-three").communicate(timeout=60)
    assert ("refuses the bot token" in said, (tmp_path / "first.db").exists()) == (True, False)
