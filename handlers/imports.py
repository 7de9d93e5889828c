"""A list dropped on the bot: read in a thread of its own, answered by a message in its place."""

import logging
import queue
import tempfile
import threading
from pathlib import Path

import httpx
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError

from blocks.imports import reading_message, report_message
from blocks.text import escape, section
from handlers.desk import Desk
from handlers.replies import Body, answer_click, done
from services.errors import DeskError
from services.importing import Options, Report
from services.imports import import_file
from services.undoing import undo_import
from storage.engine import StoreBusy

log = logging.getLogger("desk.imports")


class Imports:
    """One thread that reads dropped files, one after the other."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._waiting: queue.Queue[tuple[Body, str, str] | None] = queue.Queue()
        self._seen: dict[str, None] = {}
        self._thread = threading.Thread(target=self._work, name="imports", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._waiting.put(None)
        self._thread.join(timeout=10)

    def event(self, _desk: Desk, body: Body) -> BoltResponse:
        """Take up the files of a message; an event that Slack sends again is known by its id."""
        event = body["event"]
        if body.get("event_id") in self._seen or event.get("bot_id"):
            return done()
        self._seen[body.get("event_id", "")] = None
        for file in event.get("files", []):
            self._waiting.put((file, event["channel"], event["user"]))
        return done()

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            try:
                self._bring_in(*job)
            except (SlackApiError, httpx.HTTPError, OSError) as error:
                log.error("a dropped file could not be answered: %s", type(error).__name__)

    def _bring_in(self, file: Body, channel: str, user: str) -> None:
        desk = self._desk
        name = Path(file.get("name") or "list.csv").name
        text, blocks = reading_message(name)
        posted = desk.slack.chat_postMessage(channel=channel, text=text, blocks=blocks)
        try:
            text, blocks = report_message(self._import(file, name, user))
        except (DeskError, StoreBusy) as error:
            said = error.sentence() if isinstance(error, DeskError) else BUSY
            text, blocks = said, [section(escape(said, 1_000))]
        except httpx.HTTPError:
            text = f"{name} could not be fetched from Slack. Drop it again."
            blocks = [section(escape(text))]
        desk.slack.chat_update(channel=posted["channel"], ts=posted["ts"], text=text, blocks=blocks)

    def _import(self, file: Body, name: str, user: str) -> Report:
        desk = self._desk
        url = file.get("url_private_download") or file["url_private"]
        token = desk.settings.slack_bot_token.get_secret_value()
        with tempfile.TemporaryDirectory(dir=desk.folder) as folder:
            path = Path(folder, name)
            headers = {"Authorization": f"Bearer {token}"}
            with desk.http.stream("GET", url, headers=headers, timeout=30) as sent:
                sent.raise_for_status()
                with path.open("wb") as out:
                    for block in sent.iter_bytes():
                        out.write(block)
            return import_file(desk.importing(user), path, Options())


BUSY = "The store is busy. Nothing was saved; drop the file again in a moment."


def undo(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """Take an import back."""
    run = int(action["value"]) if action["value"].isdigit() else 0
    done_ = undo_import(desk.importing(body["user"]["id"]), run)
    said = f"The import is undone: {done_.removed} removed, {done_.restored} restored."
    if done_.kept:
        said += (
            f" {len(done_.kept)} stay, because somebody worked with them or another list has them."
        )
    return answer_click(desk, body, (said, [section(escape(said, 500))]), replace=False)


ACTIONS = {"undo": undo}
