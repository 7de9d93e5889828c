"""POST /webhooks/sales through real HTTP: signed, answered in words, safe to repeat."""

import hashlib
import hmac
import sqlite3
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import orjson
import pytest

from storage.engine import Store
from tests.conftest import NOON, Clock
from tests.sales.making import Shop, count, owed
from web.server import Web
from web.webhooks import LARGEST, MOST_EVENTS, SalesWebhook, Unsigned, check

SECRET = "a-secret-of-the-shop-and-ours"
SALE = {
    "shop": "shakers.example",
    "order_id": "1042",
    "kind": "sale",
    "code": "JANE10",
    "occurred_at": "2026-11-24T12:30:00Z",
    "currency": "USD",
    "net_minor": 5220,
}
REFUND = {**SALE, "event_id": "r1", "kind": "refund", "net_minor": 2000}


def signature(body: bytes, at: float, secret: str = SECRET) -> str:
    signed = hmac.new(secret.encode(), f"{int(at)}.".encode() + body, hashlib.sha256)
    return f"t={int(at)},v1={signed.hexdigest()}"


class Endpoint:
    """The endpoint as a shop's program sees it."""

    def __init__(self, url: str, clock: Clock) -> None:
        self.url, self.clock = f"{url}/webhooks/sales", clock
        self.http = httpx.Client(timeout=30)

    def send(self, document: Any, **headers: str) -> httpx.Response:
        return self.send_bytes(orjson.dumps(document), **headers)

    def send_bytes(self, body: bytes, **headers: str) -> httpx.Response:
        signed = {"X-Desk-Signature": signature(body, self.clock().timestamp()), **headers}
        return self.http.post(self.url, content=body, headers=signed)


@pytest.fixture
def endpoint(store: Store, clock: Clock, shop: Shop) -> Iterator[Endpoint]:
    web = Web(None, store, "127.0.0.1", 0, sales=SalesWebhook(store, clock, SECRET))
    web.start()
    endpoint = Endpoint(web.url, clock)
    yield endpoint
    endpoint.http.close()
    web.stop()


def test_a_signed_sale_is_credited(store: Store, endpoint: Endpoint) -> None:
    answer = endpoint.send(SALE)
    assert (answer.status_code, owed(store)) == (200, 522)


def test_the_answer_says_what_became_of_each_event(endpoint: Endpoint) -> None:
    document = endpoint.send([SALE, REFUND]).json()
    assert document["new"] == 2
    assert [one["outcome"] for one in document["events"]] == [
        "commission credited",
        "commission taken back",
    ]


def test_a_replayed_request_changes_nothing(store: Store, endpoint: Endpoint) -> None:
    endpoint.send([SALE, REFUND])
    document = endpoint.send([SALE, REFUND]).json()
    assert (document["new"], document["unchanged"], owed(store)) == (0, 2, 322)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "t=1795525200",
        "v1=00",
        "t=,v1=00",
        "t=abc,v1=00",
        "t=1,t=2,v1=00",
        "t=99999999999999999999,v1=00",
        "t=-1,v1=00",
        "nonsense",
    ],
)
def test_what_is_no_whole_signature_is_refused(header: str) -> None:
    with pytest.raises(Unsigned):
        check(SECRET, header, b"{}", NOON)


def test_a_time_that_is_no_number_says_what_is_one() -> None:
    with pytest.raises(Unsigned, match="whole seconds since 1970, like 17"):
        check(SECRET, "t=-5,v1=00", b"{}", NOON)


def test_a_request_without_a_signature_is_refused(store: Store, endpoint: Endpoint) -> None:
    answer = endpoint.send(SALE, **{"X-Desk-Signature": ""})
    assert (answer.status_code, count(store, "sales")) == (401, 0)


def test_a_signature_with_another_secret_is_refused(endpoint: Endpoint, clock: Clock) -> None:
    body = orjson.dumps(SALE)
    forged = signature(body, clock().timestamp(), "another secret")
    assert endpoint.send_bytes(body, **{"X-Desk-Signature": forged}).status_code == 401


def test_a_body_that_was_changed_after_signing_is_refused(endpoint: Endpoint, clock: Clock) -> None:
    signed = signature(orjson.dumps(SALE), clock().timestamp())
    answer = endpoint.send({**SALE, "net_minor": 999_999}, **{"X-Desk-Signature": signed})
    assert answer.status_code == 401


def test_one_of_several_signatures_is_enough(endpoint: Endpoint, clock: Clock) -> None:
    body = orjson.dumps(SALE)
    header = signature(body, clock().timestamp()).replace(",v1=", ",v1=00ff,v1=")
    assert endpoint.send_bytes(body, **{"X-Desk-Signature": header}).status_code == 200


@pytest.mark.parametrize("seconds", [300, -300])
def test_a_signature_holds_for_five_minutes_either_way(seconds: int) -> None:
    check(SECRET, signature(b"{}", NOON.timestamp() + seconds), b"{}", NOON)


@pytest.mark.parametrize("seconds", [301, -301])
def test_a_signature_of_another_time_is_refused(seconds: int) -> None:
    with pytest.raises(Unsigned, match="300 seconds"):
        check(SECRET, signature(b"{}", NOON.timestamp() + seconds), b"{}", NOON)


def test_a_stale_request_is_refused(endpoint: Endpoint, clock: Clock) -> None:
    body = orjson.dumps(SALE)
    stale = signature(body, clock().timestamp() - 301)
    assert endpoint.send_bytes(body, **{"X-Desk-Signature": stale}).status_code == 401


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("net_minor", 52.2),
        ("net_minor", True),
        ("net_minor", 10**30),
        ("occurred_at", "24/11/2026"),
        ("shop", None),
    ],
)
def test_a_bad_field_is_named_and_nothing_is_kept(
    store: Store, endpoint: Endpoint, field: str, value: Any
) -> None:
    body = str({**SALE, field: value}).replace("'", '"').replace("True", "true")
    answer = endpoint.send_bytes(body.replace("None", "null").encode())
    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert count(store, "sales") == 0


def test_a_bad_event_of_a_list_is_counted_from_zero(store: Store, endpoint: Endpoint) -> None:
    answer = endpoint.send([SALE, {**REFUND, "net_minor": 0}])
    assert (answer.json()["event"], count(store, "sales")) == (1, 0)


def test_other_content_under_a_known_event_id_is_refused(endpoint: Endpoint) -> None:
    endpoint.send(SALE)
    answer = endpoint.send({**SALE, "net_minor": 1})
    assert (answer.status_code, answer.json()["field"]) == (400, "event_id")


@pytest.mark.parametrize("body", [b"", b"{", b"1", b"[1]", b"\xff"])
def test_what_is_no_json_of_events_is_refused_in_words(endpoint: Endpoint, body: bytes) -> None:
    answer = endpoint.send_bytes(body)
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


def test_a_body_nested_without_end_is_refused_in_words(endpoint: Endpoint) -> None:
    assert endpoint.send_bytes(b"[" * 100_000).status_code == 400


def test_an_empty_list_is_taken(endpoint: Endpoint) -> None:
    assert endpoint.send([]).json() == {"new": 0, "unchanged": 0, "events": []}


def test_a_body_that_is_too_large_is_not_read(endpoint: Endpoint) -> None:
    assert endpoint.send_bytes(b" " * (LARGEST + 1)).status_code == 413


def test_too_many_events_are_refused(endpoint: Endpoint) -> None:
    assert endpoint.send([SALE] * (MOST_EVENTS + 1)).status_code == 413


def test_only_post_is_answered(endpoint: Endpoint) -> None:
    assert endpoint.http.get(endpoint.url).status_code == 405


def test_a_body_in_pieces_is_refused_in_words(endpoint: Endpoint) -> None:
    answer = endpoint.http.post(endpoint.url, content=iter([b"{", b"}"]))
    assert answer.status_code == 400
    assert "Content-Length" in answer.json()["error"]


def test_without_a_secret_nothing_is_taken(store: Store, clock: Clock) -> None:
    web = Web(None, store, "127.0.0.1", 0)
    web.start()
    answer = httpx.post(f"{web.url}/webhooks/sales", json=SALE)
    web.stop()
    assert (answer.status_code, "not set up" in answer.json()["error"]) == (503, True)


def test_slack_does_not_come_this_way_where_it_has_its_own(endpoint: Endpoint) -> None:
    slack = endpoint.url.replace("/webhooks/sales", "/slack/events")
    assert endpoint.http.post(slack).status_code == 404


def test_a_busy_store_is_answered_with_try_again(store: Store, clock: Clock, shop: Shop) -> None:
    impatient = SalesWebhook(store, clock, SECRET, patience=0.05)
    web = Web(None, store, "127.0.0.1", 0, sales=impatient)
    web.start()
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    endpoint = Endpoint(web.url, clock)
    answer = endpoint.send(SALE)
    endpoint.http.close()
    other.close()
    web.stop()
    assert (answer.status_code, "again" in answer.json()["error"]) == (503, True)


def test_the_same_events_from_many_threads_are_counted_once(
    store: Store, endpoint: Endpoint
) -> None:
    events = [{**SALE, "order_id": str(number)} for number in range(20)]
    new: list[int] = []

    def send() -> None:
        new.append(endpoint.send(events).json()["new"])

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(new), owed(store)) == (20, 20 * 522)
