"""Whoever knocks: only Slack's own, fresh requests are let in, on every surface."""

import time
from collections.abc import Callable

import httpx
import pytest

from console.driver import Slack
from tests.handlers.conftest import Requests, signature

Post = Callable[..., httpx.Response]
SURFACES = ("command", "action", "view", "event")


def request_of(requests: Requests, surface: str) -> tuple[bytes, str]:
    if surface == "command":
        return requests.command("help")
    if surface == "action":
        return requests.action({"action_id": "help:show", "value": "help"})
    if surface == "view":
        return requests.view("shortlist", metadata="[1, []]")
    return requests.event({"type": "app_home_opened", "user": "U0ANA"})


@pytest.mark.parametrize("surface", SURFACES)
def test_signed_request_is_taken(requests: Requests, surface: str) -> None:
    assert requests.send(request_of(requests, surface)).status_code == 200


@pytest.mark.parametrize("surface", SURFACES)
def test_forged_signature_is_refused(requests: Requests, post: Post, surface: str) -> None:
    body, kind = request_of(requests, surface)
    assert post(body, signature("0" * 32, body, time.time()), kind).status_code == 401


@pytest.mark.parametrize("surface", SURFACES)
def test_signature_of_another_body_is_refused(
    slack: Slack, requests: Requests, post: Post, surface: str
) -> None:
    body, kind = request_of(requests, surface)
    headers = signature(slack.console.signing_secret, body, time.time())
    assert post(body.replace(b"U0ANA", b"U0EVE"), headers, kind).status_code == 401


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("skew", [-301, 301])
def test_stale_or_future_request_is_refused(
    slack: Slack, requests: Requests, post: Post, surface: str, skew: int
) -> None:
    body, kind = request_of(requests, surface)
    headers = signature(slack.console.signing_secret, body, time.time() + skew + (skew > 0))
    assert post(body, headers, kind).status_code == 401


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("missing", ["x-slack-signature", "x-slack-request-timestamp"])
def test_request_without_a_header_is_refused(
    slack: Slack, requests: Requests, post: Post, surface: str, missing: str
) -> None:
    body, kind = request_of(requests, surface)
    headers = signature(slack.console.signing_secret, body, time.time())
    del headers[missing]
    assert post(body, headers, kind).status_code == 401


def test_refused_request_says_nothing_of_the_inside(requests: Requests, post: Post) -> None:
    body, kind = requests.command("fitness")
    assert "Traceback" not in post(body, {}, kind).text
