"""Whoever knocks: only Slack's own, fresh requests are let in, on every surface."""

import time
from collections.abc import Callable
from itertools import pairwise

import httpx
import orjson
import pytest

from console.driver import Slack
from services.offers import Offer
from storage.engine import Store
from tests.conftest import Clock
from tests.handlers.conftest import Requests, signature
from tests.offers.conftest import offer as offer
from tests.offers.making import BO

Post = Callable[..., httpx.Response]
Twice = Callable[[str], tuple[list[int], httpx.Response]]
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


class TestRepeated:
    """What Slack sends once more, because the first answer came late."""

    @pytest.fixture
    def twice(
        self, slack: Slack, store: Store, requests: Requests, clock: Clock, offer: Offer
    ) -> Twice:
        """Send what does something, and again; return how much each did, and the last answer."""

        def twice(surface: str) -> tuple[list[int], httpx.Response]:
            request, counts = doing(requests, surface, offer), [done(store)]
            requests.send(request)
            counts.append(done(store))
            clock.move(seconds=3)
            again = {"x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout"}
            answer = slack.console.dispatch.send(*request, again)
            assert answer is not None, "there was no answer within three seconds"
            counts.append(done(store))
            return [after - before for before, after in pairwise(counts)], answer

        return twice

    @pytest.mark.parametrize("surface", SURFACES)
    def test_does_nothing_more(self, twice: Twice, surface: str) -> None:
        assert twice(surface)[0] == [1, 0]

    @pytest.mark.parametrize("surface", SURFACES)
    def test_is_answered(self, twice: Twice, surface: str) -> None:
        assert twice(surface)[1].status_code == 200

    @pytest.mark.parametrize(
        ("surface", "words"),
        [
            ("command", "followed here already"),
            ("action", "You approved this on 24 Nov 12:00. Nothing changed."),
            ("view", "already; nothing changed"),
        ],
    )
    def test_is_told_what_stands(
        self, slack: Slack, twice: Twice, surface: str, words: str
    ) -> None:
        _, answer = twice(surface)
        assert words in answer.text + "".join([one.text for one in slack.workspace.messages])


def doing(requests: Requests, surface: str, offer: Offer) -> tuple[bytes, str]:
    """Return a request that does one thing: follow, approve, put on a list, drop a file."""
    if surface == "command":
        return requests.command("follow fitness", name="/digest")
    if surface == "action":
        requests.user = BO
        value = [offer.row.id, offer.row.version, offer.row.fingerprint]
        return requests.action(
            {"action_id": "offer:approve", "value": orjson.dumps(value).decode()}
        )
    if surface == "view":
        return requests.view("shortlist", {"new": {"name": {"value": "Summer"}}}, "[1, []]")
    return requests.event({**requests.said(""), "files": [{"id": "F1", "name": "a.csv"}]})


def done(store: Store) -> int:
    """Return how much was done: entries of the audit trail, and lists that were taken down."""
    return int(
        store.read(
            lambda tx: tx.value(
                "SELECT (SELECT COUNT(*) FROM audit_entries) + (SELECT COUNT(*) FROM drops)"
            )
        )
    )
