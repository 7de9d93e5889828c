"""A list dropped on the bot: read in a thread of its own, answered by a message in its place."""

import logging
import queue
import secrets
import tempfile
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from slack_bolt.response import BoltResponse

from blocks.imports import reading_message, report_message
from blocks.search import Message
from handlers.desk import Desk
from handlers.replies import SLACK_DOWN, Body, code_of, done, number_in, said
from services.errors import DeskError
from services.importing import Options, Report
from services.imports import import_file
from services.undoing import undo_import
from storage.engine import StoreBusy
from storage.words import clean

BUSY = "The store is busy. Nothing was saved; try again in a moment."
STOPPING = "I am being stopped and did not get to {name}. Try again in a few minutes."
LARGEST = 500_000_000
"""Bytes of a dropped file; larger ones are for the command line."""

_PAGES = ("quip", "space", "canvas", "post", "list")
"""Kinds of Slack's own documents, which are no files."""

Job = Callable[[], None]

log = logging.getLogger("desk.imports")


class Unreadable(DeskError):
    """A dropped file that can't be had; the sentence says why and what to do."""


class Imports:
    """One thread that reads dropped files and takes imports back, one after the other."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._waiting: queue.Queue[tuple[str, str, Job] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._work, name="imports", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def alive(self) -> bool:
        return self._thread.is_alive()

    def stop(self) -> None:
        """Finish the file at hand; tell those who wait for another."""
        left = []
        while not self._waiting.empty():
            left.append(self._waiting.get_nowait())
        self._waiting.put(None)
        for job in left:
            if job:
                name, channel, _ = job
                self._post(channel, said(STOPPING.format(name=name)))
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def dropped(self, event: Body) -> BoltResponse:
        """Take up the files of a message."""
        for file in event["files"]:
            name = clean(str(file.get("name") or file.get("title") or "list.csv"))
            channel, user = event["channel"], event["user"]
            self._waiting.put((name, channel, partial(self._bring_in, file, name, channel, user)))
        return done()

    def undo(self, _desk: Desk, body: Body, action: Body) -> BoltResponse:
        """Take an import back; a large one takes longer than a click may, so it waits in line."""
        run, user = number_in(action.get("value")), body["user"]["id"]
        channel = (body.get("channel") or {}).get("id") or user
        report = (body.get("container") or {}).get("message_ts")
        job = partial(self._take_back, run, channel, report, user)
        self._waiting.put((f"import {run}", channel, job))
        return done()

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            name, channel, work = job
            try:
                work()
            except Exception as error:
                number = secrets.token_hex(3)
                log.error("incident %s: %s", number, type(error).__name__, exc_info=error)
                text = f"Something went wrong on our side with {name} ({number}). Try again; if it"
                self._post(channel, said(f"{text} stays, tell your admin this number."))

    def _bring_in(self, file: Body, name: str, channel: str, user: str) -> None:
        place = self._post(channel, reading_message(name))
        try:
            message = report_message(self._import(file, name, user))
        except DeskError as error:
            message = said(error.sentence())
        except StoreBusy:
            message = said(BUSY)
        self._replace(channel, place, message)

    def _take_back(self, run: int, channel: str, report: str | None, user: str) -> None:
        try:
            undone = undo_import(self._desk.importing(user), run)
        except DeskError as error:
            self._post(channel, said(error.sentence()))
            return
        except StoreBusy:
            self._post(channel, said(BUSY))
            return
        text = f"The import is undone: {undone.removed} removed, {undone.restored} restored."
        if undone.kept:
            text += (
                f" {len(undone.kept)} stay, because somebody worked with them or another list"
                " has them."
            )
        self._replace(channel, report, said(text))

    def _import(self, file: Body, name: str, user: str) -> Report:
        with tempfile.TemporaryDirectory(dir=self._desk.folder) as folder:
            path = Path(folder, file_name(name))
            self._download(file, name, path)
            source = None if path.name == name else name
            return import_file(self._desk.importing(user), path, Options(source=source))

    def _download(self, file: Body, name: str, path: Path) -> None:
        url = url_of(file, name, self._desk.settings.slack_api_url)
        token = self._desk.settings.slack_bot_token.get_secret_value()
        headers = {"Authorization": f"Bearer {token}"}
        try:
            with self._desk.http.stream("GET", url, headers=headers, timeout=30) as sent:
                refuse_page(sent, name)
                size = 0
                with path.open("wb") as out:
                    for block in sent.iter_bytes():
                        size += len(block)
                        refuse_large(size, name)
                        out.write(block)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            log.warning("a dropped file could not be fetched: %s", type(error).__name__)
            raise Unreadable(f"{name} could not be fetched from Slack. Drop it again.") from error

    def _post(self, channel: str, message: Message) -> str | None:
        """Post a message; return where it stands, or None where Slack does not take it."""
        text, blocks = message
        try:
            posted = self._desk.worker.chat_postMessage(channel=channel, text=text, blocks=blocks)
        except SLACK_DOWN as error:
            log.error("a message about an import could not be sent: %s", code_of(error))
            return None
        return str(posted["ts"])

    def _replace(self, channel: str, place: str | None, message: Message) -> None:
        """Put a message in the place of an earlier one, or after it where that can't be."""
        text, blocks = message
        if place:
            try:
                self._desk.worker.chat_update(channel=channel, ts=place, text=text, blocks=blocks)
                return
            except SLACK_DOWN as error:
                log.warning("a message could not be replaced: %s", code_of(error))
        self._post(channel, message)


def file_name(name: str) -> str:
    """Return a dropped file's name as one that every file system takes, its ending kept."""
    plain = "".join(
        "_" if sign in '/\\:*?"<>|' or not sign.isprintable() else sign for sign in name
    )
    return plain.strip(". ")[-60:].lstrip(". ") or "list.csv"


def url_of(file: Body, name: str, api_url: str) -> str:
    """Return where a file's content is. Raises Unreadable: the token goes to Slack alone."""
    if file.get("filetype") in _PAGES or file.get("mode") in _PAGES:
        raise Unreadable(
            f"{name} is a page in Slack, no file. Save the table as CSV or XLSX and drop that."
        )
    refuse_large(file.get("size") or 0, name)
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    if not url:
        raise Unreadable(
            f"Slack does not hand out {name}: it is deleted, or of another workspace. Drop it here."
        )
    there, ours = urlsplit(url), urlsplit(api_url)
    slacks = there.scheme == "https" and f".{there.hostname}".endswith(".slack.com")
    if not slacks and there[:2] != ours[:2]:
        raise Unreadable(f"{name} does not lie in Slack. Save it and drop the file itself.")
    return url


def refuse_page(sent: httpx.Response, name: str) -> None:
    """Raise Unreadable where Slack sends its login page or a refusal instead of the file."""
    kind = sent.headers.get("content-type", "")
    page = kind.startswith("text/html") and not name.lower().endswith((".html", ".htm"))
    if page or sent.status_code in (301, 302, 303, 307, 401, 403):
        raise Unreadable(
            f"Slack does not let me read {name}: my app lacks the right files:read. An admin adds"
            " it (manifest.yaml has it) and installs the app again."
        )
    if sent.status_code == 404:
        raise Unreadable(f"{name} is gone from Slack. Drop it again.")
    sent.raise_for_status()


def refuse_large(size: int, name: str) -> None:
    if size > LARGEST:
        raise Unreadable(
            f"{name} is too large to be dropped ({size / 1e6:,.0f} MB, at most"
            f" {LARGEST / 1e6:,.0f}). On a terminal: python bot.py import FILE"
        )
