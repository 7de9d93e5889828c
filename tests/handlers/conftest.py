"""A list of creators with every kind of answer in it, and requests as somebody else may send them."""

import hashlib
import hmac
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import httpx
import orjson
import pytest

from console.driver import Slack
from console.workspace import direct
from handlers.imports import Imports
from tests.conftest import Bring
from tests.offers.conftest import campaign as campaign

Json = dict[str, Any]
FORM = "application/x-www-form-urlencoded"


def creators(count: int, niche: str = "Travel") -> str:
    """Return so many rows of micro-influencers."""
    return "".join(
        f"h{i}.{niche.lower()},Name {i},instagram,{niche},DE,{20_000 + i},{600 + i}\n"
        for i in range(count)
    )


CREATORS = (
    "handle,name,platform,niche,country,followers,average_likes\n"
    "jane.runs,Jane Runs,instagram,Fitness,US,15000,2000\n"
    "ed.lifts,Lift With Ed,tiktok,Fitness,DE,80000,2000\n"
    "flat.fit,Flat Fit,instagram,Fitness,DE,50000,91\n"
    "new.fit,New Fit,instagram,Fitness,DE,50000,\n"
) + creators(12)


def do_next(files: Imports) -> bool:
    """Let a worker whose threads do not run do the next thing; tell whether there was one."""
    return files._look_or_send() or files._import_or_undo()


@pytest.fixture
def list_(slack: Slack, bring: Bring) -> None:
    """A list of creators, imported."""
    bring(CREATORS, name="creators.csv")


@pytest.fixture
def post(slack: Slack) -> Callable[..., httpx.Response]:
    """Send a request to the bot with headers of one's own making."""

    def post(body: bytes, headers: dict[str, str], kind: str = FORM) -> httpx.Response:
        url = f"{slack.console.dispatch.bot_url}/slack/events"
        return httpx.post(url, content=body, headers={"content-type": kind, **headers})

    return post


def signature(secret: str, body: bytes, at: float) -> dict[str, str]:
    """Return the headers with which Slack proves that a request is its own."""
    stamp = str(int(at))
    sign = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256)
    return {
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": f"v0={sign.hexdigest()}",
    }


class Requests:
    """Requests of each surface, as Slack writes them, with anything in them."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self.user = "U0ANA"
        self.channel = "C0GENERAL"

    def command(self, text: str = "fitness", name: str = "/find-influencer") -> tuple[bytes, str]:
        form = {
            "command": name,
            "text": text,
            "user_id": self.user,
            "channel_id": self.channel,
            "team_id": "T0CONSOLE",
            "response_url": self.response_url(),
            "trigger_id": self._slack.workspace.new_trigger(self.user),
        }
        return urlencode(form, errors="surrogatepass").encode(), FORM

    def action(self, action: Json, **more: Any) -> tuple[bytes, str]:
        return self._payload(
            {
                "type": "block_actions",
                "actions": [{"type": "button", "block_id": "b", "action_ts": "1.0", **action}],
                "channel": {"id": self.channel, "name": "general"},
                "container": {"type": "message", "channel_id": self.channel},
                "response_url": self.response_url(),
                **more,
            }
        )

    def view(
        self, callback: str, values: Json | None = None, metadata: str = ""
    ) -> tuple[bytes, str]:
        view = {
            "id": "V1",
            "type": "modal",
            "callback_id": callback,
            "private_metadata": metadata,
            "blocks": [],
            "state": {"values": values or {}},
        }
        return self._payload({"type": "view_submission", "view": view})

    def event(self, event: Json, event_id: str = "Ev1") -> tuple[bytes, str]:
        body = {
            "type": "event_callback",
            "team_id": "T0CONSOLE",
            "event_id": event_id,
            "event_time": int(time.time()),
            "event": event,
        }
        return orjson.dumps(body), "application/json"

    def said(self, text: str) -> Json:
        """Return the event of a message to the bot."""
        channel = direct(self.user)
        return {
            "type": "message",
            "channel": channel,
            "channel_type": "im",
            "user": self.user,
            "text": text,
            "ts": "1.0",
        }

    def response_url(self) -> str:
        key = self._slack.workspace.new_response(self.channel, self.user)
        return f"{self._slack.console.url}/respond/{key}"

    def send(self, request: tuple[bytes, str]) -> httpx.Response:
        """Send a request with a good signature."""
        body, kind = request
        answer = self._slack.console.dispatch.send(body, kind)
        assert answer is not None, "there was no answer within three seconds"
        return answer

    def _payload(self, body: Json) -> tuple[bytes, str]:
        full = {
            "user": {"id": self.user, "name": "ana", "team_id": "T0CONSOLE"},
            "team": {"id": "T0CONSOLE"},
            "trigger_id": self._slack.workspace.new_trigger(self.user),
            **body,
        }
        return urlencode({"payload": orjson.dumps(full).decode()}).encode(), FORM


@pytest.fixture
def requests(slack: Slack) -> Requests:
    return Requests(slack)
