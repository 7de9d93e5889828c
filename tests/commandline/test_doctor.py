"""doctor: whatever is missing or wrong is said in plain words, with what to do next."""

import socket
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from commandline import manifest
from commandline.storekeeping import served
from console.server import Console
from services.follows import Kind
from storage import digests
from storage.digests import FollowRow
from storage.engine import Store
from tests.commandline.conftest import Run, WebApi

SECRET = "0123456789abcdef0123456789abcdef"
BOT_TOKEN, APP_TOKEN = "xoxb-1-2-three", "xapp-1-A0B-99-four"
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


def test_public_address_that_waits_for_the_desk_is_well(
    doctor: Doctor, public: list[httpx.Response]
) -> None:
    public.append(httpx.Response(502))
    assert doctor(PUBLIC_URL="https://desk.example.com") == (0, [])


def test_public_address_of_something_else_is_found_before_the_desk_runs(
    doctor: Doctor, public: list[httpx.Response]
) -> None:
    public.append(httpx.Response(200, text="<html>Welcome"))
    code, found = doctor(PUBLIC_URL="https://desk.example.com")
    assert (code, "(HTTP 200 from something else)" in str(found)) == (1, True)


def test_public_address_that_does_not_answer_is_found_before_the_desk_runs(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def get(*_: object, **__: object) -> httpx.Response:
        raise httpx.ConnectError("no such name")

    monkeypatch.setattr("commandline.checks.httpx.get", get)
    code, found = doctor(PUBLIC_URL="https://desk.example.com")
    assert (code, "does not lead to this desk (no connection)" in str(found)) == (1, True)


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
