"""setup for HTTP: a public address and the signing secret in the place of the app token."""

import socket
from pathlib import Path

import httpx
import pytest

from commandline import manifest
from commandline.setup import read_public_url
from commandline.tokens import mistake
from services.errors import DeskError
from tests.commandline.conftest import Setup, WebApi
from tests.commandline.test_setup import SECRET, asked_of_slack, optional

URL = "https://desk.example.com"


@pytest.fixture
def internet(monkeypatch: pytest.MonkeyPatch) -> list[httpx.Response | httpx.HTTPError]:
    """What the public address answers: a web server that has nobody to pass requests on to."""
    said: list[httpx.Response | httpx.HTTPError] = [httpx.Response(502)]

    def get(url: str, **_: object) -> httpx.Response:
        assert url.startswith(URL)
        if isinstance(said[-1], httpx.HTTPError):
            raise said[-1]
        return said[-1]

    monkeypatch.setattr("commandline.checks.httpx.get", get)
    return said


@pytest.fixture(autouse=True)
def quiet_machine(internet: object, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing listens where the desk is to listen, and the real internet is not asked."""
    monkeypatch.setenv("PORT", str(port))


def answers(web_api: WebApi, *secrets: str, url: str = URL) -> tuple[str, ...]:
    """Return what is typed: HTTP, the address, guesses taken, all names, secret, token, no start."""
    return ("http", url, "", "", "", *optional(), *(secrets or (SECRET,)), web_api.bot_token, "n")


def test_address_secret_and_token_are_written(setup: Setup, web_api: WebApi, env: Path) -> None:
    ran = setup(typed=answers(web_api))
    assert (ran.code, env.read_text().splitlines()[1:]) == (
        0,
        [
            f"PUBLIC_URL={URL}",
            "TIMEZONE=Europe/Berlin",
            "CURRENCY=EUR",
            f"SLACK_SIGNING_SECRET={SECRET}",
            f"SLACK_BOT_TOKEN={web_api.bot_token}",
        ],
    )


def test_no_app_token_is_asked_for(setup: Setup, web_api: WebApi) -> None:
    ran = setup(typed=answers(web_api))
    assert ("xapp-" in ran.out, web_api.asked) == (False, ["auth.test"])


def test_link_makes_an_app_that_comes_to_the_address(setup: Setup, web_api: WebApi) -> None:
    made = asked_of_slack(setup(typed=answers(web_api)))
    requests = made.count(f"url: {URL}/slack/events")
    assert (requests, "socket_mode_enabled: false" in made) == (
        len(manifest.commands(made)) + 2,
        True,
    )


def test_end_says_which_address_is_entered_where(setup: Setup, web_api: WebApi, port: int) -> None:
    out = setup(typed=answers(web_api)).out
    assert f"pass {URL} on to http://127.0.0.1:{port}." in out
    assert f"Event Subscriptions, Request URL. It is {URL}/slack/events;" in out


def test_address_that_does_not_answer_is_said(
    setup: Setup, web_api: WebApi, internet: list[httpx.HTTPError], env: Path
) -> None:
    internet.append(httpx.ConnectError("no such name"))
    ran = setup(typed=answers(web_api))
    says = f"{URL} does not answer yet (no connection): Slack must reach it"
    assert (ran.code, says in ran.out, env.exists()) == (0, True, True)


def test_web_server_without_a_desk_is_nothing_wrong(setup: Setup, web_api: WebApi) -> None:
    assert "does not answer" not in setup(typed=answers(web_api)).out


def test_taken_port_is_said(setup: Setup, web_api: WebApi) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"Port {port} is taken" in setup(typed=answers(web_api), PORT=port).out


@pytest.mark.parametrize(
    "text", [URL, f" {URL} ", f"{URL}/", f"{URL}/slack/events", f"{URL}/slack/events/"]
)
def test_what_is_copied_along_with_the_address_is_taken_off(text: str) -> None:
    assert read_public_url(text) == URL


@pytest.mark.parametrize(
    "text", ["https://desk.example.com:8443", "https://example.com/desk", "https://d-1.example.co"]
)
def test_any_public_https_address_is_taken(text: str) -> None:
    assert read_public_url(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "localhost",
        "http://desk.example.com",
        "https://localhost",
        "https://127.0.0.1:3000",
        "https://desk.example.com?a=b",
        "https://me@desk.example.com",
        "https://desk.example.com: x",
    ],
)
def test_address_that_slack_cannot_reach_is_refused(text: str) -> None:
    with pytest.raises(DeskError, match="write an https address with a name"):
        read_public_url(text)


def test_name_alone_is_taken_with_https_and_shown(setup: Setup, web_api: WebApi, env: Path) -> None:
    ran = setup(typed=answers(web_api, url="desk.example.com"))
    assert (f"Taken as {URL}\n" in ran.out, f"PUBLIC_URL={URL}\n" in env.read_text()) == (
        True,
        True,
    )


def test_wrong_address_is_asked_again(setup: Setup, web_api: WebApi, env: Path) -> None:
    typed = answers(web_api)
    ran = setup(typed=("http", "http://localhost:3000", *typed[1:]))
    assert (ran.code, f"PUBLIC_URL={URL}\n" in env.read_text()) == (0, True)


MIX_UPS = [
    ("", "is empty; I need the signing secret, 32 characters of 0-9 and a-f"),
    ("xoxb-1-2-three", "is the bot token; I need the signing secret"),
    ("xapp-1-A0B-99-four", "is the app token; I need the signing secret"),
    ("aB3dE6gH9jK2mN5pQ8sT1vW4", "is the verification token; I need the signing secret"),
    ("123456.987654", "is the client ID; I need the signing secret"),
    ("A0BCDEF12", "is the app ID; I need the signing secret"),
    (SECRET[:-1], "is nothing that Slack gives out; I need the signing secret"),
]


@pytest.mark.parametrize(("text", "says"), MIX_UPS)
def test_mix_up_is_named(text: str, says: str) -> None:
    assert says in (mistake("SLACK_SIGNING_SECRET", text) or "")


def test_mix_up_is_asked_again(setup: Setup, web_api: WebApi) -> None:
    ran = setup(typed=answers(web_api, "xapp-1-A0B-99-four", SECRET))
    assert (ran.code, "That is the app token; I need the signing secret" in ran.out) == (0, True)


def test_client_secret_is_warned_of(setup: Setup, web_api: WebApi) -> None:
    """It looks like the signing secret, and nothing but a request of Slack's tells them apart."""
    assert "The Client Secret above it\n   looks the same" in setup(typed=answers(web_api)).out


@pytest.mark.parametrize("count", range(7))
def test_answers_that_end_leave_nothing(
    setup: Setup, web_api: WebApi, env: Path, count: int
) -> None:
    ran = setup(typed=answers(web_api)[:count])
    assert (ran.code, "nothing was written" in ran.said, env.exists()) == (2, True, False)


def test_desk_that_served_socket_mode_comes_to_http(
    setup: Setup, web_api: WebApi, env: Path
) -> None:
    env.write_text(f"SLACK_APP_TOKEN=xapp-1-A0B-99-four\nSLACK_BOT_TOKEN={web_api.bot_token}\n")
    assert setup(typed=("http", URL, "", "", "n", SECRET, "n")).code == 0
    assert env.read_text().startswith(
        f"SLACK_APP_TOKEN=\nSLACK_BOT_TOKEN={web_api.bot_token}\nPUBLIC_URL={URL}\n"
    )


def test_desk_that_serves_http_is_offered_http(setup: Setup, web_api: WebApi, env: Path) -> None:
    held = f"PUBLIC_URL={URL}\nSLACK_SIGNING_SECRET={SECRET}\nSLACK_BOT_TOKEN={web_api.bot_token}\n"
    env.write_text(held)
    assert setup(typed=("", "", "", "", "n", "n")).code == 0
    assert env.read_text() == f"{held}TIMEZONE=Europe/Berlin\nCURRENCY=EUR\n"


def test_script_needs_no_answer(setup: Setup, web_api: WebApi, env: Path) -> None:
    given = {"SLACK_SIGNING_SECRET": SECRET, "SLACK_BOT_TOKEN": web_api.bot_token}
    ran = setup("--yes", "--way=http", f"--public-url={URL}", "--currency=EUR", **given)
    assert (ran.code, f"SLACK_SIGNING_SECRET={SECRET}\n" in env.read_text()) == (0, True)


def test_script_without_an_address_is_told_so(setup: Setup, web_api: WebApi, env: Path) -> None:
    given = {"SLACK_SIGNING_SECRET": SECRET, "SLACK_BOT_TOKEN": web_api.bot_token}
    ran = setup("--yes", "--way=http", **given)
    assert (ran.code, "like https://desk.example.com" in ran.said, env.exists()) == (2, True, False)


def test_app_token_of_the_environment_stands_in_the_way(
    setup: Setup, web_api: WebApi, env: Path
) -> None:
    ran = setup("--way=http", SLACK_APP_TOKEN=web_api.app_token)
    assert (ran.code, "Unset it for HTTP" in ran.said, env.exists()) == (2, True, False)
