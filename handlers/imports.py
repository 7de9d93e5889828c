"""The worker of files: looks into dropped lists, imports them, takes them back, sends files.

What it does stands in the store before it begins, one thing after the other: killed at any moment,
it goes on where it was. An import that was cut short goes on behind the records it had saved.
"""

import logging
import secrets
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import orjson

from blocks import imports as drawn
from blocks import telling
from blocks.text import Message, cut
from handlers import drops as handled
from handlers.desk import Desk
from handlers.fetching import fetch, file_name
from handlers.placing import marked
from handlers.progress import PROGRESS, Progress, Stopping
from handlers.replies import SLACK_DOWN, code_of, said
from handlers.sending import send
from services import drops, outgoing
from services.drops import Drop
from services.errors import DeskError, ImportUnderWay
from services.importing import Importing, instant
from services.rights import NoRight
from storage import drops as stored
from storage import files_asked as asked_for
from storage.drops import DropRow
from storage.engine import WORKER_PATIENCE, StoreBusy
from texts import common
from texts import previews as says

LONGEST_SLEEP = 1.0
"""Seconds after which the worker looks by itself, for rows that another process wrote."""

AGAIN = 5.0
"""Seconds until a list is tried again that had to wait for another import."""

TRIES = 3
"""A list during whose work the desk died so often is not tried again: it may be the reason."""

log = logging.getLogger("desk.imports")


class Imports:
    """Two threads that work on files: nobody waits for a long import of somebody else's list until
    their own is shown. What is imported or taken back is so one after the other.
    """

    def __init__(self, desk: Desk, *, progress: float = PROGRESS) -> None:
        self._desk = desk
        self._progress = progress
        self._stopping = threading.Event()
        self._not_before = 0.0
        self._own: str | None = None
        self._threads = [
            threading.Thread(target=self._work, args=(woken, step), name=name, daemon=True)
            for name, woken, step in (
                ("lists", desk.files.looks, self._look_or_send),
                ("imports", desk.files.works, self._import_or_undo),
            )
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def alive(self) -> bool:
        return all(thread.is_alive() for thread in self._threads)

    def stop(self) -> None:
        """Stop between two pieces of what is at hand; it goes on after the next start."""
        self._stopping.set()
        self._desk.files.wake()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=10)

    def _work(self, woken: threading.Event, step: Callable[[], bool]) -> None:
        while not self._stopping.is_set():
            woken.clear()
            try:
                while not self._stopping.is_set() and step():
                    pass
            except StoreBusy:
                log.warning("the store was busy; what was dropped waits a moment")
            woken.wait(LONGEST_SLEEP)

    def _look_or_send(self) -> bool:
        """Show the next list as it would come in, else send the next file; tell whether there was
        one.
        """
        store = self._desk.store
        with self._desk.files.drawing:  # a click that changes a message is drawn by now
            row = store.read(stored.next_to_look_at)
            asked = None if row else store.read(asked_for.next_to_send)
        if row is not None:
            self._take_up(row)
        elif asked is not None:
            send(self._desk, asked)
        return bool(row or asked)

    def _import_or_undo(self) -> bool:
        """Import the next list, or take it back; tell whether there was one."""
        if time.monotonic() < self._not_before:
            return False
        with self._desk.files.drawing:
            row = self._desk.store.read(stored.next_to_work_on)
        if row is not None:
            self._take_up(row)
        return row is not None

    def _take_up(self, row: DropRow) -> None:
        """Do what a list's state asks for; whatever goes wrong is said in its message."""
        store = self._desk.store
        tries = store.write(stored.begin, row.id, row.state, patience=WORKER_PATIENCE)
        drop = drops.find(store, row.id)
        if not tries:
            return
        if tries > TRIES:
            self._failed(drop, says.cut_off(TRIES, row.name))
            return
        try:
            _STEPS[row.state](self, drop)
        except Stopping:
            store.write(stored.not_begun, row.id, patience=WORKER_PATIENCE)
        except (ImportUnderWay, StoreBusy):
            self._not_before = time.monotonic() + AGAIN
            store.write(stored.not_begun, row.id, patience=WORKER_PATIENCE)
        except DeskError as error:
            self._failed(drop, error.sentence(), again=True)
        except Exception as error:
            number = secrets.token_hex(3)
            log.error("incident %s: %s", number, type(error).__name__, exc_info=error)
            self._failed(drop, common.incident(number, says.with_list(row.name)))

    def _look(self, drop: Drop) -> None:
        """Show a list as it would come in; a file that we sent ourselves is none."""
        if drop.row.person == self._ourselves():
            self._settle(drop, "cancelled")
            return
        drop = self._say(drop, said(says.reading(cut(drop.row.name, 100))))
        with self._fetched(drop) as path:
            drop = drops.keep_sample(self._desk.store, drop, path)
        self._say(drop, handled.preview(self._seated(drop), drop))
        self._settle(drop, "shown")

    def _ourselves(self) -> str | None:
        """Return our own id in Slack, which tells us of files that we sent as well."""
        if self._own is None:
            try:
                self._own = str(self._desk.worker.auth_test()["user_id"])
            except SLACK_DOWN as error:
                log.warning("our own id is not known: %s", code_of(error))
        return self._own

    def _bring_in(self, drop: Drop) -> None:
        """Import a list, saying how far it is."""
        desk = self._desk
        total = drop.sample.total if drop.sample else 0
        tell = Progress(desk, drop, total, self._progress, self._stopping)
        with self._fetched(drop) as path:
            importing = replace(self._importing(drop), progress=tell)
            report = drops.bring_in(importing, drop, path, desk.settings.zone)
        pairs = drops.offered_pairs(desk.store, report)
        self._say(drop, telling.message(drawn.report(report, drop.row.id, pairs=pairs)))
        self._settle(drop, "done")

    def _take_back(self, drop: Drop) -> None:
        """Undo the import of a list, saying how far it is."""
        tell = Progress(self._desk, drop, 0, self._progress, self._stopping)
        undone = drops.take_back(replace(self._importing(drop), progress=tell), drop)
        source = drop.choices.source or drop.row.name
        if isinstance(undone, str):
            message = telling.message(drawn.undone_for(source, undone, drop.row.person))
            self._tell(drop, undone, message)
        else:
            message = telling.message(drawn.undone(undone, source))
        self._say(drop, message)
        self._settle(drop, "undone")

    def _tell(self, drop: Drop, by: str, message: Message) -> None:
        """Tell whose import somebody else undid, once, by a message of its own: the report that
        changes is seen by nobody.
        """
        row = drop.row
        if by != row.person:
            cause, now = f"undone:{row.run_id}:{row.person}", instant(self._desk.clock())
            text, blocks = message[0], marked(message[1], self._seated(drop).seat)
            posted = (cause, row.channel, text, blocks, now)
            self._desk.store.write(outgoing.post_message, *posted, patience=WORKER_PATIENCE)
            self._desk.wake()

    def _settle(self, drop: Drop, after: str) -> None:
        """Bring a list to its next state: after its message, so that a kill leaves none undrawn."""
        drops.settle(self._desk.store, drop, after, self._desk.clock())

    def _failed(self, drop: Drop, sentence: str, *, again: bool = False) -> None:
        """Say what went wrong. again: a list that was to be imported waits for a better answer.

        An import whose undo failed stays undoable.
        """
        after = {"asked": "shown" if again else "failed", "undoing": "done"}.get(
            drop.row.state, "failed"
        )
        # What stands in the store may be newer than what was at hand: where its message is.
        row = drops.find(self._desk.store, drop.row.id).row
        drop = replace(drop, row=drop.row._replace(place=row.place))
        message = said(sentence)
        if after == "shown" and drop.sample is not None:
            message = handled.preview(self._seated(drop), drop, says.not_yet(sentence))
        self._say(drop, message)
        self._settle(drop, after)

    def _importing(self, drop: Drop) -> Importing:
        return self._desk.importing(drop.row.person)

    @contextmanager
    def _fetched(self, drop: Drop) -> Iterator[Path]:
        """Fetch a dropped file from Slack, for as long as it is needed. Raises Unreadable."""
        with tempfile.TemporaryDirectory(dir=self._desk.folder) as folder:
            path = Path(folder, file_name(drop.row.name))
            fetch(self._desk, orjson.loads(drop.row.file), drop.row.name, path)
            yield path

    def _seated(self, drop: Drop) -> Desk:
        """Return the desk as whoever dropped a list has it, to mark for which client it is."""
        try:
            return self._desk.seated_later(drop.row.person, drop.row.client_id)
        except NoRight:
            return self._desk

    def _say(self, drop: Drop, message: Message) -> Drop:
        """Put a message in a list's place, or below where that can't be."""
        text, blocks = message[0], marked(message[1], self._seated(drop).seat)
        row, slack = drop.row, self._desk.worker
        if row.place:
            try:
                slack.chat_update(channel=row.channel, ts=row.place, text=text, blocks=blocks)
                return drop
            except SLACK_DOWN as error:
                log.warning("a message could not be replaced: %s", code_of(error))
        try:
            posted = slack.chat_postMessage(channel=row.channel, text=text, blocks=blocks)
        except SLACK_DOWN as error:
            log.error("a message about an import could not be sent: %s", code_of(error))
            return drop
        place = str(posted["ts"])
        self._desk.store.write(stored.place_at, row.id, place, patience=WORKER_PATIENCE)
        return replace(drop, row=row._replace(place=place))


_STEPS = {
    "dropped": Imports._look,
    "asked": Imports._bring_in,
    "undoing": Imports._take_back,
}
