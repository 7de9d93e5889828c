"""doctor: whatever is missing or wrong is said in plain words, with what to do next."""

import os
import shutil
import socket
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from commandline import manifest
from commandline.checks import Finding, check_store
from commandline.storekeeping import served
from console.server import Console
from services.follows import Kind
from storage import digests
from storage.digests import FollowRow
from storage.engine import Store
from tests.commandline.conftest import Run, WebApi
from tests.commandline.test_storekeeping import from_future
from tests.conftest import Bring
from tests.handlers.conftest import CREATORS

SECRET = "0123456789abcdef0123456789abcdef"
BOT_TOKEN, APP_TOKEN = "xoxb-1-2-three", "xapp-1-A0B-99-four"
NOBODY = 65_534


Doctor = Callable[..., tuple[int, list[str]]]
WAYS: dict[str, dict[str, str]] = {
    "http": {},
    "socket": {"SLACK_APP_TOKEN": APP_TOKEN, "SLACK_SIGNING_SECRET": ""},
}
"""How Slack reaches the desk -> settings besides the good ones."""

either_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())


@pytest.fixture
def good(web_api: WebApi, port: int) -> dict[str, str]:
    """The settings of a healthy desk that is served over HTTP."""
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_APP_TOKEN": "",
        "SLACK_API_URL": web_api.url,
        "PORT": str(port),
    }


@pytest.fixture
def doctor(run: Run, good: dict[str, str]) -> Doctor:
    """Ask the doctor; return the exit code, and what is not good."""

    def doctor(**environment: str) -> tuple[int, list[str]]:
        ran = run("doctor", "--json", **{**good, **environment})
        return ran.code, [one["says"] for one in ran.document["findings"] if not one["ok"]]

    return doctor


@either_way
def test_healthy_desk_is_said_to_be_well(doctor: Doctor, way: dict[str, str]) -> None:
    assert doctor(**way) == (0, [])


def test_healthy_desk_is_said_to_be_well_to_people(run: Run, good: dict[str, str]) -> None:
    assert {line[:5] for line in run("doctor", **good).out.splitlines()} == {"ok   "}


def test_desk_on_the_stand_in_is_said_to_be_well(doctor: Doctor, console: Console) -> None:
    ours = {"SLACK_BOT_TOKEN": console.bot_token, "SLACK_APP_TOKEN": console.app_token}
    assert doctor(**ours, SLACK_API_URL=console.api_url) == (0, [])


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SLACK_BOT_TOKEN", "", "is missing: run make setup, or copy the xoxb- token"),
        ("SLACK_BOT_TOKEN", APP_TOKEN, "is the app token; I need the one that starts with xoxb-"),
        ("SLACK_BOT_TOKEN", SECRET, "is a secret (signing secret or client secret); I need the"),
        (
            "SLACK_BOT_TOKEN",
            "secret",
            "is nothing that Slack gives out; I need the one that starts with",
        ),
        ("SLACK_APP_TOKEN", BOT_TOKEN, "is the bot token; I need the one that starts with xapp-"),
        ("SLACK_APP_TOKEN", SECRET, "is a secret (signing secret or client secret); I need the"),
        (
            "SLACK_APP_TOKEN",
            "secret",
            "is nothing that Slack gives out; I need the one that starts with",
        ),
        (
            "SLACK_SIGNING_SECRET",
            "",
            "Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) in .env; make setup",
        ),
        (
            "SLACK_SIGNING_SECRET",
            BOT_TOKEN,
            "is the bot token; I need the signing secret, 32 characters of 0-9 and a-f",
        ),
        (
            "SLACK_SIGNING_SECRET",
            APP_TOKEN,
            "is the app token; I need the signing secret, 32 characters of 0-9 and a-f",
        ),
        ("SLACK_SIGNING_SECRET", "short", "is nothing that Slack gives out; I need the signing"),
        ("SLACK_SIGNING_SECRET", "aB3dE6gH9jK2mN5pQ8sT1vW4", "is the verification token; I need"),
        ("SLACK_API_URL", "http://127.0.0.1:1/", "can't be reached at http://127.0.0.1:1/"),
        ("HOST", "192.0.2.1", "set HOST in .env to 127.0.0.1"),
    ],
)
def test_wrong_setting_is_found(doctor: Doctor, name: str, value: str, says: str) -> None:
    code, (found,) = doctor(**{name: value})
    assert (code, says in found) == (1, True)


def test_token_is_never_printed(run: Run, good: dict[str, str]) -> None:
    ran = run("doctor", **{**good, "SLACK_API_URL": "http://127.0.0.1:1/"})
    assert BOT_TOKEN not in ran.out + ran.said


@either_way
def test_no_network_is_said_once(doctor: Doctor, way: dict[str, str]) -> None:
    found = doctor(**{**way, "SLACK_API_URL": "http://127.0.0.1:1/"})[1]
    assert found == [
        "Slack can't be reached at http://127.0.0.1:1/ (no connection): check the network."
    ]


def test_what_is_not_slack_is_found(doctor: Doctor, web_api: WebApi) -> None:
    web_api.says = b"<html>Welcome to the airport</html>"
    assert "is not Slack (HTTP 200): check SLACK_API_URL" in str(doctor()[1])


@either_way
def test_refused_token_is_found(doctor: Doctor, web_api: WebApi, way: dict[str, str]) -> None:
    web_api.refusals["auth.test"] = "token_revoked"
    assert "refuses the bot token (token_revoked: it was revoked. Install" in str(doctor(**way))


def test_refused_app_token_is_found(doctor: Doctor, web_api: WebApi) -> None:
    web_api.refusals["apps.connections.open"] = "missing_scope"
    found = doctor(SLACK_APP_TOKEN=APP_TOKEN)[1]
    assert "it lacks connections:write. Make one with it" in str(found)


def test_tokens_of_two_apps_are_found(doctor: Doctor, web_api: WebApi) -> None:
    web_api.bot_app = "A0OTHER"
    (found,) = doctor(SLACK_APP_TOKEN=APP_TOKEN)[1]
    assert "the bot token of A0B, or the app token of A0OTHER (https://api.slack.com/" in found


def test_app_of_a_bot_that_may_not_be_asked_for_is_not_missed(
    doctor: Doctor, web_api: WebApi
) -> None:
    web_api.bot_app = "A0OTHER"
    web_api.scopes = set(manifest.needed())
    assert doctor(SLACK_APP_TOKEN=APP_TOKEN) == (0, [])


@either_way
def test_missing_scope_is_named(doctor: Doctor, web_api: WebApi, way: dict[str, str]) -> None:
    web_api.scopes.remove("files:read")
    assert "Scopes are missing: files:read. Add them under OAuth" in str(doctor(**way))


def test_optional_scope_is_not_missed(doctor: Doctor, web_api: WebApi) -> None:
    web_api.scopes = set(manifest.needed())
    assert doctor() == (0, [])


@either_way
@pytest.mark.parametrize("skew", [-600, 600])
def test_wrong_clock_is_found(
    doctor: Doctor, web_api: WebApi, way: dict[str, str], skew: float
) -> None:
    web_api.skew = skew
    assert "s off: set it (NTP)" in str(doctor(**way))


@pytest.fixture
def followed(store: Store) -> str:
    """A channel where digests go."""
    row = FollowRow(1, Kind.COMMISSIONS, "C0FITNESS", 0, "2026-W40", "U1", "2026-10-01T00:00:00Z")
    store.write(digests.add_follow, row)
    return row.channel


def test_channel_with_the_app_in_it_is_well(doctor: Doctor, web_api: WebApi, followed: str) -> None:
    web_api.channels[followed] = True
    assert (doctor(), web_api.asked.count("conversations.info")) == ((0, []), 1)


@either_way
def test_channel_without_the_app_is_found(
    doctor: Doctor, web_api: WebApi, followed: str, way: dict[str, str]
) -> None:
    web_api.channels[followed] = False
    says = "The app is not in #c0fitness, where digests go: type /invite @desk there."
    assert doctor(**way) == (1, [says])


def test_channel_that_is_gone_is_found(doctor: Doctor, followed: str) -> None:
    (found,) = doctor()[1]
    assert f"can't see the channel {followed}, where digests go: if it is private, type" in found


def test_taken_port_is_found(doctor: Doctor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        found = doctor(PORT=str(port))[1]
    assert found == [
        f"Port {port} is taken by another program: stop that one, or set PORT in .env."
    ]


def test_port_that_our_own_desk_has_is_well(doctor: Doctor, store: Store) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, served(store.path):
        assert doctor(PORT=str(taken.getsockname()[1])) == (0, [])


def test_port_of_signed_sales_is_looked_at_in_socket_mode(doctor: Doctor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        found = doctor(**WAYS["socket"], PORT=port, SALES_SIGNING_SECRET=SECRET)[1]
    assert f"Port {port} is taken by another program" in str(found)


def test_socket_mode_needs_no_port(doctor: Doctor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert doctor(PORT=port, SLACK_APP_TOKEN=APP_TOKEN) == (0, [])


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> list[httpx.Response]:
    """What the public address answers; the last one counts."""
    answers = [httpx.Response(200, text="ok")]
    monkeypatch.setattr("commandline.checks.httpx.get", lambda *_, **__: answers[-1])
    return answers


@pytest.mark.usefixtures("public")
def test_public_address_that_leads_here_is_well(doctor: Doctor, store: Store) -> None:
    with served(store.path):
        assert doctor(PUBLIC_URL="https://desk.example.com") == (0, [])


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (httpx.Response(502, text="Bad Gateway"), "HTTP 502 from something else"),
        (httpx.Response(200, text="<html>Welcome"), "HTTP 200 from something else"),
    ],
)
def test_public_address_that_leads_elsewhere_is_found(
    doctor: Doctor,
    store: Store,
    good: dict[str, str],
    public: list[httpx.Response],
    answer: httpx.Response,
    why: str,
) -> None:
    public.append(answer)
    with served(store.path):
        (found,) = doctor(PUBLIC_URL="https://desk.example.com")[1]
    assert f"https://desk.example.com does not lead to this desk ({why})" in found
    assert f"pass requests on to http://127.0.0.1:{good['PORT']}" in found


def test_public_address_is_not_asked_while_nothing_is_served(
    doctor: Doctor, public: list[httpx.Response]
) -> None:
    public.append(httpx.Response(502))
    assert doctor(PUBLIC_URL="https://desk.example.com") == (0, [])


@pytest.fixture
def env(tmp_path: Path) -> Path:
    file = tmp_path / ".env"
    file.write_text(f"SLACK_BOT_TOKEN={BOT_TOKEN}\n")
    file.chmod(0o600)
    return file


def test_folder_without_settings_is_found(doctor: Doctor, tmp_path: Path) -> None:
    nothing = dict.fromkeys(
        ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL"], ""
    )
    says = "run make setup, or go to the folder where it is."
    assert doctor(**nothing)[1][0] == f"There is no .env in {tmp_path}: {says}"


def test_file_of_ones_own_is_well(doctor: Doctor, env: Path) -> None:
    assert doctor() == (0, [])


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_file_that_others_can_read_is_found(doctor: Doctor, env: Path, mode: int) -> None:
    env.chmod(mode)
    says = "Others on this machine can read .env and its tokens: chmod 600 .env"
    assert doctor() == (1, [says])


def test_setting_that_stands_twice_is_found(doctor: Doctor, env: Path) -> None:
    env.write_text("SLACK_BOT_TOKEN=xoxb-9-9-old\n")
    assert "in the environment, which counts: remove one of them." in str(doctor()[1])


def test_running_desk_is_alive(run: Run, good: dict[str, str], store: Store) -> None:
    with served(store.path):
        ran = run("doctor", "--alive", **{**good, "SLACK_APP_TOKEN": APP_TOKEN})
    assert (ran.code, ran.out) == (0, "ok    The desk is running.\n")


@pytest.mark.parametrize("token", ["", APP_TOKEN])
def test_desk_that_does_not_run_is_not_alive(run: Run, good: dict[str, str], token: str) -> None:
    ran = run("doctor", "--alive", **{**good, "SLACK_APP_TOKEN": token})
    assert (ran.code, "with bot.py serve" in ran.out) == (1, True)


@pytest.fixture
def cut_off(bring: Bring, store: Store) -> Store:
    """A store in which an import has ended before its end."""
    bring("handle,followers\nana,5\nbo,6\n", name="fair.csv")
    store.write(lambda tx: tx.run("UPDATE runs SET state = 'running'", {}))
    return store


def test_import_that_was_cut_off_is_found(cut_off: Store) -> None:
    assert wrong(check_store(cut_off.path)) == (
        "Import 1, of fair.csv, was cut off at 2 rows: import the same file again to finish it, or"
        " take it back with import --undo 1."
    )


def test_import_that_is_under_way_is_nothing_wrong(cut_off: Store) -> None:
    with cut_off.alone("import"):
        assert [one for one in check_store(cut_off.path) if not one.good] == []


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
    assert "by a newer version: update this program" in wrong(check_store(store.path))


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


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that anybody may look into."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """Nobody special, for as long as the test runs."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    yield
    if root:
        os.seteuid(0)


@pytest.fixture
def closed_folder(open_folder: Path) -> Path:
    """A folder that we may look into and no more."""
    open_folder.chmod(0o555)
    return open_folder


def test_read_only_folder_is_found(closed_folder: Path, unprivileged: None) -> None:
    found = wrong(check_store(closed_folder / "desk.db"))
    assert (
        found
        == f"The folder {closed_folder} can't be written to: change its rights or DATABASE_URL."
    )


@pytest.fixture
def foreign_store(open_folder: Path, empty_store_file: Path) -> Path:
    """A store that somebody else's desk has made, in a folder of everybody's."""
    path = Path(shutil.copy(empty_store_file, open_folder / "desk.db"))
    path.chmod(0o444)
    open_folder.chmod(0o777)
    return path


def test_store_of_somebody_else_is_found(foreign_store: Path, unprivileged: None) -> None:
    assert "give it to whoever runs the desk (chown)" in wrong(check_store(foreign_store))
