"""How requests reach the bot over HTTP: signed, with three seconds for an answer."""

import hashlib
import hmac
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
import orjson

Json = dict[str, Any]
SECONDS = 3.0
"""How long Slack waits for an answer."""

LATE = "desk did not respond in time. Try again."
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a bot answered. status: HTTP's, 200 for an acknowledged envelope; text: as it came."""

    status: int
    text: str
    wants_no_retry: bool = False

    @property
    def taken(self) -> bool:
        return self.status == 200

    @property
    def body(self) -> Json:
        """The answer as JSON; words that are none stand as the text of a message."""
        if not self.text.strip():
            return {}
        try:
            found = orjson.loads(self.text)
        except orjson.JSONDecodeError:
            return {"text": self.text}
        return found if isinstance(found, dict) else {"text": self.text}


class Http:
    """Sends signed requests to url, the address of the bot's server."""

    def __init__(self, secret: str, seconds: float = SECONDS) -> None:
        self._secret = secret
        self._client = httpx.Client(timeout=seconds)
        self.url = ""

    def deliver(self, kind: str, payload: Json, retry: tuple[int, str] | None) -> Answer | None:
        """Send an envelope's payload in the form that its kind has over HTTP."""
        if kind == "slash_commands":
            body, form = urlencode(payload).encode(), FORM
        elif kind == "interactive":
            body, form = urlencode({"payload": orjson.dumps(payload).decode()}).encode(), FORM
        else:
            body, form = orjson.dumps(payload), "application/json"
        again = {}
        if retry:
            again = {
                "x-slack-retry-num": str(retry[0]),
                "x-slack-retry-reason": f"http_{retry[1]}",
            }
        answer = self.send(body, form, again)
        if answer is None:
            return None
        no_retry = answer.headers.get("x-slack-no-retry") == "1"
        return Answer(answer.status_code, answer.text, no_retry)

    def send(
        self, body: bytes, kind: str, more: dict[str, str] | None = None, at: float | None = None
    ) -> httpx.Response | None:
        """Send a signed request; None when there is no answer in time."""
        stamp = str(int(time.time() if at is None else at))
        basis = b"v0:" + stamp.encode() + b":" + body
        signature = "v0=" + hmac.new(self._secret.encode(), basis, hashlib.sha256).hexdigest()
        headers = {
            "content-type": kind,
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": signature,
            **(more or {}),
        }
        try:
            return self._client.post(f"{self.url}/slack/events", content=body, headers=headers)
        except httpx.HTTPError:
            return None
