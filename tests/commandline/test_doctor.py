"""doctor: whatever is missing or wrong is said in plain words, with what to do next."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import orjson
import pytest

from commandline.checks import NEEDED_SCOPES, Finding, check_store
from storage.engine import Store
from tests.commandline.conftest import BOT, Run
from tests.commandline.test_storekeeping import from_future
from tests.conftest import Bring
from tests.handlers.conftest import CREATORS

GOOD = {
    "SLACK_BOT_TOKEN": "xoxb-1-2-three",
    "SLACK_SIGNING_SECRET": "0123456789abcdef0123456789abcdef",
    "SLACK_APP_TOKEN": "",
}


class Answers(BaseHTTPRequestHandler):
    """Slack's Web API, which says what it is told to."""

    said: ClassVar[dict[str, object]]
    scopes: ClassVar[str]
    skew: ClassVar[float]

    def do_POST(self) -> None:
        body = orjson.dumps(self.said)
        self.send_response_only(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-OAuth-Scopes", self.scopes)
        there = datetime.now(UTC) + timedelta(seconds=self.skew)
        self.send_header("Date", format_datetime(there, usegmt=True))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on standard error."""


@pytest.fixture
def answers() -> Iterator[tuple[str, type[Answers]]]:
    """An address that answers like Slack, and what it says."""

    class Ours(Answers):
        said: ClassVar[dict[str, object]] = {"ok": True, "user": "desk", "team": "Console"}
        scopes: ClassVar[str] = ",".join(sorted(NEEDED_SCOPES))
        skew: ClassVar[float] = 0.0

    server = HTTPServer(("127.0.0.1", 0), Ours)
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", Ours
    server.shutdown()
    thread.join()
    server.server_close()


Doctor = Callable[..., tuple[int, list[dict[str, object]]]]


@pytest.fixture
def doctor(run: Run, answers: tuple[str, type[Answers]]) -> Doctor:
    """Ask the doctor; return the exit code, and what is not good."""

    def doctor(**environment: str) -> tuple[int, list[str]]:
        ran = run("doctor", "--json", **{**GOOD, "SLACK_API_URL": answers[0], **environment})
        return ran.code, [one["says"] for one in ran.document["findings"] if not one["ok"]]

    return doctor  # type: ignore[return-value]


def test_healthy_desk_is_said_to_be_well(doctor: Doctor) -> None:
    assert doctor() == (0, [])


def test_healthy_desk_is_said_to_be_well_to_people(run: Run, answers: tuple[str, object]) -> None:
    out = run("doctor", **{**GOOD, "SLACK_API_URL": answers[0]}).out
    assert {line[:5] for line in out.splitlines()} == {"ok   "}


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SLACK_BOT_TOKEN", "", "copy the xoxb- token of your Slack app into .env"),
        ("SLACK_BOT_TOKEN", "xapp-1-2", "holds the app token; it needs the one with xoxb-"),
        ("SLACK_BOT_TOKEN", "secret", "is no bot token: copy the one with xoxb-"),
        ("SLACK_APP_TOKEN", "xoxb-1-2", "holds the bot token; it needs the one with xapp-"),
        ("SLACK_APP_TOKEN", "secret", "is no app token: copy the one with xapp-"),
        ("SLACK_SIGNING_SECRET", "", "Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET"),
        ("SLACK_SIGNING_SECRET", "short", "32 signs of 0-9 and a-f; this one is not"),
        ("SLACK_API_URL", "http://127.0.0.1:1/", "can't be reached at http://127.0.0.1:1/"),
    ],
)
def test_wrong_setting_is_found(doctor: Doctor, name: str, value: str, says: str) -> None:
    code, (found,) = doctor(**{name: value})
    assert (code, says in str(found)) == (1, True)


def test_token_is_never_printed(run: Run) -> None:
    ran = run("doctor", **{**GOOD, "SLACK_API_URL": "http://127.0.0.1:1/"})
    assert GOOD["SLACK_BOT_TOKEN"] not in ran.out + ran.said


def test_refused_token_is_found(doctor: Doctor, answers: tuple[str, type[Answers]]) -> None:
    answers[1].said = {"ok": False, "error": "token_revoked"}
    assert "refuses the bot token (token_revoked): install the app again" in str(doctor()[1])


def test_refused_app_token_is_found(doctor: Doctor, answers: tuple[str, type[Answers]]) -> None:
    answers[1].said = {"ok": False, "error": "missing_scope"}
    found = doctor(SLACK_APP_TOKEN="xapp-1-2")[1]
    assert "make one with connections:write" in str(found)


def test_missing_scope_is_named(doctor: Doctor, answers: tuple[str, type[Answers]]) -> None:
    answers[1].scopes = ",".join(NEEDED_SCOPES - {"files:read"})
    assert "Scopes are missing: files:read." in str(doctor()[1])


@pytest.mark.parametrize("skew", [-600, 600])
def test_wrong_clock_is_found(
    doctor: Doctor, answers: tuple[str, type[Answers]], skew: float
) -> None:
    answers[1].skew = skew
    assert "s off: set it (NTP)" in str(doctor()[1])


def wrong(findings: list[Finding]) -> str:
    return " ".join([one.says for one in findings if not one.good])


def test_store_to_be_made_is_well(tmp_path: Path) -> None:
    assert wrong(check_store(tmp_path / "new" / "desk.db")) == ""


def test_looking_makes_no_store(tmp_path: Path) -> None:
    check_store(tmp_path / "new" / "desk.db")
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_written_to_is_found(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "change its rights or DATABASE_URL" in wrong(check_store(tmp_path / "file" / "desk.db"))


def test_store_that_is_behind_is_found(tmp_path: Path) -> None:
    Store(tmp_path / "desk.db").read(lambda tx: None)
    assert "steps behind: run python bot.py migrate" in wrong(check_store(tmp_path / "desk.db"))


def test_store_of_a_newer_desk_is_found(store: Store) -> None:
    from_future(store)
    assert "of a newer desk: update this program" in wrong(check_store(store.path))


def test_file_that_is_no_store_is_found(tmp_path: Path) -> None:
    (tmp_path / "desk.db").write_bytes(b"no database" * 1_000)
    assert "restore a backup" in wrong(check_store(tmp_path / "desk.db"))


def test_damaged_store_is_found(store: Store, bring: Bring) -> None:
    bring(CREATORS)
    store.close()
    content = bytearray(store.path.read_bytes())
    content[8_192:] = b"\xff" * (len(content) - 8_192)
    store.path.write_bytes(content)
    assert "restore a backup" in wrong(check_store(store.path))


def test_store_that_is_held_is_found(store: Store) -> None:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "Another program holds the store" in wrong(check_store(store.path))


def test_broken_trail_is_found(store: Store, bring: Bring) -> None:
    bring(CREATORS)
    store.write(lambda tx: tx.run("UPDATE audit_entries SET actor = 'somebody else'"))
    assert "The audit trail is broken at entry 1" in wrong(check_store(store.path))


def test_manifest_asks_for_the_scopes_that_are_needed() -> None:
    manifest = (BOT.parent / "manifest.yaml").read_text()
    scopes = manifest.partition("scopes:\n    bot:\n")[2].partition("settings:")[0]
    assert set(re.findall(r"- ([\w:]+)", scopes)) == NEEDED_SCOPES
