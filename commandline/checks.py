"""What doctor looks at: each check returns findings, good ones too, and raises nothing."""

import os
import sqlite3
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, NamedTuple

import httpx
from pydantic import SecretStr

from commandline.opening import now
from services.settings import Settings
from storage import audit, schema
from storage.engine import Store, StoreBusy

NEEDED_SCOPES = frozenset(
    (
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "groups:history",
        "groups:read",
        "im:history",
        "im:write",
    )
)
SKEW = 120
"""Seconds; Slack's signatures are refused from 300 on."""

PATIENCE = 5
"""Seconds that Slack is waited for."""


class Finding(NamedTuple):
    """What was found; where it is not good, it says what to do next."""

    good: bool
    says: str


def check_tokens(chosen: Settings) -> list[Finding]:
    """Look at tokens and secret as they are written."""
    bot, app, secret = map(
        SecretStr.get_secret_value,
        (chosen.slack_bot_token, chosen.slack_app_token, chosen.slack_signing_secret),
    )
    return [_bot_token(bot), _way_in(app, secret)]


def _bot_token(bot: str) -> Finding:
    if not bot:
        return Finding(
            False, "SLACK_BOT_TOKEN is missing: copy the xoxb- token of your Slack app into .env."
        )
    if bot.startswith("xapp-"):
        return Finding(False, "SLACK_BOT_TOKEN holds the app token; it needs the one with xoxb-.")
    if not bot.startswith("xoxb-"):
        return Finding(False, "SLACK_BOT_TOKEN is no bot token: copy the one with xoxb-.")
    return Finding(True, "The bot token looks right.")


def _way_in(app: str, secret: str) -> Finding:
    if app.startswith("xoxb-"):
        return Finding(False, "SLACK_APP_TOKEN holds the bot token; it needs the one with xapp-.")
    if app and not app.startswith("xapp-"):
        return Finding(False, "SLACK_APP_TOKEN is no app token: copy the one with xapp-.")
    if app:
        return Finding(True, "The app token looks right: Socket Mode, no public address needed.")
    if not secret:
        return Finding(
            False, "Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) in .env."
        )
    if len(secret) != 32 or set(secret) - set("0123456789abcdef"):
        return Finding(
            False,
            "SLACK_SIGNING_SECRET is 32 signs of 0-9 and a-f; this one is not. Copy it again.",
        )
    return Finding(True, "The signing secret looks right.")


def check_slack(chosen: Settings) -> list[Finding]:
    """Ask Slack who we are; look at scopes and at the clock."""
    token = chosen.slack_bot_token.get_secret_value()
    if not token.startswith("xoxb-"):
        return []
    answer, body = _call(chosen, "auth.test", token)
    if answer is None:
        return [
            Finding(False, f"Slack can't be reached at {chosen.slack_api_url}: check the network.")
        ]
    if not body.get("ok"):
        return [
            Finding(
                False,
                f"Slack refuses the bot token ({body.get('error')}): install the app again and"
                " copy the new token.",
            )
        ]
    found = [Finding(True, f"Slack knows us as {body.get('user')} in {body.get('team')}.")]
    return found + _scopes(answer) + _skew(answer)


def _scopes(answer: httpx.Response) -> list[Finding]:
    granted = answer.headers.get("x-oauth-scopes")
    if granted is None:
        return []
    missing = sorted(NEEDED_SCOPES - {one.strip() for one in granted.split(",")})
    if not missing:
        return [Finding(True, "The app has the scopes that it needs.")]
    return [
        Finding(
            False,
            f"Scopes are missing: {', '.join(missing)}. Add them under OAuth & Permissions and"
            " install the app again.",
        )
    ]


def _skew(answer: httpx.Response) -> list[Finding]:
    try:
        there = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return []
    skew = abs((now() - there).total_seconds())
    if skew < SKEW:
        return [Finding(True, "The clock is right.")]
    return [
        Finding(
            False,
            f"The clock is {skew:,.0f} s off: set it (NTP), or Slack's requests are refused.",
        )
    ]


def check_socket(chosen: Settings) -> list[Finding]:
    """Ask Slack whether the app token opens a connection."""
    token = chosen.slack_app_token.get_secret_value()
    if not token.startswith("xapp-"):
        return []
    answer, body = _call(chosen, "apps.connections.open", token)
    if answer is None:
        return []
    if body.get("ok"):
        return [Finding(True, "The app token opens a connection.")]
    return [
        Finding(
            False,
            f"Slack refuses the app token ({body.get('error')}): make one with connections:write"
            " under Basic Information, App-Level Tokens.",
        )
    ]


def _call(
    chosen: Settings, method: str, token: str
) -> tuple[httpx.Response | None, dict[str, Any]]:
    try:
        answer = httpx.post(
            f"{chosen.slack_api_url}{method}",
            headers={"Authorization": f"Bearer {token}"},
            timeout=PATIENCE,
        )
        body = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return None, {}
    return (answer, body) if isinstance(body, dict) else (None, {})


def check_store(path: Path) -> list[Finding]:
    """Look at the file, its schema and its audit trail, without changing any."""
    folder = path.parent
    while not folder.exists():
        folder = folder.parent
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        says = f"The folder {folder} can't be written to: change its rights or DATABASE_URL."
        return [Finding(False, says)]
    if not path.exists():
        return [Finding(True, f"There is no store yet; {path} is made at the first start.")]
    store = Store(path)
    try:
        return _inside(store)
    except sqlite3.DatabaseError as error:
        return [
            Finding(
                False,
                f"{path} can't be read as a store ({error}): restore a backup, or correct"
                " DATABASE_URL.",
            )
        ]
    finally:
        store.close()


def _inside(store: Store) -> list[Finding]:
    if store.read(lambda tx: tx.value("PRAGMA quick_check")) != "ok":
        return [Finding(False, "The store is damaged: restore a backup (bot.py restore FILE).")]
    newer, steps = schema.unknown(store), schema.pending(store)
    found = [Finding(True, "The store is whole.")]
    if newer:
        found.append(Finding(False, "The store is of a newer desk: update this program."))
    elif steps:
        found.append(
            Finding(False, f"The store is {len(steps)} steps behind: run python bot.py migrate.")
        )
    else:
        found.append(_trail(store))
    try:
        store.write(lambda tx: None, patience=1.0)
    except StoreBusy:
        found.append(
            Finding(
                False, "Another program holds the store: close what has it open, or wait for it."
            )
        )
    return found


def _trail(store: Store) -> Finding:
    broken = store.read(audit.first_broken)
    if broken is None:
        return Finding(True, "The audit trail is whole.")
    return Finding(
        False,
        f"The audit trail is broken at entry {broken.entry_id} ({broken.why}): compare with a"
        " backup of before.",
    )
