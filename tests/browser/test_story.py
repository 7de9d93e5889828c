"""The three uses in one story: an offer approved by a button, a commission earned, two digests read.

The bot runs here beside the page, on a clock that the test moves from a Tuesday to the Monday after.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from commandline.rounds import DigestRounds
from commandline.serving import wire
from console.server import Console
from console.workspace import TEAM
from handlers import desk as handlers_desk
from handlers.app import build
from handlers.delivery import Delivery
from services.follows import Kind
from services.outbox import OutboxWorker
from services.settings import Settings
from storage.engine import Store
from tests.browser.desk import Desk
from tests.browser.test_campaign import add_a_fitness_creator, card_for, make_campaign
from tests.conftest import Bring, Clock
from tests.offers.making import creators
from web.server import Web
from web.webhooks import SalesWebhook

pytestmark = pytest.mark.browser
SECRET = "shop-secret-of-the-story"


@pytest.fixture
def wired(
    settings: Settings, store: Store, clock: Clock, tmp_path: Path
) -> Iterator[handlers_desk.Desk]:
    """What the bot's handlers are given."""
    made = wire(settings, store, tmp_path, clock, team=TEAM)
    yield made
    made.http.close()


@pytest.fixture
def bot(console: Console, wired: handlers_desk.Desk, clock: Clock, bring: Bring) -> Iterator[Web]:
    """The bot with three fitness creators in its store, its webhook open for signed sales."""
    bring(creators(3))
    sales = SalesWebhook(wired.store, clock, SECRET)
    web = Web(build(wired), wired.store, "127.0.0.1", 0, sales=sales)
    outbox = OutboxWorker(wired.store, Delivery(wired).deliver, clock, wired.woken)
    for part in (web, outbox):
        part.start()
    console.dispatch.bot_url = web.url
    yield web
    for part in (outbox, web):
        part.stop()


class Shop:
    """A shop that tells the desk of sales and refunds, signed."""

    def __init__(self, web: Web, clock: Clock) -> None:
        self._url, self._clock = f"{web.url}/webhooks/sales", clock

    def tells(self, **event: object) -> None:
        at = self._clock()
        sent = {"shop": "shakers.example", "order_id": "1042", "currency": "USD", **event}
        body = json.dumps({**sent, "occurred_at": f"{at:%Y-%m-%dT%H:%M:%SZ}"}).encode()
        stamp = str(int(at.timestamp()))
        signed = hmac.new(SECRET.encode(), f"{stamp}.".encode() + body, hashlib.sha256)
        headers = {"X-Desk-Signature": f"t={stamp},v1={signed.hexdigest()}"}
        httpx.post(self._url, content=body, headers=headers).raise_for_status()


def test_from_a_campaign_to_the_digests(
    page: Page, console: Console, wired: handlers_desk.Desk, bot: Web, clock: Clock
) -> None:
    desk, shop = Desk(page, console.url), Shop(bot, clock)
    desk.go("fitness")
    for what in ("fitness", "commissions"):
        desk.type(f"/digest follow {what}")

    make_campaign(desk, "Summer Shakers")
    creator = add_a_fitness_creator(desk, "Summer Shakers")
    desk.be("Bo")
    desk.go("approvals")
    card = card_for(desk, "Summer Shakers")
    card.get_by_role("button", name=re.compile(f"^Approve .*{re.escape(creator)}")).click()
    expect(card).to_contain_text(re.compile(r"Approved by @Bo"))
    code = re.search(r"Code (\w+)", card.inner_text())
    assert code is not None

    clock.move(minutes=11)
    shop.tells(kind="sale", code=code[1], net_minor=5_220)
    desk.go("general")
    expect(desk.type("/why 1042")).to_contain_text("10% = $5.22")
    clock.move(days=1)
    shop.tells(kind="refund", event_id="r1", net_minor=2_000)
    expect(desk.type("/why 1042")).to_contain_text("minus $2.00")
    expect(desk.type("/commissions")).to_contain_text("$3.22")

    clock.move(days=5)
    for kind in Kind:
        DigestRounds(wired).round(kind)
    desk.go("fitness")
    expect(desk.messages.filter(has_text="Fitness this week")).to_contain_text(creator)
    expect(desk.messages.filter(has_text="Commissions 23-29 Nov")).to_contain_text("$3.22 earned")
    assert desk.troubles == []
