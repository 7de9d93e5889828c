"""A file that somebody asked for, on its way to their direct messages."""

import logging
import secrets
import tempfile
from itertools import islice
from pathlib import Path

import orjson
from slack_sdk.errors import SlackApiError

from blocks.imports import rejects_message
from blocks.text import Message, escape
from handlers.desk import Desk
from handlers.fetching import fetch, file_name
from handlers.replies import SLACK_DOWN, code_of, incident, said
from services import drops, files_asked
from services.errors import DeskError
from services.files_asked import FOUND, REJECTS, Made
from storage import files_asked as stored
from storage.engine import WORKER_PATIENCE, StoreBusy
from storage.files_asked import AskedRow
from texts.numbers import full_count
from texts.wording import counted

TRIES = 3
FIRST = 10
"""Rejected rows that are shown where their file can't be sent."""

NO_RIGHT = (
    "My Slack app may not send files: it lacks the right files:write. An admin adds it"
    " (manifest.yaml names it) and installs the app again."
)

log = logging.getLogger("desk.files")


def send(desk: Desk, asked: AskedRow) -> None:
    """Make a file and send it; whatever goes wrong is said to whoever waits for it."""
    state = "failed"
    tries = desk.store.write(stored.begin, asked.id, patience=WORKER_PATIENCE)
    try:
        if tries > TRIES:
            raise DeskError(f"The desk was cut off {TRIES} times over this file. Ask for less.")
        files_asked.refuse_without_right(desk.store, asked, desk.clock())
        with tempfile.TemporaryDirectory(dir=desk.folder) as folder:
            state = _send(desk, asked, Path(folder))
    except DeskError as error:
        _say(desk, asked.person, said(error.sentence()))
    except StoreBusy:
        raise  # the worker waits and comes back to it
    except Exception as error:
        number = secrets.token_hex(3)
        log.error("incident %s: %s", number, type(error).__name__, exc_info=error)
        _say(desk, asked.person, said(incident(number, " with your file", "Ask for it again")))
    desk.store.write(stored.finish, asked.id, state, patience=WORKER_PATIENCE)


def _send(desk: Desk, asked: AskedRow, folder: Path) -> str:
    """Make and upload a file; return the state it ends in."""
    made = _rejects(desk, asked, folder) if asked.what == REJECTS else _export(desk, asked, folder)
    try:
        channel = desk.worker.conversations_open(users=asked.person)["channel"]["id"]
        desk.worker.files_upload_v2(
            channel=channel,
            file=str(made.path),
            filename=made.path.name,
            title=made.path.name,
            initial_comment=escape(_comment(asked, made), 600),
        )
    except SLACK_DOWN as error:
        log.warning("a file could not be sent: %s", code_of(error))
        _say(desk, asked.person, _instead(asked, made, error))
        return "failed"
    return "sent"


def _export(desk: Desk, asked: AskedRow, folder: Path) -> Made:
    currency = desk.settings.currency
    return files_asked.make(desk.store, asked, folder, currency=currency, now=desk.clock())


def _rejects(desk: Desk, asked: AskedRow, folder: Path) -> Made:
    """Read a dropped list once more, and write down what it could not be taken of it."""
    drop = drops.find(desk.store, int(asked.query))
    path = folder / file_name(drop.row.name)
    fetch(desk, orjson.loads(drop.row.file), drop.row.name, path)
    target = folder / f"{path.stem}-rejected.csv"
    importing = desk.importing(asked.person)
    count = drops.write_rejects(importing, drop, path, target, desk.settings.zone)
    if not count:
        raise DeskError(f"No row of {drop.row.name} is rejected any more.")
    return Made(target, count)


def _comment(asked: AskedRow, made: Made) -> str:
    rows = counted(made.rows, "row")
    if asked.what == REJECTS:
        return f"{rows}: mend them, and drop this file on me."
    if made.of:
        return (
            f"{asked.query}: the {full_count(made.rows)} best of {made.of}. On a terminal all"
            " creators come"
            " with: python bot.py export influencers"
        )
    return (
        f"{asked.query or 'Everyone'}: {rows}" if asked.what == FOUND else f"{asked.what}: {rows}"
    )


def _instead(asked: AskedRow, made: Made, error: Exception) -> Message:
    """Say why a file does not come, with the first rejected rows in its place."""
    why = "Slack does not take the file just now. Ask for it again in a moment."
    if isinstance(error, SlackApiError) and code_of(error) == "missing_scope":
        why = NO_RIGHT
        if asked.what not in (REJECTS, FOUND):
            why += f" On a terminal: python bot.py export {asked.what} --out FILE"
    if asked.what != REJECTS:
        return said(why)
    with made.path.open(encoding="utf-8", newline="") as file:
        first = [line.rstrip("\r\n") for line in islice(file, 1, FIRST + 1)]
    return rejects_message(made.path.name, first, why)


def _say(desk: Desk, person: str, message: Message) -> None:
    text, blocks = message
    try:
        desk.worker.chat_postMessage(channel=person, text=text, blocks=blocks)
    except SLACK_DOWN as error:
        log.error("nobody could be told about a file: %s", code_of(error))
