"""Slack's tokens: which one somebody holds in their hand, and what Slack says of it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

import httpx

from services.settings import LOOPBACK

PATIENCE = 5
"""Seconds that Slack is waited for."""

SKEW = 120
"""Seconds that a clock may be off; Slack's signatures are refused from 300 on."""

_KINDS = (
    (r"xapp-", "the app token"),
    (r"xoxb-", "the bot token"),
    (r"xoxp-", "a user token"),
    (r"xox[a-z]", "a token of another kind"),
    (r"[0-9a-f]{32}$", "a secret (signing secret or client secret)"),
    (r"\d+\.\d+$", "the client ID"),
    (r"A0[A-Z0-9]+$", "the app ID"),
    (r"https?://", "a link"),
)
WANTED = {
    "SLACK_BOT_TOKEN": ("xoxb-", "the one that starts with xoxb-", "Install App"),
    "SLACK_APP_TOKEN": (
        "xapp-",
        "the one that starts with xapp-",
        "Basic Information, App-Level Tokens",
    ),
}
"""Setting -> how it begins, that in words, and where Slack shows it."""

_REFUSALS = {
    "invalid_auth": "it is not known there. Copy it again, as a whole",
    "not_authed": "it is not known there. Copy it again, as a whole",
    "token_revoked": "it was revoked. Install the app again and copy the new one",
    "token_expired": "it has expired. Install the app again and copy the new one",
    "account_inactive": "the app was removed. Install the app again and copy the new token",
    "not_allowed_token_type": "it is a token of another kind",
    "missing_scope": "it lacks connections:write. Make one with it under Basic Information,"
    " App-Level Tokens",
    "ratelimited": "it was asked too often. Try again in a minute",
}


class Answer(NamedTuple):
    """What Slack said. trouble: why nothing was said, a sentence; else the rest counts."""

    body: Mapping[str, Any]
    headers: Mapping[str, str]
    trouble: str | None = None
    status: int = 200

    @property
    def ok(self) -> bool:
        return self.trouble is None and self.body.get("ok") is True

    @property
    def refusal(self) -> str:
        """Return why the token is refused, and what to do."""
        code = str(self.body.get("error"))
        return f"{code}: {_REFUSALS.get(code, 'install the app again and copy the new token')}"

    def lacks(self, scopes: frozenset[str]) -> list[str]:
        """Return which of these scopes the token lacks; none where Slack doesn't say."""
        granted = self.headers.get("x-oauth-scopes")
        if granted is None:
            return []
        return sorted(scopes - {one.strip() for one in granted.split(",")})

    def skew(self, now: datetime) -> float | None:
        """Return by how many seconds our clock is ahead of Slack's; None where it doesn't say."""
        try:
            there = parsedate_to_datetime(self.headers.get("date", ""))
        except ValueError:
            return None
        return (now - (there if there.tzinfo else there.replace(tzinfo=UTC))).total_seconds()


def ask(url: str, method: str, token: str, **given: str) -> Answer:
    """Call a method of Slack's Web API. Raises nothing."""
    try:
        answer = httpx.post(
            f"{url}{method}",
            headers={"Authorization": f"Bearer {token}"},
            data=given,
            timeout=PATIENCE,
            trust_env=not url.startswith(LOOPBACK),  # no proxy knows this machine
        )
    except httpx.TimeoutException:
        return _nothing(url, f"no answer within {PATIENCE} seconds")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return Answer(
                {},
                {},
                f"The certificate of {url} is not accepted: set the clock, or ask who runs the"
                " proxy in between.",
            )
        return _nothing(url, "no connection")
    try:
        body = answer.json()
    except ValueError:
        body = None
    if not isinstance(body, dict) or "ok" not in body:
        return Answer(
            {}, {}, f"What answers at {url} is not Slack (HTTP {answer.status_code}): check"
            " SLACK_API_URL, and whether a proxy is in between."
        )  # fmt: skip
    return Answer(body, answer.headers, status=answer.status_code)


def _nothing(url: str, why: str) -> Answer:
    return Answer({}, {}, f"Slack can't be reached at {url} ({why}): check the network.")


def pasted(text: str) -> str:
    """Return a token without what is easily copied along: spaces, quotes, the setting's name."""
    text = re.sub(r"[\s\u200b\ufeff]+$|^[\s\u200b\ufeff]+", "", text)
    text = re.sub(r"^(?:export\s+)?\w+\s*=\s*|^(?i:bearer)\s+", "", text)
    return text.strip("\"'`“”‘’„ ")


def kind_of(text: str) -> str | None:
    """Return in words what a pasted text is; None where it is nothing of Slack's."""
    for pattern, words in _KINDS:
        if re.match(pattern, text):
            return words
    return None


def mistake(name: str, text: str) -> str | None:
    """Return what is wrong with a token as it is written, as the end of a sentence; None if nothing.

    name: the setting. The sentence begins with "That" or with the setting's name.
    """
    begins, wanted, where = WANTED[name]
    if not text:
        return f"is empty; I need {wanted} ({where})."
    if not text.startswith(begins):
        kind = kind_of(text) or "no token of Slack's"
        return f"is {kind}; I need {wanted} ({where})."
    if re.search(r"\s", text):
        return "has a space inside: copy it again, as a whole."
    if not re.fullmatch(r"[\w.-]+", text, re.ASCII):
        return "has signs that no token has: copy it with Slack's Copy button."
    return None
