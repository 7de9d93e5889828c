"""Slack's tokens: which one somebody holds in their hand, and what Slack says of it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

import httpx

from services.settings import LOOPBACK
from texts import tokens as says

PATIENCE = 5
"""Seconds that Slack is waited for."""

SKEW = 120
"""Seconds that a clock may be off; Slack's signatures are refused from 300 on."""

_KINDS = (
    (r"xapp-", says.APP_TOKEN),
    (r"xoxb-", says.BOT_TOKEN),
    (r"xoxp-", says.USER_TOKEN),
    (r"xox[a-z]", says.OTHER_TOKEN),
    (r"[0-9a-f]{32}$", says.A_SECRET),
    (r"\d+\.\d+$", says.CLIENT_ID),
    (r"A0[A-Z0-9]+$", says.APP_ID),
    (r"[A-Za-z0-9]{24}$", says.VERIFICATION_TOKEN),
    (r"https?://", says.A_LINK),
)
_FORMS = {
    "SLACK_BOT_TOKEN": ("xoxb-", re.compile(r"xoxb-[\w.-]+", re.ASCII)),
    "SLACK_APP_TOKEN": ("xapp-", re.compile(r"xapp-[\w.-]+", re.ASCII)),
    "SLACK_SIGNING_SECRET": (None, re.compile(r"[0-9a-f]{32}")),
}
"""Setting -> how it begins, where that tells its kind; all of it."""

_APP_OF_TOKEN = re.compile(r"xapp-\d+-(A[A-Z0-9]+)-")


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
        return says.refusal(str(self.body.get("error")))

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
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return _nothing(says.unreachable(url, cause(error)))
    try:
        body = answer.json()
    except ValueError:
        body = None
    if not isinstance(body, dict) or "ok" not in body:
        return _nothing(says.not_slack(url, answer.status_code))
    return Answer(body, answer.headers, status=answer.status_code)


def cause(error: Exception) -> str:
    """Return in words why an address gave no answer."""
    if isinstance(error, httpx.TimeoutException):
        return says.NO_ANSWER
    return says.BAD_CERTIFICATE if "CERTIFICATE_VERIFY_FAILED" in str(error) else says.NO_CONNECTION


def _nothing(trouble: str) -> Answer:
    return Answer({}, {}, trouble)


def other_app(url: str, bot_token: str, app_token: str, known: Answer) -> str | None:
    """Return what to do where two tokens are of two apps; None where they aren't, or who knows.

    known: what auth.test said of the bot token. An app token has its app's id in it; of a bot,
    bots.info tells, which needs the optional scope users:read.
    """
    found = _APP_OF_TOKEN.match(app_token)
    bot_id = known.body.get("bot_id")
    if found is None or not bot_id:
        return None
    about = ask(url, "bots.info", bot_token, bot=str(bot_id)).body.get("bot")
    theirs = about.get("app_id") if isinstance(about, dict) else None
    return says.other_app(found[1], theirs) if theirs and theirs != found[1] else None


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


def mistake(name: str, text: str, called: str = says.THAT) -> str | None:
    """Return what is wrong with a token or secret as it is written, or None.

    name: the setting. called: what the sentence calls what was written.
    """
    begins, form = _FORMS[name]
    if form.fullmatch(text):
        return None
    wanted = says.WANTED[name]
    if not text:
        return says.empty(called, wanted)
    if begins is None or not text.startswith(begins):
        return says.of_other_kind(called, kind_of(text) or says.NOTHING_OF_SLACK, wanted)
    return says.space_inside(called) if re.search(r"\s", text) else says.strange_signs(called)
