"""setup for Socket Mode: answers, one link, two tokens; a wrong one is named, none half written."""

import os
import pty
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from commandline import manifest
from commandline.setup import currency_of
from commandline.tokens import mistake, pasted
from tests.commandline.conftest import BOT, Ran, Setup, WebApi

SECRET = "0123456789abcdef0123456789abcdef"


def optional() -> tuple[str, ...]:
    """Return a "no" for each optional scope that is asked about."""
    return ("",) * sum(scope.optional for scope in manifest.scopes())


def answers(web_api: WebApi, *tokens: str) -> tuple[str, ...]:
    """Return what is typed: guesses taken (way, zone, currency), all names, no optional scope,
    tokens, no start."""
    return ("", "", "", "", *optional(), *(tokens or (web_api.app_token, web_api.bot_token)), "n")


def test_tokens_and_guesses_are_written(setup: Setup, web_api: WebApi, env: Path) -> None:
    ran = setup(typed=answers(web_api))
    assert (ran.code, env.read_text().splitlines()[1:]) == (
        0,
        [
            "TIMEZONE=Europe/Berlin",
            "CURRENCY=EUR",
            f"SLACK_APP_TOKEN={web_api.app_token}",
            f"SLACK_BOT_TOKEN={web_api.bot_token}",
        ],
    )


def test_answer_that_is_neither_yes_nor_no_is_asked_again(
    setup: Setup, web_api: WebApi, env: Path
) -> None:
    way, zone, currency, *rest = answers(web_api)
    ran = setup(typed=(way, zone, currency, "maybe", *rest))
    says = "Type y for yes or n for no, then Enter."
    assert (ran.code, ran.out.count(says), "Error" in ran.out) == (0, 1, False)


@pytest.mark.parametrize(("said", "short"), [("y", False), ("Yes", False), ("NO", True)])
def test_yes_and_no_are_taken_in_any_case(
    setup: Setup, web_api: WebApi, said: str, short: bool
) -> None:
    way, zone, currency, _, *rest = answers(web_api)
    ran = setup(typed=(way, zone, currency, said, *rest))
    assert ("Then the app has /desk and /find-influencer alone" not in ran.out) == short


def test_unknown_way_is_asked_again(setup: Setup, web_api: WebApi) -> None:
    ran = setup(typed=("websocket", *answers(web_api)))
    says = "“websocket” is no way to reach the desk. Type socket or http."
    assert (ran.code, says in ran.out, "Error" in ran.out) == (0, True, False)


def test_file_is_for_its_owner_alone(setup: Setup, web_api: WebApi, env: Path) -> None:
    setup(typed=answers(web_api))
    assert stat.S_IMODE(env.stat().st_mode) == 0o600


def test_file_that_others_could_read_is_closed(setup: Setup, web_api: WebApi, env: Path) -> None:
    env.touch(mode=0o644)
    setup(typed=answers(web_api))
    assert stat.S_IMODE(env.stat().st_mode) == 0o600


def test_both_tokens_are_tried_live(setup: Setup, web_api: WebApi) -> None:
    setup(typed=answers(web_api))
    assert web_api.asked == ["apps.connections.open", "auth.test", "bots.info"]


def test_tokens_are_not_shown_on_a_terminal(web_api: WebApi, env: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, str(BOT), "setup", "--commands=all"],
        cwd=env.parent,
        env={**os.environ, "SLACK_API_URL": web_api.url},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        shown = ""
        for line in answers(web_api)[:3] + answers(web_api)[4:]:
            while not shown.rpartition("\n")[2].endswith(": "):
                shown += os.read(ours, 65_536).decode()
            os.write(ours, f"{line}\n".encode())
            shown += "\n"
    os.close(ours)
    assert (process.returncode, f"={web_api.bot_token}" in env.read_text()) == (0, True)
    assert (web_api.app_token in shown, web_api.bot_token in shown) == (False, False)


def test_end_says_how_to_start(setup: Setup, web_api: WebApi) -> None:
    assert setup(typed=answers(web_api)).out.endswith("Start the desk with: make run\n")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("", "berlin", "", ""), "Did you mean Europe/Berlin?"),
        (("", "Middle Earth", "", ""), "Write a name like America/New_York"),
        (("", "", "euro", ""), "Write three letters like EUR"),
    ],
)
def test_wrong_answer_is_asked_again(
    setup: Setup, web_api: WebApi, env: Path, typed: tuple[str, ...], says: str
) -> None:
    ran = setup(typed=(*typed, *answers(web_api)[3:]))
    assert (ran.code, says in ran.out, "CURRENCY=EUR\n" in env.read_text()) == (0, True, True)


def test_zone_is_read_in_any_case(setup: Setup, web_api: WebApi, env: Path) -> None:
    setup(typed=("", "america/new york", *answers(web_api)[2:]))
    assert "TIMEZONE=America/New_York\nCURRENCY=USD\n" in env.read_text()


@pytest.mark.parametrize(
    ("zone", "currency"),
    [("Asia/Tokyo", "JPY"), ("Europe/London", "GBP"), ("UTC", "USD"), ("Etc/GMT+3", "USD")],
)
def test_currency_is_guessed_by_the_zones_country(zone: str, currency: str) -> None:
    assert currency_of(zone) == currency


MIX_UPS = [
    ("SLACK_APP_TOKEN", "xoxb-1-2-three", "is the bot token; I need the one that starts with xapp"),
    ("SLACK_APP_TOKEN", SECRET, "is a secret (signing secret or client secret); I need"),
    ("SLACK_APP_TOKEN", "", "is empty; I need the one that starts with xapp-"),
    ("SLACK_BOT_TOKEN", "xapp-1-A0B", "is the app token; I need the one that starts with xoxb-"),
    ("SLACK_BOT_TOKEN", SECRET, "is a secret (signing secret or client secret); I need"),
    ("SLACK_BOT_TOKEN", "xoxp-1-2", "is a user token; I need"),
    ("SLACK_BOT_TOKEN", "xoxe.xoxp-1-2", "is a token of another kind; I need"),
    ("SLACK_BOT_TOKEN", "123456.987654", "is the client ID; I need"),
    ("SLACK_BOT_TOKEN", "A0BCDEF12", "is the app ID; I need"),
    ("SLACK_BOT_TOKEN", "https://api.slack.com/apps/A0B", "is a link; I need"),
    ("SLACK_BOT_TOKEN", "hello", "is nothing that Slack gives out; I need"),
    ("SLACK_BOT_TOKEN", "aB3dE6gH9jK2mN5pQ8sT1vW4", "is the verification token; I need"),
    ("SLACK_BOT_TOKEN", "xoxb-1 2-three", "has a space inside: copy it again, as a whole"),
    (
        "SLACK_BOT_TOKEN",
        "xoxb-1-…",
        "characters that no token has: copy it with Slack's Copy button",
    ),
]


@pytest.mark.parametrize(("name", "text", "says"), MIX_UPS)
def test_mix_up_is_named(name: str, text: str, says: str) -> None:
    assert says in (mistake(name, text) or "")


@pytest.mark.parametrize(("name", "text", "says"), MIX_UPS)
def test_mix_up_is_asked_again(
    setup: Setup, web_api: WebApi, env: Path, name: str, text: str, says: str
) -> None:
    right = (web_api.app_token, web_api.bot_token)
    typed = (text, *right) if name == "SLACK_APP_TOKEN" else (right[0], text, right[1])
    ran = setup(typed=answers(web_api, *typed))
    assert (ran.code, says in ran.out, env.exists()) == (0, True, True)


@pytest.mark.parametrize(
    "text",
    [
        " xoxb-1-2-three ",
        '"xoxb-1-2-three"',
        "'xoxb-1-2-three'",
        "“xoxb-1-2-three”",
        "SLACK_BOT_TOKEN=xoxb-1-2-three",
        'export SLACK_BOT_TOKEN="xoxb-1-2-three"',
        "Bearer xoxb-1-2-three",
        "\ufeffxoxb-1-2-three\r\n",
    ],
)
def test_what_is_copied_along_is_taken_off(text: str) -> None:
    assert pasted(text) == "xoxb-1-2-three"


@pytest.mark.parametrize(
    ("method", "error", "says"),
    [
        ("auth.test", "invalid_auth", "refuses the bot token (invalid_auth: it is not known"),
        ("auth.test", "account_inactive", "the app was removed. Install the app again"),
        ("apps.connections.open", "missing_scope", "it lacks connections:write. Make one with it"),
        ("apps.connections.open", "whatever", "(whatever: install the app again"),
    ],
)
def test_refused_token_says_what_to_do(
    setup: Setup, web_api: WebApi, env: Path, method: str, error: str, says: str
) -> None:
    web_api.refusals[method] = error
    ran = setup(typed=answers(web_api)[:-1])
    assert (ran.code, says in ran.out, env.exists()) == (2, True, False)


def test_missing_scope_is_named(setup: Setup, web_api: WebApi, env: Path) -> None:
    web_api.scopes.remove("files:read")
    ran = setup(typed=answers(web_api)[:-1])
    assert (ran.code, "Scopes are missing: files:read." in ran.out, env.exists()) == (
        2,
        True,
        False,
    )


def test_tokens_of_two_apps_are_named(setup: Setup, web_api: WebApi, env: Path) -> None:
    web_api.bot_app = "A0OTHER"
    ran = setup(typed=answers(web_api)[:-1])
    says = "The app token is of the app A0B, the bot token of the app A0OTHER. Paste again"
    assert (ran.code, says in ran.out, env.exists()) == (2, True, False)


def test_app_of_a_bot_that_may_not_be_asked_for_is_not_missed(
    setup: Setup, web_api: WebApi
) -> None:
    web_api.bot_app = "A0OTHER"
    web_api.scopes.remove("users:read")
    assert setup(typed=answers(web_api)).code == 0


def test_enter_tries_the_same_token_again(setup: Setup, web_api: WebApi) -> None:
    web_api.scopes.clear()
    ran = setup(typed=(*answers(web_api)[:-1], "", ""))
    assert (ran.code, web_api.asked.count("auth.test")) == (2, 3)


def test_no_network_is_a_sentence(setup: Setup, web_api: WebApi, env: Path) -> None:
    typed = answers(web_api)[:-1]
    web_api.url = "http://127.0.0.1:1/"
    ran = setup(typed=typed)
    says = "Slack can't be reached at http://127.0.0.1:1/ (no connection): check the network."
    assert (ran.code, says in ran.out, env.exists()) == (2, True, False)


def test_what_is_not_slack_is_a_sentence(setup: Setup, web_api: WebApi) -> None:
    web_api.says = b"<html>Welcome to the airport</html>"
    assert "is not Slack (HTTP 200)" in setup(typed=answers(web_api)[:-1]).out


@pytest.mark.parametrize("count", range(6))
def test_answers_that_end_leave_nothing(
    setup: Setup, web_api: WebApi, tmp_path: Path, count: int
) -> None:
    before = sorted(tmp_path.iterdir())
    ran = setup(typed=answers(web_api)[:count])
    assert (ran.code, "nothing was written" in ran.said) == (2, True)
    assert sorted(tmp_path.iterdir()) == before


OLD = (
    "# ours\r\nPORT=4000 # why\r\nCURRENCY=USD\r\n"
    "export SLACK_BOT_TOKEN='xoxb-1-2-three'\r\n#TIMEZONE=UTC\r\n"
)


def test_lines_of_others_stay_as_they_are(setup: Setup, web_api: WebApi, env: Path) -> None:
    env.write_bytes(OLD.encode())
    setup(typed=("", "", "GBP", "y", "", *optional(), web_api.app_token, web_api.bot_token, "n"))
    assert env.read_bytes().decode() == (
        "# ours\r\nPORT=4000 # why\r\nCURRENCY=GBP\r\n"
        "SLACK_BOT_TOKEN=xoxb-1-2-three\r\n#TIMEZONE=UTC\r\n"
        f"TIMEZONE=Europe/Berlin\r\nSLACK_APP_TOKEN={web_api.app_token}\r\n"
    )


def held(app: str, bot: str) -> str:
    return f"SLACK_APP_TOKEN={app}\nSLACK_BOT_TOKEN={bot}\nPORT=4000"


def test_held_tokens_stay_unless_somebody_says_so(setup: Setup, web_api: WebApi, env: Path) -> None:
    env.write_text(held(web_api.app_token, web_api.bot_token))
    ran = setup(typed=("", "", "", "", "n"))
    assert (ran.code, "api.slack.com" in ran.out) == (0, False)
    assert env.read_text() == (
        held(web_api.app_token, web_api.bot_token) + "\nTIMEZONE=Europe/Berlin\nCURRENCY=EUR\n"
    )


def test_held_token_that_slack_refuses_is_asked_for(
    setup: Setup, web_api: WebApi, env: Path
) -> None:
    env.write_text(held(web_api.app_token, "xoxb-9-9-old"))
    ran = setup(typed=("", "", "", "", web_api.bot_token, "n"))
    assert (ran.code, f"SLACK_BOT_TOKEN={web_api.bot_token}\n" in env.read_text()) == (0, True)


def test_other_tokens_of_the_environment_replace_none_unasked(
    setup: Setup, web_api: WebApi, env: Path
) -> None:
    env.write_text(held("xapp-9-old", "xoxb-9-9-old"))
    before = env.read_text()
    ran = setup(
        typed=("", "", ""), SLACK_APP_TOKEN=web_api.app_token, SLACK_BOT_TOKEN=web_api.bot_token
    )
    assert (ran.code, env.read_text()) == (2, before)
    assert "holds other tokens than the environment. Replace them?" in ran.out


def test_file_that_cannot_be_read_stays(setup: Setup, web_api: WebApi, env: Path) -> None:
    env.write_bytes(b"CURRENCY=\xff\n")
    ran = setup(typed=answers(web_api))
    assert (ran.code, "Write it as UTF-8" in ran.said) == (2, True)


def test_script_needs_no_answer(setup: Setup, web_api: WebApi, env: Path) -> None:
    ran = setup(
        "--yes",
        "--timezone=Asia/Tokyo",
        SLACK_APP_TOKEN=f'"{web_api.app_token}"',
        SLACK_BOT_TOKEN=web_api.bot_token,
    )
    assert (ran.code, env.read_text().splitlines()[1:]) == (
        0,
        [
            "TIMEZONE=Asia/Tokyo",
            "CURRENCY=JPY",
            f"SLACK_APP_TOKEN={web_api.app_token}",
            f"SLACK_BOT_TOKEN={web_api.bot_token}",
        ],
    )


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SLACK_APP_TOKEN", "xoxb-1-2-three", "is the bot token"),
        ("SLACK_BOT_TOKEN", "xoxb-1-2-other", "refuses the bot token"),
        ("CURRENCY", "euro", "three letters"),
        ("TIMEZONE", "Berlin", "Europe/Berlin"),
    ],
)
def test_wrong_answer_of_a_script_ends_it(
    setup: Setup, web_api: WebApi, env: Path, name: str, value: str, says: str
) -> None:
    right = {"SLACK_APP_TOKEN": web_api.app_token, "SLACK_BOT_TOKEN": web_api.bot_token}
    ran = setup("--yes", **{**right, name: value})
    assert (ran.code, says in ran.said, env.exists()) == (2, True, False)


def test_script_without_tokens_is_told_so(
    bot: Callable[..., subprocess.CompletedProcess[str]], env: Path
) -> None:
    ran = bot("setup", "--yes", SLACK_APP_TOKEN="", SLACK_BOT_TOKEN="")
    assert (ran.returncode, "nothing was written" in ran.stderr) == (2, True)
    assert ("Traceback" in ran.stderr, env.exists()) == (False, False)


def asked_of_slack(ran: Ran) -> str:
    """Return the manifest that the printed link carries."""
    found = re.search(r"https://api\.slack\.com/apps\S+", ran.out)
    assert found is not None
    query = parse_qs(urlsplit(found[0]).query)
    assert query["new_app"] == ["1"]
    return query["manifest_yaml"][0]


def test_link_carries_the_manifest(setup: Setup, web_api: WebApi) -> None:
    made = asked_of_slack(setup(typed=answers(web_api)))
    assert manifest.commands(made) == manifest.commands(manifest.FILE.read_text())
    assert "socket_mode_enabled: true" in made


def test_short_names_are_left_out_where_they_are_taken(setup: Setup, web_api: WebApi) -> None:
    ran = setup(typed=("", "", "", "y", *answers(web_api)[4:]))
    assert set(manifest.commands(asked_of_slack(ran))) == {"/desk", "/find-influencer"}
    assert "/desk why does what /why would" in ran.out


def test_each_scope_is_explained(setup: Setup, web_api: WebApi) -> None:
    ran = setup(typed=answers(web_api))
    made = {one.name for one in manifest.scopes(asked_of_slack(ran))}
    asked_for = [one for one in manifest.scopes() if one.name in made]
    assert asked_for
    for scope in asked_for:
        assert re.search(rf"^   {scope.name} +{re.escape(scope.why)}$", ran.out, re.MULTILINE)


def test_unknown_optional_scope_is_refused(setup: Setup, web_api: WebApi) -> None:
    ran = setup("--with=admin", typed=answers(web_api))
    assert (ran.code, "admin is not an optional scope" in ran.said) == (2, True)
