"""A file that somebody asked for, on its way to their direct messages.

Slack gives a file its id before the file is shared, and the row keeps it: a desk that was cut off
between sharing and marking finds the file again instead of sending a second one.
"""

import logging
import secrets
import tempfile
from itertools import islice
from pathlib import Path

import httpx
import orjson
from slack_sdk.errors import SlackApiError

from blocks.imports import rejects_message
from blocks.text import Message, escape
from handlers.desk import Desk
from handlers.fetching import Gone, fetch, file_name
from handlers.replies import SLACK_DOWN, code_of, said
from services import drops, files_asked
from services.errors import DeskError
from services.files_asked import FOUND, REJECTS, Made
from storage import files_asked as stored
from storage.engine import WORKER_PATIENCE, StoreBusy
from storage.files_asked import AskedRow
from texts import common
from texts import files as says

TRIES = 3
FIRST = 10
"""Rejected rows that are shown where their file can't be sent."""

UPLOAD_PATIENCE = 60
"""Seconds for the bytes of a file."""

log = logging.getLogger("desk.files")


def send(desk: Desk, asked: AskedRow) -> None:
    """Make a file and send it; whatever goes wrong is said to whoever waits for it."""
    state = "failed"
    tries = desk.store.write(stored.begin, asked.id, patience=WORKER_PATIENCE)
    try:
        if asked.file and _is_shared(desk, asked.file):
            state = "sent"
        else:
            state = _make_and_send(desk, asked, tries)
    except DeskError as error:
        _say(desk, asked.person, said(error.sentence()))
    except StoreBusy:
        raise  # the worker waits and comes back to it
    except Exception as error:
        number = secrets.token_hex(3)
        log.error("incident %s: %s", number, type(error).__name__, exc_info=error)
        sentence = common.incident(number, says.WITH_FILE, says.ASK_AGAIN)
        _say(desk, asked.person, said(sentence))
    desk.store.write(stored.finish, asked.id, state, patience=WORKER_PATIENCE)


def _is_shared(desk: Desk, file: str) -> bool:
    """Tell whether a file arrived before the desk was cut off; Slack knows no other as yet."""
    try:
        return bool(desk.worker.files_info(file=file)["ok"])
    except SLACK_DOWN as error:
        log.info("a file was not found again: %s", code_of(error))
        return False


def _make_and_send(desk: Desk, asked: AskedRow, tries: int) -> str:
    """Make and upload a file; return the state it ends in."""
    if tries > TRIES:
        raise DeskError(says.cut_off(TRIES))
    files_asked.refuse_without_right(desk.store, asked, desk.clock())
    with tempfile.TemporaryDirectory(dir=desk.folder) as folder:
        make = _rejects if asked.what == REJECTS else _export
        made = make(desk, asked, Path(folder))
        try:
            _share(desk, asked, made, tries)
        except (*SLACK_DOWN, httpx.HTTPError) as error:
            log.warning("a file could not be sent: %s", code_of(error))
            _say(desk, asked.person, _instead(asked, made, error))
            return "failed"
    return "sent"


def _share(desk: Desk, asked: AskedRow, made: Made, tries: int) -> None:
    """Upload a file's bytes, write down which file of Slack's they are, and share it."""
    slack, name = desk.worker, made.path.name
    channel = slack.conversations_open(users=asked.person)["channel"]["id"]
    begun = slack.files_getUploadURLExternal(filename=name, length=made.path.stat().st_size)
    content = made.path.read_bytes()
    desk.http.post(begun["upload_url"], content=content, timeout=UPLOAD_PATIENCE).raise_for_status()
    file = str(begun["file_id"])
    if not desk.store.write(stored.sharing, asked.id, tries, file, patience=WORKER_PATIENCE):
        return  # another desk took it up meanwhile
    slack.files_completeUploadExternal(
        files=[{"id": file, "title": name}],
        channel_id=channel,
        initial_comment=escape(_comment(asked, made), 600),
    )


def _export(desk: Desk, asked: AskedRow, folder: Path) -> Made:
    currency = desk.settings.currency
    return files_asked.make(desk.store, asked, folder, currency=currency, now=desk.clock())


def _rejects(desk: Desk, asked: AskedRow, folder: Path) -> Made:
    """Write down what could not be taken of a list: as it was kept, else by reading it again."""
    drop = drops.find(desk.store, int(asked.query))
    path = folder / file_name(drop.row.name)
    target = folder / f"{path.stem}-rejected.csv"
    count = drops.write_kept_rejects(desk.store, drop, target)
    if count:
        return Made(target, count)
    try:
        fetch(desk, orjson.loads(drop.row.file), drop.row.name, path)
    except Gone as error:
        raise DeskError(says.rejects_are_gone(drop.row.name)) from error
    importing = desk.importing(asked.person)
    count = drops.write_rejects(importing, drop, path, target, desk.settings.zone)
    if not count:
        raise DeskError(says.none_rejected(drop.row.name))
    return Made(target, count)


def _comment(asked: AskedRow, made: Made) -> str:
    if asked.what == REJECTS:
        return says.mend(made.rows)
    if made.of:
        return says.best_of(asked.query, made.rows, made.of)
    if asked.what == FOUND and not asked.query:
        return says.everyone(made.rows)
    return says.holds(asked.query if asked.what == FOUND else asked.what, made.rows)


def _instead(asked: AskedRow, made: Made, error: Exception) -> Message:
    """Say why a file does not come, with the first rejected rows in its place."""
    why = says.TRY_AGAIN
    if isinstance(error, SlackApiError) and code_of(error) == "missing_scope":
        why = says.NO_RIGHT
        if asked.what not in (REJECTS, FOUND):
            why = says.on_a_terminal(why, asked.what)
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
